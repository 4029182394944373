"""Newsroom: a web server on loopback that serves given pages and a feed of them, and an outlet's card for it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

import yaml

OUTLET = "bench_gazette"
#: What a crawl of this machine needs in its environment.
ENVIRONMENT = {
    "RACEWATCH_ALLOWED_HOSTS": "127.0.0.1",
    "RACEWATCH_ALLOWED_DELAY": "0",
    "RACEWATCH_CONTACT": "https://racewatch.example/contact",
}


@contextmanager
def newsroom(pages: Mapping[str, bytes], *, wait: float = 0) -> Iterator[str]:
    """Serve ``pages`` by path, each after ``wait`` seconds, and ``/feed.xml``; yield the server's address."""
    pause = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = feed if self.path == "/feed.xml" else pages.get(self.path)
            pause.wait(wait if self.path in pages else 0)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/xml" if self.path == "/feed.xml" else "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    now = format_datetime(datetime.now(UTC))
    items = "".join(
        f"<item><title>{escape(path)}</title><link>{base}{escape(path)}</link><pubDate>{now}</pubDate></item>"
        for path in pages
    )
    feed = f"<rss version='2.0'><channel><title>Bench</title>{items}</channel></rss>".encode()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield base
    finally:
        server.shutdown()
        server.server_close()


def write_card(folder: Path, base: str) -> None:
    """Write the card of the newsroom at ``base`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    card = {
        "id": OUTLET,
        "name": "The Bench Gazette",
        "country": "US",
        "languages": ["en", "zh"],
        "timezone": "UTC",
        "invented": True,
        "status": "drafted",
        "hosts": ["127.0.0.1"],
        "sources": [{"kind": "feed", "url": f"{base}/feed.xml"}],
    }
    (folder / f"{OUTLET}.yaml").write_text(yaml.safe_dump(card), encoding="utf-8")
