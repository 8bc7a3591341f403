//go:build !(js && wasm)

package workbook

import "github.com/xuri/excelize/v2"

// styleOf is the style of a look.
func styleOf(k look) *excelize.Style {
	s := &excelize.Style{
		Font:       &excelize.Font{Family: fontName, Size: 10, Color: ink},
		Alignment:  &excelize.Alignment{WrapText: true, Vertical: "top"},
		Protection: &excelize.Protection{Locked: k < answerLook || k > dayLook},
	}
	switch k {
	case titleLook:
		s.Font.Size, s.Font.Bold, s.Font.Color = 18, true, navy
		s.Alignment.Vertical = "center"
	case noteLook:
		s.Font.Color = quietInk
	case headingLook:
		s.Font.Size, s.Font.Bold, s.Font.Color = 12, true, navy
		s.Alignment.Vertical = "bottom"
	case stepLook:
	case headerLook:
		s.Font.Bold, s.Font.Color = true, white
		s.Alignment.Vertical = "center"
		paint(s, navy)
	case hintLook:
		s.Font.Italic, s.Font.Color = true, quietInk
		paint(s, band)
	case controlLook:
		s.Font.Bold, s.Font.Color = true, navy
		paint(s, band)
	case intentLook:
		paint(s, band)
	default:
		styleBody(k, s)
	}
	return s
}

// styleBody is for cells of the body: all have a border.
func styleBody(k look, s *excelize.Style) {
	paint(s, white)
	switch k {
	case labelLook, idLook:
		s.Font.Bold = true
	case optionIDLook:
		s.Font.Color = quietInk
		s.Alignment.WrapText, s.Alignment.ShrinkToFit = false, true
	case countLook:
		s.Alignment.Horizontal = "center"
	case optionLook:
		s.Alignment.Indent = 2
	case guidanceLook:
		s.Font.Color = quietInk
	case linkLook:
		s.Font.Color, s.Font.Underline = linkInk, "single"
	case quietLook, notAskedSample:
		s.Font.Color = quietInk
		paint(s, grey)
	case answerLook, answerSample:
		paint(s, cream)
	case wordsLook:
		// A text format keeps 3-4 from becoming a date and 007 from losing its noughts.
		paint(s, cream)
		s.NumFmt = 49
	case numberLook:
		s.Alignment.Horizontal = "left"
		paint(s, cream)
	case dayLook:
		showDay(s)
		paint(s, cream)
	case givenLook:
		s.Alignment.Horizontal = "left"
	case givenDayLook:
		showDay(s)
	case requiredSample, answeredSample, dependsSample:
		mark := marksOf[k]
		s.Font.Color, s.Font.Bold = mark.ink, true
		paint(s, mark.fill)
	case plainLook:
		s.NumFmt = 49
	}
}

// showDay writes a date the same way in every language and country, also when saved as CSV.
func showDay(s *excelize.Style) {
	format := "yyyy-mm-dd"
	s.Alignment.Horizontal, s.CustomNumFmt = "left", &format
}

// paint fills a cell and draws a thin line around it.
func paint(s *excelize.Style, fill string) {
	s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	s.Border = nil
	for _, side := range []string{"left", "right", "top", "bottom"} {
		s.Border = append(s.Border, excelize.Border{Type: side, Color: edge, Style: 1})
	}
}

// colouring are the marks that colour a line, in the order they do: the first colours all of it.
var colouring = []look{notAskedSample, requiredSample, answeredSample, dependsSample}

// colourOf is the style of a line or a cell with a mark.
func colourOf(k look) *excelize.Style {
	m := marksOf[k]
	return &excelize.Style{
		Font: &excelize.Font{Color: m.ink, Bold: k != notAskedSample},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{m.fill}},
	}
}
