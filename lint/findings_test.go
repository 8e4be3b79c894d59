package lint

import "testing"

func TestJoining(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"keep records; and", "keep records"},
		{"keep records ;\nor", "keep records"},
		{"keep records ,  and/or", "keep records"},
		{"keep records;", "keep records"},
		{"keep records,or", "keep records,or"},
		{"keep records and", "keep records and"},
		{"keep records; brand", "keep records; brand"},
		{"keep records.", "keep records."},
		{"; and", ""},
		{"and", "and"},
		{"", ""},
	} {
		if got := c.text[:len(c.text)-joining(c.text)]; got != c.want {
			t.Errorf("%q without its joint is %q, want %q", c.text, got, c.want)
		}
	}
}
