package pdf

import (
	"fmt"
	"strings"
	"time"

	"opframe/data/date"
	"opframe/render/doc"
)

// report is a document with every block, long tables, both kinds of figure and names in the scripts
// that have to print right: about six pages.
func report() doc.Document {
	return doc.Document{
		Title:       "Assessment of Ledgerline Payroll Cloud",
		Subtitle:    "Interim assessment, round 2017-2, Harbour & Finch Software Pty Ltd",
		Label:       "Confidential: the provider and the office only",
		Description: "What was found, at which level of confidence the product stands, and what would raise it.",
		Publisher:   "Digital Partnership Office",
		Date:        date.Date{Year: 2017, Month: time.August, Day: 31},
		Lang:        "en-AU",
		Blocks:      append(firstPage(), findings()...),
	}
}

func firstPage() []doc.Block {
	return []doc.Block{
		doc.Callout{Tone: doc.Caution, Title: "Recommended: access with conditions", Blocks: []doc.Block{
			doc.Paragraph{Text: []doc.Span{{Text: "Three of four APIs may be used as they are. "},
				{Text: "Lodge activity statement", Strong: true}, {Text: " needs the conditions of "},
				{Text: "what would have to change", Link: "#change"}, {Text: " by 30 November 2017."}, {Note: 1}}},
			doc.List{Items: []doc.Item{{Text: doc.T("Multi-factor authentication for every administrator.")},
				{Text: doc.T("Audit logs kept for twelve months, off the host that writes them.")}}},
		}},
		doc.Facts{Items: []doc.Fact{
			{Term: "Provider", Text: doc.T("Harbour & Finch Software Pty Ltd")},
			{Term: "Security contact", Text: doc.T("Nguyễn Thị Ánh, Ζαχαρίας Παπαδόπουλος, Живко Ђорђевић, Łukasz Żółć")},
			{Term: "Confidence", Text: []doc.Span{{Text: "Level 2 of 4 ", Strong: true}, {Text: "partly", Tone: doc.Caution},
				{Text: " — the weakest dimension is the environment, in which two controls are "}, {Text: "not met", Tone: doc.Bad}}},
			{Term: "Read from", Text: []doc.Span{{Text: "ledgerline-2017-08.xlsx", Code: true}, {Text: ", sheet "}, {Text: "Product!D14", Code: true}}},
		}},
		doc.Heading{Level: 2, Text: "Where the product stands", ID: "stands"},
		doc.Paragraph{Text: []doc.Span{{Text: strings.Repeat("The risk of each API is set against the level of confidence in the consumer of that API. ", 3)},
			{Text: "No level is a pass or a failure", Emph: true}, {Text: "; the "}, {Text: "framework", Link: "https://example.org/framework?id=1&v=1.0"},
			{Text: " says what follows from each, and "}, {Text: "the register", Link: "../register.html"}, {Text: " lists the APIs."}}},
		doc.Figure{Caption: "Figure 1. Risk of the API and level of confidence", Alt: "All APIs lie in the column of level 2.", Plot: matrix()},
		doc.Figure{Caption: "Figure 2. Findings by dimension", Alt: "Most controls are met.", Plot: bars()},
	}
}

func matrix() doc.Grid {
	g := doc.Grid{RowTitle: "Risk of the API", ColTitle: "Confidence in the consumer",
		Rows: []string{"4 high", "3 medium", "2 low", "1 none"},
		Cols: []string{"Level 0", "Level 1", "Level 2", "Level 3", "Level 4"}}
	for r := range g.Rows {
		row := make([]doc.GridCell, len(g.Cols))
		for c := range row {
			row[c] = doc.GridCell{Text: "Access", Tone: doc.Good, Here: c == 2}
			switch {
			case c < 2-r:
				row[c].Text, row[c].Tone = "No access", doc.Bad
			case c < 4-r:
				row[c].Text, row[c].Tone = "Access with conditions", doc.Caution
			}
		}
		g.Cells = append(g.Cells, row)
	}
	g.Cells[0][2].Things = []string{"AS.0001", "AS.0002"}
	g.Cells[1][2].Things = []string{"RMS.17", "PLS.3", "PAYEVNT.2018", "TFND.1", "EMPDUP.4", "INCDTLS.9", "CLNTCOMM.2", "FVS.1", "FVS.2", "FVS.3", "FVS.4"}
	return g
}

func bars() doc.Bars {
	n := func(f float64) doc.Count { return doc.Count{N: f} }
	return doc.Bars{Subject: "Dimension", Unit: "findings",
		Legend: []doc.Key{{Label: "Met", Tone: doc.Good}, {Label: "Partly met", Tone: doc.Caution}, {Label: "Not met", Tone: doc.Bad}, {Label: "Not assessed"}},
		Bars: []doc.Bar{
			{Label: "Product", Values: []doc.Count{n(7), n(2), n(1), n(0)}},
			{Label: "Environment: hosting, supply chain and everything that the product stands on", Values: []doc.Count{n(4), n(3), n(2), {Withheld: true}}},
			{Label: "Work practices", Values: []doc.Count{n(6), n(1), n(0), n(2)}},
		}}
}

