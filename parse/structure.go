package parse

// Structure is the outline of a document for programs: what `extract --format
// json` prints.
type Structure struct {
	Path     string           `json:"path"`
	Format   Format           `json:"format"`
	Title    string           `json:"title,omitempty"`
	Pages    int              `json:"pages,omitempty"`
	Warnings []string         `json:"warnings,omitempty"`
	Blocks   []StructureBlock `json:"blocks"`
}

// StructureBlock is a block with its sentences. Start and End are byte offsets
// into the source (for files other than Markdown and plain text, into the
// extracted text); Line and Page count from
// 1.
type StructureBlock struct {
	Class     string              `json:"class"`
	Level     int                 `json:"level,omitempty"`
	Provision string              `json:"provision,omitempty"`
	Start     int                 `json:"start"`
	End       int                 `json:"end"`
	Line      int                 `json:"line"`
	Page      int                 `json:"page,omitempty"`
	Sentences []StructureSentence `json:"sentences,omitempty"`
}

// StructureSentence is a sentence of a block. LeadIn is the text of the
// sentence that introduces it as an item of an enumeration.
type StructureSentence struct {
	Text      string `json:"text"`
	Class     string `json:"class"`
	Provision string `json:"provision,omitempty"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	LeadIn    string `json:"lead_in,omitempty"`
}

// Structure returns the outline of the document.
func (d *Document) Structure() Structure {
	out := Structure{Path: d.Path, Format: d.Format, Title: d.Title, Pages: len(d.Pages), Warnings: d.Warnings, Blocks: []StructureBlock{}}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		line, _ := d.Position(b.Span.Start)
		sb := StructureBlock{
			Class: b.Class.String(), Level: b.Level, Provision: d.path(b.Provision),
			Start: b.Span.Start, End: b.Span.End, Line: line, Page: d.Page(b.Span.Start),
		}
		for j := b.First; j < b.End; j++ {
			s := &d.Sentences[j]
			ss := StructureSentence{Text: s.Text, Class: s.Class.String(), Provision: d.path(s.Provision), Start: s.Span.Start, End: s.Span.End}
			if s.LeadIn >= 0 {
				ss.LeadIn = d.Sentences[s.LeadIn].Text
			}
			sb.Sentences = append(sb.Sentences, ss)
		}
		out.Blocks = append(out.Blocks, sb)
	}
	return out
}

// path cites a provision, or returns "" for none.
func (d *Document) path(provision int) string {
	if provision < 0 {
		return ""
	}
	return d.Provisions[provision].Path
}
