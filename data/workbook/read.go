package workbook

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// Read reads one submission: a file, or the files of a set under the set's name. The error, for a
// file that cannot be read at all, is a *cells.Refusal. Everything else that is wrong is among the
// problems of the submission, in the order of its sheets and rows. The submission's Framework is ""
// when the file holds no question of any known edition.
func Read(name string, files []File, known []Edition) (response.Submission, error) {
	return ReadWithin(name, files, known, cells.DefaultLimits())
}

// ReadWithin is Read with limits of the caller's, such as a bound on the time each file may take.
func ReadWithin(name string, files []File, known []Edition, limits cells.Limits) (response.Submission, error) {
	s, _, err := ReadLazily(name, files, known, nil, limits)
	return s, err
}

// ReadLazily is ReadWithin for callers to whom it is dear to load every edition there is: all loads them,
// those known included, and is called only for a file that does not name one of those known; nil stands
// for no others. What is read is the same as if all were known. It also gives the edition it was read
// by, the zero Edition where the file holds no question of any.
func ReadLazily(name string, files []File, known []Edition, all func() ([]Edition, error), limits cells.Limits) (response.Submission, Edition, error) {
	opened, err := openSet(name, files, limits, cells.OpenWithin)
	if err != nil {
		return response.Submission{}, Edition{}, err
	}
	defer opened.close()
	return opened.read(name, known, all)
}

// ReadWhole is ReadWithin that also tells what the files carry besides answers, as Inspect does, for callers
// that want both: each file is opened once.
func ReadWhole(name string, files []File, known []Edition, limits cells.Limits) (response.Submission, []response.Trait, error) {
	opened, err := openSet(name, files, limits, cells.InspectWithin)
	if err != nil {
		return response.Submission{}, nil, err
	}
	defer opened.close()
	s, _, err := opened.read(name, known, nil)
	if err != nil {
		return response.Submission{}, nil, err
	}
	var traits []response.Trait
	for _, book := range opened.books {
		traits = append(traits, Inspect(book, &s)...)
	}
	return s, traits, nil
}

// read reads a submission from files that are open.
func (o opened) read(name string, known []Edition, all func() ([]Edition, error)) (response.Submission, Edition, error) {
	s := response.Submission{File: path.Base(name), SHA256: o.sum,
		Answers: map[string]response.Answer{}, Places: map[string]response.Cell{}}
	r := &reader{s: &s, sheets: o.sheets, room: o.room, found: o.room.found, repeats: map[string][]hit{}}
	switch found, err := r.edition(known, all); {
	case err != nil:
		return response.Submission{}, Edition{}, err
	case found:
		r.read()
	}
	slices.SortStableFunc(r.problems, placed.compare)
	for _, p := range r.problems {
		s.Problems = append(s.Problems, p.Problem)
	}
	return s, r.e, nil
}

// reader reads one submission.
type reader struct {
	e      Edition
	s      *response.Submission
	sheets []*sheet
	blocks []*block

	assigned map[*sheet]*mapping // of a foreign layout
	found    map[string][]hit    // by id of a question or of the line of an option
	room     *readingRoom
	and      []string         // of the row in hand, see hit
	lastAnd  []string         // of the row before, which nobody changes
	repeats  map[string][]hit // likewise, on sheets that only repeat what is answered elsewhere

	problems []placed
}

// hit is a row in which a question or one of its options was found.
type hit struct {
	b   *block
	row row
	key string   // the column it is answered in where that is not the answer column
	and []string // columns whose text is added to the comment
}

// placed is a problem with its place in the order of the file.
type placed struct {
	sheet, row, col int
	response.Problem
}

func (p placed) compare(q placed) int {
	return cmp.Or(cmp.Compare(p.sheet, q.sheet), cmp.Compare(p.row, q.row), cmp.Compare(p.col, q.col))
}

// add notes a problem at a cell.
func (r *reader) add(s *sheet, row, col int, p response.Problem) {
	p.Cell = s.place(row, col)
	r.problems = append(r.problems, placed{s.order, row, col, p})
}

// addFile notes a problem of the file as a whole; these come first.
func (r *reader) addFile(p response.Problem) {
	p.Cell = response.Cell{File: r.s.File}
	r.problems = append(r.problems, placed{-1, 0, 0, p})
}

