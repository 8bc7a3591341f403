package doc

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Href is where a link may lead: an http, https or mailto address, a path relative to the page, or an
// anchor. It is ready for an attribute's value but for the format's own escaping: characters that no
// address may hold are percent-encoded. Anything else, such as javascript:, data:, //host or an
// address with control characters in it, is not followed (ok is false) and is printed as text.
func Href(link string) (href string, ok bool) {
	if link == "" || link[0] == '/' || !utf8.ValidString(link) || strings.ContainsFunc(link, confusing) {
		return "", false
	}
	switch scheme, _, found := strings.Cut(link, ":"); {
	case !found || strings.ContainsAny(scheme, "/?#"):
	case !followed[strings.ToLower(scheme)]:
		return "", false
	}
	return encode(link), true
}

// confusing characters are dropped or changed by browsers before they look at the scheme.
func confusing(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }

var followed = map[string]bool{"http": true, "https": true, "mailto": true}

// encode percent-encodes what no address may hold, and a percent sign that encodes nothing. Brackets may
// only stand around the number of a host.
func encode(link string) string {
	if !strings.ContainsAny(link, unfit) {
		return link
	}
	host := hostEnd(link)
	var b strings.Builder
	for i := range len(link) {
		switch c := link[i]; {
		case c == '%' && isHex(link, i+1) && isHex(link, i+2), strings.IndexByte(unfit, c) < 0,
			i < host && (c == '[' || c == ']'):
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

const unfit = "% \"<>^`{|}[]"

// hostEnd is where the host of an address ends, 0 for a link without one.
func hostEnd(link string) int {
	scheme, rest, found := strings.Cut(link, "://")
	if !found || strings.ContainsAny(scheme, "/?#:") {
		return 0
	}
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		rest = rest[:at]
	}
	return len(scheme) + len("://") + len(rest)
}

func isHex(s string, i int) bool {
	return i < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0
}
