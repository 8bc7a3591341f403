package report

import (
	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

func Summary(v view.WorkingGroup) doc.For[audience.WorkingGroup] {
	d := &draft{}
	return seal(v.Reader, d.document(v.Occasion, "Round summary", v.Occasion.Title, v.Reader.Label(), "x."))
}
