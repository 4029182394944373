"""The stage ``annotate``: what has no annotation by the current models is read; then speakers, stories, marts."""

import logging
from collections.abc import Sequence
from contextlib import closing
from functools import cache

from dags.settings import Settings
from dags.stages.speakers import link_mentions, spelling
from domain.problem import Problem
from nlp.annotate import Annotator
from nlp.models import SHIPPED
from nlp.propositions import load_propositions
from nlp.stance.model import load_stance_model
from nlp.stories import group as group_into_stories
from warehouse.annotations import (
    documents,
    due_versions,
    store_annotation,
    store_story_members,
    story_candidates,
    upsert_propositions,
)
from warehouse.checks import run_checks
from warehouse.connection import connect
from warehouse.marts import refresh
from warehouse.speakers import relink

log = logging.getLogger(__name__)

#: Versions a task takes: enough to pay for loading the models once, few enough that several workers share a day.
BATCH = 32


class ChecksFailed(Problem):
    """Rows of the warehouse break a rule that nothing may break."""


def due_batches(settings: Settings) -> list[list[int]]:
    """Return the ids of versions that the current models have not seen, in batches."""
    revision = annotator(settings.model).revision
    with closing(connect(settings.database_url)) as conn:
        upsert_propositions(conn, load_propositions().values())
        due = due_versions(conn, revision=revision)
    return [due[start : start + BATCH] for start in range(0, len(due), BATCH)]


def annotate_versions(settings: Settings, *, version_ids: Sequence[int]) -> dict[str, int]:
    """Annotate versions and store each one whole; return counts. One that fails is logged and stays due."""
    models = annotator(settings.model)
    counts = {"versions": 0, "quotations": 0, "statements": 0, "failed": 0}
    with closing(connect(settings.database_url)) as conn:
        for document in documents(conn, version_ids):
            try:
                annotation = models.annotate(document)
            except Exception:
                # One text must not keep the others from being annotated: it is counted, and stays due.
                log.exception("version %d could not be annotated", document.version_id)
                counts["failed"] += 1
                continue
            store_annotation(conn, annotation)
            counts["versions"] += 1
            counts["quotations"] += len(annotation.quotations)
            counts["statements"] += len(annotation.judgements)
    if counts["failed"]:
        raise Problem(f"{counts['failed']} of {len(version_ids)} versions could not be annotated; see the log above")
    return counts


def link_speakers(settings: Settings) -> dict[str, int]:
    """Link every mention of a speaker anew, by the directory, the articles and the decisions made by hand."""
    with closing(connect(settings.database_url)) as conn:
        linking, _ = relink(conn, link_mentions, spelling=spelling)
    if linking.waiting:
        log.warning("decisions on speakers that find nothing to apply to: %s", ", ".join(map(str, linking.waiting)))
    return {"mentions": len(linking.links), "speakers": len({link.speaker for link in linking.links})}


def group_stories(settings: Settings) -> dict[str, int]:
    """Group the versions of the last days into stories; return counts."""
    with closing(connect(settings.database_url)) as conn:
        members = group_into_stories(story_candidates(conn))
        store_story_members(conn, members)
    return {"versions": len(members), "stories": len({member.story for member in members})}


def refresh_and_check(settings: Settings) -> dict[str, int]:
    """Refresh the marts, then run the checks. Raises ``ChecksFailed`` when a check marked ``fail`` has rows."""
    with closing(connect(settings.database_url)) as conn:
        refresh(conn)
        results = run_checks(conn)
    broken = [result for result in results if not result.passed]
    for result in broken:
        log.warning("check %s (%s): %d rows, the first: %s", result.name, result.level, result.count, result.rows[0])
    failed = [result.name for result in broken if result.level == "fail"]
    if failed:
        raise ChecksFailed(f"checks failed: {', '.join(failed)}; their rows are in the log")
    return {"checks": len(results), "warnings": len(broken)}


@cache
def annotator(model: str | None) -> Annotator:
    """Return the annotator with the shipped stance model, or the one that ``model`` names; loaded once a process."""
    return Annotator(stance_model=load_stance_model(model or SHIPPED), propositions=tuple(load_propositions().values()))
