# Two commands do everything: `make demo` shows it, `make test` proves it.
GO ?= go
# The race detector needs a C compiler; where there is none the tests run without.
RACE := $(shell command -v $${CC:-gcc} >/dev/null 2>&1 && [ "$$($(GO) env CGO_ENABLED)" = 1 ] && echo -race)

# Random documents and records come from this seed, so that a run that fails says
# something of the change before it and not of chance; `make chance` draws others.
export RAPID_SEED ?= 1

.PHONY: build demo test test-race live bench-trackers bench-jira sim kill explore groovy-oracle planted bench bench-all lint chance fuzz clean

build: ## the one binary, bin/entwine
	$(GO) build -o bin/entwine ./cmd/entwine

demo: build ## two folders of Markdown fall into step; then edit a file and watch
	bin/entwine demo --dir demo

test: ## everything that can be tested here; what cannot be is skipped by name
	@fmt=$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null || find . -name '*.go')); \
	  if [ -n "$$fmt" ]; then echo "gofmt would change:"; echo "$$fmt"; exit 1; fi
	$(GO) vet ./...
	$(GO) test -timeout 30m ./...
	cd test/clients && $(GO) vet -mod=mod ./... && $(GO) test -mod=mod ./... # what the module above needs may have changed
	$(MAKE) --no-print-directory live
	$(GO) run ./internal/cmd/explore -states 3000 -time 5m
	$(GO) run ./internal/cmd/sim -seeds 2000
	$(GO) run ./internal/cmd/kill -kills 20 -brisk -seed 1
	$(GO) run ./groovy/internal/oracle -n 200
	@if [ -n "$(RACE)" ]; then $(MAKE) --no-print-directory test-race; \
	  else echo "skipped: race detector (needs gcc and cgo)"; fi

# The long tables are run without the detector above; under it, their short form.
test-race:
	$(GO) test -race -short -timeout 20m ./...
	$(GO) run -race ./internal/cmd/sim -seeds 100 -from 3001

# The suites side by side, each has a tracker of its own; then the stories, which
# share both. LIVE= runs the long stories too.
LIVE ?= -short
live: ## suites and stories on a real Redmine and Request Tracker, which are started for it; needs root and Debian's packages
	test/trackers/with redmine rt -- sh -c '$(GO) test -count=1 -p 2 $(LIVE) -timeout 30m ./tracker/redmine ./tracker/rt; suites=$$?; \
	  $(GO) test -count=1 -parallel 3 $(LIVE) -timeout 60m ./test/live && exit $$suites'

bench-trackers: ## figures for docs/performance.md: 200 issues from Redmine to Request Tracker, at full speed, and with kills and lost answers
	ENTWINE_LIVE_SPEED=1 ENTWINE_LIVE_ISSUES=200 ENTWINE_LIVE_KILLS=10 test/trackers/with redmine rt -- \
	  $(GO) test -count=1 -v -timeout 90m -run 'TestBulk(Speed|Killed)_RedmineRT' ./test/live

SEEDS ?= 200
sim: ## SEEDS random stories of two nodes, checked against a model; about a second for ten of them
	$(GO) run ./internal/cmd/sim -seeds $(SEEDS)

KILLS ?= 300
kill: ## the real program between two simulated Jiras, on each store killed KILLS times while people work: nothing missing, doubled or destroyed; about a second each, on PostgreSQL two
	$(GO) run ./internal/cmd/kill -kills $(KILLS)

EXPLORE ?= 10m
explore: ## every course of events of small pairs, for at most EXPLORE
	$(GO) run ./internal/cmd/explore -time $(EXPLORE)

PROGRAMS ?= 3000
SEED ?= 1
groovy-oracle: ## all cases and PROGRAMS random programs, from SEED on, in package groovy and in the real Groovy: no difference
	$(GO) run ./groovy/internal/oracle -n $(PROGRAMS) -seed $(SEED)

planted: ## each planted fault must be found; prints the table of docs/reliability.md
	$(GO) test ./internal/planted -count=1 -v -timeout 60m

bench-jira: ## figures for docs/performance.md: between two simulated Jiras, slow ones and ones with a limit
	$(GO) test -run '^$$' -bench Jira -benchtime 1x -timeout 30m ./test/live

BENCH ?=
bench: build ## figures for docs/performance.md: about half an hour on an idle machine, an hour at most; BENCH='-only whole' measures one part, bench-all the rest too
	$(GO) run ./internal/cmd/bench $(BENCH)

bench-all: bench ## what make bench measures, every benchmark, two nodes, and rules beside a JVM
	$(GO) test -run '^$$' -bench . -benchmem -timeout 60m ./...
	$(GO) run ./internal/cmd/twonodes
	$(GO) run ./groovy/internal/benchjvm -entwine bin/entwine

# Versions are named, so that a new release of a checker fails nobody's build.
lint: ## what go vet does not see; see staticcheck.conf for what is off and why
	$(GO) vet ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	$(GO) mod tidy -diff
	cd test/clients && $(GO) mod tidy -diff

CHECKS ?= 2000
chance: ## every property with CHECKS random values of a new seed; some ten minutes
	RAPID_SEED=0 RAPID_CHECKS=$(CHECKS) $(GO) test -count=1 -timeout 60m $$($(GO) list -f '{{.ImportPath}} {{join .TestImports " "}} {{join .XTestImports " "}}' ./... | awk '/pgregory.net\/rapid/ {print $$1}')

FUZZTIME ?= 30s
fuzz: ## every fuzz target for FUZZTIME
	@for pkg in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; done

clean:
	rm -rf bin demo
