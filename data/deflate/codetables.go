package deflate

import (
	"strings"
	"sync"
)

// The codes of each kind of stream, of what the streams of the sample round and of a large round hold. There is a
// code for every byte and every match, so that a stream with other words is whole too, and only longer. What is
// binary is most like a font.
var (
	// Pages are for the content of pages of a PDF.
	Pages = madeOnce("dddddddddd7ddddddddddddddddddddd4dddddda78dd87586566666667999999d888899999cda9a98c987ccadddd9cccc" +
		"586647775a867557a55568797cccccc6cccccccccccccccccccccccdddddddddddddddddddddddddddddddddddddddddd" +
		"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd5566777777768888aaaaadddddddbbcc9" +
		"995555555343444444467dddd")
	// Objects are for object streams.
	Objects = madeOnce("8dddddddddaddddddddddddddddddddd5ddddddd98dcb9866555556666bd8d8dd9988b9999b999998c888bbbbbb7d8dcd" +
		"697758897ba78768d7767a9a9dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd" +
		"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd55535566667657678989ddddddddabb79" +
		"7687535354545534456666666")
	// Fonts are for TrueType files, and for what else is binary.
	Fonts = madeOnce("44565667888888888777777799999888868788889999999999768888888999999aaaaaa99999999999998888888999999" +
		"9999999899999998987999999999999978888888999999999999999999999999999999999999999999999999999999999" +
		"9999999999999999999999aaaaaa9999999aaaaaaa8aaaaaaaaaaaaa887657cd6667889bbbbbbbdddddddddddddb66967" +
		"555555544444444444668bbbb")
	// Data are for JSON and other text.
	Data = madeOnce("dddddddddd9ddddddddddddddddddddd5d6ddddddddd77896666677777899d9dd898989bb9dd99999d989bb9daaaaaaad" +
		"587657876d967667b66668888dbbbbbbbbdddddddddddddddddddddddddddddddddddddddddddcccccccddddddddddddc" +
		"ccccccddddddaaaadddddddddddddddddddddddddddddddddddddddddddddddd44565675656557777797779999bbbbbb9" +
		"7786766666534444444444555")
	// Sheets are for the XML of workbooks.
	Sheets = madeOnce("ddddddddddbddddddddddddddddddddd5b599c9daadd89767677777878796769b887777889dc9a9a8b9889aacbdddddcd" +
		"576647775b866556a55578787adddddddcdddddddddddddddddddcddddddddddddddddddddddddddddddddbdddddddddd" +
		"cdddddddddddddddddddddddddddddddccddccddddddddddddddddddddddddbd556666766776678799a99a9adbcb9abb8" +
		"8663653444545454555565778")
	// heads are for where objects begin.
	heads = sync.OnceValue(func() *Codes {
		return newCodes(strings.Repeat("0", 32) + "4" + strings.Repeat("0", 15) + "5344444444" + strings.Repeat("0", 198) + "63389988" + strings.Repeat("0", 24) + "4542154" + strings.Repeat("0", 21))
	})
)

// madeOnce gives the codes of which how tells the lengths, made when somebody asks for them first.
func madeOnce(how string) func() *Codes {
	return sync.OnceValue(func() *Codes { return newCodes(how) })
}
