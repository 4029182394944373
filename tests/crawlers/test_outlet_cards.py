"""The cards of real outlets: each says what it rests on, knows its own addresses, is proven or names its guesses."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.extraction.pages import RealPage, fundus, newspaper4k, scrapinghub, shared_data
from benchmarks.extraction.whole import failures
from benchmarks.packages import PACKAGES
from crawlers.cards import Card, card_of, load_cards
from crawlers.extract import Page, extract
from crawlers.recordings import read_recording

CARDS = load_cards(Path(__file__).resolve().parents[2] / "crawlers" / "outlets")
RECORDINGS = Path(__file__).with_name("extract") / "pages"
PROVEN = [card for card in CARDS.values() if card.status == "proven"]
DRAFTED = [card for card in CARDS.values() if card.status == "drafted"]
NEEDS_DATA = pytest.mark.skipif(
    not (shared_data() / "extraction").is_dir(), reason=f"no public data at {shared_data()}; set RACEWATCH_SHARED_DATA"
)
FACTS = shared_data().parent / "outlets.yaml"
#: Pages whose title in the data set is that of the browser's tab, not the headline.
TITLE_OF_THE_TAB = frozenset({"newspaper4k/time_001"})


SETS = {"fundus": fundus, "newspaper4k": newspaper4k, "scrapinghub_aeb": scrapinghub}


def names(card: Card) -> str:
    return card.id


def page_of(name: str) -> RealPage:
    return next(page for page in SETS[name.partition("/")[0]](shared_data()) if page.name == name)


def test_both_sides_and_both_languages_are_covered() -> None:
    assert CARDS.problems == ()
    assert len(CARDS) >= 47
    languages = Counter(language for card in CARDS.values() for language in card.languages)
    assert languages["zh"] >= 10 and languages["en"] >= 30
    assert Counter(card.country for card in CARDS.values())["CN"] >= 15


@pytest.mark.parametrize("card", CARDS.values(), ids=names)
def test_card_says_how_and_of_when_it_is_known(card: Card) -> None:
    assert card.as_of and card.confidence and card.sources
    assert card.expected_daily is None, "nobody has counted the articles of a real outlet yet"


@pytest.mark.parametrize("card", CARDS.values(), ids=names)
def test_examples_are_articles_of_this_card_alone(card: Card) -> None:
    for example in card.article_url.examples:
        address = card.address_of(example)
        assert address and card.is_article(address)
        assert card.address_of(address) == address, "an address that was rewritten is rewritten again"
        owner = card_of(address, CARDS)
        assert owner is not None and owner.id == card.id


def test_outlets_of_one_house_of_hosts_share_a_group() -> None:
    """The distance between two requests has to hold between the editions of one house, too."""
    groups = {card.id: card.host_group for card in CARDS.values()}
    assert groups["xinhua_en"] == groups["xinhua_zh"] == "xinhua"
    assert groups["people_en"] == groups["people_zh"] == "people"
    houses: dict[str, set[str]] = {}
    for card in CARDS.values():
        for host in card.hosts:
            labels = host.partition("/")[0].split(".")
            n_labels = 3 if labels[-2] in ("com", "co") else 2
            houses.setdefault(".".join(labels[-n_labels:]), set()).add(card.id)
    apart = {house: ids for house, ids in houses.items() if len(ids) > 1 and len({groups[id] or id for id in ids}) > 1}
    assert apart == {}


@pytest.mark.skipif(not FACTS.is_file(), reason=f"no facts on outlets at {FACTS}; set RACEWATCH_SHARED_DATA")
def test_cards_say_what_is_known_of_their_outlets() -> None:
    facts = {fact["id"]: fact for fact in yaml.safe_load(FACTS.read_text(encoding="utf-8"))["outlets"]}
    assert set(facts) <= set(CARDS)
    for id, fact in facts.items():
        card = CARDS[id]
        assert (card.country, [*card.languages]) == (fact["country"], fact["language"])
        assert card.policy == fact["page_fetch"].replace("yes", "pages")
        assert card.delay >= fact["rate_limit"]["min_delay_s"]
        assert fact["timezone"].startswith(card.timezone)
        assert all(card.is_article(card.address_of(sample) or "") for sample in fact["sample_urls"])
        untold = [name for name in ("title", "published") if fact["selectors"][name] and not getattr(card.page, name)]
        assert untold == [], f"{id} has no rule for {untold}"


@pytest.mark.parametrize("card", DRAFTED, ids=names)
def test_drafted_card_waits_for_its_check(card: Card) -> None:
    assert not card.enabled and not card.proof


@pytest.mark.parametrize("card", PROVEN, ids=names)
def test_proven_card_names_its_proof_and_each_is_recorded(card: Card) -> None:
    assert card.proof
    for name in card.proof:
        recording = read_recording(RECORDINGS / f"{name}.json")
        owner = card_of(recording.url, CARDS)
        assert owner is not None and owner.id == card.id
        assert card.is_article(card.address_of(recording.url) or "")
        assert recording.expected["title"] and recording.expected["text"] and recording.expected["published"]
        assert name.startswith("packages/") == ((recording.kept or "").partition("/")[0] in PACKAGES)


@NEEDS_DATA
@pytest.mark.parametrize(
    ("card", "name"), [(card, name) for card in PROVEN for name in card.proof if name.partition("/")[0] in SETS]
)
def test_proof_is_what_the_data_set_says(card: Card, name: str) -> None:
    page = page_of(name)
    assert page.url is not None and card.owns(page.url)
    found = extract(Page(url=page.url, body=page.body, fetched_at=page.fetched_at), card=card)
    assert found.title and found.published and found.text
    assert set(failures(found, page)) <= ({"title"} if name in TITLE_OF_THE_TAB else set())
