"""Speakers: what articles tell of those they quote, what linking makes of it, and what is decided by hand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from psycopg2.extras import execute_values

from domain.speaker import Linking, SpeakerDecision, SpeakerMention, SpeakerReference
from warehouse.connection import Connection, WarehouseError
from warehouse.queries import queries
from warehouse.storable import storable_values

#: What links mentions to speakers by the decisions that hold; ``nlp.speakers.link`` does.
Link = Callable[[Sequence[SpeakerMention], Sequence[SpeakerDecision]], Linking]
#: Says language (ISO 639-1) and script (ISO 15924) of a spelling.
Spelling = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownSpeaker:
    """A speaker as the warehouse has it; ``source`` is ``None`` for one who is not of the directory."""

    speaker_id: int
    key: str
    name: str
    kind: str | None
    side: str | None
    affiliation: str | None
    role: str | None
    source: str | None
    n_quotations: int
    names: tuple[str, ...]


def relink(
    conn: Connection, link: Link, *, spelling: Spelling, decision: SpeakerDecision | None = None
) -> tuple[Linking, int | None]:
    """Link every mention anew and store what came of it; return it, and the number of ``decision``, which is added.

    All of it or nothing, one process at a time; nothing is written where nothing changed. A speaker keeps its id as
    long as most of its mentions stay together. Raises ``WarehouseError`` when the decision finds nothing to apply to.
    """
    with conn:
        queries().lock_speakers(conn)
        number = None if decision is None else _insert(conn, decision)
        mentions = _mentions(conn)
        linking = link(mentions, decisions(conn))
        if number in linking.waiting:
            raise WarehouseError("the decision would change nothing: no quotation in the warehouse is like that")
        _store(conn, mentions, linking, spelling=spelling)
    return linking, number


def undo(conn: Connection, link: Link, *, spelling: Spelling, decision_id: int, by: str) -> Linking:
    """Take a decision back and link anew. Raises ``WarehouseError`` when no decision of that number holds."""
    with conn:
        queries().lock_speakers(conn)
        if queries().undo_decision(conn, decision_id=decision_id, undone_by=by) is None:
            raise WarehouseError(f"no decision #{decision_id} holds; racewatch speakers decisions lists them")
        mentions = _mentions(conn)
        linking = link(mentions, decisions(conn))
        _store(conn, mentions, linking, spelling=spelling)
    return linking


def decisions(conn: Connection) -> list[SpeakerDecision]:
    """Return the decisions that hold, in order of their numbers."""
    return [
        SpeakerDecision(
            decision_id=number,
            kind=kind,
            one=SpeakerReference(key=one_key, names=tuple(one_names), affiliation=one_affiliation),
            other=SpeakerReference(key=other_key, names=tuple(other_names), affiliation=other_affiliation)
            if other_key is not None
            else None,
            name=name,
            affiliation=affiliation,
            url=url,
            reason=reason,
            decided_by=by,
            decided_at=at,
        )
        for (
            number,
            kind,
            one_key,
            one_names,
            one_affiliation,
            other_key,
            other_names,
            other_affiliation,
            name,
            affiliation,
            url,
            reason,
            by,
            at,
        ) in queries().decisions(conn)
    ]


def find_speakers(conn: Connection, wanted: str) -> list[KnownSpeaker]:
    """Return the speakers with that id or key, or who bear the name, in either script; the most quoted first."""
    rows = queries().find_speakers(conn, wanted=wanted)
    return [
        KnownSpeaker(
            speaker_id=speaker_id,
            key=key,
            name=name,
            kind=kind,
            side=side,
            affiliation=affiliation,
            role=role,
            source=source,
            n_quotations=n_quotations,
            names=tuple(names),
        )
        for speaker_id, key, name, kind, side, affiliation, role, source, n_quotations, names in rows
    ]


def _mentions(conn: Connection) -> list[SpeakerMention]:
    return [
        SpeakerMention(
            version_id=version_id,
            url=url,
            name=name,
            language=language,
            affiliation=affiliation,
            role=role,
            side=side,
            beside=tuple(beside),
        )
        for version_id, url, name, language, affiliation, role, side, beside in queries().mentions(conn)
    ]


def _insert(conn: Connection, decision: SpeakerDecision) -> int:
    other = decision.other
    number: int = queries().insert_decision(
        conn,
        kind=decision.kind,
        one_key=decision.one.key,
        one_names=list(decision.one.names),
        one_affiliation=decision.one.affiliation,
        other_key=other and other.key,
        other_names=other and list(other.names),
        other_affiliation=other and other.affiliation,
        name=decision.name,
        affiliation=decision.affiliation,
        url=decision.url,
        reason=decision.reason,
        decided_by=decision.decided_by,
    )
    return number


def _store(conn: Connection, mentions: Sequence[SpeakerMention], linking: Linking, *, spelling: Spelling) -> None:
    wanted = {link.speaker for link in linking.links}
    speakers = [speaker for speaker in linking.speakers if speaker.source is not None or speaker.key in wanted]
    queries().prepare_linking(conn)
    _fill(
        conn,
        "linked_speakers",
        ((s.key, s.names[0], s.kind, s.side, s.affiliation, s.role, s.source, s.as_of) for s in speakers),
    )
    _fill(
        conn,
        "linked_aliases",
        (
            (s.key, name, position, *spelling(name), name in s.ambiguous)
            for s in speakers
            for position, name in enumerate(dict.fromkeys(s.names))
        ),
    )
    _fill(
        conn,
        "linked_mentions",
        (
            (
                link.version_id,
                link.name,
                link.speaker,
                mention.affiliation,
                link.affiliation_key,
                mention.role,
                mention.side,
                link.method,
                link.evidence,
            )
            for mention, link in zip(mentions, linking.links, strict=True)
        ),
    )
    for step in (
        queries().rename_speakers,
        queries().update_speakers,
        queries().insert_speakers,
        queries().drop_mentions,
        queries().upsert_mentions,
        queries().link_quotations,
        queries().drop_speakers,
        queries().drop_aliases,
        queries().upsert_aliases,
    ):
        step(conn)


def _fill(conn: Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    clean = [tuple(storable_values(dict(enumerate(row))).values()) for row in rows]  # type: ignore[arg-type]
    with conn.cursor() as cursor:
        execute_values(cursor, f"insert into {table} values %s", clean, page_size=1000)
