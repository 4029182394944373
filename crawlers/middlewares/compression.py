"""Compression: bodies are unpacked up to the limit of their size, and one that breaks off is never taken for whole."""

import zlib
from typing import Any

import brotli
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils._compression import _DecompressionMaxSizeExceeded

#: What we ask for: each of these says where it ends.
_ACCEPTED = b"gzip, deflate, br"
_CHUNK = 65_536
#: More layers than this are an attack.
_MOST_LAYERS = 2


class WholeBodyMiddleware(HttpCompressionMiddleware):
    """Scrapy's middleware, which by itself returns what it could unpack of a body that broke off."""

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Say what can be unpacked."""
        request.headers.setdefault("Accept-Encoding", _ACCEPTED)

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Any:
        """Unpack the body of ``response``; raise IgnoreRequest with the reason when it cannot be had whole."""
        encodings = b",".join(response.headers.getlist("Content-Encoding")).split(b",")
        if len(encodings) > _MOST_LAYERS:
            raise IgnoreRequest(f"the body is packed {len(encodings)} times over")
        if not response.body or "dataloss" in response.flags:
            return response
        return super().process_response(request, response)

    def _handle_encoding(self, body: bytes, content_encoding: list[bytes], max_size: int) -> tuple[bytes, list[bytes]]:
        try:
            return super()._handle_encoding(body, content_encoding, max_size)
        except _DecompressionMaxSizeExceeded:
            raise IgnoreRequest(f"larger than the limit of {max_size} bytes when unpacked") from None

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        name = encoding.decode("latin-1")
        try:
            if encoding in (b"gzip", b"x-gzip"):
                return _inflated(body, 16 + zlib.MAX_WBITS, max_size)
            if encoding == b"deflate":
                # Some servers leave out the two bytes of zlib's head, of which the first ends in 8.
                raw = body[0] & 0x0F != 8 or int.from_bytes(body[:2]) % 31
                return _inflated(body, -zlib.MAX_WBITS if raw else zlib.MAX_WBITS, max_size)
            if encoding == b"br":
                return _unbrotli(body, max_size)
        except (zlib.error, brotli.error) as error:
            raise IgnoreRequest(f"the {name} body is broken ({error})") from None
        except EOFError:
            raise IgnoreRequest(f"the {name} body broke off") from None
        unpacked: bytes = HttpCompressionMiddleware._decode(body, encoding, max_size)
        return unpacked


def unpacked(body: bytes, encodings: bytes, *, max_size: int = 32 * 1024 * 1024) -> bytes:
    """Return ``body`` without the content ``encodings`` of its header; raise ValueError when it is broken."""
    names = [name.strip().lower() for name in encodings.split(b",") if name.strip()]
    try:
        for name in reversed(names if body else []):
            body = WholeBodyMiddleware._decode(body, name, max_size)
    except (IgnoreRequest, _DecompressionMaxSizeExceeded, OSError) as error:
        raise ValueError(str(error)) from None
    return body


def _inflated(body: bytes, bits: int, max_size: int) -> bytes:
    """Unpack one stream, and those that gzip may have behind it; other bytes behind the end are passed over."""
    out = bytearray()
    while True:
        stream = zlib.decompressobj(bits)
        rest = body
        while rest and not stream.eof:
            out += stream.decompress(rest, _CHUNK)
            _check(len(out), max_size)
            rest = stream.unconsumed_tail
        if not stream.eof:
            raise EOFError
        body = stream.unused_data
        if not body.startswith(b"\x1f\x8b\x08") or bits < 0:
            return bytes(out)


def _unbrotli(body: bytes, max_size: int) -> bytes:
    stream, out = brotli.Decompressor(), bytearray()
    out += stream.process(body, output_buffer_limit=_CHUNK)
    while not stream.is_finished():
        _check(len(out), max_size)
        more = stream.process(b"", output_buffer_limit=_CHUNK)
        if not more and not stream.is_finished():
            raise EOFError
        out += more
    _check(len(out), max_size)
    return bytes(out)


def _check(size: int, max_size: int) -> None:
    if max_size and size > max_size:
        raise _DecompressionMaxSizeExceeded(size, max_size)
