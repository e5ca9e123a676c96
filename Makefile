# Two commands for a newcomer: make demo, make test. Everything happens in .venv beside this file.

PYTHON ?= python3
BIN := .venv/bin
PYTEST_OPTIONS ?=
DEMO := demo/graph

# what the tests read: when none of it is newer than the last whole run, make check reuses that run
READ_BY_TESTS := graph ingest dashboard orggraph tests data benchmarks docs \
	README.md CHANGELOG.md Makefile pyproject.toml

.PHONY: help setup demo test check lint images bench bench-large falls fuzz clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo   set up, build the graph of data/descriptions, print what it says'
	@echo 'make test   set up, run the whole test suite'
	@echo 'make check  lint, types, import rules, tests, coverage'
	@echo 'make setup  only set up .venv'
	@echo 'make images the pictures of the documentation (needs Chromium)'
	@echo 'make bench  the benchmarks, ten minutes; make bench-large: 100,000 descriptions'
	@echo 'make clean  remove what was made, except .venv'

setup: .venv/ready
	@echo 'Ready: .venv/bin/orggraph --help'

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'orggraph needs Python 3.11 or newer; $(PYTHON) is:' "$$($(PYTHON) --version 2>&1)"; \
	  echo 'name another one with: make PYTHON=python3.12 ...'; exit 1; }
	@test -x $(BIN)/python || { echo 'Making .venv'; $(PYTHON) -m venv .venv; } || { \
	  rm -rf .venv; echo 'python3 cannot make a venv; on Debian: apt install python3-venv'; exit 1; }
	@echo 'Installing orggraph and what it needs into .venv (a minute or two, once)'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all,dev]'
	@touch $@

demo: .venv/ready
	@echo; echo '== Build the graph of data/descriptions'
	@$(BIN)/orggraph build data/descriptions --graph $(DEMO) --aliases data/aliases.yaml
	@echo; echo '== Who directs whom'
	@for post in 0931 6515 0287 5172 0660; do \
	  $(BIN)/orggraph chain "$$post" --graph $(DEMO) || exit; echo; done
	@echo '== Which roles touch METS, and in which words'
	@$(BIN)/orggraph touches METS --graph $(DEMO)
	@echo; echo '== Which roles touch IEP, and in which words'
	@$(BIN)/orggraph touches IEP --graph $(DEMO)
	@$(BIN)/orggraph export --format turtle -o $(dir $(DEMO))organisation.ttl --graph $(DEMO)
	@echo; echo '== The same graph for other tools: $(dir $(DEMO))organisation.ttl (Turtle)'
	@echo '== See it in a browser:            .venv/bin/orggraph dashboard --graph $(DEMO)'

# The suite, always; and the note that make check looks for.
test: .venv/ready
	@rm -f .tested .coverage .coverage.*
	$(BIN)/pytest --cov --cov-report= $(PYTEST_OPTIONS)
	@touch .tested

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check: lint
	@if [ ! -e .tested ] || find $(READ_BY_TESTS) -type f -newer .tested ! -name '*.pyc' | grep -q .; \
	  then $(MAKE) --no-print-directory test; fi
	$(BIN)/coverage report --include='graph/*' --fail-under=95
	$(BIN)/coverage report --include='ingest/*' --fail-under=95

# the pictures of the documentation, from the real pages, light and dark
images: .venv/ready
	$(BIN)/python -m tests.dashboard.make_images docs/images

# figures of time, memory and disk, in build/benchmarks; nothing else should run meanwhile
bench: .venv/ready
	$(BIN)/python -m benchmarks.run --sizes 100 1000 10000

bench-large: .venv/ready
	$(BIN)/python -m benchmarks.run --sizes 1000 10000 100000 \
	  --only extraction build open ask view --output build/benchmarks-large

# kills, full disks, lost workers ...: what stands afterwards, as a table (an hour)
falls: .venv/ready
	$(BIN)/python -m benchmarks.falls --tries 100

# a million mutated files for every reader, the extractor, the aliases file and the gate of queries;
# ended at any moment, it goes on where it was
fuzz: .venv/ready
	$(BIN)/python -m tests.fuzz --runs 1000000 --folder build/fuzz

clean:
	rm -rf demo build dist .tested .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache
	rm -rf .import_linter_cache .hypothesis htmlcov
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
