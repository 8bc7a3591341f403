package workbook

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

// mark is how the status column shows one of its words.
type mark struct{ word, ink, fill string }

var marksOf = map[look]mark{
	requiredSample: {statusRequired, redInk, redFill},
	answeredSample: {statusAnswered, greenInk, greenFill},
	dependsSample:  {statusDepends, blueInk, blueFill},
	notAskedSample: {statusNotAsked, quietInk, grey},
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
