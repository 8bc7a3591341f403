# What a fresh Debian or Ubuntu machine with Go, make and git needs: `make site` and `make test`. Programs the
# tests use are installed as Debian packages, and as npm packages below site/e2e.
STATICCHECK = go run honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: bin/opframe-wasm site test test-go test-site test-pages test-pdfua test-clients test-race golden fuzz bench bench-memory profile clean bin/opframe

# Builds the program, writes the sample round and builds all editions of it. The sample has deliberate
# problems (an unreadable file, contradictions, gaps), so check and build end with exit code 3, "the input
# has problems", and that is what is expected here; any other code is a failure.
site: bin/opframe bin/opframe-wasm
	rm -rf out/round && bin/opframe init out/round
	bin/opframe check --as-of 2017-10-31 out/round/responses/* > out/check.txt; test $$? -eq 3
	bin/opframe build out/round -o out/site; test $$? -eq 3

# Without cgo the program needs no C library and starts a millisecond earlier.
bin/opframe:
	CGO_ENABLED=0 go build -trimpath -o bin/opframe ./cmd/opframe

# The checker for browsers, beside the program, with the toolchain's own script that runs it. The same bytes on
# every run.
bin/opframe-wasm:
	mkdir -p bin/opframe-wasm
	GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags='-s -w' -o bin/opframe-wasm/opframe.wasm ./cmd/opframe-wasm
	cp "$$(go env GOROOT)/lib/wasm/wasm_exec.js" bin/opframe-wasm/wasm_exec.js

# Everything but what needs office programs.
test: test-go test-site

# Formatting, vet, staticcheck and all tests of the program.
test-go: .ci/installed-test
	test -z "$$(gofmt -l .)"
	go vet ./...
	$(STATICCHECK) ./...
	go test ./...

# The published site in Chromium, axe and the Nu HTML checker: every page of the sample round, and of a round
# in which everything that anybody can write is hostile.
E2E = $(CURDIR)/out/e2e
test-site: .ci/installed-site bin/opframe bin/opframe-wasm
	cd site/e2e && npm ci --ignore-scripts --no-audit --no-fund --silent
	rm -rf $(E2E) && bin/opframe init $(E2E)/round
	bin/opframe build $(E2E)/round -o $(E2E)/site > /dev/null; test $$? -eq 3
	OPFRAME_HOSTILE=$(E2E)/hostile go test -count=1 -run TestHostileTextShowsAsItself ./cmd/opframe
	cd site/e2e && OPFRAME_SITE=$(E2E)/site OPFRAME_HOSTILE=$(E2E)/hostile/site node --test --test-concurrency=2 --test-reporter=spec --test-timeout=1200000

# Every page, with axe, and not each text once with axe on one of each kind; after test-site, which builds them.
test-pages:
	cd site/e2e && OPFRAME_EVERY=1 OPFRAME_SITE=$(E2E)/site OPFRAME_HOSTILE=$(E2E)/hostile/site \
	  node --test --test-reporter=spec --test-name-pattern='pages of all editions' --test-name-pattern='nothing hostile runs' --test-timeout=1800000 pages.test.mjs hostile.test.mjs

# veraPDF, which Maven brings, holds every PDF of the sample against PDF/UA-1 and the PDF/A it claims to be.
test-pdfua: .ci/installed-pdfua bin/opframe
	rm -rf out/pdfua && bin/opframe init out/pdfua/round
	bin/opframe build out/pdfua/round -o out/pdfua/site > /dev/null; test $$? -eq 3
	render/pdf/testdata/pdfua/validate $(CURDIR)/out/verapdf $(CURDIR)/out/pdfua/site

# LibreOffice Calc fills questionnaires in and saves them: every answer must come back, and what it shows in
# each cell must be what inspect shows.
test-clients: .ci/installed-clients
	go test -tags clients -count=1 -run LibreOffice ./data/workbook/... ./data/review

# What several workers do at once, watched for two of them touching one thing.
test-race: .ci/installed-race
	CGO_ENABLED=1 go test -race -count=1 -run 'TestScripts/(assess|supplement)$$|TestPagesAreLight|BuildsAtOnce' ./cmd/opframe

# Rewrites expectations; read the diff like a proof-reader.
golden:
	go test ./render ./render/doc ./render/html ./render/markdown ./render/prose ./render/report ./cmd/opframe -update

fuzz:
	for pair in $$(grep -rhoE 'func Fuzz[A-Za-z]+' --include=*_test.go . | sed 's/func //'); do \
	  dir=$$(grep -rlE "func $$pair\(" --include=*_test.go . | head -1 | xargs dirname); \
	  go test -run '^$$' -fuzz "^$$pair$$" -fuzztime 30s -fuzzminimizetime 5x $$dir || exit 1; done

# Figures for benchstat: `make bench > old`, change something, `make bench > new`, `benchstat old new`.
BENCH_COUNT = 1
bench:
	go test -run '^$$' -bench . -benchmem -count $(BENCH_COUNT) ./...

# Time and peak memory of whole builds of 500 and of 10,000 products, for benchstat, which takes minutes and 12 GB of disk.
BENCH_PRODUCTS = 500 10000
bench-memory: bin/opframe
	cmd/opframe-bulk/memory bin/opframe out/bulk $(BENCH_PRODUCTS)

# Where the time of a build goes, and what it keeps in memory.
profile:
	mkdir -p out/profile
	go test -run '^$$' -bench Build/cold -benchtime 3x -cpuprofile out/profile/cpu -memprofile out/profile/memory -o out/profile/test ./cmd/opframe
	go tool pprof -top -cum out/profile/test out/profile/cpu | head -60
	go tool pprof -sample_index=alloc_space -top -cum out/profile/test out/profile/memory | head -40

clean:
	rm -rf out bin .ci/installed-*

# Debian packages by name; skipped once they are there.
.ci/installed-test: .ci/packages-test.txt
	.ci/install $< && touch $@
.ci/installed-clients: .ci/packages-clients.txt
	.ci/install $< && touch $@
.ci/installed-site: .ci/packages-site.txt
	.ci/install $< && touch $@
.ci/installed-race: .ci/packages-race.txt
	.ci/install $< && touch $@
.ci/installed-pdfua: .ci/packages-pdfua.txt
	.ci/install $< && touch $@
