"""The DAG ``annotate``: versions that the current models have not seen, one mapped task a batch."""

from typing import Any

import pendulum
from airflow.sdk import dag, task

from dags.assets import ANNOTATIONS, ARTICLES
from dags.settings import Settings

SETTINGS = Settings.from_environment()


@dag(
    schedule=[ARTICLES],
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    tags=["racewatch"],
    doc_md=__doc__,
)
def annotate() -> None:
    """Annotate what is due, link speakers, group stories, refresh the marts and check them."""

    @task
    def due_batches() -> list[list[int]]:
        from dags.stages.annotate import due_batches as due

        return due(SETTINGS)

    @task(map_index_template="{{ batch }}", retries=1, retry_delay=pendulum.duration(minutes=1))
    def annotate_batch(version_ids: list[int]) -> dict[str, int]:
        from airflow.sdk import get_current_context

        from dags.stages.annotate import annotate_versions

        context: Any = get_current_context()
        context["batch"] = f"{len(version_ids)} versions from {version_ids[0]}"
        return annotate_versions(SETTINGS, version_ids=version_ids)

    # none_failed: with nothing due the mapped task is skipped, and speakers, stories and marts may still have changed.
    @task(trigger_rule="none_failed")
    def link_speakers() -> dict[str, int]:
        from dags.stages.annotate import link_speakers as link

        return link(SETTINGS)

    @task(trigger_rule="none_failed")
    def group_stories() -> dict[str, int]:
        from dags.stages.annotate import group_stories as group

        return group(SETTINGS)

    @task(trigger_rule="none_failed")
    def refresh_marts() -> dict[str, int]:
        from dags.stages.annotate import refresh_and_check

        return refresh_and_check(SETTINGS)

    @task(outlets=[ANNOTATIONS], trigger_rule="none_failed")
    def landed(*, outlet_events: Any = None, triggering_asset_events: Any = None) -> None:
        from dags.stages.counts import latest_as_of

        events = [event for group in (triggering_asset_events or {}).values() for event in group]
        outlet_events[ANNOTATIONS].extra = {"as_of": latest_as_of(event.extra for event in events)}

    (
        annotate_batch.expand(version_ids=due_batches())
        >> link_speakers()
        >> group_stories()
        >> refresh_marts()
        >> landed()
    )


annotate()
