"""Progress: one line a step with the seconds since the start, so that long work shows that it goes on."""

import time

import click


class Progress:
    """Prints lines such as ``[  12.3] Airflow is healthy``."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def say(self, line: str) -> None:
        """Print one line with the time since this value was made."""
        click.echo(f"[{time.monotonic() - self._start:6.1f}] {line}")
