package tagged

import (
	"fmt"
	"strconv"

	"opframe/data/deflate"
)

// attach writes the attachments and gives the numbers of their file specifications (ISO 19005-3, 6.8).
func (w *writer) attach(all []Attachment) []int {
	numbers := make([]int, len(all))
	for i, a := range all {
		data := w.fresh()
		d := appendName([]byte("/Type/EmbeddedFile/Subtype"), a.MIME)
		d = append(d, "/Params<</Size "...)
		d = strconv.AppendInt(d, int64(len(a.Data)), 10)
		d = append(d, "/ModDate"...)
		d = appendString(d, pdfDate(a.Date))
		w.deflated(data, string(append(d, ">>"...)), a.Data, deflate.Data())
		numbers[i] = w.fresh()
		w.specify(numbers[i], data, a)
	}
	return numbers
}

// specify writes a file specification. Its name is there for readers of all ages (ISO 14289-1, 7.11).
func (w *writer) specify(number, data int, a Attachment) {
	w.begin(number)
	w.add("<</Type/Filespec/F")
	w.text(a.Name)
	w.add("/UF")
	w.text(a.Name)
	w.optional("/Desc", a.Description)
	w.name("/AFRelationship", a.Relationship)
	w.add("/EF<</F ")
	w.ref(data)
	w.add("/UF ")
	w.ref(data)
	w.add(">>>>")
}

// associate writes the catalogue's entries for attachments, which are in the order of their names.
func (w *writer) associate(all []Attachment, files []int) {
	if len(all) == 0 {
		return
	}
	w.add("/AF[")
	spaced(w, files, w.ref)
	w.add("]/Names<</EmbeddedFiles<</Names[")
	for i, a := range all {
		w.text(a.Name)
		w.ref(files[i])
	}
	w.add("]>>>>")
}

// relationships an associated file may have to the document (ISO 19005-3, 6.8).
var relationships = []string{"Source", "Data", "Alternative", "Supplement", "Unspecified"}

// check refuses an attachment that lacks what the standard asks for. Names must rise, as in a name tree.
func (a Attachment) check(before string) error {
	switch {
	case a.Name <= before:
		return fmt.Errorf("attachment %q: it has no name, or does not come after %q in order", a.Name, before)
	case a.MIME == "" || a.Description == "" || a.Date.IsZero():
		return fmt.Errorf("attachment %q: it needs a type, a description and a date", a.Name)
	}
	for _, r := range relationships {
		if a.Relationship == r {
			return nil
		}
	}
	return fmt.Errorf("attachment %q: relationship %q is not one of %v", a.Name, a.Relationship, relationships)
}
