"""Probe: a small crawl of one outlet, its sources and a page or two, and what its archive shows of the card.

The crawl is the real one, as a program, with its robots.txt, delays and limits; what it archived is then read by the
same spiders' readers, source by source.
"""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawlers.archive.response import Recorded
from crawlers.archive.web import WarcWeb
from crawlers.cards import Card
from crawlers.checks import Check, SourceFound
from crawlers.entries import Listed
from crawlers.extract import Page
from crawlers.outcomes import read_outcomes
from crawlers.plan import write_plan
from crawlers.run import SPIDERS
from crawlers.sources import Source
from domain.article import READABLE
from domain.crawl import CrawlPlan, Outcome
from domain.problem import Problem

#: A source whose newest item is older is taken for dead, though it answers.
FRESH = timedelta(days=30)
#: Seconds that the answers of one probe may take beside the distances between the requests.
_PATIENCE = 120.0
#: Texts and lists of a check stay short enough to be read in a terminal.
_LONGEST = 200
#: Content encodings that warcio undoes.
_PACKED = frozenset({"gzip", "deflate", "br"})


class ProbeError(Problem):
    """A probe that did not come to its end; the text is one line."""


#: Runs the crawl of a plan file: ``(plan file, cards folder, outcome file, most pages)``.
Runner = Callable[[Path, Path, Path, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Probed:
    """What a probe left: the outcomes by URL, and the archive as a web."""

    outcomes: dict[str, Outcome]
    web: WarcWeb


def run_program(plan: Path, cards: Path, outcomes: Path, pages: int) -> None:
    """Run ``python -m crawlers`` and pass its progress on to standard error; raise ProbeError when it fails."""
    command = [sys.executable, "-m", "crawlers", str(plan), "--outcomes", str(outcomes), "--cards", str(cards)]
    done = subprocess.run(
        [*command, "--pages", str(pages)],
        cwd=Path(__file__).resolve().parents[1],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno() if _has_file(sys.stderr) else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise ProbeError(lines[-1] if lines else f"the crawl ended with status {done.returncode}")


def probe(
    card: Card, *, cards: Path, folder: Path, pages: int = 1, due: tuple[str, ...] = (), run: Runner | None = None
) -> Probed:
    """Crawl the sources of ``card``, which stands in the folder ``cards``, and ``pages`` pages; keep all in ``folder``.

    ``due`` are pages to ask for although no source lists them.
    Raises ProbeError, and OSError when ``folder`` cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plan_file, outcome_file = folder / "plan", folder / "outcomes"
    n_requests = sum(len(source.on(datetime.now(UTC).date())) for source in card.sources) + pages + 4
    plan = CrawlPlan(
        run_id="probe",
        outlet=card.id,
        archive=str(folder / "archive"),
        budget=n_requests * card.delay * 2 + _PATIENCE,
        due=due,
    )
    write_plan(plan_file, plan)
    (run or run_program)(plan_file, cards, outcome_file, pages)
    outcomes = {outcome.url: outcome for outcome, _ in read_outcomes(outcome_file)} if outcome_file.exists() else {}
    return Probed(outcomes=outcomes, web=WarcWeb(sorted((folder / "archive").rglob("*.warc.gz"))))


def check_of(card: Card, probed: Probed, *, now: datetime) -> Check:
    """Say what the probe of ``card`` shows, and what is wrong with it."""
    sources = tuple(found for found, _ in sources_found(card, probed, now=now))
    articles = [outcome for outcome in probed.outcomes.values() if outcome.article]
    problems = list(_problems_of_sources(sources, now))
    if not articles:
        reasons = {o.reason or o.kind for o in probed.outcomes.values() if card.is_article(o.url)}
        problems.append(f"no page gave an article{': ' if reasons else ''}{'; '.join(sorted(reasons))[:_LONGEST]}")
    best = max(articles, key=lambda each: each.article.status == "ok" if each.article else False, default=None)
    if best is not None and best.article is not None:
        missing = [name for name in ("title", "published") if not getattr(best.article, name)]
        if card.policy != "metadata_only" and not best.article.text:
            missing.append("text")
        problems += [f"{best.url} gave no {' and no '.join(missing)}"] if missing else []
    return Check(
        outlet=card.id,
        checked_at=now.isoformat(timespec="seconds"),
        sources=sources,
        robots=tuple(_robots(card, probed.web)),
        article=None if best is None else _shown(best),
        problems=tuple(problems),
    )


def sources_found(card: Card, probed: Probed, *, now: datetime) -> Iterator[tuple[SourceFound, Listed]]:
    """Yield what each source of ``card`` gave, and those that it leads to, in the order of the card."""
    today = now.astimezone(ZoneInfo(card.timezone)).date()
    waiting = [each for source in card.sources for each in source.on(today)]
    seen: set[str] = set()
    while waiting:
        source = waiting.pop(0)
        outcome = probed.outcomes.get(source.address) or probed.outcomes.get(card.address_of(source.address) or "")
        if source.address in seen or outcome is None:
            if source.address not in seen:
                yield SourceFound(address=source.address, outcome="not asked for"), Listed()
            seen.add(source.address)
            continue
        seen.add(source.address)
        recorded = probed.web.get(source.address)
        listed = _listed(recorded, source, card) if recorded else Listed()
        further = [source.further(address) for address in listed.further]
        waiting[:0] = [each for each in further if each.address in probed.outcomes]
        times = [entry.published for entry in listed.entries if entry.published and entry.published <= now + FRESH]
        yield (
            SourceFound(
                address=source.address,
                outcome=outcome.reason or outcome.kind,
                n_entries=len(listed.entries),
                n_articles=sum(card.is_article(card.address_of(entry.url) or "") for entry in listed.entries),
                n_dated=len(times),
                n_whole=sum(entry.content is not None for entry in listed.entries),
                newest=max(times).isoformat() if times else None,
            ),
            listed,
        )


def _listed(recorded: Recorded, source: Source, card: Card) -> Listed:
    """Read a recorded answer as the spider of its kind does; nothing when it cannot be read."""
    spider = getattr(import_module(f"crawlers.spiders.{source.kind}"), SPIDERS[source.kind])
    content_type = next((v.decode("latin-1") for n, v in recorded.headers if n.lower() == b"content-type"), None)
    page = Page(
        url=recorded.url, body=decoded_body(recorded), content_type=content_type, fetched_at=recorded.fetched_at
    )
    try:
        listed: Listed = spider.read(page, source, card)
    except Exception:  # the outcome has the reason: the crawl read the same bytes
        return Listed()
    return listed


def decoded_body(recorded: Recorded) -> bytes:
    """Return the body of a recorded answer with its content encoding undone, up to the limit of a download."""
    from warcio.bufferedreaders import BufferedReader

    from crawlers.settings import DOWNLOAD_MAXSIZE

    encoding = next((value for name, value in recorded.headers if name.lower() == b"content-encoding"), b"")
    packed = encoding.decode("latin-1").strip().lower().removeprefix("x-")
    reader = BufferedReader(io.BytesIO(recorded.body), decomp_type=packed if packed in _PACKED else None)
    body = bytearray()
    while len(body) < DOWNLOAD_MAXSIZE and (part := reader.read(65_536)):
        body += part
    return bytes(body)


def _problems_of_sources(sources: tuple[SourceFound, ...], now: datetime) -> Iterator[str]:
    if not any(source.n_articles for source in sources):
        yield "no source lists an article: look at the sources, and at article_url"
    for source in sources:
        if source.n_entries and not source.n_articles:
            yield f"{source.address} lists {source.n_entries}, and none is an article by article_url"
        if source.newest and datetime.fromisoformat(source.newest) < now - FRESH:
            yield f"{source.address} is silent: its newest item is of {source.newest[:10]}"


def _robots(card: Card, web: WarcWeb) -> Iterator[str]:
    """Yield a line on the robots.txt of every host that was asked."""
    from protego import Protego

    from crawlers.settings import ROBOTSTXT_USER_AGENT

    roots = dict.fromkeys(_root(source.url) for source in card.sources)
    roots.update(dict.fromkeys(_root(page) for page in web.pages()))
    for root in roots:
        recorded = web.get(f"{root}/robots.txt")
        if recorded is None:
            continue
        if not 200 <= recorded.status < 300:
            yield f"{root}/robots.txt: HTTP {recorded.status}"
            continue
        rules = Protego.parse(decoded_body(recorded).decode("utf-8", "replace"))
        delay = rules.crawl_delay(ROBOTSTXT_USER_AGENT)
        asked = f"asks for {delay:g} s between requests" if delay else "asks for no delay"
        yield f"{root}/robots.txt: {asked}, names {len(list(rules.sitemaps))} sitemaps"


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _shown(outcome: Outcome) -> dict[str, object]:
    article = outcome.article
    assert article is not None
    return {
        "url": outcome.url,
        "status": article.status,
        "readable": article.status in READABLE,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "published_source": article.published_source,
        "byline": list(article.byline),
        "language": article.language,
        "n_characters": len(article.text or ""),
        "method": article.method,
    }


def _has_file(stream: object) -> bool:
    try:
        getattr(stream, "fileno")()  # noqa: B009
    except (AttributeError, OSError, ValueError):
        return False
    return True
