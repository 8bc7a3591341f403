package tagged

import (
	"strings"
	"sync"
)

// The codes of each kind of stream, of what the streams of the sample round and of a large round hold. There is a
// code for every byte and every match, so that a stream with other words is whole too, and only longer. What is
// binary is most like a font.
var (
	pageCodes = sync.OnceValue(func() *codes {
		return newCodes("cccccccccc7ccccccccccccccccccccc4ccccbb978cc87576566667766899c9ac898889a99bca9998b987bc9cacc8cccb" +
			"576657775a867557a55568797bbbbbb6bbbbbbbbbbbbbbbbbbbbbccbccccccccccccccccccccccccccccccccccccccccc" +
			"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccbc556667778876898899babcbbccccbdde9" +
			"b95755544443434444569beee")
	})
	objectCodes = sync.OnceValue(func() *codes {
		return newCodes("6cccccccccaccccccccccccccccccccc5ccccccc99cba9866555656666bc9c8cc9998a9a99b999a98b988ababbb7c8cbc" +
			"798869897ba88778b7768a9a9cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc" +
			"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccbbbc65434566667657788989cbcbccccbcc8a" +
			"7697635444544434556565766")
	})
	fontCodes = sync.OnceValue(func() *codes {
		return newCodes("4456567788898978878777889899998986878888999999899987878898899988999aa9999999998999898988999999999" +
			"8998999899999998988999988999988979999988899999999a999899899898999999999898a8989899989999999999999" +
			"999998999988999999999999a99999999999a9aa998a99999a99a999888757bc66778999abbabbccccccccccccca55a68" +
			"5666555444444444445679cbc")
	})
	dataCodes = sync.OnceValue(func() *codes {
		return newCodes("cccccccccc7ccccccccccccccccccccc5c8ccccb99cc87976667788778997c8cc897887bb8cca9999c9799b9cbccabcac" +
			"676647786c977566b565798a7cccaccabbbcccccbccccccccccccccccccbbcccccccccccccccccccbccbbccccccbbcccc" +
			"cabbcccccccc9a9accccccccccccccccacccccccccccccccccccccccccccccac45566666766576767788899779998abb9" +
			"7775655665644454444444545")
	})
	headCodes = sync.OnceValue(func() *codes {
		return newCodes(strings.Repeat("0", 32) + "4" + strings.Repeat("0", 15) + "5344444444" + strings.Repeat("0", 198) + "63389988" + strings.Repeat("0", 24) + "4542154" + strings.Repeat("0", 21))
	})
)
