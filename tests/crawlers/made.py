"""Made for the tests of collection: a small web server on loopback, an invented outlet, crawls as programs."""

import json
import math
import multiprocessing
import os
import resource
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

from crawlers.cards import Card, load_card
from crawlers.extract import Page, extract
from crawlers.outcomes import read_outcomes
from crawlers.plan import read_plan, write_plan
from crawlers.probe import ProbeError
from domain.article import READABLE, Article, ExtractionStatus
from domain.crawl import CrawlPlan, Outcome

CARD: dict[str, Any] = {
    "id": "mock_gazette",
    "name": "The Mock Gazette",
    "country": "US",
    "languages": ["en"],
    "timezone": "America/New_York",
    "invented": True,
    "status": "drafted",
    "hosts": ["127.0.0.1"],
    "article_url": {"allow": ["/news/"], "deny": ["/news/video/"]},
}

PARAGRAPHS = (
    "The harbour board of Port Calder voted on Tuesday to let a fleet of self-steering ferries cross the bay, eleven "
    "months after the first of them was tied up for repairs.",
    "“We have counted every minute that these boats were late, and there were fewer of them than with a "
    "captain at the wheel,” said Ottilie Brandrake, who chairs the board.",
    "Dockworkers asked for a slower start. Their council wants a pilot on board each ferry until the winter storms are "
    "over, and a public log of every emergency stop.",
    "The first crossing without a pilot is planned for April, if the insurer agrees to the terms that the board has "
    "sent to it.",
)


def article_html(title: str, *, extra: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """An invented article as a page."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='article:published_time' content='2031-03-04T10:00:00-05:00'></head>"
        f"<body><article><h1>{title}</h1>{text}{extra}</article></body></html>"
    )


PAGES_ZH = (
    "港务局周二表决，允许一支自动驾驶渡船队穿越海湾。首批渡船停航检修已有十一个月，各方意见仍不一致，表决前后争论了整整两天。",
    "码头工人要求放慢步伐。他们的工会希望在冬季风暴过去之前，每艘渡船上都有一名引航员，并公开每一次紧急停船的记录。",
    "如果保险公司同意港务局提出的条件，第一次没有引航员的航行将在四月进行，届时两岸的居民都可以免费乘坐一个星期。",
)


def paged_html(title: str, texts: tuple[str, ...], number: int, *, following: str | None) -> str:
    """Page ``number`` of an invented article, with a link to the ``following`` one; each repeats the first words."""
    language, words = ("zh", "下一页") if "港" in texts[0] else ("en", "Next page")
    link = f"<p><a href='{following}'>{words}</a></p>" if following else ""
    body = "".join(f"<p>{text}</p>" for text in dict.fromkeys((texts[0], texts[number - 1])))
    return (
        f"<!doctype html><html lang='{language}'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><div class='article'><h1>{title}</h1>{body}{link}</div></body></html>"
    )


def rss(*items: str) -> bytes:
    """A feed with ``items``, each the inside of an item element."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><title>Mock</title>" + "".join(f"<item>{item}</item>" for item in items) + "</channel></rss>"
    ).encode()


@dataclass
class Answer:
    """What the server says: ``cut`` announces so many bytes more than come, ``drop`` closes without an answer.

    ``touch`` is a file that is made when the server is asked.
    """

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    cut: int = 0
    drop: bool = False
    wait: float = 0
    touch: Path | None = None


class Site:
    """A web server on loopback whose ``answers`` may change while it runs; ``requests`` are those that came.

    A POST is answered, and noted, as its path, a space and its body.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str], float]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                self.answer(f"{self.path} {sent}")

            def do_GET(self) -> None:
                self.answer(self.path)

            def answer(self, asked: str) -> None:
                site.requests.append((asked, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
                answer = site.answers.get(asked, Answer("none", status=404))
                etag = answer.headers.get("ETag")
                if etag and self.headers.get("If-None-Match") == etag:
                    answer = replace(answer, status=304, body=b"", headers={"ETag": etag})
                time.sleep(answer.wait)
                if answer.touch:
                    answer.touch.touch()
                if answer.drop:
                    self.close_connection = True
                    return
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(body) + answer.cut))
                self.end_headers()
                self.wfile.write(body)
                if answer.cut:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def url(self, path: str) -> str:
        return self.base + path

    def asked(self, path: str) -> int:
        return sum(asked == path for asked, _, _ in self.requests)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def card(**fields: Any) -> Card:
    """The invented outlet's card with ``fields`` changed."""
    return Card.model_validate({**CARD, **fields})


def plan(folder: Path, **fields: Any) -> CrawlPlan:
    """A plan whose archive is in ``folder``."""
    values = {"run_id": "run-1", "outlet": CARD["id"], "archive": str(folder / "archive"), "budget": 60.0, **fields}
    return CrawlPlan(**values)


