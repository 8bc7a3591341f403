// Package sample knows the sample round: a fictional office, fictional providers and the workbooks
// they sent, with the round of the year before. The facts stand in the YAML files beside it, and the
// workbooks are made from them by the same code that writes empty questionnaires; the papers of the
// consultation and the lists of actions and enquiries are copied as they are. Review workbooks are filled in with
// what the sample's reviewers decided. It judges nothing itself: it does not know what the answers it writes are
// worth.
package sample

import (
	"bytes"
	"embed"
	"fmt"
	"maps"
	"path"

	"opframe/data/response"
	"opframe/data/workbook"
)

//go:embed *.yaml round.tmpl papers/*.md actions.csv enquiries.csv
var embedded embed.FS

// Files makes the sample round: bytes by path below the round's folder, with slashes. The same
// program makes the same bytes. An error names the file and line of every fault of the data.
func Files() (map[string][]byte, error) {
	d, err := load(embedded)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, r := range d.rounds() {
		if err := d.write(r, out); err != nil {
			return nil, err
		}
	}
	maps.Copy(out, d.papers)
	return out, nil
}

// write adds the files of one round.
func (d *data) write(r round, out map[string][]byte) error {
	settings, err := d.settings(r)
	if err != nil {
		return err
	}
	register, err := d.register(r)
	if err != nil {
		return err
	}
	out[path.Join(r.dir, "round.yaml")] = settings
	out[path.Join(r.dir, "register.xlsx")] = register
	for _, reply := range r.replies {
		s, err := d.submission(r, reply)
		if err != nil {
			return err
		}
		content, err := d.workbook(r, reply, s)
		if err != nil {
			return fmt.Errorf("%s: %w", reply.At, err)
		}
		out[path.Join(r.dir, "responses", reply.File)] = content
	}
	for _, x := range r.reviews {
		if err := d.review(r, x, out); err != nil {
			return err
		}
	}
	return nil
}

// The forms in which replies come in.
const (
	formXLSX = "xlsx"
	formCSV  = "csv"
	formCut  = "cut" // an xlsx file of which the end is missing, as after a broken transfer
)

var forms = []string{formXLSX, formCSV, formCut}

// workbook writes a questionnaire as the provider filled it in.
func (d *data) workbook(r round, reply reply, s response.Submission) ([]byte, error) {
	e := d.editions[s.Framework]
	pre := workbook.Prefill{
		ProviderID: s.ProviderID.Text, ProviderName: s.ProviderName.Text,
		ProductID: s.ProductID.Text, ProductName: s.ProductName.Text,
		RoundID: r.ID, RoundTitle: r.Title, Due: r.Due,
		Contact: d.reg.Office.Name + ", " + d.reg.Office.Email + ", " + d.reg.Office.Phone,
		Last:    &s,
	}
	write := workbook.WriteXLSX
	if reply.Form == formCSV {
		write = workbook.WriteCSV
	}
	var b bytes.Buffer
	if err := write(&b, e.Framework, e.Layout, pre); err != nil {
		return nil, err
	}
	if reply.Form == formCut {
		return b.Bytes()[:b.Len()*3/5], nil
	}
	return b.Bytes(), nil
}
