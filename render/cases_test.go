package render_test

import (
	"opframe/data/date"
	"opframe/render/doc"
)

// cases show each block, and what was once or could be printed wrong, in every format that is text.
// The file of a case is testdata/NAME.txt.
var cases = []struct {
	name   string
	blocks []doc.Block
}{
	{"heading", []doc.Block{
		doc.Heading{Level: 2, Text: "What was decided", ID: "what-was-decided"},
		doc.Heading{Level: 3, Text: "Risk & confidence", ID: "risk-confidence"},
		doc.Heading{Level: 4, Text: "1. Why #1 comes first #", ID: "why"},
	}},
	{"paragraph", []doc.Block{
		doc.Paragraph{Text: []doc.Span{
			{Text: "The product may use "}, {Text: "nine", Strong: true}, {Text: " of "}, {Text: "twelve", Emph: true},
			{Text: " APIs. Multi-factor authentication is "}, {Text: "met", Tone: doc.Good}, {Text: ", hosting is "},
			{Text: "partly met", Tone: doc.Caution}, {Text: " and monitoring is "}, {Text: "not met", Tone: doc.Bad},
			{Text: ". Answers are in "}, {Text: "Product!D14", Code: true}, {Text: "; the questions are in the "},
			{Text: "information pack", Link: "../public/pack.html#questions"}, {Text: "."},
		}},
		doc.Paragraph{Text: []doc.Span{{Text: "Partnership Office\nLevel 4\n21 Example Street"}}},
		doc.Paragraph{Text: []doc.Span{
			{Text: "Write to "}, {Text: "office@example.org", Link: "mailto:office@example.org"}, {Text: " or see "},
			{Text: "https://example.org/dsp", Link: "https://example.org/dsp"}, {Text: "."},
		}},
	}},
	{"list", []doc.Block{
		doc.List{Items: []doc.Item{
			{Text: doc.T("Registration and assessment")},
			{Text: doc.T("Hosting"), Sub: &doc.List{Items: []doc.Item{
				{Text: doc.T("onshore")},
				{Text: doc.T("offshore"), Sub: &doc.List{Ordered: true, Items: []doc.Item{{Text: doc.T("by exception")}}}},
			}}},
		}},
		doc.List{Items: []doc.Item{{Text: doc.T("A second list is a list of its own")}}},
		doc.List{Ordered: true, Items: []doc.Item{
			{Text: doc.T("Complete the questionnaire.")},
			{Text: doc.T("Check it.\nCheck it again."), Sub: &doc.List{Items: []doc.Item{{Text: doc.T("on your own machine")}}}},
		}},
	}},
	{"facts", []doc.Block{doc.Facts{Items: []doc.Fact{
		{Term: "Product", Text: doc.T("Ledger One 4.2")},
		{Term: "Outcome", Text: []doc.Span{{Text: "full access", Tone: doc.Good}, {Text: " until 30\u00a0June 2018"}}},
		{Term: "Contact", Text: doc.T("Kim Nguyễn\nSecurity lead")},
		{Term: "Gateway"},
	}}}},
	{"table", []doc.Block{
		doc.Table{
			Caption: "Findings by dimension",
			Columns: []doc.Column{{Title: "Dimension", Wide: 2}, {Title: "Met", Right: true}, {Title: "Result"}},
			RowHead: true,
			Rows: []doc.Row{
				{Cells: [][]doc.Span{doc.T("Product"), doc.T("12"), {{Text: "met", Tone: doc.Good}}}},
				{Cells: [][]doc.Span{doc.T("Environment | hosting"), doc.T("[c]"), doc.T("one line\nand another")}},
				{Cells: [][]doc.Span{doc.T("Work practices"), doc.T("3"),
					doc.T("a sentence that is much longer than the others and so is not filled up with blanks")}},
			},
		},
		doc.Table{Caption: "Certificates", Columns: []doc.Column{{Title: "Standard"}, {Title: "Expires"}}, Empty: "No certificate was given."},
		doc.Table{Columns: []doc.Column{{Title: ""}, {Title: "Without a caption"}}, Rows: []doc.Row{{Cells: [][]doc.Span{doc.T("a"), doc.T("b")}}}},
	}},
	{"figure-bars", []doc.Block{doc.Figure{
		Caption: "Findings by dimension", Alt: "Product has most findings met; work practices has most not met.",
		Plot: doc.Bars{
			Subject: "Dimension", Unit: "findings",
			Legend: []doc.Key{{Label: "Met", Tone: doc.Good}, {Label: "Not met", Tone: doc.Bad}},
			Bars: []doc.Bar{
				{Label: "Product", Values: []doc.Count{{N: 8}, {N: 1}}},
				{Label: "Work practices", Values: []doc.Count{{N: 3}, {Withheld: true}}},
			},
		},
	}}},
	{"figure-grid", []doc.Block{doc.Figure{
		Caption: "Risk and confidence", Alt: "Two APIs of low risk lie at level 2 and may be used.",
		Plot: doc.Grid{
			RowTitle: "Risk", ColTitle: "Confidence", Rows: []string{"Low", "High"}, Cols: []string{"Level 1", "Level 2"},
			Cells: [][]doc.GridCell{
				{{Text: "allowed", Tone: doc.Good}, {Text: "allowed", Tone: doc.Good, Things: []string{"Lodge", "List"}, Here: true}},
				{{Text: "not yet", Tone: doc.Bad}, {Text: "with conditions", Tone: doc.Caution, Here: true}},
			},
		},
	}}},
	{"notes", []doc.Block{
		doc.Paragraph{Text: []doc.Span{{Text: "Nothing is required but an accurate answer."}, {Note: 1}, {Text: " Levels are "}, {Text: "0 to 4", Strong: true},
			{Note: 2}, {Text: "(see below)!"}, {Note: 1}}},
		doc.Table{Columns: []doc.Column{{Title: "Control"}, {Title: "Finding"}}, RowHead: true, Rows: []doc.Row{
			{Cells: [][]doc.Span{{{Text: "Hosting"}, {Note: 3}}, {{Text: "met", Tone: doc.Good}, {Note: 1}}}}}},
		doc.Callout{Title: "Note", Blocks: []doc.Block{doc.Paragraph{Text: []doc.Span{{Text: "also here"}, {Note: 3}, {Text: ": [^1]"}}}}},
		doc.Paragraph{Text: []doc.Span{{Note: 4}, {Text: ": what begins with a reference is no note"}}},
		doc.Notes{Items: []doc.Note{
			{N: 1, Text: doc.T("The purpose is to know, not to exclude: the framework has no pass mark, and whoever answers has done what it asks.\nSo far.")},
			{N: 2, Text: []doc.Span{{Text: "https://example.org/levels", Link: "https://example.org/levels"}}},
			{N: 3, Text: []doc.Span{{Text: "See "}, {Text: "the register", Link: "apis.html#hosting"}, {Text: "."}}},
			{N: 4, Text: doc.T("Four \"in quotes\"")},
		}},
	}},
	{"table-to-work-with", []doc.Block{doc.Table{
		Key: "products", Caption: "Products", RowHead: true, Empty: "No product was assessed.",
		Columns: []doc.Column{{Title: "Product", Wide: 2}, {Title: "Outcome", Filter: true}, {Title: "APIs", Filter: true}, {Title: "Until"}, {Title: "Score", Right: true}},
		Rows: []doc.Row{
			{ID: "product-ledger-one", Keys: []string{"", "2", "", "2018-06-30", "087"}, Cells: [][]doc.Span{
				{{Text: "Ledger One", Link: "products/ledger-one.html"}}, {{Text: "Full access", Tone: doc.Good}}, doc.T("Lodge\nList & <match>"), doc.T("30\u00a0June 2018"), doc.T("87%")}},
			{ID: "product-payroll", Cells: [][]doc.Span{
				doc.T("Payroll \"Plus\""), {{Text: "No access", Tone: doc.Bad}}, doc.T("Lodge"), doc.T(""), doc.T("9%")}},
		},
	}}},
	{"figure-grid-with-links", []doc.Block{doc.Figure{
		Caption: "Products by risk and confidence", Alt: "Two products of low risk lie at level 2.",
		Plot: doc.Grid{
			RowTitle: "Risk", ColTitle: "Confidence", Rows: []string{"Low", "High"}, Cols: []string{"Level 1", "Level 2"},
			Cells: [][]doc.GridCell{
				{{Text: "0 products"}, {Text: "2 products", Tone: doc.Good, Link: "products.html#products?risk=low&level=level%202", Things: []string{"Ledger One", "Payroll"}}},
				{{Text: "1 product", Tone: doc.Bad, Link: "products.html#products?risk=high&level=level%201"}, {Text: "0 products"}},
			},
		},
	}}},
	{"callout", []doc.Block{
		doc.Callout{Tone: doc.Caution, Title: "What would have to change first", Blocks: []doc.Block{
			doc.Paragraph{Text: doc.T("Turn on multi-factor authentication.")},
			doc.List{Items: []doc.Item{{Text: doc.T("for staff")}, {Text: doc.T("for users")}}},
			doc.Quote{Text: "We plan to.", Source: "ledger.xlsx, Product!D14"},
		}},
		doc.Callout{Title: "Note", Blocks: nil},
	}},
	{"quote", []doc.Block{
		doc.Quote{Text: "Yes, for all staff.\n\n- since 2016", Source: "northwind.xlsx, Product!D14"},
		doc.Quote{Text: "Без источника"},
	}},
	{"answers", []doc.Block{
		doc.Answers{Items: []doc.Answer{
			{ID: "P18", Question: "For which users does the product ask for a second factor?", Said: []doc.Span{{Text: "All users", Strong: true}, {Text: " (D42). Evidence: “HL-02” (G42)"}}},
			{ID: "P19", Question: "Which kinds of <proof> do users give?", Said: []doc.Span{{Text: "1. - *Password*\nCode", Strong: true}, {Text: " (D43)\n“Staff too.\n- Not yet.” (F43)"}}},
			{ID: "P20", Question: "For how long?", Said: nil},
		}},
		doc.Answers{Items: []doc.Answer{{ID: "W01", Question: "Who?", Said: doc.T("We")}}},
	}},
	{"code", []doc.Block{
		doc.Code{Text: "opframe check *.xlsx\n\n\tindented <b>\n"},
		doc.Code{Text: "```\nfenced\n```"},
	}},
	{"hostile", []doc.Block{
		doc.Paragraph{Text: doc.T(`<script>alert(1)</script> <img src=x onerror=alert(1)> "quoted" & &lt; 'single'`)},
		doc.Paragraph{Text: []doc.Span{{Text: "run", Link: "javascript:alert(1)"}, {Text: " and "}, {Text: "data", Link: "data:text/html,x"}}},
		doc.Paragraph{Text: doc.T("\u202eevil \u2066text")},
		doc.Paragraph{Text: doc.T("# not a heading\n- not a list\n1. not a list\n> not a quote\n---\n===\n| a | b |\n|---|---|\n    not code")},
		doc.Paragraph{Text: doc.T("*a* _b_ `c` ~~d~~ [e](f) ![g](h) [i]: j <k@l.m> https://n.o www.p.q r@s.t &amp; \\ mfa_all_users")},
		doc.Paragraph{Text: []doc.Span{{Text: "a"}, {Text: "(b)", Strong: true}, {Text: "c"}, {Text: "d", Emph: true}, {Text: "e"},
			{Text: " f ", Strong: true, Emph: true}, {Text: "g`|`h", Code: true}, {Text: "!"}, {Text: "link", Link: "x_(y)*z.html"}}},
		doc.Table{Caption: "a | b", Columns: []doc.Column{{Title: "`|`"}}, Rows: []doc.Row{{Cells: [][]doc.Span{{{Text: `c\|d`, Code: true}, {Text: ` \| e`}}}}}},
	}},
}

func document(blocks []doc.Block) doc.Document {
	return doc.Document{
		Title: "Assessment report", Subtitle: "Ledger One by Northwind Software", Label: "Public",
		Date: date.Date{Year: 2017, Month: 8, Day: 31}, Publisher: "Partnership Office", Lang: "en-AU", Blocks: blocks,
	}
}
