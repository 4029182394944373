# Racewatch: what a person does with it. Everything runs from .venv, made from the exact versions of requirements.txt.

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
RACEWATCH := $(VENV)/bin/racewatch
DEMO_OPTION := $(if $(filter-out 0,$(DEMO)),--demo)

.DEFAULT_GOAL := help
.PHONY: help setup demo test up down status lock clean

help: ## show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## install the exact versions of requirements.txt into .venv

demo: $(READY) ## the whole job end to end on the offline news-stand, in Airflow on an embedded Postgres
	@$(RACEWATCH) demo

test: $(READY) ## style, types, import contracts and all tests
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(VENV)/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

up: $(READY) ## start the live service (DEMO=1: browse the demonstration's data)
	@$(RACEWATCH) up $(DEMO_OPTION)

down: $(READY) ## stop what "make up" started (DEMO=1: the demonstration's)
	@$(RACEWATCH) down $(DEMO_OPTION)

status: $(READY) ## say whether the service runs, and where
	@$(RACEWATCH) status $(DEMO_OPTION)

lock: $(READY) ## resolve pyproject.toml into requirements.txt again
	@$(VENV)/bin/uv pip compile pyproject.toml --extra celery --extra dev --python-version 3.11 --no-header \
	  --no-annotate --generate-hashes --quiet -o requirements.txt
	@echo uv==$$($(VENV)/bin/uv --version | cut -d' ' -f2) | $(VENV)/bin/uv pip compile - --no-header --no-annotate \
	  --generate-hashes --quiet -o requirements-uv.txt

clean: ## remove .venv (state and databases stay)
	rm -rf $(VENV)

$(READY): requirements.txt requirements-uv.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "make: Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up .venv (about 1.5 GB, once) ..."
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "make: python3 cannot make environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@$(VENV)/bin/uv pip sync --quiet --python $(VENV)/bin/python --require-hashes --compile-bytecode requirements-uv.txt requirements.txt
	@$(VENV)/bin/uv pip install --quiet --python $(VENV)/bin/python --no-deps --no-build-isolation -e .
	@touch $(READY)
