"""Environments of peers: each made once from its locked requirements, outside the project's own."""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

from dags.settings import Settings
from domain.problem import Problem


class PeerProblem(Problem):
    """A peer cannot be set up, or fails."""


def peer_python(name: str, requirements: Path) -> Path:
    """Return the interpreter of the environment of the peer ``name``; it is made on first use, which takes minutes.

    It stands under ``benchmarks`` of the state folder, by the hash of ``requirements``. pip makes it, as uv looks for
    PyTorch's builds elsewhere. Raises ``PeerProblem`` when the packages cannot be had.
    """
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()[:12]
    folder = Settings.from_environment().state / "benchmarks" / f"{name}-{digest}"
    python, ready = folder / "bin" / "python", folder / ".ready"
    if not ready.is_file():
        print(f"making the environment of {name} in {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(requirements)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            lines = result.stderr.strip().splitlines() or ["no message"]
            raise PeerProblem(f"the packages of {name} cannot be installed: {lines[-1]}")
        ready.touch()
    return python
