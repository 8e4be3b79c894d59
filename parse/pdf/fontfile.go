package pdf

import pdflib "github.com/ledongthuc/pdf"

// programCodes reads the built-in encoding of an embedded font program.
func (r *reader) programCodes(descriptor pdflib.Value) map[int]string { return nil }

// programCIDs reads what the glyphs of a CIDFont mean from its program.
func (r *reader) programCIDs(descendant pdflib.Value) map[int]string { return nil }