func findings() []doc.Block {
	blocks := []doc.Block{
		doc.Heading{Level: 2, Text: "Findings by dimension", ID: "findings"},
		doc.Heading{Level: 3, Text: "Product", ID: "product"},
		doc.Quote{Text: "We encrypt all traffic with TLS 1.2.\nLegacy desktop clients before 4.1 still use the old channel, which is being retired.", Source: "ledgerline-2017-08.xlsx, Product!D14"},
		controls(34),
		doc.Heading{Level: 2, Text: "What would have to change", ID: "change"},
		doc.List{Ordered: true, Items: []doc.Item{
			{Text: []doc.Span{{Text: "Require a second factor", Strong: true}, {Text: " for everybody who can see the records of more than one client."}},
				Sub: &doc.List{Items: []doc.Item{{Text: doc.T("Weight 8, effort middling.")},
					{Text: doc.T("Raises the environment to level 3."), Sub: &doc.List{Items: []doc.Item{{Text: doc.T("Nested once more.")}}}}}}},
			{Text: doc.T("Keep audit logs for twelve months.")},
		}},
		doc.Heading{Level: 4, Text: "A table of figures", ID: "figures"},
		doc.Table{Caption: "Obligations", Columns: []doc.Column{{Title: "Owner"}, {Title: "Trigger", Wide: 3}, {Title: "Hours", Right: true}}, RowHead: true,
			Rows: []doc.Row{{Cells: [][]doc.Span{doc.T("provider"), doc.T("A breach of taxpayer data is suspected"), doc.T("24")}},
				{Cells: [][]doc.Span{doc.T("joint"), doc.T("Unusual volume of lodgements from one client"), doc.T("1,048")}}}},
		doc.Table{Caption: "Exceptions", Columns: []doc.Column{{Title: "Control"}, {Title: "Until"}}, Empty: "No exception was granted."},
		doc.Code{Text: "opframe check ledgerline-2017-08.xlsx\n\n  Product!D14: \"Yess\" is not one of Yes, No, Partly" + strings.Repeat(" and so on", 12) + "\n"},
		doc.Callout{Tone: doc.Good, Title: "Good: nothing lies offshore", Blocks: []doc.Block{doc.Quote{Text: "All data centres are in Sydney and Melbourne.", Source: "Environment!C8"}}},
		doc.Callout{Tone: doc.Bad, Title: "Not met: breach notification", Blocks: []doc.Block{doc.Paragraph{Text: doc.T("There is no plan. An answer held an emoji 😀 and 漢字.")}}},
		doc.Callout{Title: "Note", Blocks: []doc.Block{doc.Paragraph{Text: doc.T("Ελληνικά, Кириллица, Tiếng Việt, Հայերեն, ქართული, עברית, العربية, ✓ ☎ ≥ ½.")}}},
	}
	for i := range 6 {
		blocks = append(blocks, doc.Paragraph{Text: doc.T(fmt.Sprintf("Paragraph %d. ", i+1) + strings.Repeat("What was not assessed is said, and why it was not. ", 7))})
	}
	return append(blocks, doc.Notes{Items: []doc.Note{
		{N: 1, Text: doc.T("A condition that is not met by its date ends the access that it was given for. " + strings.Repeat("It is asked for in writing. ", 6))},
		{N: 2, Text: []doc.Span{{Text: "See "}, {Text: "the framework", Link: "https://example.org/framework"}, {Text: ", part 3."}}},
	}})
}

// controls is a table of n rows, some of them long.
func controls(n int) doc.Table {
	t := doc.Table{Caption: "Controls of the product dimension", RowHead: true,
		Columns: []doc.Column{{Title: "Control", Wide: 2}, {Title: "Finding", Wide: 1}, {Title: "Reason and remedy", Wide: 4}, {Title: "Weight", Wide: 0.6, Right: true}}}
	tones := []doc.Span{{Text: "met", Tone: doc.Good}, {Text: "partly", Tone: doc.Caution}, {Text: "not met", Tone: doc.Bad}, {Text: "not assessed"}}
	for i := range n {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{
			doc.T(fmt.Sprintf("Encryption in transit, part %d", i+1)), {tones[i%4]},
			{{Text: "Answered "}, {Text: "Yes", Strong: true}, {Text: strings.Repeat(" in the questionnaire, but the evidence names TLS 1.0 for one client", i%5)},
				{Text: ". See "}, {Text: fmt.Sprintf("Product!D%d", 14+i), Code: true}, {Text: "."}, {Note: i%2 + 1}},
			doc.T(fmt.Sprint(i * 7 % 11))}})
	}
	return t
}
