package match

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/rules"
	"github.com/rightslint/rightslint/rules/phrases"
)

// learnNames finds the names that the document gives its own parties —
// `Garmin Ltd. ("Garmin")`, `(hereinafter "the Operator")`, `"we", "us" or
// "EA"` — and enters their mentions as mentions of the party.
func (t *Text) learnNames() {
	names := map[string]party{}
	for i := range t.Doc.Sentences {
		if int(t.first[i]) > 6000 {
			break // parties are named early
		}
		t.namesIn(i, names)
		t.acronymsIn(i, names)
	}
	t.namesByDeed(names)
	if len(names) == 0 {
		return
	}
	t.maskNames(names)
	upper := map[string]string{}
	for name := range names {
		upper[name] = strings.ToUpper(name)
	}
	var found []phrases.Hit
	for i := range t.Doc.Sentences {
		text := t.Doc.Sentences[i].Text
		for name, bit := range names {
			if !strings.Contains(text, name) && !strings.Contains(text, upper[name]) {
				continue
			}
			id := t.grammar.parties[bits.TrailingZeros8(uint8(bit))]
			node := int32(-1)
			if id >= 0 {
				node = t.set.Matcher.ConceptNode(id)
			}
			if node < 0 {
				continue // the language has no words for the party
			}
			t.mentionsOf(int32(i), strings.Fields(name), func(from, to int32) {
				found = append(found, t.set.Matcher.Hit(node, from, to))
				t.counts[id]++
				t.bits[int(id)*t.wide+i>>6] |= 1 << (i & 63)
			})
		}
	}
	slices.SortFunc(found, func(a, b phrases.Hit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Node, b.Node))
	})
	t.enter(found)
}

// maskNames takes the words of names that several words make up out of what
// expresses concepts: a company that is called after an act ("Trade Me") does
// not act whenever it is named.
func (t *Text) maskNames(names map[string]party) {
	masked := map[int32]bool{} // words
	for name := range names {
		words := strings.Fields(name)
		if len(words) < 2 {
			continue
		}
		for i := range t.Doc.Sentences {
			if !strings.Contains(t.Doc.Sentences[i].Text, name) {
				continue // in small letters they are words like others
			}
			t.mentionsOf(int32(i), words, func(from, to int32) {
				for w := from; w < to; w++ {
					masked[w] = true
				}
			})
		}
	}
	if len(masked) > 0 {
		t.drop(func(h *phrases.Hit) bool { return masked[h.Start] && masked[h.End-1] })
		t.index()
	}
}

// mentionsOf calls found for each place in a sentence where the words stand.
func (t *Text) mentionsOf(s int32, name []string, found func(from, to int32)) {
	from, to := t.first[s], t.first[s+1]
	for w := from; w+int32(len(name)) <= to; w++ {
		for k, n := range name {
			if !strings.EqualFold(strings.TrimSuffix(t.wordIn(s, w+int32(k)), "'s"), n) {
				break
			}
			if k == len(name)-1 {
				found(w, w+int32(len(name)))
			}
		}
	}
}

// wordIn returns a word of a sentence that is known already.
func (t *Text) wordIn(s, w int32) string {
	return t.Doc.Sentences[s].Text[t.words[w].Start:t.words[w].End]
}

// namesIn collects the names that a sentence gives.
func (t *Text) namesIn(i int, names map[string]party) {
	text := t.Doc.Sentences[i].Text
	if strings.IndexByte(text, '"') < 0 && !strings.Contains(text, "“") {
		return
	}
	quoted := quotedNames(text)
	if len(quoted) == 0 {
		return
	}
	bit := party(0)
	for _, q := range quoted {
		switch strings.ToLower(q) {
		case "we", "us", "our", "company", "the company", "provider", "service provider":
			bit = provider
		case "contractor", "supplier", "vendor", "consultant", "processor":
			bit = vendor
		case "you", "user", "users", "customer":
			if bit == 0 {
				bit = user
			}
		}
	}
	for _, q := range quoted {
		if !properName(q) {
			continue
		}
		// A company is known by what stands before its name, whoever else the
		// sentence names.
		b := companyName(text, q)
		if b == 0 && bit != provider {
			b = bit
		}
		if b == provider && t.Kind == rules.ProcurementSpec {
			b = vendor
		}
		if b != 0 {
			names[q] = b
		}
	}
}

// companyName returns provider where the sentence shows that the quoted name
// is a company's: it abbreviates a legal person named just before it.
func companyName(text, name string) party {
	at := max(strings.Index(text, "\""+name), strings.Index(text, "“"+name), strings.Index(text, "the "+name+"\""), strings.Index(text, "the "+name+"”"), 0)
	before := text[max(0, at-120):at]
	for _, mark := range []string{" Inc", " LLC", " Ltd", " Limited", " GmbH", " Corp", " S.A", " B.V", " PLC", " plc", " Company", " AG", " Oy", " AB ", " Pty", " SAS", " SARL", " L.P", " N.V", " Foundation"} {
		if strings.Contains(before, mark) {
			return provider
		}
	}
	return 0
}

// commonNames are capitalised words that terms define without naming a party.
var commonNames = map[string]bool{}

func init() {
	for _, w := range strings.Fields("Services Service Terms Agreement Site Sites Content Software Platform App Apps Website Websites Account Policy Submission Submissions Product Products Materials Party Parties Effective Date Notice License Licence Subscription Fees Order Website TOS EULA Act Bill Section Schedule Application Applications Feedback Information Data Device Devices Member Members User Users You Your Customer Customers Merchant Seller Supplier Licensee Buyer We Us Our") {
		commonNames[w] = true
	}
}

// properName reports whether a quoted name can stand for a party: it begins
// with a capital and no word of it is a common term of contracts.
func properName(q string) bool {
	if len(q) < 2 || len(q) > 40 {
		return false
	}
	upper := false
	for _, w := range strings.Fields(q) {
		if commonNames[w] {
			return false
		}
		if c := w[0]; 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			upper = true
		}
	}
	for _, w := range strings.Fields(q) {
		for _, r := range w {
			if 'A' <= r && r <= 'Z' {
				upper = true
			}
		}
	}
	return upper
}

// quotedNames returns what stands between double quotation marks.
func quotedNames(text string) []string {
	var out []string
	for {
		i := strings.IndexAny(text, "\"“")
		if i < 0 {
			return out
		}
		size := 1
		if text[i] != '"' {
			size = len("“")
		}
		rest := text[i+size:]
		j := strings.IndexAny(rest, "\"”“")
		if j < 0 {
			return out
		}
		q := strings.TrimPrefix(strings.Trim(rest[:j], " ,.;"), "the ")
		if q != "" && len(q) < 60 {
			out = append(out, q)
		}
		text = rest[j+1:]
	}
}
