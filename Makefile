# Two commands on a machine with Python, pip, make and git: `make site` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

export NO_MKDOCS_2_WARNING := 1

.PHONY: site test corpus fresh fuzz walk serve check bench weights reference lock clean chromium

site: .venv/site ## seeds/ → docs/ → site/
	$(BIN)/briefing build
	$(BIN)/mkdocs build --strict --quiet
	@echo "The site is in site/index.html."

# Each file's tests run in one process, the longest files first, so that no process is left with them at the end.
IN_PROCESSES := $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test: .venv/test chromium ## everything that can be checked within minutes
	$(IN_PROCESSES) tests/site tests/safety tests/search tests

corpus: .venv/test chromium ## thousands of real articles and hostile strings; needs ../shared
	$(IN_PROCESSES) -m corpus

fresh: .venv/test ## the project installed into a new environment, as a clone and as a package
	$(BIN)/python -m pytest -m fresh

fuzz: .venv/test chromium ## any text in any place: 20,000 examples instead of a few hundred, every hostile string alone
	MARKUP_EXAMPLES=20000 PAGE_EXAMPLES=20000 HOSTILE_STEP=1 $(BIN)/python -m pytest -m 'not fresh' --numprocesses auto --dist worksteal tests/safety/test_escaping.py tests/safety/test_inert.py tests/site/test_hostile.py

walk: .venv/test chromium ## every kind of page of a site of 2,498 articles, opened in a browser; needs ../shared/corpus
	WALK=2498 $(BIN)/python -m pytest -m 'not fresh' tests/site/test_walk.py

serve: .venv/site ## the live site; reloads when a seed changes
	$(BIN)/mkdocs serve

check: .venv/test ## style, types, formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/test ## time and memory, as ratios against a named baseline
	$(BIN)/python tests/bench/bench_build.py
	PYTHONPATH=tests/support $(BIN)/python tests/bench/bench_chain.py
	PYTHONPATH=tests:tests/support $(BIN)/python tests/bench/bench_search.py
	OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/bench/bench_summarizers.py
	PYTHONPATH=tests:tests/support $(BIN)/python tests/bench/bench_stories.py

weights: .venv/test ## learn the weights of our summarizer again, from ../shared/eval
	$(BIN)/python tests/support/weights.py

reference: .venv/test ## write docs/reference.md from the docstrings, and the options into docs/guide.md
	$(BIN)/python tests/support/reference.py
	$(BIN)/python tests/support/options_table.py

lock: .venv/test ## resolve the dependencies again, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --extra pdf --extra warc -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group dev -o requirements-dev.lock

clean: ## everything that was generated; what people wrote stays
	if [ -x $(BIN)/briefing ]; then $(BIN)/briefing clean; fi
	rm -rf site dist .cache .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The browser that tests open the site in. Only root can install it; everyone else is told what to ask for.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null; \
		else \
			echo "The tests open the built site in Chromium, which is not installed: apt-get install chromium" >&2; exit 1; \
		fi; }

# The lock of `test` holds the lock of `site` and more, so either environment can become the other.
.venv/site: requirements.lock pyproject.toml
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: requirements-dev.lock pyproject.toml
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ .venv/site
