# Needs only Python 3.11 or newer and make (GNU make 3.81 or newer). On Windows use pip and
# shopkit directly: docs/getting-started.md.
PYTHON ?= python3
PERIOD ?=
JOBS ?= 2
SHELL := /bin/sh

BIN := .venv/bin
PY := $(BIN)/python
STAMP := .venv/.made-from-lock
SHOPS := $(patsubst %/shop.yaml,%,$(wildcard data/sample/*/shop.yaml))
SPREAD := -n 2 --dist loadfile
NOTEBOOKS := notebooks/zh notebooks/en
export OPENBLAS_NUM_THREADS = 1# its threads wait for each other on small matrices and busy machines

.DEFAULT_GOAL := help
.PHONY: help setup report test test-all lab notebooks sample docs check format bench lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv with every version from lock/all.txt; again only when they change

$(STAMP): lock/all.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "shopkit needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Installing what lock/all.txt lists; the first time this takes a few minutes."
	$(PY) -m pip install -qq --require-hashes -r lock/all.txt
	$(PY) -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

report: $(STAMP) ## the report of every sample shop, latest full month, in Chinese and English
	$(BIN)/shopkit report $(SHOPS) $(if $(PERIOD),--period $(PERIOD)) --lang zh --lang en \
	  --out reports --jobs $(JOBS)
	@echo "Open $(CURDIR)/reports/index.html"

test: $(STAMP) ## every test but the slow ones, then the notebooks against their stored outputs
	$(PY) -m pytest $(SPREAD) -m "not slow"
	$(PY) -m pytest $(SPREAD) --nbval $(NOTEBOOKS)

test-all: $(STAMP) ## every test, the slow ones too, then the notebooks
	$(PY) -m pytest $(SPREAD)
	$(PY) -m pytest $(SPREAD) --nbval $(NOTEBOOKS)

lab: $(STAMP) ## JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir notebooks

notebooks: $(STAMP) ## build and run both editions of every notebook from notebooks/src
	$(PY) notebooks/build.py

sample: $(STAMP) ## make data/sample again, byte for byte
	for shop in bathware cosmetics flagship jdbrand; do \
	  $(PY) -m shopkit.exports.sample $$shop data/sample/$$shop \
	    --truth tests/truth/$$shop.json || exit 1; done

docs: $(STAMP) ## write the generated pages of docs/ again
	$(PY) docs/build.py

check: $(STAMP) ## ruff, format, mypy --strict, and whether the generated pages are up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PY) docs/build.py --check

format: $(STAMP) ## let ruff mend and lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP) ## the benchmarks, as ratios within one run
	$(PY) -m benchmarks

lock: ## resolve lock/ again from pyproject.toml (needs uv: pip install uv)
	sh lock/make.sh

clean: ## delete what these targets made, .venv included
	rm -rf .venv reports dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find shopkit tests notebooks benchmarks docs -name __pycache__ -prune -exec rm -rf {} +
