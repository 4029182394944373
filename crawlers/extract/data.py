"""Data files of extraction: word lists and patterns that stand beside the code, read once a process."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).with_name("data")


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of ``data/<name>.txt``; empty lines and lines that begin with ``#`` are left out."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def table(name: str) -> Any:
    """Return what ``data/<name>.yaml`` holds."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)
