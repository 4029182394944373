"""The DAG ``collect``: one mapped task crawls one outlet, or those of one host family, and loads what it found."""

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
    """Crawl every enabled outlet that has a card.

    A run by the schedule polls the sources that are due; one that a person starts polls all.
    """

    @task
    def enabled_groups() -> list[list[str]]:
        from dags.stages.collect import enabled_groups as enabled

        return enabled(SETTINGS)

    @task(map_index_template="{{ outlet }}", retries=1, retry_delay=RETRY_DELAY)
    def crawl(outlets: list[str]) -> dict[str, int]:
        from airflow.sdk.exceptions import AirflowFailException

        from dags.stages.collect import OutletAlarm, crawl_group

        context: Any = get_current_context()
        context["outlet"] = ", ".join(outlets)
        try:
            return crawl_group(
                SETTINGS,
                outlets=outlets,
                cause=context["dag_run"].run_id,
                as_of=context["params"]["as_of"],
                only_due=context["dag_run"].run_type == "scheduled",
            )
        except OutletAlarm as alarm:
            raise AirflowFailException(str(alarm)) from None

    # Whatever one outlet does, the others' articles go on their way.
    @task(outlets=[ARTICLES], trigger_rule="all_done")
    def landed(*, outlet_events: Any = None) -> None:
        outlet_events[ARTICLES].extra = {"as_of": get_current_context()["params"]["as_of"]}

    # Fails the run when any crawl failed, so that no loss looks like success.
    @task
    def complete(counts: Any) -> dict[str, int]:
        from dags.stages.counts import total

        return total(counts)

    counts = crawl.expand(outlets=enabled_groups())
    counts >> landed()
    complete(counts)


collect()
