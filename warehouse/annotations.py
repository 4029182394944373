"""Annotations: which versions the models have yet to read, what they need to know, and what they found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg2 import errors
from psycopg2.extras import Json

from domain.annotation import Annotation, Document, Judgement, StoryMember
from domain.quotation import Quotation
from domain.spans import Span
from domain.stance import Proposition, Stance, Tone
from warehouse.connection import Connection, WarehouseError
from warehouse.queries import queries
from warehouse.storable import storable_values

#: Days of news among which stories are looked for.
STORY_DAYS = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryCandidate:
    """A version that may tell the same story as another; ``story`` is the one it was found to tell before."""

    document: Document
    published_at: datetime
    origin_kind: str | None = None
    origin_name: str | None = None
    story: int | None = None


def due_versions(conn: Connection, *, revision: str, limit: int | None = None) -> list[int]:
    """Return ids of current versions that no pass of ``revision`` has read, those of the newest articles first.

    Whoever asks works with this revision from now on: the marts show its annotations, and those of the revisions in
    use before only where it has none. So models can be changed, and changed back.
    """
    with conn:
        queries().choose_revision(conn, revision=revision)
        return [version_id for (version_id,) in queries().due_versions(conn, revision=revision, most=limit)]


def documents(conn: Connection, version_ids: Sequence[int]) -> list[Document]:
    """Return the versions in the order of their ids; ids that are not there are left out."""
    return [
        Document(
            version_id=version_id,
            title=title or "",
            text=text or "",
            outlet=outlet,
            outlet_country=country,
            language=language,
        )
        for version_id, title, text, outlet, country, language in queries().documents(
            conn, version_ids=list(version_ids)
        )
    ]


def upsert_propositions(conn: Connection, propositions: Iterable[Proposition]) -> None:
    """Store propositions. Raises ``WarehouseError`` when one has other words than the same version had before."""
    with conn:
        for each in propositions:
            key = {"proposition": each.id, "version": each.version}
            texts = dict(each.texts)
            queries().upsert_proposition(conn, **key, texts=Json(texts))
            if queries().proposition_texts(conn, **key) != texts:
                raise WarehouseError(
                    f"the proposition {each.id} has other words than its version {each.version} had: "
                    "give the new wording a new version"
                )


def store_annotation(conn: Connection, annotation: Annotation) -> bool:
    """Store all of an annotation or nothing; return False when the version has one of this revision already.

    Raises ``WarehouseError`` when the version or a proposition is not stored.
    """
    try:
        with conn:
            annotation_id = queries().insert_annotation(
                conn,
                version_id=annotation.version_id,
                revision=annotation.revision,
                language=annotation.language,
                relevant=annotation.relevant,
            )
            if annotation_id is None:
                return False
            ids = [_store_quotation(conn, annotation_id, each) for each in annotation.quotations]
            for name, other in annotation.beside:
                queries().insert_names_beside(
                    conn, annotation_id=annotation_id, **storable_values({"name": name, "other": other})
                )
            for judgement in annotation.judgements:
                _store_judgement(conn, annotation_id, judgement, quotation_ids=ids)
    except errors.ForeignKeyViolation as error:
        raise WarehouseError(
            f"the annotation of version {annotation.version_id} cannot be stored: {_detail(error)}"
        ) from None
    return True


def story_candidates(conn: Connection, *, days: int = STORY_DAYS) -> list[StoryCandidate]:
    """Return the relevant articles of the last ``days`` days of what is stored, and older ones of the same stories.

    The oldest come first: without its first members a story would begin anew, under another name.
    """
    return [
        StoryCandidate(
            document=Document(
                version_id=version_id,
                title=title or "",
                text=text or "",
                outlet=outlet,
                outlet_country=country,
                language=language,
            ),
            published_at=published_at,
            origin_kind=origin_kind,
            origin_name=origin_name,
            story=story,
        )
        for (
            version_id,
            title,
            text,
            outlet,
            country,
            language,
            published_at,
            origin_kind,
            origin_name,
            story,
        ) in queries().story_candidates(conn, days=days)
    ]


def store_story_members(conn: Connection, members: Iterable[StoryMember]) -> None:
    """Store which story each version tells; a story that nobody tells any more goes."""
    with conn:
        for member in sorted(members, key=lambda member: member.version_id):
            queries().upsert_story(conn, story_id=member.story)
            queries().upsert_story_member(
                conn,
                version_id=member.version_id,
                story_id=member.story,
                relation=member.relation,
                score=member.score,
            )
        queries().drop_empty_stories(conn)


def _store_quotation(conn: Connection, annotation_id: int, quotation: Quotation) -> int:
    spans = [list(span) for span in quotation.spans]
    values = storable_values(
        {
            "content": list(quotation.content),
            "type": quotation.type,
            "cue": quotation.cue,
            "source": quotation.source,
            "speaker": quotation.speaker,
            "affiliation": quotation.affiliation,
            "role": quotation.role,
            "side": quotation.side,
        }
    )
    quotation_id: int | None = queries().insert_quotation(
        conn,
        annotation_id=annotation_id,
        spans=spans,
        cue_span=_list(quotation.cue_span),
        source_span=_list(quotation.source_span),
        score=quotation.score,
        speaker_score=quotation.speaker_score,
        **values,
    )
    if quotation_id is None:
        quotation_id = queries().quotation(conn, annotation_id=annotation_id, spans=spans)
    assert quotation_id is not None
    return quotation_id


def _store_judgement(
    conn: Connection, annotation_id: int, judgement: Judgement, *, quotation_ids: Sequence[int]
) -> None:
    subject = {
        "annotation_id": annotation_id,
        "voice": judgement.voice,
        "quotation_id": None if judgement.quotation is None else quotation_ids[judgement.quotation],
        "span": list(judgement.span),
    }
    for stance in judgement.stances:
        queries().insert_stance(conn, **subject, **_stance_values(stance))
    for tone in judgement.tones:
        queries().insert_tone(conn, **subject, **_tone_values(tone))


def _stance_values(stance: Stance) -> dict[str, object]:
    return {
        "proposition": stance.proposition,
        "proposition_version": stance.proposition_version,
        "label": stance.label,
        "favor": stance.scores["favor"],
        "against": stance.scores["against"],
        "neutral": stance.scores["neutral"],
        "unrelated": stance.scores["unrelated"],
        "abstained": stance.abstained,
        "evidence": [list(span) for span in stance.evidence],
        "model": stance.model,
        "revision": stance.revision,
    }


def _tone_values(tone: Tone) -> dict[str, object]:
    return {
        "target": tone.target,
        "label": tone.label,
        "score": tone.score,
        "model": tone.model,
        "revision": tone.revision,
    }


def _list(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _detail(error: errors.ForeignKeyViolation) -> str:
    return (error.diag.message_detail or str(error)).strip()
