package workbook

import (
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/yamlfile"
)

// foreign checks the mapping of a questionnaire made by somebody else.
func (c *checker) foreign() {
	f := c.l.Foreign
	if f == nil {
		if c.l.Draft != nil {
			c.fault(c.l.Draft.At, "draft: a framework is drafted by the mapping in foreign, which is missing")
		}
		return
	}
	if len(f.Sheets) == 0 {
		c.fault(f.At, "foreign: a sheet is missing")
	}
	c.patterns(f.At, "says", f.Says)
	c.patterns(f.At, "ignore", f.Ignore)
	c.patterns(f.At, "unanswered", f.Unanswered)
	titles := map[string]bool{}
	for _, s := range f.Sheets {
		c.foreignSheet(s, titles)
	}
	for _, t := range c.f.Tables {
		if n := count(f.Sheets, func(s ForeignSheet) bool { return s.Table == t.ID }); n != 1 {
			c.fault(f.At, "foreign: table %s has %d sheets: give it one", t.ID, n)
		}
	}
	for _, x := range f.Fields {
		c.foreignField(x)
	}
	c.writtenIDs(f)
}

func count[T any](all []T, is func(T) bool) int {
	n := 0
	for _, x := range all {
		if is(x) {
			n++
		}
	}
	return n
}

// patterns holds that each describes some text and none describes any.
func (c *checker) patterns(at yamlfile.Place, what string, all []string) {
	for _, p := range all {
		if strings.Trim(fold(p), "* ") == "" {
			c.fault(at, "%s: %q describes every text or none", what, p)
		}
	}
}

func (c *checker) foreignSheet(s ForeignSheet, titles map[string]bool) {
	what := "foreign sheet " + quote(s.Title)
	for _, t := range append([]string{s.Title}, s.Also...) {
		if t == "" {
			continue
		}
		if titles[fold(t)] {
			c.fault(s.At, "%s: %q names another sheet already", what, t)
		}
		if c.l.Foreign.ignores(t) {
			c.fault(s.At, "%s: %q is among those to ignore", what, t)
		}
		titles[fold(t)] = true
	}
	if s.Title == "" && len(s.Also) > 0 {
		c.fault(s.At, "%s: it has other titles and none of its own", what)
	}
	if s.Header < 0 || s.Header > 4 {
		c.fault(s.At, "%s: a header fills 1 to 4 rows", what)
	}
	c.patterns(s.At, what+": skip", s.Skip)
	c.patterns(s.At, what+": end", s.End)
	if s.Table != "" {
		c.foreignTable(what, s)
		return
	}
	if s.List && s.Reference {
		c.fault(s.At, "%s: either a list or a reference", what)
	}
	c.foreignColumns(what, s, c.l.Foreign.columnsOf(s))
}

func (c *checker) foreignTable(what string, s ForeignSheet) {
	if _, ok := c.f.Table(s.Table); !ok {
		c.fault(s.At, "%s: %s has no table %q", what, c.f.Ref(), s.Table)
	}
	if len(s.Columns) > 0 || s.List || s.Reference {
		c.fault(s.At, "%s: a table has its own columns, and is neither a list nor a reference", what)
	}
}

// foreignColumns holds that ids and answers can be found, and that nothing can be taken for two columns.
func (c *checker) foreignColumns(what string, s ForeignSheet, columns []ForeignColumn) {
	m := newMapping(s, columns)
	seen := map[string]bool{}
	titles := map[string]bool{}
	for i, col := range m.cols {
		c.foreignColumn(what, col)
		if seen[col.key] {
			c.fault(col.At, "%s: column %s stands here twice", what, col.Name+col.Suffix)
		}
		seen[col.key] = true
		for _, t := range col.titles {
			if titles[t] {
				c.fault(col.At, "%s: column %s: another column is titled %q", what, col.Name, t)
			}
			titles[t] = true
		}
		for _, other := range m.cols[:i] {
			if col.from >= 0 && other.from >= 0 && col.from <= other.to && other.from <= col.to {
				c.fault(col.At, "%s: columns %s and %s overlap", what, other.Name, col.Name)
			}
		}
	}
	c.foreignNeeds(what, s, m, seen)
}

