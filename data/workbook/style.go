//go:build !(js && wasm)

package workbook

import "github.com/xuri/excelize/v2"

// look is how a cell appears in a spreadsheet program and whether it can be changed there. What a
// colour says is always said by a word or by the place as well.
type look uint8

const (
	noLook look = iota
	titleLook
	noteLook
	headingLook
	stepLook
	labelLook
	givenLook    // filled in by the office, locked
	givenDayLook // the same, a date
	countLook
	headerLook
	hintLook
	controlLook
	intentLook
	idLook
	optionIDLook // shrunk rather than broken
	questionLook
	optionLook
	guidanceLook
	statusLook
	linkLook
	quietLook // nothing belongs here
	// What follows is unlocked.
	answerLook
	wordsLook
	numberLook
	dayLook
	// The samples of the legend.
	answerSample
	requiredSample
	answeredSample
	optionalSample
	dependsSample
	notAskedSample
	plainLook // a cell of a register
)

// The font is one that every office program has, or has a stand-in of the same widths for.
const fontName = "Arial"

// Contrast of each text on its ground is at least 7 to 1.
const (
	ink       = "1A1A1A"
	quietInk  = "4A4A4A"
	white     = "FFFFFF"
	navy      = "1F3A5F"
	band      = "DCE6F1"
	cream     = "FFF9DB"
	grey      = "EDEDED"
	edge      = "8C8C8C"
	linkInk   = "0B3D91"
	redInk    = "7A1F0B"
	redFill   = "FCE4D6"
	greenInk  = "1E4620"
	greenFill = "E2F0D9"
	blueInk   = "1F3A5F"
	blueFill  = "DDEBF7"
)

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

// mark is how the status column shows one of its words.
type mark struct{ word, ink, fill string }

var marksOf = map[look]mark{
	requiredSample: {statusRequired, redInk, redFill},
	answeredSample: {statusAnswered, greenInk, greenFill},
	dependsSample:  {statusDepends, blueInk, blueFill},
}

// paint fills a cell and draws a thin line around it.
func paint(s *excelize.Style, fill string) {
	s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	s.Border = nil
	for _, side := range []string{"left", "right", "top", "bottom"} {
		s.Border = append(s.Border, excelize.Border{Type: side, Color: edge, Style: 1})
	}
}

// tabOf is the colour of a sheet's tab.
func tabOf(k pageKind) string {
	switch k {
	case startPage:
		return navy
	case questionPage:
		return "2E75B6"
	}
	return "548235"
}
