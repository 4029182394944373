"""The demonstration: the whole job on the offline news-stand, in real Airflow on the embedded Postgres."""

import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from dags.settings import PROJECT, Settings
from domain.problem import Problem
from racewatch.airflow import AirflowApi
from racewatch.progress import Progress
from racewatch.service import Service, Whereabouts, running

#: The days up to whose end the web is read, one crawl of every outlet each: between them an article is revised.
EDITIONS = (date(2031, 3, 9), date(2031, 3, 12))
SAMPLES = PROJECT / "samples"
RUN_SECONDS = 600


class DemonstrationError(Problem):
    """The demonstration did not come to its end."""


def demo_settings() -> Settings:
    """Return the demonstration's settings: a state folder and a database of its own, the news-stand for a web."""
    settings = Settings.from_environment(demo=True)
    return replace(
        settings,
        outlets=SAMPLES / "outlets",
        replay=(settings.state / "newsstand.warc.gz",),
        as_of=EDITIONS[-1],
        smtp_url=None,
        mail_from="racewatch@demo.example",
        mail_to=("reader@demo.example",),
    )


def run_demonstration(progress: Progress) -> list[str]:
    """Do the main job end to end and return the lines that close it. Raises ``Problem``."""
    from dags.stages.report import current_trend
    from reports.table import text_table

    settings = demo_settings()
    if Whereabouts.read(settings) is not None:
        raise DemonstrationError("the demonstration is being browsed; stop it first: racewatch down --demo")
    settings.state.mkdir(parents=True, exist_ok=True)
    _build_newsstand(settings.replay[0])
    progress.say("the news-stand is built")
    with running(settings, say=progress.say) as service:
        for edition in EDITIONS:
            _run_edition(service, edition, progress)
        lines = [text_table(current_trend(service.settings)), "", _totals(service.settings)]
    mails = sorted(settings.outbox.glob("*.eml"))
    pages = sorted(settings.reports.glob("*.html"))
    return [
        *lines,
        "",
        f"Trend report:  {pages[-1] if pages else 'none'} (CSV beside it)",
        f"Daily mail:    {mails[-1] if mails else 'none'}",
        "Browse it:     make up DEMO=1, and then make down DEMO=1",
        "Query it:      .venv/bin/racewatch sql --demo -c 'SELECT * FROM marts.stance_daily LIMIT 5'",
    ]


def _build_newsstand(warc: Path) -> None:
    from samples.build import build_warc

    build_warc(warc)


def _run_edition(service: Service, edition: date, progress: Progress) -> None:
    """Crawl up to the end of one day, and wait until what the crawl set off has come to its end."""
    day = edition.isoformat()
    api = service.api
    collected = api.trigger("collect", conf={"as_of": day})
    progress.say(f"collect: the web as of {day}")
    _wait_for(api, "collect", collected)
    progress.say("collect done; annotate follows by its asset")
    annotated = _wait_for_effect(api, "annotate", source_dag="collect", source_run=collected)
    progress.say("annotate done; report follows by its asset")
    _wait_for_effect(api, "report", source_dag="annotate", source_run=annotated)
    progress.say("report done")


def _wait_for_effect(api: AirflowApi, dag_id: str, *, source_dag: str, source_run: str) -> str:
    end = time.monotonic() + RUN_SECONDS
    while time.monotonic() < end:
        caused = api.runs_caused_by(dag_id, source_dag=source_dag, source_run=source_run)
        if caused:
            run_id = caused[0][0]
            _wait_for(api, dag_id, run_id)
            return run_id
        time.sleep(0.2)
    raise DemonstrationError(f"no run of {dag_id} followed the asset of {source_dag}")


def _wait_for(api: AirflowApi, dag_id: str, run_id: str) -> None:
    end = time.monotonic() + RUN_SECONDS
    while time.monotonic() < end:
        state = api.run_state(dag_id, run_id)
        if state == "success":
            return
        if state == "failed":
            failed = ", ".join(api.failed_tasks(dag_id, run_id)) or "no task"
            raise DemonstrationError(
                f"the run {run_id} of {dag_id} failed in {failed}; its logs are in Airflow's pages"
            )
        time.sleep(0.2)
    raise DemonstrationError(f"the run {run_id} of {dag_id} has not ended after {RUN_SECONDS} s")


def _totals(settings: Settings) -> str:
    from warehouse.connection import connect
    from warehouse.queries import query

    with closing(connect(settings.database_url)) as conn:
        (counts,) = query(conn, "totals")
    return ", ".join(f"{n} {name}" for name, n in counts.items())
