# Two commands matter: `make site` and `make test`. Each sets up what it needs.

PYTHON ?= python3
BIN := .venv/bin
NOTES := $(wildcard notes/*.md)

export NO_MKDOCS_2_WARNING := 1

.PHONY: site test serve check format clean

site: .venv/site  ## Import the notes, build the site and say how to open it
	$(BIN)/studyleaf split $(NOTES)
	$(BIN)/mkdocs build --strict --quiet
	@echo
	@echo "The site is in site/. Open site/index.html, or run: make serve"

serve: .venv/site  ## Preview the site; an edit shows at once
	$(BIN)/mkdocs serve

test: .venv/test browser  ## Run all tests, those in a browser included
	$(BIN)/python -m pytest

check: .venv/test  ## What CI checks besides the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/test  ## Put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf .venv site .cache

.venv/python:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/site: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/test: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group test --group lint
	@touch $@ .venv/site

# The tests drive any Chromium or Chrome; where there is none, Debian's is installed.
.PHONY: browser
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || ( \
		sudo=$$(command -v sudo || true); \
		$$sudo apt-get update --quiet=2 && \
		$$sudo apt-get install --quiet=2 --yes --no-install-recommends chromium poppler-utils )
