package parse

import (
	"strings"
	"unicode/utf8"
)

// chineseUnits are the characters that name kinds of units after their number.
var chineseUnits = map[rune]*unitKind{
	'编': kindPart, '章': kindChapter, '节': kindSection, '条': kindArticle, '款': kindParagraph,
}

// chineseLabel reads "第十二条" and its like.
func chineseLabel(t []byte) (label, bool) {
	i := len("第")
	n, digit := 0, 0
	for i < len(t) && i < 24 {
		r, size := utf8.DecodeRune(t[i:])
		switch {
		case r >= '0' && r <= '9':
			digit = digit*10 + int(r-'0')
		case r == '十':
			n, digit = n+max(digit, 1)*10, 0
		case r == '百':
			n, digit = n+max(digit, 1)*100, 0
		case r == '零':
		case strings.ContainsRune("一二三四五六七八九", r):
			digit = strings.IndexRune("一二三四五六七八九", r)/len("一") + 1
		case chineseUnits[r] != nil && n+digit > 0:
			i += size
			l := label{form: formNamed, kind: chineseUnits[r], text: string(t[:i]), apart: true}
			l.add(digits, n+digit)
			l.next = skipSeparator(t, i, true)
			return l, true
		default:
			return label{}, false
		}
		i += size
	}
	return label{}, false
}
