"""The peer's environment: made once from a locked requirements file, outside the project's own."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from domain.problem import Problem

_FOLDER = Path(__file__).parent
REQUIREMENTS = _FOLDER / "requirements.txt"
SCRIPT = _FOLDER / "textacy_quotes.py"


class PeerProblem(Problem):
    """The peer cannot be set up or fails."""


def python() -> Path:
    """Return the interpreter of the peer's environment; it is made on first use (about 600 MB, some minutes).

    It stands in ``RACEWATCH_STATE``, else in the user's cache folder, under the hash of its requirements.
    """
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    state = os.environ.get("RACEWATCH_STATE") or Path.home() / ".cache" / "racewatch"
    folder = Path(state) / "peers" / f"quotes-{digest}"
    interpreter = folder / "bin" / "python"
    done = folder / "complete"
    if not done.is_file():
        print(f"setting up the peer in {folder} ...", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        command = [str(interpreter), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(REQUIREMENTS)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            lines = result.stderr.strip().splitlines() or ["no message"]
            raise PeerProblem(f"the peer's packages cannot be installed: {lines[-1]}")
        done.touch()
    return interpreter


def run(lines: str) -> list[str]:
    """Return what the peer prints for JSON lines of texts, line by line."""
    result = subprocess.run(
        [str(python()), str(SCRIPT)], input=lines, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if result.returncode:
        raise PeerProblem(f"the peer failed: {(result.stderr.strip().splitlines() or ['no message'])[-1]}")
    return result.stdout.splitlines()
