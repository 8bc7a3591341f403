package main

import (
	"cmp"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"opframe/data/assess"
	"opframe/data/consultation"
	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/round"
	"opframe/data/service"
	"opframe/data/target"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/render/prose"
	"opframe/render/report"
	"opframe/render/standalone"
	"opframe/site"
)

func buildFlags(f *flags) {
	f.StringVarP(&f.out, "output", "o", "", "the folder the site will stand in (required)")
	f.BoolVar(&f.strict, "strict", false, "end with exit code 3 for warnings too")
	f.StringVar(&f.checker, "check", "", "the folder of the checker for browsers (default opframe-wasm beside this program, if it is there)")
	formatsFlag(f)
	f.BoolVar(&f.noWASM, "no-wasm", false, "build the public edition without the checker for browsers")
}

// builder holds what one build has read and found so far.
type builder struct {
	*app
	dir      string
	round    *round.Round
	known    []workbook.Edition
	edition  workbook.Edition // the round's
	previous *framework.Framework
	finder   *target.Finder // by the round's edition, as of its day; nil where nobody asks what it would take
	guidance []report.Chapter
	wording  report.Wording // of letters
	service  service.Result
	// cases are what was received, a case a product; a build of whole sites works through them one by one and keeps none.
	cases []view.Case
	// supplements are submissions that complete another, until they are laid over it.
	supplements []view.Case
	problems    []response.Problem
	tallied     []response.Tally // problems of questionnaires, which are in no list but on their products' pages
	inputs      []site.File      // every file of the round that was read
	progress    *progress
	// record are the papers, meetings and action items that can be published, texts their words.
	record consultation.Record
	texts  report.Texts
	links  map[string][]prose.Ref // of the papers, by file; see refs
	// summary is that for working groups, nil where nothing is counted.
	summary func() (summary, error)
	in      standalone.Formats // what pages have beside them
	pdfs    *memo
	said    map[response.Problem]bool // faults of pages that are in problems already
	// baseline is the round before, nil where there is none.
	baseline *baseline
	// books are the review workbooks by product.
	books map[string]*review.Book
	// checker is what the public edition has for browsers, or nil.
	checker *checkerModule
	digest  string // of the round's framework
	// cache is what the last build of the same site left, nil where none is wanted.
	cache *cache
	// byPath are the places of inputs in the order of their paths, once all are listed. A map of them would take several
	// times the room, and a round can have ten thousands.
	byPath []int32
}

// build reads a round, checks and assesses every response, and builds the four editions. What has not changed since the
// last build is not made again.
func (a *app) build(f *flags) error {
	if f.NArg() != 1 || f.out == "" {
		return misused("build: name the round's folder and the folder to build into: build ROUND -o OUT")
	}
	if err := apart(f.Arg(0), f.out); err != nil {
		return err
	}
	a.hashed = newFileSums()
	told, k, err := a.unchanged(f)
	if err != nil {
		return err
	}
	if told != nil {
		fmt.Fprintln(a.err, "nothing has changed since the last build")
		return a.tell(*told, f)
	}
	return a.buildAnew(f, k)
}

// unchanged is what is told of the last build where nothing has changed since, and else nil. It also gives the key of
// everything, where that was found out and hangs on the round's own folder alone.
func (a *app) unchanged(f *flags) (told *account, whole *key, err error) {
	last := readBuilt(f.out)
	if last == nil {
		return nil, nil, nil
	}
	defer func() { err = errors.Join(err, last.close()) }()
	a.hashed.last, a.compiled = last.Read, last.Framework
	k, unknown := a.wholeKey(f, last.Folders)
	if unknown == nil && k == last.Key && last.stands(f.out) {
		return &last.Account, nil, nil
	}
	if unknown == nil && last.Folders == nil {
		whole = &k
	}
	return nil, whole, nil
}

