"""The plugin that shows the trend report inside Airflow's pages, to people who are signed in."""

from airflow.api_fastapi.core_api.security import get_user
from airflow.plugins_manager import AirflowPlugin
from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse

application = FastAPI(title="Racewatch")

# The report is one self-contained page: nothing in it may load or run anything, whatever an article's text says.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"


@application.get("/", response_class=HTMLResponse, dependencies=[Depends(get_user)])
def trend() -> HTMLResponse:
    """Render the trend report up to today from the marts."""
    from dags.settings import Settings
    from dags.stages.report import render_current
    from domain.problem import Problem

    try:
        page, status = render_current(Settings.from_environment()), 200
    except Problem as problem:
        from html import escape

        page, status = f"<!doctype html><title>Racewatch</title><p>{escape(str(problem))}</p>", 503
    return HTMLResponse(page, status_code=status, headers={"Content-Security-Policy": POLICY})


class TrendPage(AirflowPlugin):
    """An entry of the navigation and a tab of every DAG."""

    name = "racewatch_trend"
    fastapi_apps = [{"app": application, "url_prefix": "/racewatch", "name": "Racewatch"}]  # noqa: RUF012
    external_views = [  # noqa: RUF012
        {
            "name": "AI race trend",
            "href": "/racewatch/",
            "destination": "nav",
            "url_route": "racewatch-trend",
            "nav_top_level": True,
        },
        {"name": "AI race trend", "href": "/racewatch/", "destination": "dag", "url_route": "racewatch-dag-trend"},
    ]
