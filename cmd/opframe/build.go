package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/compare"
	"opframe/data/consultation"
	"opframe/data/disclose"
	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/service"
	"opframe/data/target"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/render/prose"
	"opframe/render/report"
	"opframe/site"
)

func buildFlags(f *flags) {
	f.StringVarP(&f.out, "output", "o", "", "the folder the site will stand in (required)")
	f.BoolVar(&f.strict, "strict", false, "end with exit code 3 for warnings too")
	f.StringVar(&f.checker, "check", "", "the folder of the checker for browsers (default opframe-wasm beside this program, if it is there)")
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
	cases    []view.Case
	// supplements are submissions that complete another, until they are laid over it.
	supplements []view.Case
	problems    []response.Problem
	inputs      []site.File // every file of the round that was read
	progress    *progress
	// record are the papers, meetings and action items that can be published, texts their words.
	record consultation.Record
	texts  report.Texts
	links  map[string][]prose.Ref // of the papers, by file; see refs
	audit  disclose.Audit         // of the figures in the working-group summary
	pdfs   memo
	said   map[response.Problem]bool // faults of pages that are in problems already
	strict bool
	// baseline is the round before, nil where there is none; changes is what became of every product since.
	baseline *baseline
	changes  []compare.Comparison
	// checker is what the public edition has for browsers, or nil.
	checker *checkerModule
	digest  string // of the round's framework
}

// build reads a round, checks and assesses every response, and builds the four editions.
func (a *app) build(f *flags) (err error) {
	if f.NArg() != 1 || f.out == "" {
		return misused("build: name the round's folder and the folder to build into: build ROUND -o OUT")
	}
	if err := apart(f.Arg(0), f.out); err != nil {
		return err
	}
	b, err := a.newBuilder(f.Arg(0))
	if err != nil {
		return err
	}
	b.strict = f.strict
	if err := b.settleChecker(f); err != nil {
		return err
	}
	if err := b.read(); err != nil {
		return err
	}
	s, err := site.Begin(f.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Abort()) }()
	counts, err := b.editions(s)
	if err != nil {
		return err
	}
	if err := s.Commit(); err != nil {
		return err
	}
	return b.summary(f.out, counts)
}

func (a *app) newBuilder(dir string) (*builder, error) {
	b, err := a.reader(dir)
	if err != nil {
		return nil, err
	}
	if b.checker, err = moduleBeside(); err != nil {
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
	b := &builder{app: a, dir: dir, round: r, progress: newProgress(a), said: map[response.Problem]bool{}}
	if strings.HasPrefix(r.Framework, ".") {
		r.Framework = filepath.Join(dir, filepath.FromSlash(r.Framework))
	}
	if b.edition, err = intake.Edition(r.Framework); err != nil {
		return nil, err
	}
	if b.digest, err = b.edition.Framework.Digest(); err != nil {
		return nil, err
	}
	if b.previous, err = intake.Superseded(b.edition.Framework); err != nil {
		return nil, err
	}
	b.known, err = intake.Editions(r.Framework)
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

// read reads the consultation, every response, and the round before.
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
	if err := b.receive(); err != nil {
		return err
	}
	return errors.Join(b.listBefore(), b.since())
}

// receive reads every response and review, and settles which submission stands for which product.
func (b *builder) receive() error {
	if err := b.list(); err != nil {
		return err
	}
	names := make([]string, 0, len(b.round.Responses))
	for _, p := range b.round.Responses {
		names = append(names, path.Base(p))
	}
	open := func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(b.dir, "responses", name))
	}
	sets := workbook.Group(names, b.known)
	err := inOrder(b.ctx, len(sets), func(i int) (view.Case, *response.Problem, error) {
		in := readWhole(b.ctx, sets[i], open, b.known)
		if in.Refused != nil {
			return view.Case{}, in.Refused, nil
		}
		return b.judge(in)
	}, func(i int, c view.Case, refused *response.Problem) error {
		b.progress.step("reading", i+1, len(sets))
		if refused != nil {
			b.problems = append(b.problems, *refused)
			return nil
		}
		b.settle(c)
		return nil
	})
	if err != nil {
		return err
	}
	b.supplement()
	return b.review()
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
		data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
		b.inputs = append(b.inputs, site.Describe(name, data))
		return err
	})
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
			data, err := os.ReadFile(filepath.Join(at, name))
			if err != nil {
				return err
			}
			b.inputs = append(b.inputs, site.Describe(path.Join(p.folder, name), data))
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
	same := func(a, b string) bool {
		return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
	}
	var found []round.Product
	for _, p := range b.round.Products {
		provider, _ := b.round.Provider(p.Provider)
		if same(p.Name, s.ProductName.Text) && (s.ProviderName.Text == "" || same(provider.Name, s.ProviderName.Text)) {
			found = append(found, p)
		}
	}
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

// summary prints what was built, what is wrong with the input and which file to open.
func (b *builder) summary(out string, counts []editionCount) error {
	b.progress.done()
	errs := 0
	for _, p := range b.problems {
		if p.Severity == response.Error {
			errs++
		}
	}
	fmt.Fprintf(b.out, "%s: %s assessed by %s as of %s\n", b.round.Title, count(len(b.cases), "product"), b.edition.Framework.Ref(), b.round.AsOf)
	for _, c := range counts {
		fmt.Fprintf(b.out, "  %-16s %4d files   %s\n", c.name, c.files, filepath.Join(out, c.first))
	}
	if len(b.problems) > 0 {
		fmt.Fprintf(b.out, "%s in the input, %s among them; the office edition lists all: %s\n",
			count(len(b.problems), "problem"), count(errs, "error"), filepath.Join(out, "office", "problems.html"))
	}
	for _, p := range b.problems {
		if p.Kind == response.Unreadable || p.Kind == response.Register || p.Kind == response.Publication || p.Kind == response.Review {
			fmt.Fprintf(b.out, "  %s\n", p)
		}
	}
	fmt.Fprintf(b.out, "Open %s\n", filepath.Join(out, "public", "index.html"))
	if errs > 0 || b.strict && len(b.problems) > 0 {
		return errProblems
	}
	return nil
}