// buildAnew builds the site. The key of everything may be known already.
func (a *app) buildAnew(f *flags, whole *key) (err error) {
	in, err := formatsOf(f)
	if err != nil {
		return err
	}
	// The key is taken before anything is read, so that what changes meanwhile is not remembered as what was read.
	var k key
	var unknown error // where the folder holds something that cannot be read
	if whole != nil {
		k = *whole
	} else {
		k, unknown = a.wholeKey(f, nil)
	}
	b, err := a.newBuilder(f.Arg(0))
	if err != nil {
		return err
	}
	folders := b.foldersBeside()
	if folders != nil { // known only now
		k, unknown = a.wholeKey(f, folders)
		if b, err = a.newBuilder(f.Arg(0)); err != nil {
			return err
		}
	}
	b.in = in
	if err := b.settleChecker(f); err != nil {
		return err
	}
	program, err := a.program()
	if err != nil {
		return err
	}
	if err := b.read(); err != nil {
		return err
	}
	s, err := site.BeginOver(f.out, filepath.Join(cacheFolder(f.out), spareFolder))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Abort()) }()
	if b.cache, err = openCache(f.out, program); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.cache.abort()) }()
	defer b.garbage.seldom() // when the cache is written too, since that lists all files that were read
	counts, products, err := b.editions(s)
	if err != nil {
		return err
	}
	if err := s.Commit(); err != nil {
		return err
	}
	if err := b.notes(s.Laid()); err != nil {
		return err
	}
	told := b.sum(counts, products)
	b.progress.done()
	// Should a file have changed meanwhile, what was made is not remembered as made of these.
	if again, err := a.wholeKey(f, folders); err == nil && unknown == nil && again == k {
		compiled, err := b.edition.Framework.CompileAgain(a.compiled)
		if err != nil {
			return err
		}
		if err := b.cache.commit(&built{Key: k, Folders: folders, Account: told, Read: a.hashed.next, Framework: compiled}); err != nil {
			return err
		}
	}
	return a.tell(told, f)
}

// foldersBeside are the folders outside the round's own that it is built from: its framework's, where that is one.
func (b *builder) foldersBeside() []string {
	at := b.round.Framework
	info, err := os.Stat(at)
	if err != nil || !info.IsDir() {
		return nil
	}
	if rel, err := filepath.Rel(b.dir, at); err == nil && filepath.IsLocal(rel) {
		return nil
	}
	return []string{at}
}

// wholeKey is that of everything a site is built from. What the flags say beside that does not change a byte of it.
func (a *app) wholeKey(f *flags, beside []string) (key, error) {
	program, err := a.program()
	if err != nil {
		return key{}, err
	}
	h := newHasher("built")
	h.add(string(program[:]), f.checker, strconv.FormatBool(f.noWASM), fmt.Sprint(f.formats))
	folders := append([]string{f.Arg(0)}, beside...)
	if dir := f.checkerFolder(); dir != "" {
		folders = append(folders, dir)
	}
	err = a.filesKey(h, folders...)
	return h.key(), err
}

func (a *app) newBuilder(dir string) (*builder, error) {
	b, err := a.reader(dir)
	if err != nil {
		return nil, err
	}
	b.finder = target.New(b.edition.Framework, b.round.AsOf)
	b.guidance, err = report.Guidance(b.edition.Framework)
	return b, err
}

// reader is a builder that can read a round.
func (a *app) reader(dir string) (*builder, error) {
	r, err := round.Load(dir, os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	b := &builder{app: a, dir: dir, round: r, progress: newProgress(a), in: standalone.Every, pdfs: &memo{}, said: map[response.Problem]bool{}}
	if strings.HasPrefix(r.Framework, ".") {
		r.Framework = filepath.Join(dir, filepath.FromSlash(r.Framework))
	}
	if b.edition, err = intake.EditionCompiled(r.Framework, a.compiled); err != nil {
		return nil, err
	}
	if b.digest, err = b.edition.Framework.Digest(); err != nil {
		return nil, err
	}
	if b.previous, err = intake.Superseded(b.edition.Framework); err != nil {
		return nil, err
	}
	b.known, err = intake.EditionsWith(r.Framework, b.edition)
	return b, err
}

// apart holds that the site does not lie in the round or the round in the site: nothing in a round's
// folder is ever changed.
func apart(dir, out string) error {
	d, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	o, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	for _, pair := range [][2]string{{d, o}, {o, d}} {
		if rel, err := filepath.Rel(pair[0], pair[1]); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return misused("build: the round %s and the site %s must not lie within each other", dir, out)
		}
	}
	return nil
}

