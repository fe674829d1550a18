# The commands of PolicyAtlas. They need make and Python 3.11 or newer (another Python: make run PYTHON=python3.12).

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
# Made when a lock has been installed, so that the next command does not install it again.
RUNTIME := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed

.DEFAULT_GOAL := help
.PHONY: help setup run test rehearse lint format messages lock clean
# A recipe that failed leaves no half-made stamp behind.
.DELETE_ON_ERROR:

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS='	' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

setup: $(DEVELOPMENT) ## install what running, testing and changing the atlas needs into .venv
	@echo "Ready: make run starts the atlas, make test tests it."

run: $(RUNTIME) ## load the atlas and serve it on this machine (PORT=8000)
	@$(BIN)/python deploy/serve.py --check --port $(PORT)
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/python deploy/serve.py --port $(PORT) --workers $(WORKERS)

test: $(DEVELOPMENT) ## everything that must hold: style, room contracts, tests on SQLite and PostgreSQL, coverage
	@.ci/test

rehearse: $(DEVELOPMENT) ## let databases and servers fail on this machine while readers read (needs postgresql and nginx)
	@$(BIN)/python deploy/rehearse.py

lint: $(DEVELOPMENT) ## look for what the formatter and the checks would change or refuse
	@.ci/lint

format: $(DEVELOPMENT) ## put Python and templates into the house's form
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .
	find templates policyatlas -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

messages: $(DEVELOPMENT) ## gather what the reading room says, and name what still waits for its Japanese
	$(BIN)/python locale/messages.py

# No host of a package registry may stand in a lock: each installs from whichever its reader uses.
LOCK := pip compile --quiet --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
lock: $(DEVELOPMENT) ## settle the versions anew after a change in a requirements*.in file (UPGRADE=--upgrade for all)
	$(BIN)/uv $(LOCK) $(UPGRADE) requirements.in --output-file requirements.txt
	$(BIN)/uv $(LOCK) $(UPGRADE) requirements-dev.in --output-file requirements-dev.txt

clean: ## remove the virtual environment and what tools left behind (the data in var/ stay)
	rm -rf $(VENV) .coverage .coverage.* htmlcov .hypothesis .pytest_cache .ruff_cache .import_linter_cache test-results
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +

$(RUNTIME): requirements.txt
	@PYTHON='$(PYTHON)' .ci/venv $(VENV) requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUNTIME)
	@PYTHON='$(PYTHON)' .ci/venv $(VENV) requirements-dev.txt
	@touch $@
