package cells

import "strconv"

// readStyles reads which styles show numbers as dates, and for Inspect how they show them. Nothing
// else of a style is looked at.
func (r *reader) readStyles(part string) error {
	src, err := r.pack.read(part)
	if err != nil {
		return err
	}
	x := r.pack.scan(part, src, mainSpace)
	codes := map[int]format{} // custom ones by id
	var formats []int         // by style: the id of its format
	for open := x.begin("styleSheet"); open && x.enter(); {
		switch string(x.tag) {
		case "numFmts":
			r.readFormats(x, codes)
		case "cellXfs":
			formats = r.readFormatIDs(x)
		default:
			x.skip()
		}
	}
	r.styles = make([]bool, len(formats))
	for i, id := range formats {
		f, custom := codes[id]
		r.styles[i] = f.isDate || !custom && isBuiltinDate(id)
	}
	if r.inspect {
		r.formatsOf(formats, codes)
	}
	return x.finish()
}

// format is a custom number format.
type format struct {
	isDate bool
	code   string // for Inspect alone
}

// formatsOf parses the formats that styles use, each once. What is past the limits is not shown in
// the way of its format, so that neither many nor long ones take memory for each cell.
func (r *reader) formatsOf(ids []int, codes map[int]format) {
	parsed := map[int]*numberFormat{}
	r.formats = make([]*numberFormat, len(ids))
	for i, id := range ids {
		f, done := parsed[id]
		if !done {
			code := builtinFormats[id]
			if custom, ok := codes[id]; ok {
				code = custom.code
			}
			switch {
			case len(parsed) >= r.limits.Formats || len(code) > r.limits.FormatLen:
				f = &numberFormat{sections: []formatSection{{kind: unknownSection}}}
			case code != "":
				f = parseFormat(code)
			}
			parsed[id] = f
		}
		r.formats[i] = f
	}
}

func (r *reader) readFormats(x *scanner, codes map[int]format) {
	for ; x.enter(); x.skip() {
		id, err := strconv.Atoi(string(x.attr("numFmtId")))
		switch {
		case string(x.tag) != "numFmt":
		case err != nil:
			x.fail("a number format has no number")
		case len(codes) >= r.limits.Styles:
			x.exceeds("holds more than the %s number formats allowed", thousands(r.limits.Styles))
		default:
			f := format{isDate: isDateFormat(x.attr("formatCode"))}
			if code := x.attr("formatCode"); r.inspect {
				f.code = string(code[:min(len(code), r.limits.FormatLen+1)])
			}
			codes[id] = f
		}
	}
}

func (r *reader) readFormatIDs(x *scanner) (formats []int) {
	for ; x.enter(); x.skip() {
		if string(x.tag) != "xf" {
			continue
		}
		if len(formats) >= r.limits.Styles {
			x.exceeds("holds more than the %s styles allowed", thousands(r.limits.Styles))
			return formats
		}
		id := 0
		if a := x.attr("numFmtId"); len(a) > 0 {
			n, err := strconv.Atoi(string(a))
			if err != nil {
				x.fail("a style has the number format %s", shown(a))
			}
			id = n
		}
		formats = append(formats, id)
	}
	return formats
}
