from dataclasses import replace
from datetime import timedelta

import pytest

from reports.digest import MOST_QUOTATIONS, MOST_STORIES, compose, print_key, quotation_key
from reports.trend import Story, Tally, Trend
from tests.reports.made import AS_OF, both_languages_story, chinese_statement, full_trend, statement, story_print


def lone_story(number: int) -> Story:
    each = story_print(article_id=number, url=f"https://www.harbor-ledger.example/{number}", title=f"Story {number}")
    return Story(story_id=None, prints=(each,), tally=Tally(favor=1))


def test_an_edition_tells_at_most_five_stories_in_the_order_of_the_trend() -> None:
    trend = full_trend(stories=[lone_story(number) for number in range(9)])
    assert [story.leads[0].title for story in compose(trend).stories] == [f"Story {n}" for n in range(MOST_STORIES)]


def test_nothing_is_told_twice(trend: Trend) -> None:
    first = compose(trend)
    assert first.stories and first.quotations
    told = {item.key for item in first.items}
    second = compose(trend, already_sent=told)
    assert not second.stories and not second.quotations and second.items == ()


def test_a_story_stays_told_when_it_is_numbered_anew_or_another_outlet_prints_it(trend: Trend) -> None:
    told = {item.key for item in compose(trend).items}
    story = both_languages_story()
    late = story_print(article_id=99, outlet="lion_rock", url="https://www.lion-rock.example/99")
    again = replace(story, story_id=777, prints=(*story.prints, late))
    assert compose(full_trend(stories=[again]), already_sent=told).stories == ()
    # The copy that was not shown is told as well.
    copied = Story(story_id=None, prints=(story.prints[2],), tally=Tally())
    assert compose(full_trend(stories=[copied]), already_sent=told).stories == ()


def test_a_story_that_is_told_makes_room_for_the_next() -> None:
    stories = [lone_story(number) for number in range(8)]
    told = [print_key(stories[0].prints[0])]
    assert compose(full_trend(stories=stories), already_sent=told).stories == tuple(stories[1:6])


def test_items_lead_to_what_was_shown(trend: Trend) -> None:
    items = compose(trend).items
    assert [item.kind for item in items] == ["story", "story", "article", "quotation", "quotation"]
    assert [item.article_id for item in items] == [5, 6, 7, 5, 6]
    assert {item.story_id for item in items if item.kind != "quotation"} == {50}
    assert len({item.key for item in items}) == len(items)


def test_the_same_words_in_another_outlet_are_the_same_quotation() -> None:
    there = statement(
        outlet="prairie_wire", key="44", text="“The gap has narrowed to a few months, and it keeps narrowing.”"
    )
    assert quotation_key(there) == quotation_key(statement())
    assert quotation_key(statement()) != quotation_key(chinese_statement())


def test_every_stance_is_heard_and_no_speaker_twice() -> None:
    many = [statement(key=f"f{n}", speaker=f"Person {n}", text=f"Words {n}", score=0.99) for n in range(20)]
    many += [statement(key="again", speaker="Person 1", text="More words")]
    many += [statement(key="a", speaker="Person A", text="No", label="against", score=0.5)]
    many += [statement(key="n", speaker="Person N", text="Both", label="neutral", score=0.5)]
    chosen = compose(full_trend(statements=many)).quotations
    assert len(chosen) == MOST_QUOTATIONS
    assert [each.label for each in chosen[:3]] == ["favor", "against", "neutral"]
    assert len({each.speaker for each in chosen}) == len(chosen)


def test_the_newest_words_come_first() -> None:
    old = statement(key="old", speaker="Person O", text="Older words", day=AS_OF - timedelta(days=1), score=1.0)
    assert [each.key for each in compose(full_trend(statements=[old, statement()])).quotations] == ["17", "old"]


@pytest.mark.parametrize("changes", [{"voice": "outlet"}, {"speaker": None}])
def test_only_words_of_somebody_are_quoted(changes: dict[str, str | None]) -> None:
    assert compose(full_trend(statements=[statement(**changes)])).quotations == ()
