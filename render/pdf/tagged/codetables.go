package tagged

import "sync"

// The codes of each kind of stream, of what the streams of the sample round and of a large round hold. There is a
// code for every byte and every match, so that a stream with other words is whole too, and only longer. What is
// binary is most like a font.
var (
	pageCodes = sync.OnceValue(func() *codes {
		return newCodes("cccccccccc7ccccccccccccccccccccc4abccbbb98cc87576556666666898c9ab898888999aba9998b987bb9caccaccc" +
			"b5866577769967657a55578797abbbbb6bbbbbbbbbbbbbbbbbbbbbbbbbbbcccccccccccccccccccccccccccccccccccc" +
			"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccbd55667676877679998aa9bbabddee" +
			"bccd9885555444443444444568bddd")
	})
	objectCodes = sync.OnceValue(func() *codes {
		return newCodes("7cccccccccaccccccccccccccccccccc5ccccccc9acbba976555555555bc9c8cb99a9babaab9aaaa8b999ababbb8c9cb" +
			"c8989799a8ba89879b8879aaa9cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc" +
			"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccbbce3454466666767786ba8bbdddeeed" +
			"bcc9a8587845544545344545356777")
	})
	fontCodes = sync.OnceValue(func() *codes {
		return newCodes("4456567788898978878887888899998986878888999999899987878798899988999a9999999999899989898899899999" +
			"98998999899999998988999888999998979899988889999999a999899899898999999999998989898999899999999999" +
			"99999998999988999999999999999999999999a9aa998a99999a99a999888757ce66778999bbcbccddcddddeeeeeee" +
			"55b585666555444444444446679bbb")
	})
	dataCodes = sync.OnceValue(func() *codes {
		return newCodes("ccccccccccaccccccccccccccccccccc5b7ccbbbbbcc7889766677777799bcbbb8a998aaa9bbaa999ba89bb9cacb9ac9" +
			"c687657876b967667b66678898bbcaccababbbbbbbccbccccbbcbbcbcbccbbcbccccbbcbbcccbbcbcabcbabbbbbcbbbb" +
			"cccabbcccccccc999accccccccccccccccacccccccccccccccccccccccccccccdd4556666566556566677778976887" +
			"6bcca9995657665643454544444545")
	})
)
