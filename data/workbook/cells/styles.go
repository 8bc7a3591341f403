package cells

import "strconv"

// readStyles reads which styles show numbers as dates; nothing else of a style is looked at.
func (r *reader) readStyles(part string) error {
	src, err := r.pack.read(part)
	if err != nil {
		return err
	}
	x := newScanner(part, src, mainSpace, r.limits)
	codes := map[int]bool{} // custom formats by id: are they dates
	var formats []int       // by style: the id of its format
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
		isDate, custom := codes[id]
		r.styles[i] = isDate || !custom && isBuiltinDate(id)
	}
	return x.finish()
}

func (r *reader) readFormats(x *scanner, codes map[int]bool) {
	for ; x.enter(); x.skip() {
		id, err := strconv.Atoi(string(x.attr("numFmtId")))
		switch {
		case string(x.tag) != "numFmt":
		case err != nil:
			x.fail("a number format has no number")
		case len(codes) >= r.limits.Styles:
			x.exceeds("holds more than the %s number formats allowed", thousands(r.limits.Styles))
		default:
			codes[id] = isDateFormat(x.attr("formatCode"))
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