// read reads everything but the responses: settings, papers, lists, reviews and the round before.
func (b *builder) read() error {
	b.problems = append(b.problems, b.round.Problems...)
	var problems []response.Problem
	var err error
	if b.wording, problems, err = report.ReadWording(b.round.Letters); err != nil {
		return err
	}
	b.problems = append(b.problems, problems...)
	b.consult()
	b.applyService()
	if err := b.list(); err != nil {
		return err
	}
	if b.books, err = b.readBooks(); err != nil {
		return err
	}
	return errors.Join(b.listBefore(), b.readBefore())
}

// readAll reads everything, and keeps all cases at once.
func (b *builder) readAll() error {
	if err := b.read(); err != nil {
		return err
	}
	if err := b.responses(); err != nil {
		return err
	}
	b.since()
	return nil
}

// receive reads all files of the round and every response, for verbs that need all cases at once.
func (b *builder) receive() error {
	if err := b.list(); err != nil {
		return err
	}
	var err error
	if b.books, err = b.readBooks(); err != nil {
		return err
	}
	return b.responses()
}

// responses reads every response, and settles which submission stands for which product.
func (b *builder) responses() error {
	sets := b.sets()
	err := inOrder(b.ctx, len(sets), func(i int) (a arrival, err error) {
		a.c, a.refused, err = b.received(sets[i])
		return a, err
	}, func(i int, a arrival) error {
		b.progress.step("reading", i+1, len(sets))
		if a.refused != nil {
			b.problems = append(b.problems, *a.refused)
			return nil
		}
		b.settle(a.c)
		return nil
	})
	if err != nil {
		return err
	}
	b.supplement()
	b.review()
	b.unreviewed(func(product string) bool {
		return slices.ContainsFunc(b.cases, func(c view.Case) bool { return c.Product.ID == product })
	})
	return nil
}

// sets are the responses, a submission each: a file, or several of CSV.
func (b *builder) sets() []workbook.Set {
	names := make([]string, 0, len(b.round.Responses))
	for _, p := range b.round.Responses {
		names = append(names, path.Base(p))
	}
	return workbook.Group(names, b.known)
}

// received reads and judges one submission.
func (b *builder) received(set workbook.Set) (view.Case, *response.Problem, error) {
	open := func(name string) ([]byte, error) { return b.input(path.Join("responses", name)) }
	in := readWhole(b.ctx, set, open, b.known)
	if in.Refused != nil {
		return view.Case{}, in.Refused, nil
	}
	return b.judge(in)
}

// input reads a file of the round. One that was changed since it was listed is an error: what is made of it would be
// remembered as made of what it was.
func (b *builder) input(name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil || b.cache == nil {
		return data, err
	}
	if site.Describe(name, data).SHA256 != b.sumOf(name) {
		return nil, fmt.Errorf("%s: it was changed while the site was built: build again", name)
	}
	return data, nil
}

// fresh is a builder of the same round that has received nothing, for one provider at a time.
func (b *builder) fresh() *builder {
	n := *b
	n.cases, n.supplements, n.problems, n.said = nil, nil, nil, map[response.Problem]bool{}
	return &n
}

// applyService applies the service model to the round.
func (b *builder) applyService() {
	var problems []response.Problem
	b.service, problems = serviceOf(b.dir, b.round, b.edition.Framework)
	b.problems = append(b.problems, problems...)
}

// consult reads the words of papers, groups and meetings. What has no place in a document is a problem, and
// what it stands in is left out.
func (b *builder) consult() {
	var problems []response.Problem
	b.record, b.texts, problems = report.Read(b.round.Consultation)
	var issues []string
	for _, i := range b.edition.Framework.Issues {
		issues = append(issues, i.ID)
	}
	b.problems = append(append(b.problems, b.round.Consultation.LintIssues(issues)...), problems...)
}

// list lists the round's files with their checksums for the manifests.
func (b *builder) list() error {
	return fs.WalkDir(os.DirFS(b.dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if name != "." && name != "responses" && name != "reviews" && name != "papers" && name != "letters" {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") {
			return nil
		}
		return b.describe(name, filepath.Join(b.dir, filepath.FromSlash(name)))
	})
}

