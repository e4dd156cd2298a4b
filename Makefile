# détente: `make help` lists what can be made. Needs Python 3.11 or later, make and git; everything else goes to .venv and .venv-train.

PYTHON ?= python3
BENCH ?= ../shared/bench
VENV := .venv
BIN := $(VENV)/bin
# Training needs PyTorch, which nothing else does: it has an environment of its own. By default a version is named
# that installs without graphics card libraries; any of the extra `train` will do.
TRAIN := .venv-train
TORCH ?= torch==2.13.0
ARCHIVE := out/demo.db
PAGE := out/usa-khm.html

.DEFAULT_GOAL := help
.PHONY: help demo test bench clean distclean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## Install, code examples/, print the brief of USA and KHM and open the app on http://127.0.0.1:8000
	@mkdir -p out && rm -f $(ARCHIVE) $(ARCHIVE)-wal $(ARCHIVE)-shm
	$(BIN)/detente code examples/*/ --metadata examples/metadata.csv -a $(ARCHIVE)
	$(BIN)/detente brief USA KHM -a $(ARCHIVE)
	$(BIN)/detente brief USA KHM -a $(ARCHIVE) --format html -o $(PAGE)
	@echo "The same brief as a page of its own: $(CURDIR)/$(PAGE)"
	$(BIN)/detente serve -a $(ARCHIVE)

test: $(VENV)/.installed-dev $(TRAIN)/.installed ## Install with the developer's tools and PyTorch; lint, types and tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile
	$(TRAIN)/bin/pytest tests/training/test_training.py

bench: $(VENV)/.installed ## Score the development sets in BENCH and write evaluation/results.md
	$(BIN)/python -m evaluation.run --bench "$(BENCH)"

clean: ## Remove what demo, test and bench made, but for .venv
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests evaluation -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove .venv and .venv-train, too
	rm -rf $(VENV) $(TRAIN)

# The stamps are newer than pyproject.toml once all it asks for is installed, so a second run installs nothing.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "détente needs Python 3.11 or later, this is " + sys.version.split()[0] + ": make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed

$(TRAIN)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check "$(TORCH)"
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[train,dev]'
	@touch $@
