# make read: set up and open the library.  make test: every check.  make setup: only the .venv both use.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help read test setup lint types layers unit format docs clean

help:           ## list these targets
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/: .*## /	/'

read: setup     ## set up, then open the library
	@$(BIN)/postil

test: lint types layers unit   ## lint, types, layer contracts and tests

setup: .venv/ready   ## make the virtual environment

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Postil needs Python 3.11 or newer: name one with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo "Python could not make a virtual environment; on Debian, install python3-venv."; exit 1; }
	@echo "Setting up Postil in .venv: this takes about a minute, once."
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

lint: setup     ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup    ## mypy, strict
	$(BIN)/mypy

layers: setup   ## the rooms' import contracts
	PYTHONPATH=. $(BIN)/lint-imports

unit: setup     ## the tests
	$(BIN)/pytest --numprocesses auto

format: setup   ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup     ## write docs/keys.md from the command table
	$(BIN)/python -m tui.commands.reference > docs/keys.md

clean:          ## remove what was made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
