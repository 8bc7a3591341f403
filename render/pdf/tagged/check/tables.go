package check

// tables checks every table in an element and below it.
func (c *checker) tables(v any) {
	e := c.dict(v)
	if e["S"] == Name("Table") {
		c.table(e, v)
	}
	for _, k := range c.kidsOf(e) {
		if ref, ok := k.(Ref); ok && c.roles[int(ref)] != "" {
			c.tables(ref)
		}
	}
}

// cell is what a table says of a TH or TD.
type cell struct {
	head       bool
	scope      any
	headers    Array
	rows, cols int
}

// table checks that heads can be found from cells (15-003), and that cells fill the rows and columns
// (ISO 14289-1, 7.2) with nothing over another.
func (c *checker) table(e Dict, v any) {
	rows := c.rows(e)
	for _, row := range rows {
		for _, cell := range row {
			for _, h := range cell.headers {
				id, _ := h.(String)
				c.want(c.heads[string(id)], "15-003", "table %v refers to the head %q, which is not there", v, id)
			}
			scoped := cell.scope == Name("Row") || cell.scope == Name("Column") || cell.scope == Name("Both")
			c.want(scoped || !cell.head, "15-003", "a TH of table %v has the scope %v", v, cell.scope)
		}
	}
	c.grid(rows, v)
}

// rows are those of a table and of the groups in it.
func (c *checker) rows(e Dict) [][]cell {
	var rows [][]cell
	for _, k := range c.kidsOf(e) {
		kid := c.dict(k)
		switch kid["S"] {
		case Name("TR"):
			rows = append(rows, c.cells(kid))
		case Name("THead"), Name("TBody"), Name("TFoot"):
			rows = append(rows, c.rows(kid)...)
		}
	}
	return rows
}

func (c *checker) cells(row Dict) []cell {
	var cells []cell
	for _, k := range c.kidsOf(row) {
		kid := c.dict(k)
		if kid["S"] != Name("TH") && kid["S"] != Name("TD") {
			continue
		}
		one := cell{head: kid["S"] == Name("TH"), rows: 1, cols: 1}
		for _, a := range c.attributes(kid, "Table") {
			if s, ok := a["Scope"]; ok {
				one.scope = s
			}
			if h, ok := c.resolve(a["Headers"]).(Array); ok {
				one.headers = h
			}
			one.rows, one.cols = span(a["RowSpan"], one.rows), span(a["ColSpan"], one.cols)
		}
		cells = append(cells, one)
	}
	return cells
}

func span(v any, otherwise int) int {
	if f, ok := v.(float64); ok && f >= 1 && f < 1000 {
		return int(f)
	}
	return otherwise
}

// attributes are those that an owner gives to an element.
func (c *checker) attributes(e Dict, owner Name) []Dict {
	var found []Dict
	all, ok := c.resolve(e["A"]).(Array)
	if !ok {
		all = Array{e["A"]}
	}
	for _, a := range all {
		if d := c.dict(a); d["O"] == owner {
			found = append(found, d)
		}
	}
	return found
}

// grid puts cells into rows and columns, and wants all rows equally long.
func (c *checker) grid(rows [][]cell, v any) {
	taken := make([]map[int]bool, len(rows))
	for i := range taken {
		taken[i] = map[int]bool{}
	}
	for i, row := range rows {
		at := 0
		for _, cell := range row {
			for taken[i][at] {
				at++
			}
			c.want(i+cell.rows <= len(rows), "7.2", "a cell of table %v goes beyond the last row", v)
			for y := i; y < min(i+cell.rows, len(rows)); y++ {
				for x := at; x < at+cell.cols; x++ {
					c.want(!taken[y][x], "7.2", "two cells of table %v are over each other", v)
					taken[y][x] = true
				}
			}
		}
	}
	for i := range taken {
		c.want(len(taken[i]) == len(taken[0]), "7.2", "row %d of table %v has %d columns, the first %d", i+1, v, len(taken[i]), len(taken[0]))
	}
}
