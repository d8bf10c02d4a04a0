# Everything a fresh machine with Python 3.11+ and make needs; `make help` lists the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

# Where it is set, each process would compile all of our code again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help up demo test lint check bench docs lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-7s %s\n", $$1, $$2}'

$(STAMP): requirements-dev.lock pyproject.toml
	@deploy/venv $(PYTHON) $(VENV) requirements-dev.lock
	@touch $@

up: $(STAMP) ## start the five services on the embedded server (Ctrl-C stops them)
	@$(BIN)/huimin up

demo: $(STAMP) ## play the article's year against what is running
	@$(BIN)/huimin demo

test: $(STAMP) ## every test; tests that need Docker say so when no engine answers
	@$(BIN)/pytest -q -n 2 -m "not server"
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m server

lint: $(STAMP) ## format, lint, types and walls
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

check: lint ## the same, and the tests that need no server
	@$(BIN)/pytest -q -n 2 -m "not server"

bench: $(STAMP) ## measure, print the table, write docs/benchmarks.md
	@$(BIN)/python -m tests.bench

docs: $(STAMP) ## regenerate docs/refusals.md, docs/events.md and the committed schemas
	@$(BIN)/python -m deploy.reference

lock: ## re-lock the dependencies (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url -q -o requirements-dev.lock

clean: ## remove the environment and all local data
	rm -rf $(VENV) .huimin
