"""The DAG ``collect``: one mapped task crawls one outlet and loads what it found."""

from typing import Any

import pendulum
from airflow.sdk import Param, dag, get_current_context, task

from dags.assets import ARTICLES
from dags.settings import Settings

SETTINGS = Settings.from_environment()
RETRY_DELAY = pendulum.duration(minutes=2)


@dag(
    # An archive does not change by the hour: a replay is read when somebody asks for it.
    schedule=None if SETTINGS.replay else SETTINGS.schedule,
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    tags=["racewatch"],
    doc_md=__doc__,
    params={
        "as_of": Param(None, type=["null", "string"], description="Replays hide what is later than the end of this day")
    },
)
def collect() -> None:
    """Crawl every enabled outlet that has a card."""

    @task
    def enabled_outlets() -> list[str]:
        from dags.stages.collect import enabled_outlets as enabled

        return enabled(SETTINGS)

    @task(map_index_template="{{ outlet }}", retries=1, retry_delay=RETRY_DELAY)
    def crawl(outlet: str) -> dict[str, int]:
        from dags.stages.collect import crawl_outlet

        context: Any = get_current_context()
        context["outlet"] = outlet
        return crawl_outlet(
            SETTINGS,
            outlet=outlet,
            cause=context["dag_run"].run_id,
            as_of=context["params"]["as_of"],
        )

    # Whatever one outlet does, the others' articles go on their way.
    @task(outlets=[ARTICLES], trigger_rule="all_done")
    def landed(*, outlet_events: Any = None) -> None:
        outlet_events[ARTICLES].extra = {"as_of": get_current_context()["params"]["as_of"]}

    # Fails the run when any crawl failed, so that no loss looks like success.
    @task
    def complete(counts: Any) -> dict[str, int]:
        from dags.stages.counts import total

        return total(counts)

    counts = crawl.expand(outlet=enabled_outlets())
    counts >> landed()
    complete(counts)


collect()
