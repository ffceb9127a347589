# make run, make test, make setup; each says what it does and skips what is already done.
PYTHON ?= python3
UV = $(shell $(PYTHON) tools/bootstrap.py)
BIN = .venv/bin
MODEL = nlu/models/mehfooz.tar.gz

.PHONY: run test setup setup-test setup-bot setup-nlu model check lint scorecard yardstick benchmark lock clean

run: setup
	@$(BIN)/mehfooz run

setup: setup-bot model

setup-bot: .venv/.runtime

.venv/.runtime: requirements.lock pyproject.toml
	@echo "Setting up the bot's environment (.venv) …"
	@uv="$(UV)"; test -n "$$uv" && { test -x $(BIN)/python || "$$uv" venv -q --python '>=3.11,<3.14' .venv; } \
	  && "$$uv" pip install -q --python $(BIN)/python --require-hashes -r requirements.lock \
	  && "$$uv" pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

setup-test: setup .venv/.tests

.venv/.tests: requirements-dev.lock .venv/.runtime
	@echo "Setting up what the tests need …"
	@uv="$(UV)"; test -n "$$uv" && "$$uv" pip install -q --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@$(BIN)/python tools/browser.py
	@touch $@

setup-nlu: nlu/.venv/.ready

nlu/.venv/.ready: nlu/requirements.lock nlu/pyproject.toml
	@echo "Setting up Rasa's environment (nlu/.venv, Python 3.10; about half a minute and 2 GB) …"
	@uv="$(UV)"; test -n "$$uv" && cd nlu && { test -x .venv/bin/python || "$$uv" venv -q --python 3.10 .venv; } \
	  && "$$uv" pip install -q --python .venv/bin/python --require-hashes -r requirements.lock
	@touch $@

model: setup-nlu setup-bot
	@cd nlu && ../$(BIN)/python -m understanding.current models/mehfooz.tar.gz || \
	  { echo "Training the model (one to two minutes) …"; .venv/bin/python train.py; }

test: setup-test lint check
	@$(BIN)/pytest -q

lint: setup-test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

check: setup
	@$(BIN)/mehfooz content check

scorecard: setup-test
	@cd nlu && .venv/bin/python scorecard.py

yardstick: setup-nlu
	@cd nlu && .venv/bin/python yardstick.py

benchmark: setup-test
	@$(BIN)/python benchmarks/throughput.py

lock:
	@uv="$(UV)"; "$$uv" pip compile -q --generate-hashes --universal --no-emit-index-url --no-emit-find-links --no-header pyproject.toml -o requirements.lock
	@uv="$(UV)"; "$$uv" pip compile -q --generate-hashes --universal --no-emit-index-url --no-emit-find-links --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@uv="$(UV)"; cd nlu && "$$uv" pip compile -q --generate-hashes --python-version 3.10 --no-emit-index-url --no-emit-find-links --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf .venv nlu/.venv nlu/models nlu/.rasa artifacts .pytest_cache .mypy_cache .ruff_cache
