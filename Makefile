# Two commands: `make reports` and `make test`. Both set everything up on a machine with Python
# 3.11 or later and nothing else.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LANGS  ?= zh
RENDER := $(foreach lang,$(LANGS),-l $(lang))

.PHONY: reports test lab docs benchmark lint style clean

reports: $(VENV)/.core
	$(BIN)/minsheng render $(RENDER)

# Types take one core a minute: they are checked while the tests begin.
test: $(VENV)/.dev style
	$(BIN)/mypy & types=$$!; $(BIN)/pytest -n auto; tests=$$?; wait $$types && exit $$tests

lint: style
	$(BIN)/mypy

style: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

lab: $(VENV)/.lab
	$(BIN)/minsheng lab

docs: $(VENV)/.docs
	$(BIN)/python docs/make_site.py

benchmark: $(VENV)/.dev
	$(BIN)/python tests/benchmarks/bench_commands.py
	$(BIN)/python tests/benchmarks/bench_rendering.py

clean:
	rm -rf $(VENV) reports/*/ build/docs

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; found: $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.core

$(VENV)/.lab: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lab]'
	@touch $@ $(VENV)/.core

$(VENV)/.docs: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@ $(VENV)/.core