func (r *reader) read() {
	r.s.Framework = r.e.Framework.Ref()
	questions := len(r.e.Framework.Index().Questions)
	r.s.Answers, r.s.Places = make(map[string]response.Answer, questions), make(map[string]response.Cell, questions)
	foreign := r.mapped()
	if foreign {
		r.scanMapped()
	} else {
		r.divide()
		r.findQuestions()
	}
	r.lostZeros()
	r.fields()
	r.supplement()
	for _, q := range r.e.Framework.Index().Questions {
		switch q.Kind {
		case framework.Rows:
			r.table(q)
		case framework.Choices:
			r.choices(q)
		default:
			r.question(q)
		}
	}
	if foreign {
		r.compareRepeats()
		r.notFoundMapped()
	} else {
		r.notFound()
	}
}

// divide finds the blocks of our own form.
func (r *reader) divide() {
	for _, s := range r.sheets {
		r.blocks = append(r.blocks, r.blocksOf(s)...)
	}
	for _, b := range r.blocks {
		r.identify(b)
		if b.kind == questionBlock || b.kind == tableBlock {
			r.complete(b)
		}
	}
}

// identify gives a block of columns of a table the table they fit best, where its mark is gone or
// names a table that the framework does not have.
func (r *reader) identify(b *block) {
	if _, ok := r.e.Framework.Table(b.table); b.kind != tableBlock || ok {
		return
	}
	most := 0
	for _, t := range r.e.Framework.Tables {
		n := 0
		for _, c := range t.Columns {
			if b.cols.has(c.ID) {
				n++
			}
		}
		if n > most || n == most && n > 0 && r.isTitleOf(b.title, t.ID) {
			b.table, most = t.ID, n
		}
	}
	if most == 0 {
		b.kind = looseBlock
	}
}

// findQuestions finds the rows of all questions by their ids, wherever they stand now. Rows without
// titles are looked at only for questions not found otherwise: somebody's notes may name ids too.
func (r *reader) findQuestions() {
	for _, b := range r.blocks {
		if b.kind == questionBlock {
			r.scan(b)
		}
	}
	for _, b := range r.blocks {
		if b.kind == looseBlock && r.missesSome(b) {
			b.kind, b.cols = questionBlock, nil
			r.complete(b)
			r.scan(b)
		}
	}
}

// missesSome says that a block without titles holds the id of a question not found yet.
func (r *reader) missesSome(b *block) bool {
	for _, row := range b.rows {
		for i := range row.cells {
			if id := r.e.Layout.index.id(row.cells[i].Text); id != "" && len(r.found[id]) == 0 {
				return true
			}
		}
	}
	return false
}

// scan notes the rows of a block by the ids they hold, and warns of ids that are not known and of
// answers that belong to no question.
func (r *reader) scan(b *block) {
	col, ok := b.cols.at(colID)
	if !ok {
		return
	}
	b.from = r.firstQuestion(b)
	var unknown []row
	questions := r.room.asked[:0]
	for _, row := range b.rows {
		switch m := b.mark(row); m {
		case markTitleRow, markNote, markHeader, markControl:
			continue
		}
		c, _ := b.shown(row, col)
		id, either := r.e.Layout.index.idIn(c)
		switch {
		case len(either) > 0:
			r.doubtful(b, c, either)
		case id != "":
			r.note(b, row, id)
			questions = append(questions, row)
		case strings.TrimSpace(c.Text) == "":
			r.orphan(b, row)
		case c.Kind == cells.Date:
			r.dayForID(b, row, c)
		case b.skips(c.Text):
		case r.e.Layout.index.looksLikeID(c.Text):
			unknown = append(unknown, row)
		}
	}
	r.room.asked = questions
	r.strangers(b, questions)
	r.unknownIDs(b, unknown)
}

// orphan warns of an answer in a row without an id.
func (r *reader) orphan(b *block, row row) {
	for _, name := range []string{colAnswer, colComment, colEvidence} {
		col, ok := b.cols.at(name)
		if !ok {
			continue
		}
		if _, filled := (hit{b: b, row: row}).cell(name); filled && row.n > b.top() {
			r.warn(b, row.n, col, "", quote(row.text(col))+" stands in a row without the id of a question and was not read.",
				"Move it to the row of the question it belongs to.")
			return
		}
	}
}

func (r *reader) unknownIDs(b *block, rows []row) {
	if len(rows) == 0 {
		return
	}
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.text(b.cols.col(colID)))
	}
	what := "No question of " + r.e.Framework.Ref() + " is called " + joinAnd(ids) + ", so what stands there was not read."
	r.warn(b, rows[0].n, b.cols.col(colID), "", what, "Correct the id, or remove the row.")
}
