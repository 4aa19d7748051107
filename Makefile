# Each target does the set-up that is missing and is quiet when nothing is to do.
# A fresh machine needs Node, npm and make; `make run` and `make test` ask for no more.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

NODE_MIN := 20.19
# The lock that node_modules was installed from, and the mark of the last good build.
INSTALLED := node_modules/.cache/opend-gateway/package-lock.json
BUILT := dist/.built
BIN := node_modules/.bin

SOURCES := $(shell find src generated test bench scripts docs/.vitepress -name '*.ts')
TESTS := $(patsubst %.ts,dist/%.js,$(filter-out test/clients/%,$(filter %.test.ts,$(SOURCES))))
# One test file a process. Two at a time leaves the timing of socket tests sane on two cores.
TEST_FLAGS := --enable-source-maps --test --test-reporter=spec --test-concurrency=2 --test-timeout=120000
FUZZ_SECONDS := 60
ARGS :=
# Of `make stubs`; none: all whose tools this machine has.
LANGUAGES :=

.PHONY: help run build test test-clients generate stubs upstream lint reference docs docs-serve bench fuzz soak ci coverage format clean release-protos \
  node-version drift lint-types lint-format lint-promises lint-layers lint-unused lint-proto lint-house

help:
	@echo 'make run           build what is missing, then serve with the embedded OpenD simulator (ARGS="--opend host:port")'
	@echo 'make test          every test that needs nothing but Node'
	@echo 'make test-clients  the official SDK and real gRPC clients; a missing toolchain is named and skipped'
	@echo 'make lint          format, types, promises, layers, unused code, protos, links'
	@echo 'make generate      code from the protos, into generated/'
	@echo 'make upstream      what the newest futu-api package changes against the pinned one (FROM=... TO=... ARGS="--json --write")'
	@echo 'make stubs         client code into dist/stubs/, and dist/opend-gateway.protoset (LANGUAGES="go java node python")'
	@echo 'make reference     reference pages from the code, into docs/reference/; check the links of all pages'
	@echo 'make docs          the same, and all pages as a site in dist/site (make docs-serve: while you write)'
	@echo 'make bench         benchmarks (ARGS=...)'
	@echo 'make fuzz          fuzz the frame decoder for 60 s (FUZZ_SECONDS=...)'
	@echo 'make soak          the push and order tests in their long forms, about half an hour'
	@echo 'make ci            what CI runs: lint, drift, test, test-clients, a short bench'
	@echo 'make build | format | coverage | clean'

