# What a fresh Debian or Ubuntu machine with Go, make and git needs: `make site` and `make test`.
STATICCHECK = go run honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: site test test-clients golden fuzz bench clean bin/opframe

# Builds the program, writes the sample round and builds all editions of it. The sample has deliberate
# problems (an unreadable file, contradictions, gaps), so check and build end with exit code 3, "the input
# has problems", and that is what is expected here; any other code is a failure.
site: bin/opframe
	rm -rf out/round && bin/opframe init out/round
	bin/opframe check --as-of 2017-10-31 out/round/responses/* > out/check.txt; test $$? -eq 3
	bin/opframe build out/round -o out/site; test $$? -eq 3

bin/opframe:
	go build -trimpath -o bin/opframe ./cmd/opframe

# Everything but what needs office programs: formatting, vet, staticcheck and all tests.
test: .ci/installed-test
	test -z "$$(gofmt -l .)"
	go vet ./...
	$(STATICCHECK) ./...
	go test ./...

# LibreOffice Calc fills questionnaires in and saves them: every answer must come back, and what it shows in
# each cell must be what inspect shows.
test-clients: .ci/installed-clients
	go test -tags clients -count=1 -run LibreOffice ./data/workbook/...

# Rewrites expectations; read the diff like a proof-reader.
golden:
	go test ./render ./render/doc ./render/html ./render/markdown ./render/prose ./cmd/opframe -update

fuzz:
	for pair in $$(grep -rhoE 'func Fuzz[A-Za-z]+' --include=*_test.go . | sed 's/func //'); do \
	  dir=$$(grep -rlE "func $$pair\(" --include=*_test.go . | head -1 | xargs dirname); \
	  go test -run '^$$' -fuzz "^$$pair$$" -fuzztime 30s -fuzzminimizetime 5x $$dir || exit 1; done

bench:
	go test -run '^$$' -bench . -benchmem ./...

clean:
	rm -rf out bin .ci/installed-*

# Debian packages by name; skipped once they are there.
.ci/installed-test: .ci/packages-test.txt
	.ci/install $< && touch $@
.ci/installed-clients: .ci/packages-clients.txt
	.ci/install $< && touch $@