#: Crawls are forks of one process that has the slow imports behind it: a crawl needs a process of its own (a Twisted
#: reactor runs once), not half a second of imports.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        *("crawlers.run", "crawlers.handlers.record", "crawlers.handlers.replay", "crawlers.pipelines.read"),
        *("crawlers.middlewares.robots", "crawlers.middlewares.redirects", "crawlers.spiders.feed"),
        *("crawlers.spiders.list_page", "crawlers.spiders.given", "scrapy.crawler", "scrapy.signals", "feedparser"),
        *("scrapy.downloadermiddlewares.retry", "scrapy.downloadermiddlewares.httpcompression"),
        "warcio.archiveiterator",
    ]
)


@dataclass(frozen=True)
class Crawling:
    """A crawl in a process of its own, which writes in ``folder``."""

    process: BaseProcess
    folder: Path

    @property
    def outcomes(self) -> Path:
        return self.folder / "outcomes"

    def end(self) -> tuple[int | None, str]:
        """Wait for the end; return the exit status and what was written to standard error."""
        self.process.join(120)
        assert self.process.exitcode is not None, "the crawl does not end"
        return self.process.exitcode, (self.folder / "errors").read_text(encoding="utf-8")


def start_crawl(
    folder: Path,
    crawl_plan: CrawlPlan,
    fields: Mapping[str, Any],
    *,
    delay: float = 0,
    settings: Mapping[str, Any] | None = None,
    contact: str = "https://racewatch.example/contact",
    allowed: str = "127.0.0.1 localhost",
    largest_file: int = resource.RLIM_INFINITY,
    over: Path | None = None,
) -> Crawling:
    """Start a crawl, without the distance between requests that cards of the real web keep.

    ``settings`` are changed in ``crawlers.settings``; ``allowed`` are the hosts beside the public
    internet; no file may grow beyond ``largest_file`` bytes. The time budget is used up when the file ``over`` is
    there, and not before, however long the crawl takes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "card.json").write_text(json.dumps({**CARD, **fields}))
    write_plan(folder / "plan", crawl_plan)
    environment = {"RACEWATCH_CONTACT": contact, "RACEWATCH_ALLOWED_HOSTS": allowed, "NO_PROXY": "*"}
    process = _FORKS.Process(target=_crawl, args=(folder, delay, settings or {}, environment, largest_file, over))
    process.start()
    return Crawling(process, folder)


def _crawl(
    folder: Path,
    delay: float,
    settings: Mapping[str, Any],
    environment: Mapping[str, str],
    largest_file: int,
    over: Path | None,
) -> None:
    for name, stream in (("output", sys.stdout), ("errors", sys.stderr)):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream.fileno())
    os.environ.update(environment)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    import crawlers.crawl
    import crawlers.settings
    from crawlers.run import run_crawl

    if over is not None:
        clock = SimpleNamespace(monotonic=lambda: math.inf if over.exists() else 0.0)
        setattr(crawlers.crawl, "time", clock)  # noqa: B010 (a module has no such attribute for mypy)
    for name, value in settings.items():
        setattr(crawlers.settings, name, value)
    hasty = Card.model_validate_json((folder / "card.json").read_text()).model_copy(update={"delay": delay})
    try:
        run_crawl(read_plan(folder / "plan"), hasty, outcomes=folder / "outcomes")
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")


def crawl_hastily(plan_file: Path, cards: Path, outcomes: Path, pages: int) -> None:
    """Run the crawl of a probe, as ``crawlers.probe.run_program`` does, without the distance between requests."""
    process = _FORKS.Process(target=_probe, args=(plan_file, cards, outcomes, pages))
    process.start()
    process.join(120)
    if process.exitcode:
        raise ProbeError(f"the crawl ended with status {process.exitcode}")


def _probe(plan_file: Path, cards: Path, outcomes: Path, pages: int) -> None:
    os.environ.update({"RACEWATCH_ALLOWED_HOSTS": "127.0.0.1 localhost", "NO_PROXY": "*"})
    from crawlers.run import run_crawl

    crawl_plan = read_plan(plan_file)
    hasty = load_card(cards / f"{crawl_plan.outlet}.yaml").model_copy(update={"delay": 0})
    run_crawl(crawl_plan, hasty, outcomes=outcomes, pages=pages)


def crawl(folder: Path, crawl_plan: CrawlPlan, fields: Mapping[str, Any], **options: Any) -> list[Outcome]:
    """Run a crawl to its end and return its outcomes."""
    crawling = start_crawl(folder, crawl_plan, fields, **options)
    status, errors = crawling.end()
    assert status == 0, errors
    return [outcome for outcome, _ in read_outcomes(crawling.outcomes)]


def read_hostile(body: bytes | str, content_type: str | None = None, *, by: Card | None = None) -> Article:
    """Read a page that may be anything, and hold what is true of every article."""
    body = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    url = "https://www.invented.example/2031/a.html"
    article = extract(Page(url=url, body=body, content_type=content_type), card=by)
    assert article.method != "failed"
    assert article.status in get_args(ExtractionStatus)
    assert (article.text is not None) == (article.status in READABLE)
    for words in (article.title, article.text, article.section, *article.byline):
        assert words != ""
        assert "\0" not in (words or "")
        (words or "").encode("utf-8")  # what cannot be written would break the outcome file, and Postgres
    return article
