package view

// Sources are the files of the round the reader's papers, meetings and groups were written in.
func (v Consultation[A]) Sources() []string {
	var all []string
	for _, g := range v.Groups {
		all = append(all, g.File)
	}
	for _, m := range v.Meetings {
		all = append(all, m.File)
	}
	for _, p := range v.Papers {
		all = append(all, p.File)
	}
	return all
}