node-version:
	@command -v node >/dev/null || { echo 'opend-gateway needs Node $(NODE_MIN) or newer; no node was found on PATH. See https://nodejs.org' >&2; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split("."); const [c, d] = "$(NODE_MIN)".split("."); process.exit(a * 1000 + +b < c * 1000 + +d ? 1 : 0)' \
	  || { echo "opend-gateway needs Node $(NODE_MIN) or newer; this is $$(node -v). See https://nodejs.org" >&2; exit 1; }

# Nothing needs install scripts, and npm 11 warns about them. npm's own hidden lock
# is newer than the lock after an `npm install` by hand: then there is nothing to do.
$(INSTALLED): package-lock.json | node-version
	@if [ -f node_modules/.package-lock.json ] && { [ node_modules/.package-lock.json -nt package-lock.json ] || cmp -s package-lock.json $@; }; then :; \
	  else echo 'Installing packages ...'; npm ci --ignore-scripts --engine-strict=false --no-progress --loglevel=error; fi
	@mkdir -p $(@D) && cp package-lock.json $@

$(BUILT): $(INSTALLED) tsconfig.json $(SOURCES)
	@echo 'Building ...'
	@$(BIN)/tsc -p . --pretty false
	@touch $@

build: $(BUILT)

run: $(BUILT)
	@node --enable-source-maps dist/src/cli/main.js serve $(ARGS)

# Fuzzing goes first, so that the output ends with the summary of the tests.
test: $(BUILT)
	@node --enable-source-maps dist/test/fuzz/main.js --seconds 10
	@node $(TEST_FLAGS) $(TESTS)

# Lines that tests reached, printed and as coverage/index.html.
coverage: $(BUILT)
	@$(BIN)/c8 --reporter=text-summary --reporter=html --exclude-after-remap --include 'src/**' --exclude '**/*.test.ts' node $(TEST_FLAGS) $(TESTS)

test-clients: $(BUILT)
	@node --enable-source-maps dist/test/clients/run.js $(ARGS)

generate: $(INSTALLED)
	@node --import tsx scripts/generate.ts

# Needs the npm registry. Exit code 1 (2 of make itself): something breaks the wire.
upstream: $(INSTALLED)
	@node --import tsx scripts/upstream.ts $(if $(FROM),--from $(FROM)) $(if $(TO),--to $(TO)) $(ARGS)

stubs: $(INSTALLED)
	@node --import tsx scripts/stubs.ts $(LANGUAGES)

# What is generated must be what is committed, or staged.
GENERATED := generated docs/reference clients/python/src
drift: generate reference
	@git diff --exit-code -- $(GENERATED) || { echo 'make generate reference writes something else than what git holds; commit its output.' >&2; exit 1; }
	@new=$$(git ls-files --others --exclude-standard -- $(GENERATED)); \
	  if [ -n "$$new" ]; then echo 'make generate reference wrote files that are not in git:' >&2; echo "$$new" >&2; exit 1; fi

# At a release: what is there now is what clients go by from then on.
release-protos: $(INSTALLED)
	@node --import tsx scripts/released-protos.ts --write

# All parts run even if one fails. The types are checked by the build.
lint: $(INSTALLED)
	@$(MAKE) --no-print-directory -k lint-types lint-format lint-promises lint-layers lint-unused lint-proto lint-house

lint-types: $(BUILT)

lint-format: $(INSTALLED)
	@$(BIN)/biome check --error-on-warnings --max-diagnostics=100

lint-promises: $(INSTALLED)
	@$(BIN)/eslint --max-warnings 0 .

lint-layers: $(INSTALLED)
	@$(BIN)/depcruise --config .dependency-cruiser.cjs --output-type err src scripts bench test

lint-unused: $(INSTALLED)
	@$(BIN)/knip --no-progress

lint-proto: $(INSTALLED)
	@node node_modules/@bufbuild/buf/bin/buf lint proto
	@node node_modules/@bufbuild/buf/bin/buf lint generated/proto
	@node node_modules/@bufbuild/buf/bin/buf format --diff --exit-code proto
	@node --import tsx scripts/released-protos.ts

lint-house: $(INSTALLED)
	@node --import tsx scripts/complete-lock.ts --check
	@! grep -rnwE "TODO|FIXME|XXX" src test bench scripts proto
	@node --import tsx scripts/check-links.ts

reference: $(INSTALLED)
	@node --import tsx scripts/reference.ts
	@node --import tsx scripts/check-links.ts --verbose

# The site asks for no network when it is read. Under a folder of a server: DOCS_BASE=/folder/
docs: reference
	@$(BIN)/vitepress build docs

docs-serve: $(INSTALLED)
	@$(BIN)/vitepress dev docs

bench: $(BUILT)
	@node --enable-source-maps dist/bench/main.js $(ARGS)

fuzz: $(BUILT)
	@node --enable-source-maps dist/test/fuzz/main.js --seconds $(FUZZ_SECONDS)

# One after the other: they measure memory.
soak: $(BUILT)
	@OPEND_GATEWAY_SOAK=1 node --enable-source-maps --test --test-reporter=spec --test-concurrency=1 --test-timeout=1200000 $(filter dist/test/push-%.test.js dist/test/order-%.test.js,$(TESTS))

ci:
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory drift
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory test-clients
	@$(MAKE) --no-print-directory bench ARGS=--short

format: $(INSTALLED)
	@$(BIN)/biome check --write
	@node node_modules/@bufbuild/buf/bin/buf format --write proto

clean:
	rm -rf dist coverage
