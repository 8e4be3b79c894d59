package parse

import (
	"strings"
	"testing"
)

// read parses Markdown and fails on an error.
func read(t *testing.T, name, text string) *Document {
	t.Helper()
	d, err := Parse(name, []byte(text), Options{})
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	return d
}

// outline writes a document sentence by sentence: path, class, text.
func outline(d *Document) string {
	var b strings.Builder
	for _, s := range d.Sentences {
		path := "-"
		if s.Provision >= 0 {
			path = d.Provisions[s.Provision].Path
		}
		b.WriteString(path + " | " + s.Class.String() + " | " + s.Text)
		if s.LeadIn >= 0 {
			b.WriteString(" <- " + d.Sentences[s.LeadIn].Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestProvisions(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{
			"article with paragraphs and points",
			"# Act\n\n## Article 12 Storage\n\n1. Records are kept.\n\n2. The keeper shall:\n\n(a) lock them;\n\n(b) log access.\n",
			`Act | heading | Act
Article 12 | heading | Storage
Article 12(1) | body | Records are kept.
Article 12(2) | body | The keeper shall:
Article 12(2)(a) | body | lock them; <- The keeper shall:
Article 12(2)(b) | body | log access. <- The keeper shall:
`,
		},
		{
			"whole section in one paragraph",
			"### 3. Licences.\n\n(1) Any person intending to,-- (a) run a network; or (b) sell radios, shall ask. (2) The Minister may refuse under sub-section (1) of this section. (3) Rules may say-- (i) when; and (ii) how.\n",
			`3 | heading | Licences.
3(1) | body | Any person intending to,--
3(1)(a) | body | run a network; or <- Any person intending to,--
3(1)(b) | body | sell radios, shall ask. <- Any person intending to,--
3(2) | body | The Minister may refuse under sub-section (1) of this section.
3(3) | body | Rules may say--
3(3)(i) | body | when; and <- Rules may say--
3(3)(ii) | body | how. <- Rules may say--
`,
		},
		{
			"number of the heading repeated",
			"### 7. Head office\n\n7 (1) The office is here. (2) It may move.\n",
			"7 | heading | Head office\n7(1) | body | The office is here.\n7(2) | body | It may move.\n",
		},
		{
			"dash after the number",
			"### 4. Officers\n\n4. —(1) The Minister may appoint: ( a ) one officer; ( b ) another. (2) They report.\n",
			"4 | heading | Officers\n4(1) | body | The Minister may appoint:\n4(1)(a) | body | one officer; <- The Minister may appoint:\n" +
				"4(1)(b) | body | another. <- The Minister may appoint:\n4(2) | body | They report.\n",
		},
		{
			"sign and run-in titles",
			"## § 2701 Access\n\n(a) Offence.—Whoever—(1) enters; or\n\n(2) stays,\n\nand thereby reads mail shall be fined.\n\n(b) Exceptions.—None.\n",
			`§ 2701 | heading | Access
§ 2701(a) | body | Offence.
§ 2701(a) | body | Whoever—
§ 2701(a)(1) | body | enters; or <- Whoever—
§ 2701(a)(2) | body | stays, <- Whoever—
§ 2701 | body | and thereby reads mail shall be fined. <- Whoever—
§ 2701(b) | body | Exceptions.
§ 2701(b) | body | None.
`,
		},
		{
			"decimal numbers",
			"## 4. Security\n\n4.1 Data is encrypted.\n\n4.2 The Supplier shall (a) test; (b) repair.\n\n4.2.1 Tests are yearly.\n\n4.3 Keys rotate.\n",
			`4 | heading | Security
4.1 | body | Data is encrypted.
4.2 | body | The Supplier shall
4.2(a) | body | test; <- The Supplier shall
4.2(b) | body | repair. <- The Supplier shall
4.2.1 | body | Tests are yearly.
4.3 | body | Keys rotate.
`,
		},
		{
			"indented by four spaces",
			"# Contract\n\nThe Contractor shall:\n\n    (a) lock the store;\n\n    (b) log access.\n\n## Exit\n\nData are returned.\n",
			`Contract | heading | Contract
Contract | body | The Contractor shall:
(a) | body | lock the store; <- The Contractor shall:
(b) | body | log access. <- The Contractor shall:
Exit | heading | Exit
Exit | body | Data are returned.
`,
		},
		{
			"items left out",
			"# Contract\n\nThe Contractor shall comply with these clauses:\n\n(1) Labour.\n\n(14) Equal opportunity.\n\n(28) Privacy.\n",
			`Contract | heading | Contract
Contract | body | The Contractor shall comply with these clauses:
(1) | body | Labour. <- The Contractor shall comply with these clauses:
(14) | body | Equal opportunity. <- The Contractor shall comply with these clauses:
(28) | body | Privacy. <- The Contractor shall comply with these clauses:
`,
		},
		{
			"letter after h is not Roman",
			"# Rules\n\nThe log shows:\n\n(g) names;\n\n(h) dates;\n\n(i) places;\n\n(j) times.\n",
			`Rules | heading | Rules
Rules | body | The log shows:
(g) | body | names; <- The log shows:
(h) | body | dates; <- The log shows:
(i) | body | places; <- The log shows:
(j) | body | times. <- The log shows:
`,
		},
		{
			"nested lists inherit lead-ins",
			"The Contractor shall:\n\n- report:\n  - monthly;\n  - on request;\n- listen.\n",
			`- | body | The Contractor shall:
- | body | report: <- The Contractor shall:
- | body | monthly; <- report:
- | body | on request; <- report:
- | body | listen. <- The Contractor shall:
`,
		},
		{
			"numbers on lines of their own",
			"# Act\n\n## Article 5\n\nUse of data\n\n1. A gatekeeper shall not:\n\n(a)\n\nask for it;\n\n(b)\n\nbuy it.\n",
			`Act | heading | Act
Article 5 | heading | Article 5
Article 5 | heading | Use of data
Article 5(1) | body | A gatekeeper shall not:
Article 5(1)(a) | body | ask for it; <- A gatekeeper shall not:
Article 5(1)(b) | body | buy it. <- A gatekeeper shall not:
`,
		},
		{
			"references are no items",
			"## 9. Scope\n\nParagraphs (a) and (b) of section 4 apply; (a) and (b) are read with clause (2). Under article 3(1), (2) or (3) nothing changes.\n",
			"9 | heading | Scope\n9 | body | Paragraphs (a) and (b) of section 4 apply; (a) and (b) are read with clause (2).\n9 | body | Under article 3(1), (2) or (3) nothing changes.\n",
		},
		{
			"contract sections",
			"# Agreement\n\n## Sec. 4.01 Format\n\nOffers shall be short.\n\n## Sec. 4.02 Content\n\na. Offers name a price.\n\nb. Offers name a date.\n",
			"Agreement | heading | Agreement\nSec. 4.01 | heading | Format\nSec. 4.01 | body | Offers shall be short.\nSec. 4.02 | heading | Content\n" +
				"Sec. 4.02(a) | body | Offers name a price.\nSec. 4.02(b) | body | Offers name a date.\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := outline(read(t, "x.md", test.text)); got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	tests := []struct{ name, file, text, heading string }{
		{"setext", "x.md", "Your choices\n------------\n\nYou can opt out.\n", "Your choices"},
		{"no space", "x.md", "#Privacy\n\nWe keep little.\n", "Privacy"},
		{"bold paragraph", "x.md", "**4.0 REQUIREMENTS**\n\nThe Contractor shall deliver.\n", "REQUIREMENTS"},
		{"capitals", "x.md", "GENERAL CONDITIONS\n\nThe Contractor shall deliver.\n", "GENERAL CONDITIONS"},
		{"capitals in text", "x.txt", "GENERAL CONDITIONS\n\nThe Contractor shall deliver.\n", "GENERAL CONDITIONS"},
		{"numbered title in text", "x.txt", "1. Scope of Work\n\nThe Contractor shall deliver.\n\n2. Payment\n\nThe State pays.\n", "Scope of Work"},
		{"article in text", "x.txt", "Article 3\nDuties of providers\n\nProviders shall act.\n", "Article 3"},
		{"two capitals are a word", "x.md", "OK\n\nThe Contractor shall deliver.\n", ""},
		{"sentence in capitals", "x.md", "THE SERVICE IS PROVIDED AS IS. WE GIVE NO WARRANTY. YOU USE IT AT YOUR OWN RISK AND EXPENSE.\n\nMore.\n", ""},
		{"bold lead-in", "x.md", "**You have these rights**:\n\n- access\n- erasure\n", ""},
		{"broken paragraph", "x.md", "#### soon as practicable.\n\nMore.\n", ""},
		{"date of the version", "x.md", "## Last updated: March 1, 2025 (archived versions)\n\nMore.\n", ""},
		{"title with a year", "x.md", "## Updated terms of 2025\n\nMore.\n", "Updated terms of 2025"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := read(t, test.file, test.text)
			got := ""
			if s := d.Sentences[0]; s.Class == Heading {
				got = s.Text
			}
			if got != test.heading {
				t.Errorf("heading %q, want %q\n%s", got, test.heading, outline(d))
			}
		})
	}
}

func TestClasses(t *testing.T) {
	law := strings.Repeat("The Authority shall publish each decision within ten days of taking it. ", 8)
	tests := []struct {
		name, text, find string
		want             Class
	}{
		{"definition in a section", "## Definitions\n\n\"Data\" means any record.\n\n## Duties\n\n" + law, "Data", Definition},
		{"definition by formula", "## Scope\n\nFor the purposes of this Act, a vendor means any seller.\n\n" + law, "vendor", Definition},
		{"means in passing", "## Scope\n\nWe use technical means to keep data safe.\n\n" + law, "technical", Body},
		{"item of a definition", "## Terms\n\n\"Body\" means: (a) a council; (b) a court.\n\n" + law, "council", Definition},
		{"line after an item of a definition", "3. In this Act-\n\"body\" means-\n(a) a council; or\n(b) a court;\n\"record\" means anything on which data are stored;\n\"seal\" includes a stamp.\n\n" + law, "anything", Definition},
		{"short title", "## 1. Short title\n\nThis Act may be cited as the Interception Act.\n\n" + law, "cited", Definition},
		{"short title behind a dash", "**Section 1. Title.** - This Act shall be known as the “Register Act”.\n\n" + law, "known", Definition},
		{"a thing known by a name", "## 2. Body\n\nThere shall be a body to be known as the Council.\n\n" + law, "Council", Body},
		{"items that define a quoted term", "4. \"key\"--\n(a) means a secret code;\n(b) includes a finger print.\n\n" + law, "finger", Definition},
		{"quoted words that begin a clause", "5. After section 4 insert:\n\n“(1a) Any person who—\n\n(a) breaks a seal;\n\n(b) opens a letter.\n\n" + law, "breaks", Body},
		{"recital of the Union", "# Act\n\nWhereas:\n\n(1) Data matters.\n\nHAVE ADOPTED THIS REGULATION:\n\n## Article 1 Scope\n\n" + law, "matters", Recital},
		{"after the enacting words", "# Act\n\nWhereas:\n\n(1) Data matters.\n\nHAVE ADOPTED THIS REGULATION:\n\n## Article 1 Scope\n\n" + law, "publish", Body},
		{"recital of a contract", "# Deal\n\nWHEREAS, the State needs software;\n\n" + law, "needs", Recital},
		{"memorandum", "**EXPLANATORY MEMORANDUM**\n\n### Grounds\n\nThe proposal helps.\n\n# TITLE I\n\n## Article 1 Scope\n\n" + law, "helps", Note},
		{"after the memorandum", "**EXPLANATORY MEMORANDUM**\n\n### Grounds\n\nThe proposal helps.\n\n## Article 1 Scope\n\n" + law, "publish", Body},
		{"history", "## Duties\n\n" + law + "\n\n(Added Pub. L. 99–1, title II, 100 Stat. 1860.)\n", "Added", Note},
		{"links", "- [One](#one)\n- [Two](#two)\n- [Three](#three)\n\n## One\n\n" + law, "Two", Contents},
		{"contents heading", "## Table of Contents\n\n- About us\n- Your rights\n\n## About us\n\n" + law, "Your rights", Contents},
		{"running heads", "ARRANGEMENT OF CLAUSES\n\nClause\n\n1. Short title.\n\n2. Licences.\n\n#### 2 Bill\n\nClause\n\n3. Power of the Minister to suspend or to cancel the licence of any person by order.\n\n4. Power to intercept.\n\n" + law, "Power to intercept.", Contents},
		{"dot leaders", "Scope ........ 1\n\nDuties ........ 4\n\nPenalties ....... 9\n\n" + law, "Duties", Contents},
		{"footnote", law + "\n\n[^1]: See the annual report.\n", "annual report", Footnote},
		{"quotation", "The court said:\n\n> \"The duty is absolute.\"\n\n" + law, "absolute", Quotation},
		{"indented by a converter", law + "\n\n> The Supplier shall pay.\n", "Supplier", Body},
		{"code", "```\nshall delete\n```\n\n" + law, "shall delete", Code},
		{"form field", law + "\n\nName: ______________\n", "Name", FormField},
		{"distrust", "# Act\n\n## Preamble\n\n" + strings.Repeat("The Minister shall act. ", 30) + "\n\n## Article 1\n\nIt is so.\n", "Minister", Body},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := read(t, "x.md", test.text)
			for _, s := range d.Sentences {
				if strings.Contains(s.Text, test.find) {
					if s.Class != test.want {
						t.Errorf("%q is %v, want %v", s.Text, s.Class, test.want)
					}
					return
				}
			}
			t.Errorf("no sentence with %q\n%s", test.find, outline(d))
		})
	}
}

func TestSentences(t *testing.T) {
	tests := []struct{ text, want string }{
		{"See art. 9. It applies.", "See art. 9.|It applies."},
		{"Under No. 4 and No. 5. The rest follows.", "Under No. 4 and No. 5.|The rest follows."},
		{"The U.S. Government may act. We are in the U.S. The law applies.", "The U.S. Government may act.|We are in the U.S.|The law applies."},
		{"Use data, e.g. names, i.e. Personal data. Stop.", "Use data, e.g. names, i.e. Personal data.|Stop."},
		{"Acme Ltd. sells it. Acme Inc. The rest is silence.", "Acme Ltd. sells it.|Acme Inc.|The rest is silence."},
		{"Ask J. Smith or Dr. A. Jones. They know.", "Ask J. Smith or Dr. A. Jones.|They know."},
		{"It costs 3.50 euros. Pay 4.5 percent.", "It costs 3.50 euros.|Pay 4.5 percent."},
		{"He said \"No.\" (See below.) Then he left.", "He said \"No.\"|(See below.)|Then he left."},
		{"Wait ... we may change this. Really?! Yes!", "Wait ... we may change this.|Really?!|Yes!"},
		{"The rule\nis wrapped over\nlines. So is\nthis.", "The rule is wrapped over lines.|So is this."},
		{"The data is safe.12 Nobody reads it.", "The data is safe.12|Nobody reads it."},
		{"本法适用于数据。处理者应当告知！", "本法适用于数据。|处理者应当告知！"},
		{"Voir l'art. 5 de la loi. M. Dupont décide.", "Voir l'art. 5 de la loi.|M. Dupont décide."},
		{"Stop it if: 1. it leaks; 2. it lies.", "Stop it if:|it leaks;|it lies."},
		{"Choose one: • red • green", "Choose one:|red|green"},
	}
	for _, test := range tests {
		d := read(t, "x.txt", test.text)
		var got []string
		for _, s := range d.Sentences {
			got = append(got, s.Text)
		}
		if g := strings.Join(got, "|"); g != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.text, g, test.want)
		}
	}
}

