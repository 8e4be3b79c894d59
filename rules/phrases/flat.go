package phrases

// Flat is a Matcher as plain arrays, for storing.
type Flat struct {
	Tokens                 []Token
	Root                   []int32
	EdgeAt, EdgeID, EdgeTo []int32
	OutAt                  []int32
	// Outputs holds three numbers for each output: concept, gap, piece.
	Outputs []int32
	// Gaps holds three numbers for each phrase with gaps: concept, pieces, anchor.
	Gaps []int32
	// Lengths are the words of the longest choice of each stretch.
	Lengths []int32
}

// Flat returns the matcher's arrays.
func (m *Matcher) Flat() Flat {
	f := Flat{Tokens: m.tokens, Root: m.root, EdgeAt: m.edgeAt, EdgeID: m.edgeID, EdgeTo: m.edgeTo, OutAt: m.outAt, Lengths: m.lengths}
	for _, o := range m.outputs {
		f.Outputs = append(f.Outputs, o.concept, o.gap, o.piece)
	}
	for _, g := range m.gaps {
		f.Gaps = append(f.Gaps, g.concept, g.pieces, g.anchor)
	}
	return f
}

// Open makes a matcher of the arrays, which must come from Flat.
func (f *Flat) Open() *Matcher {
	m := &Matcher{tokens: f.Tokens, root: f.Root, edgeAt: f.EdgeAt, edgeID: f.EdgeID, edgeTo: f.EdgeTo, outAt: f.OutAt, lengths: f.Lengths}
	m.outputs = make([]output, 0, len(f.Outputs)/3)
	for i := 0; i+2 < len(f.Outputs); i += 3 {
		m.outputs = append(m.outputs, output{f.Outputs[i], f.Outputs[i+1], f.Outputs[i+2]})
	}
	m.gaps = make([]gap, 0, len(f.Gaps)/3)
	slot := int32(0)
	for i := 0; i+2 < len(f.Gaps); i += 3 {
		m.gaps = append(m.gaps, gap{f.Gaps[i], f.Gaps[i+1], slot, f.Gaps[i+2]})
		slot += f.Gaps[i+1]
	}
	m.index()
	return m
}
