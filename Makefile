# `make` installs and builds every issue; `make test` and `make test-systems` run all that has to hold.
PYTHON ?= python3
BIN := .venv/bin
PARALLEL := -n auto --maxprocesses 4

NODE := $(foreach name,caniemail checkers editors handlebars hostile sarif weight,tests/$(name)/node_modules/.package-lock.json)

.PHONY: all build test test-systems stress system lint bench race fuzz caniemail help pictures lock clean
all: build

build: .venv/installed
	@$(BIN)/copydesk build

test: .venv/installed lint $(NODE) system
	$(BIN)/python -m pytest $(PARALLEL) --dist loadfile

# With real mailing systems, which come from their own packages into an environment of their own.
test-systems: .venv/installed .venv-systems/installed
	@sh tests/needs.sh spamassassin spamassassin
	@sh tests/needs.sh w3m w3m
	@sh tests/needs.sh lynx lynx
	@sh tests/needs.sh golang-go go
	$(BIN)/python -m pytest -m systems tests/systems

# What `make test` has some of: builds that are killed or fail at every step, at any moment, in any order, and each
# hostile string in every field. About ten minutes on two cores.
stress: .venv/installed $(NODE) system
	COPYDESK_STRESS=1 $(BIN)/python -m pytest $(PARALLEL) tests/stress tests/hostile

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "copydesk needs Python 3.11 or newer, and $(PYTHON) is older. Type: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# They are locked whole, so pip has nothing to look for: --no-deps.
.venv-systems/installed: tests/systems/requirements.lock | .venv/installed
	$(PYTHON) -m venv .venv-systems
	.venv-systems/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $< || { \
		echo "What $< names could not be installed."; \
		echo "With a connection to the Internet, type: make test-systems"; exit 1; }
	@touch $@

# What the tests ask that comes from npm. Node.js comes with the wheels.
%/node_modules/.package-lock.json: %/package-lock.json | .venv/installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --prefix $* --ignore-scripts --no-audit --no-fund \
		--loglevel=error || { \
		echo "What $*/package.json names could not be fetched from npm."; \
		echo "With a connection to the Internet, type: make test"; exit 1; }
	@touch $@

# What the tests ask that comes from the system: a browser, and Java for W3C's checker.
system:
	@sh tests/needs.sh chromium chromium chromium-browser google-chrome
	@sh tests/needs.sh default-jre-headless java

bench: .venv/installed $(NODE) bench/race/node_modules/.package-lock.json system
	$(BIN)/python bench/stages.py
	$(BIN)/python bench/weight.py
	$(BIN)/python bench/checking.py
	$(BIN)/python bench/lsp.py
	$(BIN)/python bench/preview.py
	$(BIN)/python -m bench.race

# copydesk beside what makes such e-mails today; writes docs/race.md and its pictures. About ten minutes.
# make race RACE=--quick tries it in one; RACE=--ten-thousand adds 10,000 issues to the last race, in a quarter of an hour.
race: .venv/installed bench/race/node_modules/.package-lock.json system
	$(BIN)/python -m bench.race $(RACE)

# Whatever stands in a file ends in diagnostics: 100,000 cases and more in about ten minutes on two cores; then each
# target of tests/fuzz/targets is searched by coverage, for FUZZ_SECONDS (60).
fuzz: .venv/installed .venv/fuzz-installed
	$(BIN)/python -m tests.fuzz $(SEED)

# There is no atheris for every system: `make fuzz` does without it, and says so.
.venv/fuzz-installed: tests/fuzz/requirements.lock | .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
		--require-hashes -r $< && touch $@ || echo "What $< names could not be installed."

# Writes what copydesk carries of Can I email's data from the npm package that tests/caniemail/package.json names.
# For a newer one: npm install caniemail@latest --prefix tests/caniemail --omit-lockfile-registry-resolved
caniemail: tests/caniemail/node_modules/.package-lock.json
	$(BIN)/python -m tests.caniemail

# Writes the page that `copydesk --help` shows, and the page of all checks, from what they say of themselves.
help: .venv/installed
	COLUMNS=80 $(BIN)/python -c "from copydesk.cli import main; main(['--help'], prog_name='copydesk')" \
		> src/copydesk/help.txt
	$(BIN)/copydesk explain --page > src/copydesk/checks/README.md

# Takes the two pictures of a message that README shows.
pictures: .venv/installed system
	$(BIN)/python -m tests.pictures

# Renews the versions and hashes that everybody installs. Needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-emit-index-url --custom-compile-command "make lock" -o requirements.lock
	uv pip compile tests/systems/*requirements.txt --override tests/systems/overrides.txt \
		--universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--custom-compile-command "make lock" -o tests/systems/requirements.lock
	uv pip compile tests/fuzz/requirements.txt --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-emit-index-url --custom-compile-command "make lock" -o tests/fuzz/requirements.lock

clean:
	rm -rf .venv .venv-systems build tests/*/node_modules bench/race/node_modules .mypy_cache .pytest_cache .ruff_cache
