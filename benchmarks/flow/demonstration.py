"""The demonstration, measured: time and disk of a first and a second run, and the memory they take at their peak.

``python -m benchmarks.flow.demonstration`` runs ``racewatch demo`` twice on a fresh state folder and prints the figures
with the machine's cores and memory. Memory is the sum of the proportional set sizes of all its processes, read twice a
second.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parents[2]


def run(state: Path) -> tuple[float, int, str]:
    """Run the demonstration once; return seconds, peak memory in bytes, and its line of totals."""
    environment = {**os.environ, "RACEWATCH_STATE": str(state)}
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "racewatch", "demo"], cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory(state))
        time.sleep(0.5)
    output = process.communicate()[0]
    if process.returncode != 0:
        raise SystemExit(f"the demonstration failed:\n{output}")
    totals = next(line for line in output.splitlines() if " articles, " in line)
    return time.monotonic() - started, peak, totals


def _memory(state: Path) -> int:
    """Sum the proportional set sizes of the processes that work for ``state``, Postgres' own among them."""
    total = 0
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            words = [*process.environ().values(), *process.cmdline()]
            if any(str(state) in word for word in words) or "postgres:" in " ".join(process.cmdline()):
                total += process.memory_full_info().pss
    return total


def _disk(folder: Path) -> int:
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*") if not path.is_symlink())


def main() -> None:
    """Print the measurement."""
    memory = psutil.virtual_memory().total / 2**30
    print(f"machine: {os.cpu_count()} cores, {memory:.0f} GiB; load before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="racewatch-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        state = Path(folder) / "state"
        for name in ("first", "second"):
            seconds, peak, totals = run(state)
            print(
                f"{name} run: {seconds:.0f} s, {peak / 2**20:.0f} MiB at peak, {_disk(state) / 2**20:.0f} MiB of state"
            )
        print(totals)
    print(f"environment: {_disk(PROJECT / '.venv') / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()