func TestMarkup(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"emphasis and links", "We **never** sell [your data](http://x.y) to `anyone`.", "We never sell your data to anyone."},
		{"escapes and references", "Terms \\[A\\] &amp; B&nbsp;C.", "Terms [A] & B C."},
		{"footnote marks", "We keep data[^1] and logs<sup>2</sup> for a year.\n\n[^1]: Or two.", "We keep data and logs for a year."},
		{"comments", "We keep <!-- hidden --> data.", "We keep data."},
		{"block of HTML", "<details><summary>More</summary>\n<p>We keep <b>data</b>.</p>\n</details>", "More|We keep data."},
		{"struck out", "We ~~never~~ sell data.", "We sell data."},
		{"table", "| Kind | Time |\n|---|---|\n| Logs | 30 days |", "Kind | Time|Logs | 30 days"},
		{"front matter", "---\ntitle: Policy\n---\n\nWe keep data.", "We keep data."},
		{"soft hyphen", "We pro\u00adtect data.", "We protect data."},
		{"line break", "We keep data.<br>You may object.  \nWrite to us.", "We keep data.|You may object.|Write to us."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := read(t, "x.md", test.text)
			checkSpans(t, d)
			var got []string
			for _, s := range d.Sentences {
				if s.Class != Footnote {
					got = append(got, s.Text)
				}
			}
			if g := strings.Join(got, "|"); g != test.want {
				t.Errorf("got %q, want %q", g, test.want)
			}
		})
	}
}