// sortInputs notes where each input stands. Of two of one path the later counts.
func (b *builder) sortInputs() {
	b.byPath = make([]int32, len(b.inputs))
	for i := range b.byPath {
		b.byPath[i] = int32(i)
	}
	slices.SortFunc(b.byPath, func(i, j int32) int {
		return cmp.Or(strings.Compare(b.inputs[i].Path, b.inputs[j].Path), cmp.Compare(i, j))
	})
}

// inputAt finds the place of an input by its path.
func (b *builder) inputAt(name string) (place int, ok bool) {
	after := sort.Search(len(b.byPath), func(i int) bool { return b.inputs[b.byPath[i]].Path > name })
	if after == 0 {
		return 0, false
	}
	place = int(b.byPath[after-1])
	return place, b.inputs[place].Path == name
}

// sumOf is the SHA-256 of an input, "" where there is none of this path.
func (b *builder) sumOf(name string) string {
	i, ok := b.inputAt(name)
	if !ok {
		return ""
	}
	return b.inputs[i].SHA256
}

// describe notes an input by its name in manifests.
func (b *builder) describe(name, at string) error {
	k, size, err := b.hashed.of(at)
	b.inputs = append(b.inputs, site.File{Path: name, Size: size, SHA256: hex.EncodeToString(k[:])})
	return err
}

