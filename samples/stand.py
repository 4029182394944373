"""The news-stand as values: its outlets, its articles, and the truth that tests hold extraction and annotation to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

import yaml

from domain.article import ExtractionStatus, Origin
from domain.quotation import QuotationType
from domain.spans import Span
from domain.speaker import Speaker
from domain.stance import StanceLabel

ROOT = Path(__file__).parent / "newsstand"

BlockKind = Literal["paragraph", "subhead", "caption", "related", "newsletter", "paywall"]

_FRONT_MATTER = re.compile(r"---\n(?P<head>.*?)\n---\n(?P<body>.*)", re.DOTALL)
_BOX = re.compile(r"::: (?P<kind>\w+)(?: (?P<text>.*))?", re.DOTALL)
_MARKER = re.compile(r"\[\[(?P<key>\w+):(?P<words>.*?)\]\]")
_MARKUP = re.compile(r"\*\*(?P<bold>.+?)\*\*|(?<!\])\[(?P<words>[^\[\]]+)\]\((?P<href>[^)\s]+)\)")


class SampleError(Exception):
    """A file of the news-stand that breaks its own rules; the message names the file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One piece of a page in the order of the page; only paragraphs and subheads are text of the article."""

    kind: BlockKind
    #: Words with ``**bold**`` and ``[links](/path)`` in them, and without gold markers.
    markup: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldQuotation:
    """A quotation as its writer meant it: ``content[i] == text[start:end]`` of ``spans[i]`` in the article's text."""

    type: QuotationType
    spans: tuple[Span, ...]
    content: tuple[str, ...]
    #: Fullest name in the article; ``None`` where the text names no source.
    speaker: str | None
    side: str | None
    #: Label towards ``us_losing_ai_race``.
    stance: StanceLabel


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleArticle:
    """One version of one page. ``text`` is what a perfect extraction returns, with paragraphs parted by newlines."""

    outlet: str
    slug: str
    url: str
    title: str
    summary: str
    language: str
    byline: tuple[str, ...]
    section: str
    #: In the outlet's own zone.
    published: datetime
    updated: datetime | None
    #: What extraction should say of the page.
    expect: ExtractionStatus
    #: Name of the template of its page.
    template: str
    #: Where feeds and lists point, when that is a redirect to ``url``.
    listed_as: str | None
    #: HTTP headers that differ from those of the outlet's other pages.
    headers: Mapping[str, str]
    #: Articles that tell the same event share it, in whatever language.
    story: str | None
    origin: Origin | None
    #: What a template of this outlet shows beyond the common fields (editor, kicker, captions' credit …).
    extra: Mapping[str, Any]
    blocks: tuple[Block, ...]
    text: str
    quotations: tuple[GoldQuotation, ...]

    @property
    def seen(self) -> datetime:
        """When this version came to stand on the page."""
        return self.updated or self.published


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """A path that is served anew on every day: a feed, a list page, robots.txt."""

    path: str
    template: str | None
    content_type: str
    status: int
    #: How many of the newest articles it lists, and of which language and section (``None``: all).
    newest: int
    language: str | None
    section: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleOutlet:
    """An invented outlet as a web server: where it stands and how it serves its bytes."""

    id: str
    name: str
    base: str
    charset: str
    gzip: bool
    page_content_type: str
    resources: tuple[Resource, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stand:
    """All outlets and articles; ``crawls`` are the moments (UTC), one a day, at which the web of that day is taken."""

    outlets: tuple[SampleOutlet, ...]
    articles: tuple[SampleArticle, ...]
    crawls: tuple[datetime, ...]
    #: The line that every page carries, by language.
    notice: Mapping[str, str]
    #: Who speaks under several names: in English, in Simplified and in Traditional characters.
    people: tuple[Speaker, ...]

    def live(self, outlet: str, moment: datetime) -> list[SampleArticle]:
        """Return the pages of ``outlet`` as they stood at ``moment``, newest publication first, one version each."""
        newest: dict[str, SampleArticle] = {}
        for article in sorted(self.articles, key=lambda article: article.seen):
            if article.outlet == outlet and article.seen <= moment:
                newest[article.url] = article
        return sorted(newest.values(), key=lambda article: (article.published, article.slug), reverse=True)


def read_stand(root: Path = ROOT) -> Stand:
    """Read the news-stand from ``root``; raise SampleError for a file that breaks the rules of samples/README.md."""
    data = yaml.safe_load((root / "stand.yaml").read_text(encoding="utf-8"))
    outlets = tuple(_outlet(entry, data["content_types"]) for entry in data["outlets"])
    articles = tuple(
        read_article(path, outlet=outlet)
        for outlet in outlets
        for path in sorted((root / outlet.id / "articles").glob("*.md"))
    )
    days = _days(data["first_day"], data["last_day"])
    moment = time.fromisoformat(data["crawl_time"])
    return Stand(
        outlets=outlets,
        articles=articles,
        crawls=tuple(datetime.combine(day, moment, tzinfo=UTC) for day in days),
        notice=data["notice"],
        people=tuple(
            Speaker(names=tuple(person.pop("names")), **person)
            for person in yaml.safe_load((root / "people.yaml").read_text(encoding="utf-8"))
        ),
    )


def read_article(path: Path, *, outlet: SampleOutlet) -> SampleArticle:
    """Read one article file: YAML front matter, then blocks parted by empty lines."""
    parts = _FRONT_MATTER.fullmatch(path.read_text(encoding="utf-8"))
    if parts is None:
        raise SampleError(f"{path}: expected YAML between two lines of ---, then the text")
    head = yaml.safe_load(parts["head"])
    marked = [_block(written) for written in re.split(r"\n\s*\n", parts["body"].strip())]
    text, spans = _read_text(marked)
    gold: dict[Any, dict[str, Any]] = head.pop("quotations", {})
    if {str(key) for key in gold} != set(spans):
        raise SampleError(f"{path}: quotations {sorted(map(str, gold))} and markers {sorted(spans)} differ")
    known = {
        "url": urljoin(outlet.base, head.pop("url")),
        "title": head.pop("title"),
        "summary": head.pop("summary"),
        "language": head.pop("language"),
        "byline": tuple(head.pop("byline", ())),
        "section": head.pop("section"),
        "published": _moment(head.pop("published"), path),
        "updated": _moment(head.pop("updated"), path) if "updated" in head else None,
        "expect": head.pop("expect", "ok"),
        "template": head.pop("template", "article.html"),
        "headers": head.pop("headers", {}),
        "story": head.pop("story", None),
        "origin": Origin(**origin) if (origin := head.pop("origin", None)) else None,
    }
    listed_as = head.pop("listed_as", None)
    return SampleArticle(
        outlet=outlet.id,
        slug=path.stem,
        listed_as=urljoin(outlet.base, listed_as) if listed_as else None,
        extra=head,
        blocks=tuple(Block(kind=block.kind, markup=_MARKER.sub(r"\g<words>", block.markup)) for block in marked),
        text=text,
        quotations=tuple(
            GoldQuotation(
                type=entry["type"],
                spans=tuple(spans[str(key)]),
                content=tuple(span.of(text) for span in spans[str(key)]),
                speaker=entry.get("speaker"),
                side=entry.get("side"),
                stance=entry["stance"],
            )
            for key, entry in gold.items()
        ),
        **known,
    )


def plain(markup: str) -> str:
    """Return the words of ``markup`` without its marks."""
    return _MARKUP.sub(lambda found: found["bold"] or found["words"], markup)


def marked_pieces(markup: str) -> Iterator[tuple[str, str | None, bool]]:
    """Yield ``(words, href, bold)`` for every stretch of ``markup``, in order."""
    end = 0
    for found in _MARKUP.finditer(markup):
        yield markup[end : found.start()], None, False
        yield found["bold"] or found["words"], found["href"], found["bold"] is not None
        end = found.end()
    yield markup[end:], None, False


def _block(written: str) -> Block:
    if box := _BOX.fullmatch(written):
        kind: Any = box["kind"]
        return Block(kind=kind, markup=box["text"] or "")
    if written.startswith("## "):
        return Block(kind="subhead", markup=written.removeprefix("## "))
    return Block(kind="paragraph", markup=" ".join(written.splitlines()))


def _read_text(marked: list[Block]) -> tuple[str, dict[str, list[Span]]]:
    """Return the article's text and, for every gold marker, its spans in that text."""
    pieces: list[str] = []
    spans: dict[str, list[Span]] = {}
    length = 0
    for block in marked:
        if block.kind == "paywall":
            break
        if block.kind not in ("paragraph", "subhead"):
            continue
        if pieces:
            pieces.append("\n")
            length += 1
        end = 0
        for found in _MARKER.finditer(block.markup):
            before, words = plain(block.markup[end : found.start()]), plain(found["words"])
            pieces += [before, words]
            spans.setdefault(found["key"], []).append(Span(length + len(before), length + len(before) + len(words)))
            length += len(before) + len(words)
            end = found.end()
        rest = plain(block.markup[end:])
        pieces.append(rest)
        length += len(rest)
    return "".join(pieces), spans


def _moment(written: object, path: Path) -> datetime:
    # Quoted in the files: YAML turns a bare timestamp into UTC and loses the outlet's own offset.
    moment = datetime.fromisoformat(written) if isinstance(written, str) else None
    if moment is None or moment.tzinfo is None:
        raise SampleError(f"{path}: expected a quoted time with its offset, found {written!r}")
    return moment


def _outlet(entry: dict[str, Any], content_types: dict[str, str]) -> SampleOutlet:
    return SampleOutlet(
        id=entry["id"],
        name=entry["name"],
        base=entry["base"],
        charset=entry["charset"],
        gzip=entry.get("gzip", False),
        page_content_type=entry["page_content_type"],
        resources=tuple(
            Resource(
                path=resource["path"],
                template=resource.get("template"),
                content_type=resource.get("content_type") or content_types[resource["kind"]],
                status=resource.get("status", 200),
                newest=resource.get("newest", 20),
                language=resource.get("language"),
                section=resource.get("section"),
            )
            for resource in entry["resources"]
        ),
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
