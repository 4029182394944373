"""Prints the news-stand: renders every page of every day and writes them as one WARC, the same bytes each time."""

import gzip
import hashlib
import io
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from samples.stand import ROOT, Resource, SampleArticle, SampleOutlet, Stand, marked_pieces, plain, read_stand

#: Record ids are made from the URL and the time in this space, so that they are the same in every build.
_RECORDS = uuid.uuid5(uuid.NAMESPACE_URL, "https://newsstand.example/records")


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """What one URL answers at one moment."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def build_warc(destination: Path, *, root: Path = ROOT) -> Path:
    """Write the news-stand in ``root`` as ``destination`` (``.warc.gz``, one gzip member a record) and return it."""
    stand = read_stand(root)
    destination.parent.mkdir(parents=True, exist_ok=True)
    with destination.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for moment, response in responses(stand, root=root):
            writer.write_record(_record(writer, moment, response))
    return destination


def responses(stand: Stand, *, root: Path = ROOT) -> Iterator[tuple[datetime, Response]]:
    """Yield every response with its moment (UTC), a second after the one before it, day by day.

    A day has robots.txt, feeds and lists of every outlet as they stand then, and the pages that are new or revised
    since the day before.
    """
    pages = _environment(root)
    before = datetime.min.replace(tzinfo=UTC)
    for crawl in stand.crawls:
        moment = crawl
        for outlet in stand.outlets:
            live = stand.live(outlet.id, crawl)
            for resource in outlet.resources:
                yield moment, _resource_response(pages, stand, outlet, resource, live, moment)
                moment += timedelta(seconds=1)
            for article in live:
                if article.seen <= before:
                    continue
                if article.listed_as:
                    yield moment, _redirect(article, moment)
                    moment += timedelta(seconds=1)
                yield moment, _page_response(pages, stand, outlet, article, moment)
                moment += timedelta(seconds=1)
        before = crawl


def _page_response(
    pages: Environment, stand: Stand, outlet: SampleOutlet, article: SampleArticle, moment: datetime
) -> Response:
    template = pages.get_template(f"{outlet.id}/{article.template}")
    html = template.render(outlet=outlet, article=article, notice=stand.notice)
    return _response(
        outlet,
        article.url,
        html,
        moment=moment,
        modified=article.seen,
        content_type=outlet.page_content_type,
        status=int(article.extra.get("status", HTTPStatus.OK)),
        headers=tuple(article.headers.items()),
    )


def _resource_response(
    pages: Environment,
    stand: Stand,
    outlet: SampleOutlet,
    resource: Resource,
    live: list[SampleArticle],
    moment: datetime,
) -> Response:
    listed = [
        article
        for article in live
        if resource.language in (None, article.language) and resource.section in (None, article.section)
    ][: resource.newest]
    url = urljoin(outlet.base, resource.path)
    modified = max((article.seen for article in listed), default=stand.crawls[0] - timedelta(days=1))
    text = ""
    if resource.template:
        text = pages.get_template(f"{outlet.id}/{resource.template}").render(
            outlet=outlet, url=url, articles=listed, modified=modified, moment=moment, notice=stand.notice
        )
    return _response(
        outlet,
        url,
        text,
        moment=moment,
        modified=modified,
        content_type=resource.content_type,
        status=resource.status,
    )


def _redirect(article: SampleArticle, moment: datetime) -> Response:
    assert article.listed_as
    headers = (("Date", format_datetime(moment, usegmt=True)), ("Location", article.url), ("Content-Length", "0"))
    return Response(url=article.listed_as, status=HTTPStatus.MOVED_PERMANENTLY, headers=headers, body=b"")


def _response(
    outlet: SampleOutlet,
    url: str,
    text: str,
    *,
    moment: datetime,
    modified: datetime,
    content_type: str,
    status: int,
    headers: tuple[tuple[str, str], ...] = (),
) -> Response:
    body = text.encode(outlet.charset, errors="xmlcharrefreplace")
    tag = hashlib.sha256(body).hexdigest()[:16]
    if outlet.gzip:
        body = gzip.compress(body, mtime=0)
    fields = {
        "Date": format_datetime(moment, usegmt=True),
        "Content-Type": content_type,
        "Content-Length": str(len(body)),
        **({"Content-Encoding": "gzip", "Vary": "Accept-Encoding"} if outlet.gzip else {}),
        "ETag": f'"{tag}"',
        "Last-Modified": format_datetime(modified.astimezone(UTC), usegmt=True),
        **dict(headers),
    }
    return Response(url=url, status=status, headers=tuple(fields.items()), body=body)


def _record(writer: WARCWriter, moment: datetime, response: Response):  # type: ignore[no-untyped-def]
    date = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    status = HTTPStatus(response.status)
    return writer.create_warc_record(
        response.url,
        "response",
        payload=io.BytesIO(response.body),
        http_headers=StatusAndHeaders(f"{status.value} {status.phrase}", list(response.headers), protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": date,
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_RECORDS, f'{date} {response.url}')}>",
        },
    )


def _environment(root: Path) -> Environment:
    pages = Environment(
        loader=FileSystemLoader(root),
        autoescape=select_autoescape(("html", "xml")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages.filters |= {
        "html": _html,
        "plain": plain,
        "rfc822": format_datetime,
        "utc": lambda when: when.astimezone(UTC),
    }
    return pages


def _html(markup: str) -> Markup:
    """Return the words of a block as HTML."""
    done = Markup()
    for words, href, bold in marked_pieces(markup):
        if href:
            done += Markup('<a href="{}">{}</a>').format(href, words)
        else:
            done += Markup("<strong>{}</strong>").format(words) if bold else escape(words)
    return done


def main() -> None:
    """Write the news-stand to the path that the command line names."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m samples.build FILE.warc.gz")
    build_warc(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
