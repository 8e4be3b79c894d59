package words

import (
	"strings"
	"testing"
)

func TestNormalMergesInflections(t *testing.T) {
	for _, line := range []string{
		"disclose discloses disclosed disclosing",
		"note notes noted noting", "fine fines fined fining", "site sites",
		"notify notifies notified notifying",
		"cancel cancels cancelled canceled cancelling",
		"process processes processed processing",
		"policy policies",
		"breach breaches breached breaching",
		"keep kept keeping",
		"anonymise anonymize anonymised anonymizing anonymises",
		"organisation organization organisations",
		"behaviour behavior behaviours",
		"licence license licences licensed",
		"use used uses using",
		"purpose purposes",
		"user users user's",
		"withdraw withdrawn withdrew",
		"access accesses accessed accessing",
		"appeal appeals appealed",
		"transfer transferred transferring transfers",
		"stop stopped stopping",
		"exceed exceeds exceeded exceeding",
		"programme program programmes",
		"analyse analyzed analysing",
		"child children child's children's",
		"raise raises raised raising",
		"arise arises arising",
		"advise advises advised",
		"offence offense offences",
		"endeavour endeavor endeavours",
		"proceeding proceedings", "meeting meetings", "finding findings", "posting postings post",
	} {
		forms := strings.Fields(line)
		for _, f := range forms[1:] {
			if a, b := Normal(forms[0]), Normal(f); a != b {
				t.Errorf("%s is %q but %s is %q", forms[0], a, f, b)
			}
		}
	}
}

func TestNormalKeepsApart(t *testing.T) {
	for _, line := range []string{
		"disclose disclosure", "university universal", "organ organization",
		"not note", "not noted", "car care", "hat hate", "sit site", "suit suites", "fin fines", "non none", "new news", "good goods",
		"us use", "policy police", "add ad", "her here", "person personal",
		"need ne", "notice not", "minor minister", "state statute",
	} {
		f := strings.Fields(line)
		if Normal(f[0]) == Normal(f[1]) {
			t.Errorf("%s and %s have the same normal form %q", f[0], f[1], Normal(f[0]))
		}
	}
}

func TestNext(t *testing.T) {
	text := "We don’t sell users' e-mail; 30 days (max.)—ever. 数据"
	var got []string
	for w, ok := Next(text, 0); ok; w, ok = Next(text, int(w.End)) {
		got = append(got, text[w.Start:w.End]+strings.Repeat("|", int(w.Before)))
	}
	want := "We don’t sell users e mail 30|| days max| ever|| 数|| 据"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestNextTakesAWebAddressAsOneWord(t *testing.T) {
	text := "See https://example.org/supply-chain/code.html?x=1, (www.example.org/appeals/form) or httpd."
	var got []string
	for pos := 0; ; {
		w, ok := Next(text, pos)
		if !ok {
			break
		}
		got = append(got, text[w.Start:w.End])
		pos = int(w.End)
	}
	want := "See https://example.org/supply-chain/code.html?x=1 www.example.org/appeals/form or httpd"
	if strings.Join(got, " ") != want {
		t.Errorf("words are %q, want %q", got, want)
	}
}
