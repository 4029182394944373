"""Servers that are hostile or broken: each costs one outcome with its reason, and the crawl goes on."""

import gzip
import resource
import socketserver
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest

from domain.crawl import Outcome
from tests.crawlers.made import Answer, Site, article_html, crawl, plan, rss, start_crawl

HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = article_html("Ferries without captains").encode()
LIMIT = 200_000


def packed(encoding: str, body: bytes) -> Answer:
    return Answer(body, headers={**HTML, "Content-Encoding": encoding})


def raw_deflate(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(body) + stream.flush()


def bomb(layers: int = 1) -> bytes:
    body = b"<p>" + bytes(40_000_000)
    for _ in range(layers):
        body = gzip.compress(body, 1)
    return body


ANSWERS = {
    "/news/whole": packed("gzip", gzip.compress(PAGE)),
    "/news/two-members": packed("gzip", gzip.compress(PAGE[:900]) + gzip.compress(PAGE[900:])),
    "/news/behind-the-end": packed("gzip", gzip.compress(PAGE) + b"\0\0junk"),
    "/news/deflate": packed("deflate", zlib.compress(PAGE)),
    "/news/raw-deflate": packed("deflate", raw_deflate(PAGE)),
    "/news/brotli": packed("br", brotli.compress(PAGE)),
    "/news/gzip-cut": packed("gzip", gzip.compress(PAGE)[:-300]),
    "/news/gzip-cut-in-its-trailer": packed("gzip", gzip.compress(PAGE)[:-4]),
    "/news/gzip-wrong-sum": packed("gzip", gzip.compress(PAGE)[:-8] + bytes(8)),
    "/news/deflate-cut": packed("deflate", zlib.compress(PAGE)[:-300]),
    "/news/brotli-cut": packed("br", brotli.compress(PAGE)[:-30]),
    "/news/brotli-broken": packed("br", b"\xff" * 400),
    "/news/bomb": packed("gzip", bomb()),
    "/news/bomb-in-a-bomb": packed("gzip, gzip", bomb(2)),
    "/news/brotli-bomb": packed("br", brotli.compress(bytes(40_000_000), quality=3)),
    "/news/twelvefold": packed(", ".join(["gzip"] * 12), gzip.compress(PAGE)),
    "/news/large": Answer(PAGE + b" " * LIMIT),
    "/news/to-a-file": Answer(status=302, headers={"Location": "file:///etc/hostname"}),
    "/news/to-ftp": Answer(status=302, headers={"Location": "ftp://127.0.0.1/news/1"}),
    "/news/to-data": Answer(status=302, headers={"Location": "data:text/html,<p>x"}),
    "/news/name/..%2F..%2F..%2Fetc%2Fpasswd": Answer(PAGE),
}


@pytest.fixture(scope="module")
def outcomes(sites: Callable[[], Site], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    site, folder = sites(), tmp_path_factory.mktemp("hostile")
    site.answers = {"/feed.xml": Answer(rss(*(f"<link>{site.url(path)}</link>" for path in ANSWERS))), **ANSWERS}
    fields = {"sources": [{"kind": "feed", "url": site.url("/feed.xml")}]}
    found = crawl(folder, plan(folder, run_id="../../run/../1"), fields, settings={"DOWNLOAD_MAXSIZE": LIMIT})
    (archived,) = (folder / "archive").rglob("*.warc.gz")
    assert archived.parent.parent.parent.parent == folder / "archive" / "mock_gazette"
    return {outcome.url.removeprefix(site.base): outcome for outcome in found}


@pytest.mark.parametrize("path", list(ANSWERS)[:6])
def test_whole_body_is_read_however_it_is_packed(outcomes: dict[str, Outcome], path: str) -> None:
    assert outcomes[path].kind == "new"
    article = outcomes[path].article
    assert article is not None and "until the winter storms are over" in (article.text or "")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/news/gzip-cut", "the gzip body broke off"),
        ("/news/gzip-cut-in-its-trailer", "the gzip body broke off"),
        ("/news/gzip-wrong-sum", "the gzip body is broken"),
        ("/news/deflate-cut", "the deflate body broke off"),
        ("/news/brotli-cut", "the br body broke off"),
        ("/news/brotli-broken", "the br body is broken"),
        ("/news/bomb", "larger than the limit of 200000 bytes when unpacked"),
        ("/news/bomb-in-a-bomb", "larger than the limit"),
        ("/news/brotli-bomb", "larger than the limit"),
        ("/news/twelvefold", "packed 12 times over"),
        ("/news/large", "larger than the limit"),
        ("/news/to-a-file", "HTTP 302"),
        ("/news/to-ftp", "HTTP 302"),
        ("/news/to-data", "HTTP 302"),
    ],
)
def test_what_is_not_whole_is_no_article(outcomes: dict[str, Outcome], path: str, reason: str) -> None:
    assert outcomes[path].kind == "failed"
    assert reason in (outcomes[path].reason or "")
    assert outcomes[path].article is None


