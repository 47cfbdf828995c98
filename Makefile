# make help lists the targets. demo and test need only Go and make. race needs a C compiler, and e2e and image need a
# container engine.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --warn-undefined-variables --no-builtin-rules --no-print-directory

# Generated programs are static and hold no paths, and owgen loads packages in the way in which they are built. With the
# same settings here, everything shares one build cache, and no C compiler is needed.
export CGO_ENABLED := 0
export GOFLAGS := $(strip $(shell go env GOFLAGS) -trimpath)

# A number of inputs, not a time: go test may take the end of the time for a failure of the target.
FUZZTIME ?= 50000x
# Every module except tools, which holds no package: the root, and the directories that have a go.mod.
MODULES := . $(filter-out tools,$(patsubst %/go.mod,%,$(wildcard */go.mod */*/go.mod)))
EXAMPLES := $(wildcard examples/*/)
# Those packages of e2e that need nothing but Go, and are quick. All of e2e runs with -count=1: its tests build programs
# with the go command, and a cached result would not know that a program has changed.
QUICK := $(patsubst %,./%/...,binary nethttp web whisk)
# The go command skips testdata unless it is named. One of the cases is about build tags. Only the programs are listed,
# since the packages that they are generated for may be untidy.
GOLDENS = -tags special,extra $$(go list -tags special,extra -f '{{if eq .Name "main"}}{{.ImportPath}}{{end}}' ./testdata/golden/...)
# The go command ends the tests of a package after ten minutes by itself. A machine that also does other things may take longer.
TEST := go test -timeout=30m
STATICCHECK := go tool -modfile=$(CURDIR)/tools/go.mod staticcheck

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: all
all: test lint ## test and lint

.PHONY: demo
demo: generate ## generate, build and call the examples, over HTTP and from a shell
	@go run ./internal/demo

# All of vet runs with the tests: a run of its own would load each package and its imports once more.
.PHONY: test
test: ## the tests that need neither a C compiler nor a container engine
	$(TEST) -vet=all $(GOLDENS) ./...
	(cd e2e && $(TEST) -count=1 $(QUICK))
	cd bench && $(TEST) ./json/...

# Without OWGEN_CI: what is long has run in make test, and has no goroutines of its own.
.PHONY: race
race: ## the tests under the race detector (needs a C compiler)
	OWGEN_CI= CGO_ENABLED=1 $(TEST) -race ./...
	CGO_ENABLED=1 $(TEST) -race $(GOLDENS)
	CGO_ENABLED=1 $(TEST) -race -tags owgen_nethttp ./runtime
	cd e2e
	CGO_ENABLED=1 $(TEST) -race -run '^TestConformance$$/^own-9$$' ./whisk

.PHONY: nethttp
nethttp: ## the tests of programs over net/http instead of owgen's own transport
	$(TEST) -tags owgen_nethttp ./runtime
	cd e2e
	OWGEN_TAGS=owgen_nethttp $(TEST) ./binary ./web ./whisk

.PHONY: ports
ports: ## the codec on 32 bits and with checked pointers; the runtime on other processors and systems
	for arch in arm64 386; do
		GOARCH=$$arch go vet ./runtime/...
		GOARCH=$$arch go build -o /dev/null $(GOLDENS)
	done
	GOOS=windows go vet ./runtime/...
	GOOS=darwin go vet ./runtime/...
	GOARCH=arm GOARM=7 go build ./runtime/...
	if [[ "$$(go env GOHOSTARCH)" == amd64 ]]; then
		GOARCH=386 go test -short ./runtime/codec/... ./internal/difftest/...
	fi
	go test -short -gcflags=all=-d=checkptr ./runtime/codec/...

.PHONY: lint
lint: ## gofmt, go vet and staticcheck in every module, with all checks for generated code
	@unformatted=$$(find . -name '*.go' -not -path './testdata/errors/*' -print0 | xargs -0 gofmt -l)
	if [[ -n "$$unformatted" ]]; then
		printf 'gofmt would change:\n%s\n' "$$unformatted" >&2
		exit 1
	fi
	for module in $(MODULES); do
		echo "lint $$module"
		(cd "$$module" && go vet ./... && $(STATICCHECK) ./...)
	done
	echo "lint generated code"
	$(STATICCHECK) -checks all -tests=false $(GOLDENS)

.PHONY: generate
generate: bin/owgen ## generate the programs of the examples
	@PATH="$(CURDIR)/bin:$$PATH" go generate ./examples/...

.PHONY: golden
golden: ## rewrite golden files, schemas, diagnostics and the doc comment of cmd/owgen; read the changes before committing them
	go test ./gen -run '^TestGolden$$' -count=1 -update
	go test ./gen -run '^TestSCH24' -count=1 -update
	go test ./gen -run '^TestErrors$$' -count=1 -update-errors
	go test ./cmd/owgen -run '^TestDocComment' -count=1 -update
	cd e2e && go test ./manifest -run '^TestGolden$$' -count=1 -update

.PHONY: check-generate
check-generate: bin/owgen ## fail if a golden file or an example is not what owgen writes
	@go test ./gen -run TestGolden -count=1
	for example in $(EXAMPLES); do
		# The command of its directive, with one more flag. go generate shows it on stderr.
		command="$$(cd "$$example" && go generate -n 2>&1) -check"
		echo "$$example $$command"
		(cd "$$example" && PATH="$(CURDIR)/bin:$$PATH" && $$command)
	done
	cp bench/json/codecs/codec.go bin/codec.go.have
	(cd bench/json/docs && go generate .)
	cmp bin/codec.go.have bench/json/codecs/codec.go
	cp bench/json/ruled/codecs/codec.go bin/codec.go.have
	(cd bench/json/ruled && go generate .)
	cmp bin/codec.go.have bench/json/ruled/codecs/codec.go

.PHONY: bench
bench: ## compare owgen and its programs with their peers
	@cd bench && go run .

.PHONY: bench-json
bench-json: ## compare the generated codecs with JSON libraries
	@cd bench && go run . json

.PHONY: bench-rules
bench-rules: ## compare validation by the generated codecs with none, and with libraries
	@cd bench && go run . rules

.PHONY: bench-kits
bench-kits: ## compare how much code functions take with owgen and with the platforms' own kits
	@cd bench && go run . kits

.PHONY: fuzz
fuzz: ## run each fuzz target on FUZZTIME (50000x) inputs, and compare random types, schemas, floats and requests
	@grep -rno --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' . | sort |
	while IFS=: read -r file _ declaration; do
		echo "fuzz $$file $${declaration#func }"
		cd "$(CURDIR)/$$(dirname "$$file")"
		# By default new inputs are minimised for up to a minute each, and nothing else runs meanwhile.
		go test -run '^$$' -fuzz "^$${declaration#func }$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x . </dev/null
	done
	cd "$(CURDIR)"
	OWGEN_LONG=1 $(TEST) -count=1 -v -run '^(TestRandomFloats|TestMemory)' ./runtime/codec
	OWGEN_LONG=1 $(TEST) -count=1 -v -run 'NetHTTP|Faulty' ./runtime/http1
	cd "$(CURDIR)/e2e"
	OWGEN_SEED=$${OWGEN_SEED:-$$RANDOM} OWGEN_TYPES=120 $(TEST) -count=1 -v ./random
	OWGEN_SEED=$${OWGEN_SEED:-$$RANDOM} OWGEN_TYPES=120 $(TEST) -count=1 -v -run AreSound ./schema

.PHONY: e2e
e2e: ## the other end-to-end tests, with images, proxies and other judges (needs docker or podman; nginx, haproxy, npm, chromium)
	cd e2e
	$(TEST) -count=1 $$(comm -23 <(go list ./... | sort) <(go list $(QUICK) | sort))
	(cd wskdeploy && $(TEST) -count=1 ./...)
	(cd emulator && $(TEST) -count=1 ./...)
	(cd ../bench && $(TEST) -count=1 ./kits)
	(cd ../otel && $(TEST) ./...)
	OWGEN_RUNTIME=embed $(TEST) -count=1 -run 'Conformance|Context|Errors|Parameters|Plain|Proxy' ./binary

.PHONY: conformance
conformance: ## show how generated programs fare in OpenWhisk's conformance tests
	@cd e2e
	if ! out=$$(go test -count=1 -v -run '^TestConformance$$' ./whisk 2>&1); then
		echo "$$out"
		exit 1
	fi
	sed -n '/^case /,/^same: /p' <<<"$$out"

.PHONY: image
image: generate ## build the image of examples/reverse with docker, with podman, or without either
	@cd examples/reverse
	for engine in docker podman; do
		if "$$engine" info >/dev/null 2>&1; then
			eval "$$(sed -n 's/^#\t\(.*go build.*\)/\1/p' image/Dockerfile)"
			exec "$$engine" build -t reverse image
		fi
	done
	exec $(CURDIR)/bin/owgen image -o reverse.tar

.PHONY: clean
clean: ## remove everything that was built
	rm -rf bin examples/*/image/action examples/*/*.tar

# This always runs: the go command knows better than make whether there is something to do.
.PHONY: bin/owgen
bin/owgen:
	@go build -o $@ ./cmd/owgen
