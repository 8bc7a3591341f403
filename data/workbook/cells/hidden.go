package cells

import (
	"bytes"
	"slices"
)

// hide appends a span of hidden rows or columns, or lengthens the last one by it.
func (s *sheet) hide(spans []Span, more Span) []Span {
	return hide(s.x, spans, more)
}

func hide(x *scanner, spans []Span, more Span) []Span {
	if n := len(spans); n > 0 && spans[n-1].Last+1 == more.First {
		spans[n-1].Last = more.Last
		return spans
	}
	if len(spans) >= x.limits.Rows {
		x.exceeds("hides more than the %s rows or columns allowed", thousands(x.limits.Rows))
		return spans
	}
	return append(spans, more)
}

// joined sorts spans and joins those that touch or overlap.
func joined(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return a.First - b.First })
	n := 0
	for _, s := range spans {
		if n > 0 && s.First <= spans[n-1].Last+1 {
			spans[n-1].Last = max(spans[n-1].Last, s.Last)
			continue
		}
		spans[n] = s
		n++
	}
	return spans[:n]
}

// readCols reads which columns are hidden.
func (s *sheet) readCols() {
	for x := s.x; x.enter(); x.skip() {
		if string(x.tag) != "col" || !isTrue(x.attr("hidden")) && string(x.attr("width")) != "0" {
			continue
		}
		first, ok1 := number(x.attr("min"), s.limits.Cols)
		last, ok2 := number(x.attr("max"), s.limits.Cols)
		if !ok1 || !ok2 || first > last {
			x.fail("the columns %s to %s are hidden; columns go from 1 to %s", shown(x.attr("min")), shown(x.attr("max")), thousands(s.limits.Cols))
			return
		}
		s.out.HiddenCols = s.hide(s.out.HiddenCols, Span{first - 1, last - 1})
	}
}

// readMerged reads the merged ranges. One of a single cell merges nothing.
func (s *sheet) readMerged() {
	for x := s.x; x.enter(); x.skip() {
		if string(x.tag) != "mergeCell" {
			continue
		}
		r, ok := parseRange(x.attr("ref"), s.limits)
		if !ok {
			x.fail("it merges the cells %s, which is no range within A1:%s", shown(x.attr("ref")), Ref(s.limits.Rows-1, s.limits.Cols-1))
			return
		}
		s.addMerged(x, s.out, r)
	}
}

// addMerged notes a merged range of a sheet.
func (r *reader) addMerged(x *scanner, out *Sheet, merged Range) {
	if merged.FirstRow == merged.LastRow && merged.FirstCol == merged.LastCol {
		return
	}
	if r.merged++; r.merged > r.limits.Merged {
		x.exceeds("brings the workbook to more than the %s merged ranges allowed", thousands(r.limits.Merged))
		return
	}
	out.Merged = append(out.Merged, merged)
}

// parseRange reads A1:B2, A1 for a range of one cell, 3:5 for whole rows and B:D for whole columns.
func parseRange(b []byte, limits *Limits) (r Range, ok bool) {
	from, to, isTwo := bytes.Cut(b, []byte(":"))
	if !isTwo {
		to = from
	}
	var first, last bool
	r.FirstRow, r.FirstCol, first = parseRangeEnd(from, 0, 0, limits)
	r.LastRow, r.LastCol, last = parseRangeEnd(to, limits.Rows-1, limits.Cols-1, limits)
	isCell := len(from) > 0 && from[0] >= 'A' && from[len(from)-1] <= '9'
	return r, first && last && (isTwo || isCell) && r.FirstRow <= r.LastRow && r.FirstCol <= r.LastCol
}

// parseRangeEnd reads one end of a range, where the row or the column may be left out.
func parseRangeEnd(b []byte, row, col int, limits *Limits) (int, int, bool) {
	if n, ok := number(b, limits.Rows); ok {
		return n - 1, col, true
	}
	if _, c, ok := parseRef(append(bytes.Clone(b), '1'), limits); ok && b[len(b)-1] >= 'A' {
		return row, c, true
	}
	return parseRef(b, limits)
}
