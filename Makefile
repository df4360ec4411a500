# `make` lists what can be done. Everything happens in .venv, made on first use.
# Another Python than python3: make test PYTHON=python3.13

PYTHON ?= python3
PYTEST_FLAGS ?= -q
DEMO ?= duilian-demo

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint bench bench-quality rules clean FORCE

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' Makefile | expand -t 16

demo: $(VENV)/installed ## align the bundled example, show the pairs, write a TMX into duilian-demo/
	@$(BIN)/duilian demo "$(DEMO)"

test: $(VENV)/installed ## run every test
	@$(BIN)/pytest $(PYTEST_FLAGS)

lint: $(VENV)/installed ## ruff (rules and layout) and mypy
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: $(VENV)/installed ## accuracy and speed over the gold alignments
	@$(BIN)/python benchmarks/run.py

bench-quality: $(VENV)/installed ## what check finds of planted faults, and its false alarms; into docs/quality.md
	@$(BIN)/python benchmarks/quality.py --pofilter --write

rules: $(VENV)/installed ## make docs/rules from the rules
	@$(BIN)/python docs/make_rules.py

clean: ## remove everything made here, the environment too
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis "$(DEMO)"
	@find . -name __pycache__ -prune -exec rm -rf {} +

# --- the environment ------------------------------------------------------------------

# pip learnt dependency groups in 25.1. The folder is made before pip is there, hence the stamp.
$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) install --upgrade "pip>=25.1"
	@touch $@

# The names of the files that are installed; a new stamp only when the list is another.
$(VENV)/files: $(VENV)/made FORCE
	@find . -name '.?*' -prune -o -name __pycache__ -prune -o -path './*.egg-info' -prune \
		-o \( -path ./build -o -path ./dist -o -path ./tests -o -path ./docs \) -prune \
		-o \( -path ./benchmarks -o -path "./$(DEMO)" \) -prune \
		-o -type f -print | LC_ALL=C sort > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# An editable install in strict mode is a tree of links, one a file: pytest, mypy and editors all
# follow it. It is made again when a file comes or goes (three seconds, and no network then).
$(VENV)/installed: $(VENV)/files pyproject.toml
	@echo "Installing duilian and its tools into $(VENV)"
	@$(PIP) install --group build
	@$(PIP) install --no-build-isolation --config-settings editable_mode=strict --editable . \
		--group test --group lint
	@touch $@
