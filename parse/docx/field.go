package docx

// field is a complex field that is open (17.16.18): its instruction is not
// shown, its result is.
type field struct {
	result bool
}

// inInstruction reports whether text is part of a field's instruction.
func (p *paragraph) inInstruction() bool {
	for _, f := range p.fields {
		if !f.result {
			return true
		}
	}
	return false
}

// fieldMark handles the mark that begins, divides or ends a field.
func (p *paragraph) fieldMark(kind string) {
	n := len(p.fields)
	switch kind {
	case "begin":
		if n < levels*levels {
			p.fields = append(p.fields, field{})
		}
	case "separate":
		if n > 0 {
			p.fields[n-1].result = true
		}
	case "end":
		if n > 0 {
			p.fields = p.fields[:n-1]
		}
	}
}

// dropInstructions forgets the fields at the end of a paragraph: instructions
// end there, so that a missing mark hides no more than one paragraph, and
// results are shown whatever they belong to.
func (p *paragraph) dropInstructions() { p.fields = p.fields[:0] }
