package pdf

import (
	"strings"

	pdflib "github.com/ledongthuc/pdf"
)

// noteField keeps the text of an annotation that has no appearance: the value
// of a form field with its name (12.7.4), or a comment (12.5.6).
func (r *reader) noteField(a pdflib.Value, in *interpreter) {
	f := r.file
	page := len(r.heights) + 1
	text := ""
	switch f.key(a, "Subtype").Name() {
	case "Widget":
		value := f.key(a, "V")
		if value.IsNull() {
			value = f.path(a, "Parent", "V")
		}
		if value.Kind() == pdflib.String && value.Text() != "" {
			text = f.key(a, "T").Text() + ": " + value.Text()
		}
	case "FreeText", "Text":
		text = f.key(a, "Contents").Text()
	}
	if text = squeeze(normalize(strings.TrimPrefix(text, ": "))); text != "" && len(r.fields) < 10000 {
		r.fields = append(r.fields, Block{Kind: FormField, Page: page, EndPage: page, Text: text})
	}
}
