"""Addresses: which machines a crawl may speak to: those of the public internet, and what the operator allows."""

import ipaddress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Any

#: Addresses of IPv6 that carry one of IPv4 in their last four bytes, as translators at the edge of a network read them.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Say whether ``address`` (IPv4 or IPv6, as digits) is one of the public internet.

    Private, loopback, link-local, multicast and reserved addresses are none, nor is an IPv6 address that carries one
    of these (mapped, 6to4, NAT64). What is no address at all is not public either.
    """
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if found in _TRANSLATED:
        return _is_public(IPv4Address(int(found) & 0xFFFFFFFF))
    # A mapped address is never global by itself, so only what 6to4 carries is left to look at.
    carried = getattr(found, "sixtofour", None)
    return _is_public(found) and (carried is None or _is_public(carried))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or getattr(address, "is_site_local", False)
    )


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the operator allows beside the public internet: ``hosts`` by name, and ``networks`` of addresses."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Any, ...] = ()

    @classmethod
    def parse(cls, written: str) -> "Allowed":
        """Read names, addresses and networks (``10.1.0.0/16``), apart by commas or spaces."""
        hosts, networks = set(), []
        for word in written.replace(",", " ").split():
            try:
                networks.append(ipaddress.ip_network(word.strip("[]"), strict=False))
            except ValueError:
                hosts.add(word.lower().rstrip("."))
        return cls(frozenset(hosts), tuple(networks))

    def single(self) -> list[str]:
        """Return the hosts and single addresses, as they stand in URLs."""
        addresses = [str(network.network_address) for network in self.networks if network.num_addresses == 1]
        return [*sorted(self.hosts), *addresses]

    def host(self, name: str) -> bool:
        """Say whether the host ``name`` is allowed, whatever its address is."""
        return name.lower().rstrip(".") in self.hosts

    def names(self, host: str) -> bool:
        """Say whether ``host``, a name or an address, is one that the operator has named."""
        try:
            address = ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            return self.host(host)
        return any(address in network for network in self.networks)

    def address(self, address: str) -> bool:
        """Say whether ``address`` is public or in an allowed network."""
        if is_public(address):
            return True
        try:
            found = ipaddress.ip_address(address.split("%")[0])
        except ValueError:
            return False
        return any(found in network for network in self.networks)
