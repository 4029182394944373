"""The DAG ``report``: the trend report as a page and as CSV, and the daily mail once an edition."""

from typing import Any

import pendulum
from airflow.sdk import dag, task

from dags.assets import ANNOTATIONS
from dags.settings import Settings

SETTINGS = Settings.from_environment()


@dag(
    schedule=[ANNOTATIONS],
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    tags=["racewatch"],
    doc_md=__doc__,
)
def report() -> None:
    """Make what people read out of the marts."""

    @task
    def as_of(*, triggering_asset_events: Any = None) -> str | None:
        from dags.stages.counts import latest_as_of

        events = [event for group in (triggering_asset_events or {}).values() for event in group]
        return latest_as_of(event.extra for event in events)

    @task
    def trend_report(day: Any) -> list[str]:
        from dags.stages.report import write_reports

        return [str(path) for path in write_reports(SETTINGS, as_of=day)]

    @task
    def digest(day: Any) -> str:
        from dags.stages.report import make_digest

        return make_digest(SETTINGS, as_of=day)

    day = as_of()
    trend_report(day)
    digest(day)


report()
