# The two commands a stranger needs: `make demo` and `make test`. Everything installs into .venv.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
# Checks read Django's settings, and settings want a desk: an empty one, made once.
CHECK_DESK := .venv/check-desk
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo run check test bench
.DEFAULT_GOAL := help

help: ## Say what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

demo: .venv/run ## A throwaway desk: one report through every stage, then both sites (ARGS=--once to stop there)
	@.ci/system-packages demo
	@.ci/build-browser || echo "The page that seals in the browser is not built and not offered."
	@$(BIN)/bothends demo $(ARGS)

run: .venv/run ## Serve the desk in ARGS, e.g. make run ARGS=/srv/desk
	@.ci/build-browser || echo "The page that seals in the browser is not built and not offered."
	@$(BIN)/bothends serve $(ARGS)

check: .venv/dev $(CHECK_DESK) ## Format, lint, types, arrows between layers, Django's deploy check, migrations, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@# Without its cache: after a change of tables Django's plugin reads stale relations from it.
	BOTHENDS_DESK=$(CHECK_DESK) $(BIN)/mypy --cache-dir=/dev/null
	BOTHENDS_DESK=$(CHECK_DESK) $(BIN)/lint-imports
	BOTHENDS_DESK=$(CHECK_DESK) BOTHENDS_SITE=public $(BIN)/python manage.py check --deploy --fail-level WARNING
	BOTHENDS_DESK=$(CHECK_DESK) BOTHENDS_SITE=desk $(BIN)/python manage.py check --deploy --fail-level WARNING
	BOTHENDS_DESK=$(CHECK_DESK) $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest -q tests/invariants/test_docs.py tests/invariants/test_arrows.py

test: .venv/dev ## Every test: real Chromium, embedded SQLite, then the store again on a real PostgreSQL
	.ci/system-packages test
	.ci/build-browser
	$(BIN)/python -m pytest -n 2 --dist loadfile
	BOTHENDS_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 --dist loadfile tests/web tests/invariants

bench: .venv/dev ## Measure side by side and print ratios (docs/performance.md says how to read them)
	$(BIN)/python -m bench $(ARGS)

$(CHECK_DESK): .venv/run
	rm -rf $@
	$(BIN)/python -c "from pathlib import Path; from bothends.web import deskfolder; deskfolder.make(Path('$@'))"

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "bothends needs Python 3.11 or newer; try make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }

.venv/run: .venv/bin/python requirements/run.txt pyproject.toml
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt
	@touch $@
