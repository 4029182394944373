"""Resolver: names become addresses here and nowhere else, and those that are not public never reach a connection.

A connection goes to the very address that was looked at, so a name that answers otherwise a moment later ("DNS
rebinding") gains nothing; forms such as ``127.1`` or ``0x7f000001`` come by here as well.
"""

from collections.abc import Sequence
from typing import Any

from scrapy.crawler import Crawler
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from crawlers.addresses import Allowed


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Hands on the addresses that may be connected to."""

    def __init__(self, receiver: Any, allowed: Allowed, refused: list[str]) -> None:
        self._receiver, self._allowed, self._refused = receiver, allowed, refused

    def resolutionBegan(self, resolution: Any) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        if self._allowed.address(address.host):
            self._receiver.addressResolved(address)
        else:
            self._refused.append(address.host)

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class PublicResolver:
    """Twisted's own resolver of the reactor, IPv4 and IPv6, without what ``allowed`` does not let pass.

    ``refused`` holds, for the names of which every address was refused, what they led to.
    """

    def __init__(self, reactor: Any, allowed: Allowed) -> None:
        self._reactor = reactor
        self._resolver = reactor.nameResolver
        self._allowed = allowed
        self.refused: dict[str, list[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> "PublicResolver":
        """Make the resolver that Scrapy's setting names."""
        # A second spider of the same process finds the first one's resolver in place.
        return reactor.nameResolver if isinstance(reactor.nameResolver, cls) else cls(reactor, allowed_by(crawler))

    def install_on_reactor(self) -> None:
        """Put the resolver in place of the reactor's own."""
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[Any] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """Resolve a name as the interface says."""
        if not self._allowed.host(hostName):
            refused = self.refused[hostName] = []
            resolutionReceiver = _PublicOnly(resolutionReceiver, self._allowed, refused)
        return self._resolver.resolveHostName(
            resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics
        )


def allowed_by(crawler: Crawler) -> Allowed:
    """Return what the setting ``ALLOWED_HOSTS`` allows."""
    return Allowed.parse(crawler.settings.get("ALLOWED_HOSTS") or "")
