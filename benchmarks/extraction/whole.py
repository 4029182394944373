"""Whole articles: real pages through a WARC and the real cards; what comes out whole, and what fails and why.

``python -m benchmarks.extraction.whole [--generic]`` prints a line for every page, then the counts. An article is whole
when its title and date are right and at least nine tenths of the truth's characters were found. ``--generic`` leaves
the cards out.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from benchmarks.extraction.pages import RealPage, shared_data
from benchmarks.extraction.scores import characters
from benchmarks.extraction.warc import addressless, build_real_warc
from crawlers.cards import Card, card_of, load_cards
from crawlers.extract import Page, extract
from crawlers.extract.titles import plain
from domain.article import Article

#: Share of the truth's characters that a whole article has.
WHOLE = 0.9
_OUTLETS = Path(__file__).resolve().parents[2] / "crawlers" / "outlets"


def failures(article: Article, truth: RealPage) -> list[str]:
    """Return what of ``article`` is wrong against the truth; what the truth does not say is not judged."""
    found = []
    if truth.truth_title is not None and not title_is_right(article.title, truth.truth_title):
        found.append("title")
    if truth.truth_date is not None and not date_is_right(article, truth):
        found.append("date")
    if truth.truth_text and characters(truth.truth_text, article.text or "").recall < WHOLE:
        found.append("text")
    return found


def title_is_right(found: str | None, truth: str) -> bool:
    """Say whether two titles are the same but for marks, case, and the outlet's name behind the truth."""
    bare, true = plain(found or ""), plain(truth)
    return bare == true or (len(bare) > 8 and true.startswith(bare) and len(true) - len(bare) <= 12)


def date_is_right(article: Article, truth: RealPage) -> bool:
    """Say whether the date agrees with all that the truth knows: the minute, or the day in some zone."""
    found, true = article.published, truth.truth_date
    if found is None or true is None:
        return False
    if not truth.date_has_time:
        return true.date() in (found.date(), found.astimezone(UTC).date())
    if true.tzinfo is not None:
        return abs(found - true) < timedelta(minutes=1)
    apart = abs(found.astimezone(UTC).replace(tzinfo=None) - true)
    return apart < timedelta(hours=15) and found.minute == true.minute


def replay(warc: Path) -> Iterator[Page]:
    """Yield the pages of a WARC file as extraction takes them."""
    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream):
            headers = record.rec_headers
            yield Page(
                url=headers.get_header("WARC-Target-URI"),
                body=record.content_stream().read(),
                content_type=record.http_headers.get_header("Content-Type"),
                fetched_at=datetime.fromisoformat(headers.get_header("WARC-Date")),
            )


def main() -> None:
    """Print the measurement."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--generic", action="store_true", help="read every page without its outlet's card")
    cards: Mapping[str, Card] = {} if options.parse_args().generic else load_cards(_OUTLETS)
    data = shared_data()
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder) / "real.warc.gz"
        truths = {page.url: page for page in build_real_warc(data, warc)}
        counts: Counter[object] = Counter()
        for page in replay(warc):
            counts.update(_judged(page, truths[page.url], card_of(page.url, cards)))
    left_out = addressless(data)
    print(f"\npages in {len(truths)}; left out, without an address: {', '.join(page.name for page in left_out)}")
    for group in ("cards", "generic"):
        print(
            f"{group}: {counts[group, 'pages']} pages with a truth, {counts[group, 'whole']} whole; failed:"
            f" title {counts[group, 'title']}, date {counts[group, 'date']}, text {counts[group, 'text']}"
        )
    print(f"pages without a truth: {counts['no truth']}")


def _judged(page: Page, truth: RealPage, card: Card | None) -> list[object]:
    article = extract(page, card=card)
    if truth.truth_text is None:
        print(f"{truth.name:42} no truth  {article.status}")
        return ["no truth"]
    group = "cards" if card else "generic"
    wrong = failures(article, truth)
    text = characters(truth.truth_text, article.text or "")
    print(
        f"{truth.name:42} {'WHOLE' if not wrong else '-'.join(wrong):16} {article.status:10} {article.method or '-':12}"
        f" recall {text.recall:.3f} precision {text.precision:.3f}  {card.id if card else ''}"
    )
    if "title" in wrong:
        print(f"    title: {article.title!r}\n    truth: {truth.truth_title!r}")
    if "date" in wrong:
        print(f"    date: {article.published} ({article.published_source})  truth: {truth.truth_date}")
    return [(group, "pages"), *((group, each) for each in wrong or ["whole"])]


if __name__ == "__main__":
    main()
