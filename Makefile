# Sets up, tests and shows Tacitus. Needs Python 3.11 and make; nothing is downloaded after the installation.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
GAZETTEER := src/tacitus/places/gazetteer.sqlite
DEMO := demo/tacitus.db
SOURCES := $(shell find src/tacitus -name '*.py' -o -name '*.toml' -o -name '*.tsv' | grep -v ' ')
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# Prints the id of the incident that the most reports tell of.
define MOST_REPORTS
import json, sys
incidents = json.load(sys.stdin)["incidents"]
print(max(incidents, key=lambda incident: len(incident["reports"]))["id"])
endef
export MOST_REPORTS

.PHONY: help demo test lint types bench pins docs clean gazetteer train

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

.venv/ready: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tacitus needs Python 3.11 or newer")'
	@echo "Setting up .venv ..." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(GAZETTEER): .venv/ready $(wildcard src/tacitus/places/build*.py src/tacitus/places/*.tsv src/tacitus/places/*.toml)
	@echo "Building the gazetteer ..." >&2
	@$(BIN)/python -m tacitus.places.build
	@touch $@

gazetteer: $(GAZETTEER)  ## build the gazetteer

$(DEMO): $(GAZETTEER) $(SOURCES) $(wildcard samples/*) bench/undated.py
	@mkdir -p demo
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@$(BIN)/python bench/undated.py demo/undated.jsonl > demo/dated.txt
	@status=0; $(BIN)/tacitus read $$(cat demo/dated.txt) demo/undated.jsonl --into $(DEMO) || status=$$?; \
	if [ $$status -gt 1 ]; then rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm; exit $$status; fi

# The page is served until Ctrl-C where somebody sits before it, or with SERVE=1; elsewhere the command is told.
demo: $(DEMO)  ## read the sample reports, list the incidents, show the words behind one, open the page
	@$(BIN)/tacitus list $(DEMO)
	@echo
	@$(BIN)/tacitus explain $(DEMO) $$($(BIN)/tacitus list $(DEMO) --json | $(BIN)/python -c "$$MOST_REPORTS")
	@echo
	@if [ "$(SERVE)" = 1 ] || { [ -z "$(SERVE)$$CI" ] && [ -t 0 ] && [ -t 1 ]; }; then \
		echo "The page of this record (Ctrl-C stops it):"; $(BIN)/tacitus serve $(DEMO); \
	else echo "See the page: $(BIN)/tacitus serve $(DEMO)"; fi

test: .venv/ready-dev $(GAZETTEER)  ## run all tests
	@$(BIN)/pytest -n 2

# PyTorch has no hash here: its builds for processors and for graphics cards are the same release.
.venv/ready-train: .venv/ready requirements/train.txt
	@$(PIP) install --require-hashes -r requirements/train.txt
	@$(PIP) install torch==2.13.0
	@touch $@

# Under three hours on two cores; begun again, it goes on where it was stopped.
train: .venv/ready-train $(GAZETTEER)  ## train the models again: make train DATA=folder of the published data
	@test -d "$(DATA)" || { echo "make train needs the published data: make train DATA=FOLDER" >&2; exit 1; }
	@$(MAKE) --no-print-directory -f train/Makefile -j2 DATA=$(DATA)

lint: .venv/ready-dev  ## look for faults of style
	@$(BIN)/ruff check .

types: .venv/ready-dev  ## check the types
	@$(BIN)/mypy

bench: .venv/ready-dev $(GAZETTEER)  ## measure speed and quality, and write bench/RESULTS.md
	@$(BIN)/python bench/samples.py
	@$(BIN)/python bench/speed.py
	@$(BIN)/python bench/readme.py

docs: .venv/ready-dev  ## write the generated pages again
	@$(BIN)/python -m tacitus.ontology.docs > docs/types.new && mv docs/types.new docs/types.md || { rm -f docs/types.new; false; }
	@$(BIN)/python -m tacitus.cli.docs > docs/commands.new && mv docs/commands.new docs/commands.md || { rm -f docs/commands.new; false; }

pins: .venv/ready-dev  ## choose the newest versions that fit, and pin them
	@$(COMPILE) --upgrade --output-file requirements/run.txt pyproject.toml
	@$(COMPILE) --upgrade --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml

clean:  ## remove everything that was made here
	@rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis src/*.egg-info
	@rm -f $(GAZETTEER)*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