// foreignNeeds holds that the mapping has what reading or drafting cannot do without.
func (c *checker) foreignNeeds(what string, s ForeignSheet, m mapping, seen map[string]bool) {
	needed := []string{colID, colAnswer}
	if s.List {
		needed = []string{colID, colQuestion}
	}
	for _, name := range needed {
		if !seen[name] {
			c.fault(s.At, "%s: column %s is missing", what, name)
		}
	}
	all := map[string]span{}
	for _, col := range m.cols {
		if len(col.titles) > 0 {
			all[col.key] = span{}
		}
	}
	if len(all) > 0 && !m.marks(all) {
		c.fault(s.At, "%s: among the columns with titles neither %s nor %s is, so their row cannot be known", what, needed[0], needed[1])
	}
}

func (c *checker) foreignColumn(what string, col mapped) {
	what += ": column " + col.Name
	switch {
	case !slices.Contains(foreignNames, col.Name):
		c.fault(col.At, "%s: there are %s", what, strings.Join(foreignNames, ", "))
	case len(col.titles) == 0 && col.from < 0 && col.Letter == "":
		c.fault(col.At, "%s: a title or a letter is missing", what)
	case col.Title == "" && len(col.Also) > 0:
		c.fault(col.At, "%s: it has other titles and none of its own", what)
	}
	if col.Letter != "" && col.from < 0 {
		c.fault(col.At, "%s: %q is no column: write C, or C:E for several", what, col.Letter)
	}
	if col.Suffix == "" {
		return
	}
	if col.Name != colAnswer {
		c.fault(col.At, "%s: only an answer has a suffix", what)
	}
	if !slices.ContainsFunc(c.f.Questions(), func(q framework.Question) bool {
		id, ok := strings.CutSuffix(q.ID, col.Suffix)
		_, known := c.f.Question(id)
		return ok && known
	}) {
		c.fault(col.At, "%s: no question is called as another with %q behind it", what, col.Suffix)
	}
}

func (c *checker) foreignField(x ForeignField) {
	what := "foreign field " + x.Name
	if !slices.Contains(inputFields, x.Name) {
		c.fault(x.At, "%s: there are %s", what, strings.Join(inputFields, ", "))
	}
	if (x.Cell == "") == (x.Title == "") {
		c.fault(x.At, "%s: either a cell or the title beside it belongs here", what)
	}
	if x.Title == "" && (len(x.Also) > 0 || x.Column != "") {
		c.fault(x.At, "%s: other titles and a column go with a title", what)
	}
	if _, _, ok := cellNumber(x.Cell); x.Cell != "" && (!ok || x.Sheet == "") {
		c.fault(x.At, "%s: a cell is written C4 and needs its sheet", what)
	}
	if from, to, ok := letters(x.Column); x.Column != "" && (!ok || from != to) {
		c.fault(x.At, "%s: %q is no column: write C", what, x.Column)
	}
	if x.Sheet != "" {
		c.patterns(x.At, what+": sheet", []string{x.Sheet})
	}
}

// writtenIDs holds that no two questions can be written the same way.
func (c *checker) writtenIDs(f *Foreign) {
	own := newIndex(c.f, &Layout{})
	taken := map[string]string{}
	for _, id := range sortedKeys(f.IDs) {
		if own.id(id) != id {
			c.fault(f.At, "ids: %s has no question %q", c.f.Ref(), id)
		}
		for _, written := range f.IDs[id] {
			t := fold(written)
			other := taken[t]
			if other == "" && own.id(written) != id {
				other = own.id(written)
			}
			if t == "" || other != "" {
				c.fault(f.At, "ids: %s cannot be written %q: that is empty or another id", id, written)
			}
			taken[t] = id
		}
	}
}
