"""The house: who may import whom, and what a DAG file may cost to import."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
DAG_FILES = ("collect", "annotate", "report")
HEAVY = {"scrapy", "twisted", "onnxruntime", "transformers", "tokenizers", "torch", "psycopg2", "pandas", "trafilatura"}


def test_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", DAG_FILES)
def test_importing_a_dag_file_imports_nothing_heavy(name: str, tmp_path: Path) -> None:
    # What Airflow itself imports is its own affair, so it is imported first and left out of the count.
    program = (
        "import json, sys, airflow.sdk; before = set(sys.modules); "
        f"import dags.{name}; print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env={"AIRFLOW_HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {module.split(".")[0] for module in json.loads(done.stdout.splitlines()[-1])}
    assert "dags" in imported
    assert not imported & HEAVY


def test_every_package_says_what_it_is_for() -> None:
    import ast

    for package in ("domain", "crawlers", "nlp", "warehouse", "reports", "dags", "racewatch", "samples"):
        for path in (PROJECT / package).rglob("*.py"):
            assert ast.get_docstring(ast.parse(path.read_text())), f"{path.relative_to(PROJECT)} has no docstring"
