"""docker-compose.yml against the compose specification, and what must be true of its secrets and ports."""

import re
from pathlib import Path

import yaml
from compose_spec import PyCompose, PyOptions

PROJECT = Path(__file__).resolve().parent.parent
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?P<rest>[^}]*)\}")


def compose_text() -> str:
    """The file as compose reads it: variables replaced, defaults honoured."""

    def value(match: re.Match[str]) -> str:
        return match["rest"].removeprefix(":-") if match["rest"].startswith(":-") else "given"

    return VARIABLE.sub(value, (PROJECT / "docker-compose.yml").read_text())


def test_follows_the_compose_specification() -> None:
    options = PyOptions(apply_merge=True)
    compose = options.from_yaml(compose_text())
    assert isinstance(compose, PyCompose)
    compose.validate()
    assert {"postgres", "redis", "api-server", "scheduler", "dag-processor", "worker"} <= set(compose.service_names())


def test_no_secret_has_a_default() -> None:
    secret = re.compile(r"PASSWORD|SECRET|FERNET")
    for match in VARIABLE.finditer((PROJECT / "docker-compose.yml").read_text()):
        if secret.search(match["name"]):
            assert match["rest"].startswith(":?"), f"{match['name']} must be asked for"


def test_ports_bind_to_loopback() -> None:
    services = yaml.safe_load(compose_text())["services"]
    published = [port for service in services.values() for port in service.get("ports", [])]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_every_variable_is_told_of() -> None:
    told = (PROJECT / ".env.example").read_text()
    for match in VARIABLE.finditer((PROJECT / "docker-compose.yml").read_text()):
        assert match["name"] in told
