package drafting

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rightslint/rightslint/lint/match"
	"github.com/rightslint/rightslint/parse"
)

// TestReferences reads cross-references out of sentences; each is written as
// unit and targets.
func TestReferences(t *testing.T) {
	for text, want := range map[string]string{
		"as section 12 says":                         "section 12",
		"under Article 5(2)(b), the provider":        "article 5(2)(b)",
		"in clause 4.3 of this contract":             "section 4.3",
		"as Schedule 2 shows":                        "schedule 2",
		"listed in Annex III.":                       "annex III",
		"in paragraph (b) above":                     "paragraph (b)",
		"Part IV applies":                            "part IV",
		"sections 3 to 7 and 9":                      "section 3|7|9",
		"Articles 12–15 apply":                       "article 12|15",
		"Sections 4, 5 and 16A go on":                "section 4|5|16A",
		"sections 5(1)(a) and (b)":                   "section 5(1)(a)|(b)",
		"§§ 4 and 5":                                 "section 4|5",
		"Art. 6 says":                                "article 6",
		"section 5 or 30 days later":                 "section 5",
		"subsections (2) and (3)":                    "paragraph (2)|(3)",
		"in Appendix B, see Chapter 2":               "appendix B; chapter 2",
		"this section applies, in part":              "",
		"18 U.S.C. 2510 and the section on payment":  "",
		"a party of the first part 2nd":              "",
		"the schedule 24hours":                       "",
		"paragraph 3 of Article 7":                   "paragraph 3; article 7",
		"sub-section (4)":                            "paragraph (4)",
		"within section 12, 30 days after it starts": "section 12",
	} {
		var got []string
		for _, r := range references(text) {
			var targets []string
			for _, x := range r.targets {
				targets = append(targets, x.text)
			}
			got = append(got, r.unit.String()+" "+strings.Join(targets, "|"))
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q: got %q, want %q", text, s, want)
		}
	}
}

// TestExternal tells references into other instruments from the document's own.
func TestExternal(t *testing.T) {
	for text, want := range map[string]bool{
		"under section 5 of the Evidence Act":     true,
		"Article 17 of the Covenant":              true,
		"processed under Article 6 GDPR":          true,
		"the GDPR (Article 6) applies":            true,
		"Guide 07-35, Section 2 says":             true,
		"section 5 thereof":                       true,
		"section 12 of our Privacy Policy":        true,
		"section 5 of this Act":                   false,
		"under section 5, the Authority may":      false,
		"Section 5 applies":                       false,
		"as set out in section 9":                 false,
		"subject to section 9 the Minister may":   false,
		"Under Section 4 the Authority may":       false,
		"paragraph (a) of subsection (1) applies": true,
	} {
		refs := references(text)
		if len(refs) == 0 {
			t.Errorf("%q: no reference", text)
			continue
		}
		if got := external(text, &refs[0]) || names(text); got != want {
			t.Errorf("%q: external is %v", text, got)
		}
	}
}

func TestMarkers(t *testing.T) {
	got := markers("5(1) A person who (a) sees, or (b) hears, under paragraph (c) or section 7(4),\n2. must\n(iii) tell.")
	for _, m := range []string{"1", "a", "b", "2", "iii"} {
		if !got[m] {
			t.Errorf("%s is not found", m)
		}
	}
	for _, m := range []string{"c", "4"} {
		if got[m] {
			t.Errorf("%s is a reference", m)
		}
	}
}

func TestPlaceholder(t *testing.T) {
	blanks := map[string]bool{"table of data and periods": true}
	for text, want := range map[string]string{
		"The fee is TBD.":                                           "TBD",
		"TODO: name the court":                                      "TODO",
		"within XX days of the order":                               "XX days",
		"within [●] days of the order":                              "[●]",
		"within [30 days] of the order":                             "[30 days]",
		"Write to [insert address here].":                           "[insert address here]",
		"Appeals go to [name of the court].":                        "[name of the court]",
		"We keep it as stated in [table of data and periods].":      "[table of data and periods]",
		"under section [warrant], the court":                        "[warrant]",
		"The Supplier shall pay within ____ days after the notice.": "___",
		"The file my___name is read by the program each day.":       "",
		"as held in the case [2019] and in note [4]":                "",
		"he “[the supplier] shall pay” and went":                    "",
		"any person[s] who":                                         "",
		"TBD - to be determined":                                    "",
		"models XX and XXL are sold":                                "",
		"The provision [deleted] and the rest […] apply":            "",
		"see [:] and [] and [ ]":                                    "",
		"I, ________, hereby declare that this is true.":            "",
	} {
		if got := placeholder(text, blanks); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestLinearTime holds that a long document with many references takes time in
// proportion to its length.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	var b strings.Builder
	b.WriteString("# Bill\n\n## 1. All\n\n")
	for i := range 30000 {
		fmt.Fprintf(&b, "(%d) Subject to section %d(%d), paragraph (%c) and subsection (%d), see [x and (x.\n\n", i%900+1, i%1200, i%99, 'a'+i%26, i%1200)
	}
	b.WriteString(strings.Repeat("[x TBX under section 5 of “it”, [y] and z, ", 40000))
	d, err := parse.Parse("long.md", []byte(b.String()), parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	in := Input{Text: &match.Text{Doc: d}}
	danglingReferences(in)
	placeholders(in)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("%d bytes take %v", b.Len(), took)
	}
}
