package report

import (
	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

// CheckPage is where a provider checks a questionnaire in the browser before it is sent. The page's script puts
// the field for the file above this text, which says all that is needed where the script does not run. loaded:
// the site has the checker.
func CheckPage(v view.Public, loaded bool) (Page[audience.Public], error) {
	digest, err := v.Framework.Digest()
	var d draft
	if loaded {
		d.text("Choose your completed questionnaire here and see at once what is missing, what contradicts, and what the published rules would say of it. " +
			"It is the same program that the office uses, run by your own browser.")
	} else {
		d.text("This site was built without the checker that runs in a browser. The same check runs on your own computer, by the command below.")
	}
	d.heading(2, "What happens to your file")
	d.add(lines([]string{
		"It does not leave your computer. Once the checker is loaded, and before it takes a file, this page forbids itself every connection; your browser keeps it to that.",
		"Nothing is kept. When you close the page or choose another file, what was read is gone.",
		"What you see is a preview and not a decision. The office decides after you have sent the questionnaire.",
	}))
	d.heading(2, "What you can choose")
	d.add(lines([]string{
		"The questionnaire as XLSX, XLSM or ODS, of up to 20 MB; macros are not run.",
		"A CSV file, or all CSV files of one questionnaire together, called NAME-SHEET.csv.",
		"A copy with a note at each problem cell is made of workbooks in XLSX and XLSM; sheets that have notes already keep only those.",
		"What cannot be read is told with the reason and what to do, and you can choose another file.",
	}))
	d.heading(2, "Without the browser")
	d.text("Where scripts or WebAssembly are off, or this page was opened from a folder, install opframe and run this; it names every cell that needs another look:")
	d.add(doc.Code{Text: "opframe check FILE"})
	d.heading(2, "Which rules it checks by")
	d.add(doc.Paragraph{Text: []doc.Span{{Text: "The office judges by " + v.Framework.Ref() + ", whose files have the SHA-256 "}, {Text: digest, Code: true},
		{Text: ". The checker computes it anew when it is loaded and does not start where it differs. The command "}, {Text: "opframe frameworks", Code: true}, {Text: " shows it too."}}})
	return Page[audience.Public]{Title: "Check before sending", Path: checkPath, Parent: questionsPath, Document: seal(v.Reader,
		d.document(v.Occasion, "Check before sending", edition(v.Framework), v.Reader.Label(),
			"Check a completed questionnaire in your own browser before you send it; the file does not leave your computer."))}, err
}
