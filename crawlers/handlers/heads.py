"""Heads: a response whose status line and headers do not end is cut off; Twisted would keep them all in memory."""

from typing import Any

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory, _LenientHTTP11ClientProtocol
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

#: The most that may come before a body, interim answers included, in bytes.
MAX_HEAD = 256 * 1024


class BoundedHeadFactory(_LenientHTTP11ClientFactory):
    """Scrapy's factory of connections, for protocols that give up on a head beyond ``MAX_HEAD``."""

    def buildProtocol(self, addr: Any) -> "_BoundedHead":
        """Return the protocol of one connection."""
        return _BoundedHead(self._quiescentCallback)  # type: ignore[no-untyped-call]


class _BoundedHead(_LenientHTTP11ClientProtocol):
    _head = 0

    def dataReceived(self, data: bytes) -> None:
        parser = self._parser
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if parser is None or self._parser is not parser or parser.state not in (STATUS, HEADER):
            self._head = 0
            return
        self._head += len(data)
        if self._head > MAX_HEAD:
            error = ValueError(f"headers of more than {MAX_HEAD} bytes")
            self._giveUp(Failure(error))  # type: ignore[no-untyped-call]
