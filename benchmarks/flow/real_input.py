"""Real input: saved real pages, as one WARC, through the same crawl, load and annotation as the web.

``python -m benchmarks.flow.real_input`` prints how many pages came in, how many articles came out whole (title, date
and at least nine tenths of the truth's characters are right), what failed and why, and what annotation found in them.
It works in a temporary folder on an embedded Postgres of its own.
"""

import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.extraction.pages import RealPage, shared_data
from benchmarks.extraction.warc import addressless, build_real_warc
from benchmarks.extraction.whole import failures
from crawlers.cards import card_of, load_cards
from dags.settings import Settings
from dags.stages.annotate import annotate_versions, due_batches, refresh_and_check
from dags.stages.collect import crawl_outlet, outlets_held
from domain.article import Article
from racewatch.database import database
from warehouse.connection import connect
from warehouse.queries import query


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What became of one page: its outcome in the ledger, and what of the article is wrong (nothing: it is whole)."""

    page: str
    outlet: str
    outcome: str
    reason: str | None
    wrong: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether the article in the warehouse is whole."""
        return not self.wrong


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The whole run: pages in, pages that could not come in, and a verdict for every page with a truth."""

    pages: int
    without_address: int
    without_card: int
    without_truth: int
    verdicts: tuple[Verdict, ...]
    totals: Mapping[str, int]


def run(shared: Path, state: Path) -> Result:
    """Build the WARC, crawl it outlet by outlet, annotate, and judge what stands in the warehouse."""
    state.mkdir(parents=True, exist_ok=True)
    warc = state / "real.warc.gz"
    pages = build_real_warc(shared, warc)
    settings = Settings.from_environment({"RACEWATCH_STATE": str(state), "RACEWATCH_REPLAY": str(warc)})
    cards = load_cards(settings.outlets)
    carded = [(page, card) for page in pages if (card := card_of(page.url or "", cards)) is not None]
    with database(settings) as ready:
        for outlet in outlets_held(ready):
            crawl_outlet(ready, outlet=outlet, cause="real input")
        for batch in due_batches(ready):
            annotate_versions(ready, version_ids=batch)
        refresh_and_check(ready)
        with closing(connect(ready.database_url)) as conn:
            found = {row["url"]: row for row in query(conn, "captured_articles")}
            (totals,) = query(conn, "totals")
    return Result(
        pages=len(pages),
        without_address=len(addressless(shared)),
        without_card=len(pages) - len(carded),
        without_truth=sum(page.truth_text is None for page, _ in carded),
        verdicts=tuple(
            _verdict(page, card.id, found.get(card.address_of(page.url or "")))
            for page, card in carded
            if page.truth_text is not None
        ),
        totals=totals,
    )


def _verdict(page: RealPage, outlet: str, row: Mapping[str, Any] | None) -> Verdict:
    if row is None:
        return Verdict(page=page.name, outlet=outlet, outcome="lost", reason="no capture", wrong=("capture",))
    article = Article(
        status="ok",
        url=row["url"],
        title=row["title"],
        text=row["text"],
        published=row["published_at"],
        published_precision=row["published_precision"],
    )
    # A date of day precision is kept as that date, whatever its zone: it is not shifted into UTC.
    if article.published is not None and row["published_precision"] == "day":
        day = row["published_day"]
        article = replace(article, published=article.published.replace(year=day.year, month=day.month, day=day.day))
    return Verdict(
        page=page.name,
        outlet=outlet,
        outcome=row["outcome"],
        reason=row["reason"],
        wrong=tuple(failures(article, page)),
    )


def main() -> None:
    """Print the measurement."""
    with tempfile.TemporaryDirectory(prefix="racewatch-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        result = run(shared_data(), Path(folder) / "state")
    for verdict in result.verdicts:
        state = "whole" if verdict.whole else f"not whole: {', '.join(verdict.wrong)}"
        print(f"{verdict.page:34} {verdict.outlet:12} {verdict.outcome:10} {state}  {verdict.reason or ''}".rstrip())
    whole = sum(verdict.whole for verdict in result.verdicts)
    wrong = Counter(part for verdict in result.verdicts for part in verdict.wrong)
    print(
        f"\n{result.pages} pages came in ({result.without_address} more have no address and were left out); "
        f"{result.without_card} are of no outlet with a card, {result.without_truth} have no truth"
    )
    print(f"{whole} of {len(result.verdicts)} articles came out whole; wrong: {dict(wrong) or 'nothing'}")
    print(", ".join(f"{n} {name}" for name, n in result.totals.items()))


if __name__ == "__main__":
    main()
