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
		return newCodes("cccccccccc7ccccccccccccccccccccc4accccbb98cc87576556666666998c9bc898889a99bb99998b987bb9caccaccc" +
			"b586657776a967657a55578897bbbbcc7bbcbcccccbccbbbcbbbcbcccccccccccccccccccccccccccccccccccccccccc" +
			"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccbe55656666877689999abaccacdded" +
			"acca9985655444443444354668acdd")
	})
	objectCodes = sync.OnceValue(func() *codes {
		return newCodes("8cccccccccaccccccccccccccccccccc5cccccccaaccba976455555555bc9c9ccaaa9babaab8aaaa8b999bbbbbb8c9cb" +
			"c8a997a9a8bb89889b8889aab9cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc" +
			"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccde3454466676767796aa8bcdedeeee" +
			"bcc9a8686845544544344555356767")
	})
	fontCodes = sync.OnceValue(func() *codes {
		return newCodes("4456567788898988878877889899998986878888999999899987878798899988999aa9a9999999899999898899999999" +
			"98998999899999998988999888999988979899988899999999a999899899898999999999998a89898999899999999999" +
			"99999998999988999999999999a99999999999a9aa998a9a999a89a999888757ce567899a9bbcbbcdddededeeeeeee" +
			"55c68667665544443444444669accc")
	})
	dataCodes = sync.OnceValue(func() *codes {
		return newCodes("ccccccccccaccccccccccccccccccccc5c7ccccacccc778a777778888899cccbb8a998aba9bbaa999c989ba8cacbaaca" +
			"c577657876b867657a66678798bbc8ccabbbbccccbccccccccccccccccccbbcccccccccccccccccccbccbbccccccbbcb" +
			"cccbbbccccccccaaabccccccccccccccccacccccccccccccccccccccccccccccdd4455555566657676788888977998" +
			"77bba9876656665644444444444545")
	})
	headCodes = sync.OnceValue(func() *codes {
		return newCodes(strings.Repeat("0", 32) + "4" + strings.Repeat("0", 15) + "5344444444" + strings.Repeat("0", 198) + "63389988" + strings.Repeat("0", 24) + "4542154" + strings.Repeat("0", 21))
	})
)
