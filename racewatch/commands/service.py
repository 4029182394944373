"""``racewatch up``, ``down`` and ``status``: the service in the background."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import click

from dags.settings import PROJECT, Settings
from domain.problem import Problem
from racewatch.demonstration import demo_settings
from racewatch.interruption import end_in_order
from racewatch.progress import Progress
from racewatch.service import Service, Whereabouts, describe, running

START_SECONDS = 180
STOP_SECONDS = 60

demo_option = click.option("--demo", is_flag=True, help="The demonstration's data in place of your own.")


def settings_of(demo: bool) -> Settings:
    """Return the settings of the environment, or the demonstration's."""
    return demo_settings() if demo else Settings.from_environment()


@click.command()
@demo_option
@click.option("--foreground", is_flag=True, help="Stay, and end with Ctrl-C; for containers and for reading along.")
def up(demo: bool, foreground: bool) -> None:
    """Start Airflow with its pages, and the embedded Postgres."""
    settings = settings_of(demo)
    if (there := Whereabouts.read(settings)) is not None:
        click.echo("racewatch runs already.")
        click.echo("\n".join(describe(settings, port=there.port)))
        return
    if foreground:
        _serve(settings)
        return
    settings.state.mkdir(parents=True, exist_ok=True)
    log = settings.state / "service.log"
    command = [sys.executable, "-m", "racewatch", "up", "--foreground", *(["--demo"] if demo else [])]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True, cwd=PROJECT
        )
    try:
        there = _wait(settings, process)
    except BaseException:
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)
        raise
    if there is None:
        lines = log.read_text(errors="replace").strip().splitlines()
        reason = lines[-1].removeprefix("racewatch: ") if lines else "no message"
        raise Problem(f"the service did not start: {reason} (log: {log})")
    click.echo("\n".join(describe(settings, port=there.port)))


@click.command()
@demo_option
def down(demo: bool) -> None:
    """Stop what ``up`` started."""
    settings = settings_of(demo)
    there = Whereabouts.read(settings)
    if there is None:
        click.echo("racewatch does not run.")
        return
    with suppress(ProcessLookupError):
        os.kill(there.pid, signal.SIGTERM)
    end = time.monotonic() + STOP_SECONDS
    # The process, not its note: it takes the note away a moment before it ends.
    while there.alive():
        if time.monotonic() > end:
            raise Problem(f"process {there.pid} has not ended after {STOP_SECONDS} s")
        time.sleep(0.2)
    click.echo("racewatch is stopped.")


@click.command()
@demo_option
def status(demo: bool) -> None:
    """Say whether the service runs, and where. Exit status 1 when it does not."""
    from racewatch.airflow import api_of

    settings = settings_of(demo)
    there = Whereabouts.read(settings)
    if there is None:
        raise Problem("racewatch does not run; start it with: racewatch up" + (" --demo" if demo else ""))
    with api_of(settings.state / "airflow", port=there.port) as api:
        health = api.health()
    for name, state in sorted(health.items()):
        if state:
            click.echo(f"{name + ':':16} {state}")
    click.echo("\n".join(describe(settings, port=there.port)))


def _serve(settings: Settings) -> None:
    """Run the service until SIGTERM or SIGINT; a component that ends is started again, ever more slowly."""
    end_in_order()
    progress = Progress()
    try:
        with running(settings, say=progress.say) as service:
            Whereabouts(pid=os.getpid(), port=service.port).write(settings)
            try:
                _watch(service, progress)
            except KeyboardInterrupt:
                progress.say("stopping")
    finally:
        # Last, so that nobody starts a second service while this one still stops.
        Whereabouts.path(settings).unlink(missing_ok=True)


def _watch(service: Service, progress: Progress) -> None:
    pause = 1.0
    while True:
        time.sleep(pause)
        if dead := service.processes.dead():
            progress.say(f"{', '.join(dead)} ended; starting again")
            service.processes.start()
            pause = min(pause * 2, 60.0)
        else:
            pause = 1.0


def _wait(settings: Settings, process: "subprocess.Popen[bytes]") -> Whereabouts | None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        there = Whereabouts.read(settings)
        if there is not None and there.pid == process.pid:
            return there
        time.sleep(0.2)
    return None
