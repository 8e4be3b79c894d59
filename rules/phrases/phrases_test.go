package phrases

import (
	"fmt"
	"testing"
)

// toks makes the choices of a stretch from expressions without signs.
func toks(t *testing.T, choices ...string) [][]Token {
	t.Helper()
	var out [][]Token
	for _, c := range choices {
		seq, err := Tokens(c)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, seq)
	}
	return out
}

func TestScan(t *testing.T) {
	b := NewBuilder()
	b.Add(0, [][][]Token{toks(t, "personal data", "personal information")})
	b.Add(1, [][][]Token{toks(t, "discriminat*")})
	b.Add(2, [][][]Token{toks(t, "ask"), toks(t, "to reconsider", "to review")})
	b.Add(3, [][][]Token{append(toks(t, "#"), toks(t, "=may")...)})
	b.Add(4, [][][]Token{toks(t, "do not sell")})
	b.Add(5, [][][]Token{toks(t, "we", "you"), toks(t, "vouch")})
	b.Add(6, [][][]Token{toks(t, "in no case whatsoever"), toks(t, "liable")})
	sc := b.Build().NewScanner()
	for _, c := range []struct{ text, want string }{
		{"Your Personal Data and personal-information", "0[1,3) 0[4,6)"},
		{"no discriminatory effect, discrimination", "1[1,2) 1[3,4)"},
		{"you may ask us in writing to reconsider it", "3[1,2) 2[2,8)"},
		{"ask one two three four five six seven to review", "3[1,2) 3[2,3) 3[3,4) 3[4,5) 3[5,6) 3[6,7) 3[7,8)"},
		{"We don’t sell 30 mayors", "4[1,4) 3[4,5)"},
		{"asked to review", "2[0,3)"},
		// Across the blocks in which a scanner notes stretches.
		{"a b c d e f g ask h i j k l m to reconsider", "2[7,16)"},
		{"a b c d e f g ask h i j k l m n to reconsider", ""},
		{"a b c d e f g h i j k l m n o ask to reconsider p q r s", "2[15,18)"},
		{"a b c d e f g we h i j k l m vouch", "5[7,15)"},
		{"a b c d e f g we h i j k l m n vouch", ""},
		// A stretch that begins in one block and ends in the next.
		{"a b c d e f in no case whatsoever g h i j k l liable", "6[6,17)"},
		{"a b c d e f in no case whatsoever g h i j k l m liable", ""},
	} {
		_, ms := sc.Scan(c.text, 7, nil, nil)
		got := ""
		for i, m := range ms {
			if m.Sentence != 7 {
				t.Errorf("sentence %d", m.Sentence)
			}
			if i > 0 {
				got += " "
			}
			got += fmt.Sprintf("%d[%d,%d)", m.Concept, m.Start, m.End)
		}
		if got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestGapsBacktrack holds that a phrase with gaps is found though the nearest
// stretch in the middle leads nowhere, from whichever end it is looked for.
func TestGapsBacktrack(t *testing.T) {
	for _, rare := range []string{"send", "result"} {
		b := NewBuilder()
		b.Add(0, [][][]Token{toks(t, "send"), toks(t, "applicant"), toks(t, "result")})
		for i, often := range []string{"send", "applicant", "result"} {
			if often != rare {
				b.Add(int32(i+1), [][][]Token{toks(t, often), toks(t, "nowhere")})
			}
		}
		sc := b.Build().NewScanner()
		for text, want := range map[string]int{
			"send to each such applicant and to his applicant the result":           1,
			"send applicant one two three four five applicant by the result":        1,
			"send applicant one two three four five six seven applicant the result": 0,
		} {
			if _, ms := sc.Scan(text, 0, nil, nil); len(ms) != want {
				t.Errorf("%s is rare, %q: %v, want %d", rare, text, ms, want)
			}
		}
	}
}

// TestBuildShares holds that choices before a common ending do not multiply.
func TestBuildShares(t *testing.T) {
	b := NewBuilder()
	for _, first := range []string{"a1", "a2", "a3", "a4"} {
		for _, second := range []string{"b1", "b2", "b3", "b4"} {
			b.Add(0, [][][]Token{toks(t, first+" "+second+" end")})
		}
	}
	m := b.Build()
	if nodes := len(m.edgeAt) - 2; nodes > 3 {
		t.Errorf("%d nodes, want 3: after the first word, after the second, and the end", nodes)
	}
}

// TestManyEdges holds that of many words that may follow one each is found, and no
// other.
func TestManyEdges(t *testing.T) {
	const n = 500
	b := NewBuilder()
	for i := range n {
		b.Add(int32(i), [][][]Token{toks(t, fmt.Sprintf("say w%dx", i))})
		b.Add(n, [][][]Token{toks(t, fmt.Sprintf("other w%dx", n+i))})
	}
	sc := b.Build().NewScanner()
	for i := range 2 * n {
		_, ms := sc.Scan(fmt.Sprintf("they say w%dx", i), 0, nil, nil)
		if i < n && (len(ms) != 1 || ms[0] != (Mention{int32(i), 0, 1, 3})) || i >= n && len(ms) > 0 {
			t.Errorf("word %d: %v", i, ms)
		}
	}
}

// TestExpresses holds that a word that stands for many concepts expresses these and
// no other, one without phrases included.
func TestExpresses(t *testing.T) {
	const n = 200
	b := NewBuilder()
	for i := int32(0); i < n; i += 2 {
		b.Add(i, [][][]Token{toks(t, "data")})
	}
	b.Add(1, [][][]Token{toks(t, "terms")})
	m := b.Build()
	_, hits := m.NewScanner().Read("data", nil, nil)
	for i := range int32(n + 100) {
		if got, want := m.Expresses(&hits[0], i), i < n && i%2 == 0; got != want {
			t.Errorf("concept %d: %v", i, got)
		}
	}
}
