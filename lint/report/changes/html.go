package changes

import (
	"html/template"
	"io"

	"github.com/rightslint/rightslint/lint/diff"
	"github.com/rightslint/rightslint/lint/report"
)

// HTML writes comparisons as one page that stands alone: no script, nothing
// fetched, readable without colour and in print.
func HTML(w io.Writer, list []diff.Outcome) error {
	return page.Execute(w, newPage(list))
}

// Fragment writes one comparison as a section element, for a page that has its
// own heading of the first level and its own style.
func Fragment(w io.Writer, o diff.Outcome) error {
	return page.ExecuteTemplate(w, "documents", newPage([]diff.Outcome{o}).Documents)
}

// pageData is what the page shows.
type pageData struct {
	Title     string
	Rows      []row
	Documents []pageDocument
}

type pageDocument struct {
	Heading, Note, Error, Verdict string
	Worse, Better                 []diff.Change
}

func newPage(list []diff.Outcome) pageData {
	out := pageData{Title: "What changed for people’s rights"}
	if len(list) == 1 {
		out.Title += ": " + base(list[0].Path)
	} else {
		out.Rows = summary(list)
	}
	for i := range list {
		o := &list[i]
		d := pageDocument{Heading: heading(o), Note: o.Note, Error: o.Error}
		if o.Result != nil {
			d.Verdict = verdict(o.Result)
			for _, c := range o.Result.Changes {
				if c.Type.Worse() {
					d.Worse = append(d.Worse, c)
				} else {
					d.Better = append(d.Better, c)
				}
			}
		}
		out.Documents = append(out.Documents, d)
	}
	return out
}

// Path, Lost and so on show a row to the template.
func (r row) Path() string  { return r.path }
func (r row) Lost() int     { return r.lost }
func (r row) Flags() int    { return r.flags }
func (r row) Weakened() int { return r.weakened }
func (r row) Promises() int { return r.promises }
func (r row) Better() int   { return r.better }
func (r row) Note() string  { return r.note }

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"clean": report.Clean,
	"where": where,
	"elide": elide,
	"short": func(s string) string { return report.Shorten(s, 900) },
}).Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{clean .Title}}</title>
<style>
:root { color-scheme: light dark; --line: #8886; --worse: #a3151b; --better: #1b6b2f; --del: #fbdcdc; --ins: #d9f2df; --soft: #8881; }
@media (prefers-color-scheme: dark) { :root { --worse: #ff9d9d; --better: #8fd6a0; --del: #5b1f22; --ins: #1d4a2a; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { font-size: 1rem; margin-top: 2rem; text-transform: uppercase; letter-spacing: .05em; }
.verdict { font-weight: 600; }
.change { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .3rem; padding: .6rem 1rem; margin: 1rem 0; break-inside: avoid; }
.worse { border-left-color: var(--worse); } .better { border-left-color: var(--better); }
.change > p { margin: 0 0 .4rem; } .severity { font-weight: 700; } code { font-size: .85em; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; } @media (max-width: 45rem) { .sides { grid-template-columns: 1fr; } }
figure { margin: 0; background: var(--soft); border-radius: .3rem; padding: .5rem .8rem; } figcaption { font-size: .85rem; opacity: .85; } blockquote { margin: .2rem 0 0; }
del { background: var(--del); color: inherit; text-decoration: line-through; } ins { background: var(--ins); color: inherit; text-decoration: underline; }
del::before { content: "[−"; } del::after { content: "−]"; } ins::before { content: "[+"; } ins::after { content: "+]"; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; } tbody th { overflow-wrap: anywhere; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); } td.n, th.n { text-align: right; }
footer { margin-top: 3rem; font-size: .85rem; opacity: .85; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .change { border-color: #000; } h2 { break-after: avoid; } }
</style>
</head>
<body>
<main>
<h1>{{clean .Title}}</h1>
{{- if .Rows}}
<table>
<caption>Documents compared</caption>
<thead><tr><th scope="col">Document</th><th scope="col" class="n">Lost</th><th scope="col" class="n">New clauses that take rights away</th><th scope="col" class="n">Weakened</th><th scope="col" class="n">Promises dropped or softened</th><th scope="col" class="n">Better</th><th scope="col">Note</th></tr></thead>
<tbody>
{{- range .Rows}}
<tr><th scope="row">{{clean .Path}}</th><td class="n">{{.Lost}}</td><td class="n">{{.Flags}}</td><td class="n">{{.Weakened}}</td><td class="n">{{.Promises}}</td><td class="n">{{.Better}}</td><td>{{clean .Note}}</td></tr>
{{- end}}
</tbody>
</table>
{{- end}}
{{template "documents" .Documents}}
</main>
<footer><p>Made by rightslint. This is drafting advice, not legal advice; silence of the report is no proof of compliance.</p></footer>
</body>
</html>
{{define "documents"}}{{- range .}}
<section>
<h2>{{clean .Heading}}</h2>
{{- with .Note}}<p>{{clean .}}</p>{{end}}
{{- with .Error}}<p><strong>Not compared:</strong> {{clean .}}</p>{{end}}
{{- with .Verdict}}<p class="verdict">{{.}}</p>{{end}}
{{- if .Worse}}<h3>For the worse</h3>{{range .Worse}}{{template "change" .}}{{end}}{{end}}
{{- if .Better}}<h3>For the better</h3>{{range .Better}}{{template "change" .}}{{end}}{{end}}
</section>
{{- end}}
{{end}}
{{define "change"}}
<article class="change {{if .Type.Worse}}worse{{else}}better{{end}}">
<p>{{if .Type.Worse}}<span class="severity">{{.Severity}}:</span> {{end}}{{clean .Message}}{{with .Rule}} <code>{{.}}</code>{{end}}</p>
<div class="sides">
{{- if .Edits}}
<figure><figcaption>Old, {{clean (where .Old)}}</figcaption><blockquote>{{range elide .Edits "-"}}{{if eq .Op "="}}{{clean .Text}} {{else}}<del>{{clean .Text}}</del> {{end}}{{end}}</blockquote></figure>
<figure><figcaption>New, {{clean (where .New)}}</figcaption><blockquote>{{range elide .Edits "+"}}{{if eq .Op "="}}{{clean .Text}} {{else}}<ins>{{clean .Text}}</ins> {{end}}{{end}}</blockquote></figure>
{{- else}}
{{- with .Old}}<figure><figcaption>Old, {{clean (where .)}}</figcaption><blockquote>{{clean (short .Quote)}}</blockquote></figure>{{end}}
{{- if .New}}<figure><figcaption>{{if .Nearest}}Nearest surviving text{{else}}New{{end}}, {{clean (where .New)}}</figcaption><blockquote>{{clean (short .New.Quote)}}</blockquote></figure>{{end}}
{{- end}}
</div>
</article>
{{- end}}
`))
