# Two commands do everything on a fresh machine: `make site` and `make test`.

PY ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
CONFFILE ?= pelicanconf.py
PUBLISHCONF ?= publishconf.py
PELICANOPTS ?=
PORT ?= 8000
BENCH ?=

ifdef DEBUG
	PELICANOPTS += -D
endif

help:
	@echo 'make site        build the example practice: output/ (site, feeds) and outbox/ (mails)'
	@echo 'make test        lint, type check and all tests'
	@echo 'make lint        ruff (lint and format) and mypy'
	@echo 'make serve       serve the built site at http://localhost:$(PORT)'
	@echo 'make devserver   serve, and build again when a file changes'
	@echo 'make publish     build with publishconf.py, as for the public site'
	@echo 'make docs        build the documentation into docs/_build/, and check its links'
	@echo 'make screenshots take the pictures in the docs anew, from the example practice'
	@echo 'make compatible  the wheel by itself, other Pythons, the oldest dependencies (nox)'
	@echo 'make format      let ruff format and sort'
	@echo 'make corpus      score the recognition of credits and series (where the corpus is at hand)'
	@echo 'make bench       what the plugin costs a build (BENCH=--short: in a few minutes)'
	@echo 'make clean       remove everything that is built'

# An environment is made once and brought up to date when setup.cfg changes.
$(VENV)/site.stamp: setup.cfg pyproject.toml
	test -x $(BIN)/python || $(PY) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(VENV)/docs.stamp: $(VENV)/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	touch $@

site: $(VENV)/site.stamp
	$(BIN)/pelican content --settings $(CONFFILE) --output output --fatal warnings $(PELICANOPTS)

publish: $(VENV)/site.stamp
	$(BIN)/pelican content --settings $(PUBLISHCONF) --output output --fatal warnings $(PELICANOPTS)

html: site

serve: site
	$(BIN)/pelican --listen --settings $(CONFFILE) --output output --port $(PORT)

devserver: $(VENV)/site.stamp
	$(BIN)/pelican content --listen --autoreload --settings $(CONFFILE) --output output --port $(PORT)

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: lint
	$(BIN)/pytest -n auto

# A warning is a broken link or heading within the documentation; other hosts are not asked.
docs: $(VENV)/docs.stamp
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going -b dirhtml docs docs/_build

screenshots: $(VENV)/test.stamp site
	$(BIN)/python docs/screenshots.py

# Pythons that are not there are skipped.
compatible: $(VENV)/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check nox
	$(BIN)/nox --no-error-on-missing-interpreters $(SESSIONS)

corpus: $(VENV)/test.stamp
	$(BIN)/python benchmarks/corpus.py

bench: $(VENV)/test.stamp
	$(BIN)/python benchmarks/bench.py $(BENCH)

clean:
	rm -rf output outbox cache build dist docs/_build .nox *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)

.PHONY: help compatible docs screenshots site html publish serve devserver lint format test corpus bench clean distclean
.DEFAULT_GOAL := help
