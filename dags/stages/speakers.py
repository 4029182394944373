"""Speakers by hand: merges, splits and their undoing, each checked before it is kept and linked at once."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial

from dags.settings import Settings
from domain.problem import Problem
from domain.speaker import Linking, SpeakerDecision, SpeakerMention, SpeakerReference
from nlp.speakers import language_of, link, load_directory, part_key, script_of
from warehouse.connection import Connection, connect
from warehouse.speakers import KnownSpeaker, decisions, find_speakers, relink
from warehouse.speakers import undo as undo_in_warehouse


def link_mentions(mentions: Sequence[SpeakerMention], decided: Sequence[SpeakerDecision]) -> Linking:
    """Link mentions by the shipped directory and the decisions made by hand."""
    return link(mentions, decided, directory=load_directory())


def spelling(name: str) -> tuple[str, str]:
    """Return language and script of a name."""
    return language_of(name), script_of(name)


def merge(settings: Settings, *, one: str, other: str, reason: str, by: str) -> int:
    """Decide that two speakers are one; return the number of the decision.

    Each is named by id, key or any spelling. Raises ``Problem`` when a name is nobody's or several people's, when they
    are one already, are two entries of the directory, or were split apart by hand.
    """
    with closing(connect(settings.database_url)) as conn:
        first, second = the_one(conn, one), the_one(conn, other)
        if first.speaker_id == second.speaker_id:
            raise Problem(f"{_shown(first)} is one speaker already under both names")
        if first.source is not None and second.source is not None:
            raise Problem(f"{_shown(first)} and {_shown(second)} are two entries of the directory: correct them there")
        for each in decisions(conn):
            if each.kind == "split" and {part_key(each), each.one.key} == {first.key, second.key}:
                raise Problem(f"decision #{each.decision_id} split them: racewatch speakers undo {each.decision_id}")
        for each_speaker in (first, second):
            if each_speaker.kind == "unnamed":
                raise Problem(
                    f"{_shown(each_speaker)} are many people under one name; only a named speaker can be merged"
                )
        decision = SpeakerDecision(
            decision_id=0, kind="merge", one=_reference(first), other=_reference(second), reason=reason, decided_by=by
        )
        _, number = relink(conn, partial(_checked, merged=(first, second)), spelling=spelling, decision=decision)
    assert number is not None
    return number


def split(
    settings: Settings,
    *,
    speaker: str,
    name: str | None,
    affiliation: str | None,
    url: str | None,
    reason: str,
    by: str,
) -> int:
    """Decide that some mentions of a speaker are somebody else's; return the number of the decision.

    It takes those that have all that is given of ``name``, ``affiliation`` and ``url``. Raises ``Problem`` when that is
    none of them or all, when the speaker is not clear, or when the parts were merged by hand.
    """
    with closing(connect(settings.database_url)) as conn:
        whole = the_one(conn, speaker)
        decision = SpeakerDecision(
            decision_id=0,
            kind="split",
            one=_reference(whole),
            name=name,
            affiliation=affiliation,
            url=url,
            reason=reason,
            decided_by=by,
        )
        for each in decisions(conn):
            names = {part_key(decision), whole.key}
            if each.kind == "split" and part_key(each) == part_key(decision):
                raise Problem(f"decision #{each.decision_id} splits these off already")
            if each.kind == "merge" and each.other is not None and {each.one.key, each.other.key} <= names:
                raise Problem(f"decision #{each.decision_id} merged them: racewatch speakers undo {each.decision_id}")
        _, number = relink(conn, partial(_checked, parted=(whole, decision)), spelling=spelling, decision=decision)
    assert number is not None
    return number


def undo(settings: Settings, *, decision_id: int, by: str) -> None:
    """Take a decision back. Raises ``Problem`` when no decision of that number holds."""
    with closing(connect(settings.database_url)) as conn:
        undo_in_warehouse(conn, link_mentions, spelling=spelling, decision_id=decision_id, by=by)


def _checked(
    mentions: Sequence[SpeakerMention],
    decided: Sequence[SpeakerDecision],
    *,
    merged: tuple[KnownSpeaker, KnownSpeaker] | None = None,
    parted: tuple[KnownSpeaker, SpeakerDecision] | None = None,
) -> Linking:
    """Link, and refuse a decision that does not do what it says. Raises ``Problem``, and nothing is stored."""
    linking = link_mentions(mentions, decided)
    if parted is not None:
        whole, decision = parted
        before = link_mentions(mentions, decided[:-1])
        n_whole = sum(linked.speaker == whole.key for linked in before.links)
        if n_whole == sum(linked.speaker == part_key(decision) for linked in linking.links):
            taken = part_key(decision).removeprefix(f"{whole.key} # ")
            raise Problem(f"{taken} is all there is of {_shown(whole)}: nothing would be left to split it from")
    if merged is not None and not linking.waiting:
        keys = {speaker.key for speaker in linking.speakers}
        if all(each.key in keys for each in merged):
            raise Problem(f"{_shown(merged[0])} and {_shown(merged[1])} would stay two: another decision keeps them so")
    return linking


def the_one(conn: Connection, wanted: str) -> KnownSpeaker:
    """Return the speaker of that id, key or name. Raises ``Problem`` when there is none, or several bear the name."""
    found = find_speakers(conn, wanted)
    exact = [speaker for speaker in found if wanted in (speaker.key, str(speaker.speaker_id))]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise Problem(f"no speaker {wanted!r}: give an id, or a name as racewatch speakers list shows it")
    listed = ", ".join(f"{speaker.speaker_id} {_shown(speaker)}" for speaker in found[:10])
    raise Problem(f"{len(found)} speakers are called {wanted!r}: give the id of one ({listed})")


def _shown(speaker: KnownSpeaker) -> str:
    known = ", ".join(each for each in (speaker.role, speaker.affiliation, speaker.side) if each)
    return f"{speaker.name} ({known})" if known else speaker.name


def _reference(speaker: KnownSpeaker) -> SpeakerReference:
    return SpeakerReference(key=speaker.key, names=speaker.names, affiliation=speaker.affiliation)