class _Talk(socketserver.BaseRequestHandler):
    """Answers by the path: heads without end, bodies without end, silence."""

    def handle(self) -> None:
        request = self.request.recv(65536)
        path = request.split(b" ")[1].decode() if b" " in request else "/"
        try:
            if path == "/robots.txt":
                self.request.sendall(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            elif path == "/news/endless-body":
                self._without_end(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>more</p>" * 6000)
            elif path == "/news/two-gigabytes":
                self._without_end(b"HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n", bytes(65536))
            elif path == "/news/endless-chunks":
                chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
                self._without_end(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk)
            elif path == "/news/endless-head":
                self._without_end(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"y" * 8000 + b"\r\n")
            elif path == "/news/stalls":
                self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<html>")
                self.request.recv(1)
            elif path == "/news/dies":
                self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + PAGE)
            elif path == "/news/no-http":
                self.request.sendall(b"220 mail.example ESMTP\r\n")
        except OSError:
            pass

    def _without_end(self, head: bytes, more: bytes) -> None:
        self.request.sendall(head)
        for _ in range(2**31 // len(more)):
            self.request.sendall(more)


@pytest.fixture(scope="module")
def talker() -> Iterator[str]:
    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), _Talk) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_server_without_end_is_cut_off(talker: str, tmp_path: Path) -> None:
    reasons = {
        "/news/endless-body": "larger than the limit",
        "/news/two-gigabytes": "larger than the limit",
        "/news/endless-chunks": "larger than the limit",
        "/news/endless-head": "headers of more than",
        "/news/stalls": "timed out",
        "/news/dies": "broke off",
        "/news/no-http": "",
    }
    the_plan = plan(tmp_path, due=tuple(talker + path for path in reasons))
    found = crawl(tmp_path, the_plan, {}, settings={"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 0})
    by_path = {outcome.url.removeprefix(talker): outcome for outcome in found}
    assert by_path.keys() == reasons.keys()
    for path, reason in reasons.items():
        assert by_path[path].kind == "failed"
        assert reason in (by_path[path].reason or "")
    assert sum(file.stat().st_size for file in (tmp_path / "archive").rglob("*.gz")) < 100_000


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001"])
def test_no_request_to_this_machine(sites: Callable[[], Site], tmp_path: Path, host: str) -> None:
    site = sites()
    address = site.base.replace("127.0.0.1", host) + "/news/1"
    (outcome,) = crawl(tmp_path, plan(tmp_path, due=(address,)), {"hosts": [host]}, allowed="")
    assert site.requests == []
    assert outcome.kind == "failed" and "no public address" in (outcome.reason or "")


def test_redirect_to_a_private_address_is_not_followed(sites: Callable[[], Site], tmp_path: Path) -> None:
    allowed, private = sites(), sites()
    base = allowed.base.replace("127.0.0.1", "localhost")
    allowed.answers = {
        "/feed.xml": Answer(status=302, headers={"Location": private.url("/feed.xml")}),
        "/news/1": Answer(status=302, headers={"Location": private.url("/news/1")}),
    }
    fields = {"hosts": ["127.0.0.1", "localhost"], "sources": [{"kind": "feed", "url": f"{base}/feed.xml"}]}
    found = crawl(tmp_path, plan(tmp_path, due=(f"{base}/news/1",)), fields, allowed="localhost")
    assert allowed.asked("/feed.xml") == allowed.asked("/news/1") == 1
    assert private.requests == []
    assert {(outcome.kind, (outcome.reason or "")[:31]) for outcome in found} == {
        ("failed", "127.0.0.1 is no public address "),
    }


def test_memory_of_a_crawl_is_bounded_against_a_bomb(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    body = gzip.compress(bytes(400_000_000), 1)
    site.answers["/news/1"] = packed("gzip", body)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    crawling = start_crawl(tmp_path, plan(tmp_path, due=(site.url("/news/1"),)), {})
    status, errors = crawling.end()
    assert status == 0, errors
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - before < 200_000
