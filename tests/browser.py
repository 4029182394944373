"""A real browser for tests of pages: headless Chromium, spoken to over its DevTools protocol."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def chromium() -> str:
    """Return the browser's program; skip the test where there is none, unless everything is required."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("RACEWATCH_REQUIRE_ALL"):
            pytest.fail("chromium is not installed, and RACEWATCH_REQUIRE_ALL is set")
        pytest.skip("chromium is not installed")
    return program


class Browser:
    """One tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._calls = 0
        self.call("Page.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._calls += 1
        self._socket.send(json.dumps({"id": self._calls, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._calls:
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, url: str) -> None:
        self.call("Page.navigate", url=url)

    def value(self, expression: str) -> Any:
        return self.call("Runtime.evaluate", expression=expression)["result"].get("value")

    def wait_for(self, expression: str, *, seconds: float = 60) -> Any:
        """Wait until an expression is true and return its value."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.value(expression):
                return found
            time.sleep(0.2)
        raise AssertionError(f"the page never had {expression}; it shows: {self.value('document.body.innerText')!r}")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium with an empty profile and open a tab."""
    program = chromium()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, *QUIET, f"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stderr is not None
            port = next(
                match[1] for line in process.stderr if (match := re.search(r"listening on ws://[^:]+:(\d+)/", line))
            )
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                tab = next(each for each in json.load(answer) if each["type"] == "page")
            with connect(tab["webSocketDebuggerUrl"], max_size=None) as socket:
                yield Browser(socket)
        finally:
            process.terminate()
            process.wait(20)
