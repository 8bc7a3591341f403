package pdf

import "slices"

// extent is where a frame stands on a page.
type extent struct {
	*frame
	from, to float64 // heights of its top and bottom
	depth    int
}

// frames are the extents of the frames on a page, the outer before the inner. A frame around a frame
// reaches around its padding.
func frames(pg page) []extent {
	var found []extent
	for _, b := range pg.boxes {
		if b.frame != nil {
			found = widen(found, b.frame, b.y-b.frame.pad, b.y+b.height+b.frame.pad)
		}
	}
	slices.SortStableFunc(found, func(a, b extent) int { return a.depth - b.depth })
	return found
}

// widen makes fr and the frames around it reach from one height to the other.
func widen(found []extent, fr *frame, from, to float64) []extent {
	i := slices.IndexFunc(found, func(e extent) bool { return e.frame == fr })
	if i < 0 {
		found = append(found, extent{fr, from, to, fr.depth()})
	} else {
		found[i].from, found[i].to = min(found[i].from, from), max(found[i].to, to)
	}
	if fr.outer != nil {
		return widen(found, fr.outer, from-fr.outer.pad, to+fr.outer.pad)
	}
	return found
}

func (f *frame) depth() int {
	if f.outer == nil {
		return 0
	}
	return f.outer.depth() + 1
}

func (p *pen) frame(e extent) {
	if e.ground != nil {
		area{x: e.x, y: e.from, w: e.w, h: e.to - e.from, fill: e.ground}.put(p, 0)
	}
	if e.bar != nil {
		area{x: e.x, y: e.from, w: e.thick, h: e.to - e.from, fill: e.bar}.put(p, 0)
	}
}
