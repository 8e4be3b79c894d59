package words

import "testing"

func TestCapital(t *testing.T) {
	for in, want := range map[string]string{"": "", "people can appeal": "People can appeal", "évaluer": "Évaluer", "“Terms”": "“Terms”", "обжалование": "Обжалование", "ﬁne": "ﬁne", "\ufffdx": "\ufffdx"} {
		if got := Capital(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
