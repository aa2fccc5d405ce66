# Every target does its own set-up in .venv, from python3 and pip alone; uv is used where it is there.
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
INSTALL = $(if $(UV),uv pip install --quiet --compile-bytecode --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

.PHONY: demo test check lint types wings docs site serve bench schemas generate clean

demo: .venv/run.stamp  ## score the founding document's own figures
	@$(BIN)/govstandard score examples/street-summary.yaml --items

test: .venv/dev.stamp  ## run every test
	$(BIN)/python -m pytest --cov --numprocesses auto

check: lint types wings docs test  ## everything that has to hold before a change lands

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

wings: .venv/dev.stamp
	$(BIN)/lint-imports

docs: .venv/dev.stamp
	$(BIN)/cog -I docs --check README.md docs/*.md
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

site: docs

serve: .venv/dev.stamp
	$(BIN)/mkdocs serve

bench: .venv/dev.stamp  ## print each measured figure beside its limit
	$(BIN)/python benchmarks/run.py

schemas: .venv/dev.stamp  ## write the JSON Schemas anew after a change of the models
	$(BIN)/python -c "from pathlib import Path; from govstandard.schemas import write_schemas; write_schemas(Path('schemas'))"

generate: schemas  ## write all generated files and passages anew
	$(BIN)/cog -I docs -r README.md docs/*.md

clean:
	rm -rf .venv site build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

.venv/bin/python:
	$(if $(UV),uv venv --quiet --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)

.venv/run.stamp: .venv/bin/python pyproject.toml constraints.txt
	$(INSTALL) --constraint constraints.txt --editable .
	@touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml constraints.txt
	$(INSTALL) --constraint constraints.txt --editable ".[dev]"
	@touch $@ .venv/run.stamp