// listBefore lists what the service model rests on of the rounds before: settings and registers.
func (b *builder) listBefore() error {
	all, _ := roundsBefore(b.dir, b.round) // its problems are those of the service model
	for _, p := range all {
		at := filepath.Join(b.dir, filepath.FromSlash(p.folder))
		var names []string
		for _, pattern := range []string{"round.yaml", "register.xlsx", "register-*.csv"} {
			found, err := fs.Glob(os.DirFS(at), pattern)
			if err != nil {
				return err
			}
			names = append(names, found...)
		}
		for _, name := range names {
			if err := b.describe(path.Join(p.folder, name), filepath.Join(at, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// judge checks and assesses one submission by the round's framework. A submission that is nobody's or
// answers another framework is refused with a problem.
func (b *builder) judge(in received) (view.Case, *response.Problem, error) {
	refuse := func(at response.Cell, what, do string) (view.Case, *response.Problem, error) {
		return view.Case{}, &response.Problem{Kind: response.Register, Severity: response.Error, Cell: at, What: what, Do: do}, nil
	}
	s, f := in.Submission, b.edition.Framework
	product, at, ok := b.product(s)
	if !ok {
		return refuse(at, fmt.Sprintf("The product %q is not in the register, or not once, so the questionnaire is not assessed.", first(s.ProductID.Text, s.ProductName.Text)),
			"Correct the product's id or name in the file, or register the product.")
	}
	provider, _ := b.round.Provider(product.Provider)
	if s.ProviderID.Text != "" && s.ProviderID.Text != provider.ID {
		return refuse(s.ProviderID.Cell, fmt.Sprintf("It says it comes from the provider %q, but the product %q belongs to %q.", s.ProviderID.Text, product.ID, provider.ID),
			"Find out who sent it. It is not assessed, so that nobody sees another's answers.")
	}
	if s.Framework != f.Ref() && s.Supplement == nil {
		if s.Framework != f.Supersedes {
			return refuse(response.Cell{File: in.Name}, fmt.Sprintf("It answers %s, and this round is on %s.", s.Framework, f.Ref()),
				"Ask for the round's own questionnaire.")
		}
		carried, err := assess.Carry(f, in.Answered, s)
		if err != nil {
			return view.Case{}, nil, err
		}
		s = carried
	}
	c := view.Case{Provider: provider, Product: product, Submission: s, Files: in.Files, Traits: in.Traits, Uses: b.uses(product.ID)}
	if s.Supplement != nil {
		return c, nil, nil // it is judged with what it completes: see supplement
	}
	return b.judged(c), nil, nil
}

// product finds whose submission it is: by the product's id, or, in a questionnaire that asks for none, by
// the one product of that name, of a provider of the name given. It also says where the file names it.
func (b *builder) product(s response.Submission) (round.Product, response.Cell, bool) {
	if s.ProductID.Text != "" {
		p, ok := b.round.Product(s.ProductID.Text)
		return p, s.ProductID.Cell, ok
	}
	at := s.ProductName.Cell
	if at.File == "" {
		at = response.Cell{File: s.File}
	}
	found := b.round.Named(s.ProductName.Text, s.ProviderName.Text)
	if len(found) != 1 {
		return round.Product{}, at, false
	}
	return found[0], at, true
}

// settle keeps one submission a product: the one completed last, unless it lacks most of the questions. The
// other is a problem, not silence. Supplements wait until this is done.
func (b *builder) settle(c view.Case) {
	if c.Submission.Supplement != nil {
		b.supplements = append(b.supplements, c)
		return
	}
	i := slices.IndexFunc(b.cases, func(o view.Case) bool { return o.Product.ID == c.Product.ID })
	if i < 0 {
		b.cases = append(b.cases, c)
		return
	}
	kept, left := b.cases[i], c
	if b.part(kept) != b.part(c) {
		if b.part(kept) {
			kept, left = c, kept
		}
		b.cases[i] = kept
		b.problems = append(b.problems, response.Problem{Kind: response.Register, Severity: response.Error,
			Cell: response.Cell{File: left.Submission.File},
			What: fmt.Sprintf("It holds only %s of the product %q and does not say which questionnaire it completes, so it is set aside; %s is assessed.",
				count(len(left.Submission.Places), "question"), c.Product.ID, kept.Submission.File),
			Do: "Ask the provider to send the workbook of open questions with its start sheet, or the whole questionnaire."})
		return
	}
	if kept.Submission.Completed.Before(c.Submission.Completed) {
		kept, left = c, b.cases[i]
	}
	b.cases[i] = kept
	b.problems = append(b.problems, response.Problem{Kind: response.Register, Severity: response.Error,
		Cell: response.Cell{File: left.Submission.File},
		What: fmt.Sprintf("%s answers for the product %q as well and is assessed in its place.", kept.Submission.File, c.Product.ID),
		Do:   "Keep one file for each product."})
}

// account is what is told at the end of a build.
type account struct {
	Title, Framework, AsOf     string
	Products, Problems, Errors int
	Counts                     []editionCount
	Lines                      []string // problems that the office's pages are not enough for
}

func (b *builder) sum(counts []editionCount, products int) account {
	t := account{Title: b.round.Title, Framework: b.edition.Framework.Ref(), AsOf: b.round.AsOf.String(), Products: products, Problems: len(b.problems), Counts: counts}
	for _, p := range b.problems {
		if p.Severity == response.Error {
			t.Errors++
		}
		if p.Kind == response.Unreadable || p.Kind == response.Register || p.Kind == response.Publication || p.Kind == response.Review {
			t.Lines = append(t.Lines, p.String())
		}
	}
	for _, n := range b.tallied {
		t.Problems += n.N
		if n.Severity == response.Error {
			t.Errors += n.N
		}
	}
	return t
}

// tell prints what was built, what is wrong with the input and which file to open.
func (a *app) tell(t account, f *flags) error {
	fmt.Fprintf(a.out, "%s: %s assessed by %s as of %s\n", t.Title, count(t.Products, "product"), t.Framework, t.AsOf)
	for _, c := range t.Counts {
		fmt.Fprintf(a.out, "  %-16s %4d files   %s\n", c.Name, c.Files, filepath.Join(f.out, c.First))
	}
	if t.Problems > 0 {
		fmt.Fprintf(a.out, "%s in the input, %s among them; the office edition lists all: %s\n",
			count(t.Problems, "problem"), count(t.Errors, "error"), filepath.Join(f.out, "office", "problems.html"))
	}
	for _, line := range t.Lines {
		fmt.Fprintf(a.out, "  %s\n", line)
	}
	fmt.Fprintf(a.out, "Open %s\n", filepath.Join(f.out, "public", "index.html"))
	if t.Errors > 0 || f.strict && t.Problems > 0 {
		return errProblems
	}
	return nil
}
