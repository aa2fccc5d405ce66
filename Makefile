# Every target does its own set-up in .venv, from python3 and pip alone; uv is used where it is there.
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
INSTALL = $(if $(UV),uv pip install --quiet --compile-bytecode --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadgroup
BELOW := src/govstandard/base/*,src/govstandard/standard/*,src/govstandard/assessment/*,src/govstandard/scoring/*
unexport PYTHONDONTWRITEBYTECODE  # else each command started compiles the house anew

.PHONY: demo test quick lowest check lint types wings passages docs site serve bench schemas generate clean

demo: .venv/run.stamp  ## score the founding document's own figures
	@$(BIN)/govstandard score examples/street-summary.yaml --items

test: .venv/dev.stamp  ## run every test; of the wings below the library every line and branch is reached
	$(PYTEST) --cov
	$(BIN)/coverage report --include="$(BELOW)" --fail-under=100

# Left out: the tests that start other programs (the command, LibreOffice, Chromium), and most of the random draws.
quick: lint types  ## for the hand, between two changes
	$(PYTEST) -m "not slow" --hypothesis-profile quick

# Whether the lowest versions that pyproject.toml declares still work.
lowest: .venv-lowest/dev.stamp
	.venv-lowest/bin/python -m pytest --numprocesses auto -m "not slow" --hypothesis-profile quick
	.venv-lowest/bin/python -m pytest --numprocesses auto tests/cli

check: lint types wings passages test  ## everything that has to hold before a change lands; the tests build the site

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python tests/ruler.py

types: .venv/dev.stamp
	$(BIN)/mypy

wings: .venv/dev.stamp
	$(BIN)/lint-imports

passages: .venv/dev.stamp  ## whether the generated passages of the documentation are those of the code
	$(BIN)/cog -I docs --check README.md docs/*.md

docs: passages
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

site: docs

serve: .venv/dev.stamp
	$(BIN)/mkdocs serve

bench: .venv/dev.stamp  ## measure each figure beside a yardstick, and hold the ratio
	$(BIN)/python benchmarks/run.py

schemas: .venv/dev.stamp  ## write the JSON Schemas anew after a change of the models
	$(BIN)/python -c "from pathlib import Path; from govstandard.library.schemas import write_schemas; write_schemas(Path('schemas'))"

generate: schemas  ## write all generated files and passages anew
	$(BIN)/cog -I docs -r README.md docs/*.md

clean:
	rm -rf .venv .venv-lowest site build dist .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

.venv/bin/python:
	$(if $(UV),uv venv --quiet --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)

.venv/run.stamp: .venv/bin/python pyproject.toml constraints.txt
	$(INSTALL) --constraint constraints.txt --editable .
	@touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml constraints.txt
	$(INSTALL) --constraint constraints.txt --editable ".[dev]"
	@touch $@ .venv/run.stamp

.venv-lowest/dev.stamp: pyproject.toml
	$(PYTHON) -m venv --clear .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check uv
	.venv-lowest/bin/uv pip install --quiet --compile-bytecode --python .venv-lowest/bin/python --resolution lowest-direct --editable ".[dev]"
	@touch $@
