"""Choosing a port, and knowing a living service from a dead one's note."""

import contextlib
import json
import socket
from pathlib import Path

import pytest

from dags.settings import Settings, SettingsError
from racewatch.service import ServiceError, Whereabouts, choose_port


def test_a_port_that_was_asked_for_and_is_taken_is_a_problem() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(ServiceError, match=f"port {port} is taken"):
            choose_port(str(port))


@pytest.mark.parametrize("wanted", ["http", "0", "70000", "-1"])
def test_no_port_number(wanted: str) -> None:
    with pytest.raises(ServiceError, match="not a port number"):
        choose_port(wanted)


def test_without_a_wish_any_free_port_will_do() -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            taken.bind(("127.0.0.1", 8080))
            taken.listen()
        assert choose_port(None) != 8080


def test_the_note_of_a_dead_service_is_not_believed(tmp_path: Path) -> None:
    settings = Settings.from_environment({"RACEWATCH_STATE": str(tmp_path)})
    assert Whereabouts.read(settings) is None
    Whereabouts.path(settings).write_text(json.dumps({"pid": 1, "port": 8080}))
    assert Whereabouts.read(settings) is None


def test_settings_travel_through_the_environment(tmp_path: Path) -> None:
    given = {
        "RACEWATCH_STATE": str(tmp_path),
        "RACEWATCH_DATABASE_URL": "postgresql://someone@127.0.0.1/racewatch",
        "RACEWATCH_REPLAY": f"{tmp_path / 'a.warc.gz'}:{tmp_path / 'b.warc.gz'}",
        "RACEWATCH_AS_OF": "2031-03-12",
        "RACEWATCH_MAIL_TO": "a@desk.example, b@desk.example",
    }
    settings = Settings.from_environment(given)
    assert Settings.from_environment(settings.environment()) == settings


@pytest.mark.parametrize(("name", "value"), [("RACEWATCH_AS_OF", "yesterday"), ("RACEWATCH_CRAWL_BUDGET", "long")])
def test_a_setting_that_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: value})
