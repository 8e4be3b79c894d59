package config

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/rightslint/rightslint/lint/strict"
	"github.com/rightslint/rightslint/rules"
)

var (
	severities = []string{string(rules.Error), string(rules.Warning), string(rules.Notice), string(Off)}
	// FailLevels are the values of fail-on.
	FailLevels = []string{string(rules.Error), string(rules.Warning), string(rules.Notice), "never"}
)

// languageTag has the shape of a BCP 47 tag.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// decoder reads one file.
type decoder struct {
	strict.Reader
	file *File
}

// Decode reads a configuration file strictly and returns what is sound in it
// and all its mistakes.
func Decode(path string, data []byte) (*File, rules.Mistakes) {
	d := &decoder{strict.Reader{File: path}, &File{Path: path}}
	if root := d.Parse(data); root != nil {
		fields := d.entryFields(&d.file.All)
		delete(fields, "set") // one set of all documents would mean nothing
		for name, read := range d.fileFields() {
			fields[name] = read
		}
		d.Fields(root, "the configuration", fields)
		d.file.All.At = d.at(root)
	}
	return d.file, d.Mistakes
}

func (d *decoder) at(n *yaml.Node) Origin { return Origin{d.File, d.Place(n)} }

func (d *decoder) value(n *yaml.Node, what string) Value {
	return Value{d.Text(n, what), d.at(n)}
}

func (d *decoder) values(n *yaml.Node, what string) (out []Value) {
	d.List(n, func(item *yaml.Node) {
		if v := d.value(item, what); v.Text != "" {
			out = append(out, v)
		}
	})
	return out
}

// fileFields are the keys that stand at the top of a file only.
func (d *decoder) fileFields() map[string]func(*yaml.Node) {
	f := d.file
	return map[string]func(*yaml.Node){
		"root":         func(n *yaml.Node) { f.Root = d.Bool(n, "root") },
		"extends":      func(n *yaml.Node) { f.Extends = d.paths(n, "extends") },
		"rule-folders": func(n *yaml.Node) { f.RuleFolders = d.paths(n, "rule-folders") },
		"baseline": func(n *yaml.Node) {
			if v := d.value(n, "baseline"); d.inside(n, v.Text) {
				f.Baseline = v
			}
		},
		"ignore":     func(n *yaml.Node) { f.Ignore = d.patterns(n, "ignore") },
		"vocabulary": d.vocabulary,
		"documents": func(n *yaml.Node) {
			d.List(n, func(item *yaml.Node) {
				var e Entry
				fields := d.entryFields(&e)
				fields["files"] = func(n *yaml.Node) { e.Files = d.patterns(n, "files") }
				e.At = d.at(item)
				d.Fields(item, "an entry of documents", fields)
				if item.Kind == yaml.MappingNode && !hasKey(item, "files") {
					d.Fault(item, "the entry has no files: say which documents it is about, as in “files: policies/*.md”")
				}
				f.Documents = append(f.Documents, e)
			})
		},
		"waivers": func(n *yaml.Node) {
			d.List(n, func(item *yaml.Node) { f.Waivers = append(f.Waivers, d.waiver(item)) })
		},
	}
}

// entryFields are the keys of what holds for all or some documents.
func (d *decoder) entryFields(e *Entry) map[string]func(*yaml.Node) {
	oneOf := func(v *Value, what string, allowed []string) func(*yaml.Node) {
		return func(n *yaml.Node) { *v = Value{d.OneOf(n, what, allowed), d.at(n)} }
	}
	kinds := make([]string, len(rules.Kinds))
	for i, k := range rules.Kinds {
		kinds[i] = string(k)
	}
	return map[string]func(*yaml.Node){
		"kind": oneOf(&e.Kind, "kind", kinds),
		"language": func(n *yaml.Node) {
			if v := d.value(n, "language"); languageTag.MatchString(v.Text) {
				e.Language = v
			} else if v.Text != "" {
				d.Fault(n, "language %q is no language tag; write for example en or pt-BR", v.Text)
			}
		},
		"set":     func(n *yaml.Node) { e.Set = d.value(n, "set") },
		"fail-on": oneOf(&e.FailOn, "fail-on", FailLevels),
		"rules": func(n *yaml.Node) {
			d.Entries(n, "rules", func(key, value *yaml.Node) { e.Rules = append(e.Rules, d.rule(key, value)) })
		},
	}
}

// rule reads "RULE: severity" or "RULE: {severity, reason, suggestion}".
func (d *decoder) rule(key, n *yaml.Node) Rule {
	r := Rule{ID: key.Value, At: d.at(key)}
	if n.Kind == yaml.ScalarNode {
		r.Severity = rules.Severity(d.OneOf(n, "the severity of "+key.Value, severities))
	} else {
		d.Fields(n, "the rule "+key.Value, map[string]func(*yaml.Node){
			"severity":   func(n *yaml.Node) { r.Severity = rules.Severity(d.OneOf(n, "severity", severities)) },
			"reason":     func(n *yaml.Node) { r.Reason = d.Text(n, "reason") },
			"suggestion": func(n *yaml.Node) { r.Suggestion = d.suggestion(n) },
		})
	}
	if r.Severity == Off && r.Reason == "" && !hasKey(n, "reason") {
		d.Fault(key, "%s is off without a reason; write “%s: {severity: off, reason: …}” and say why", key.Value, key.Value)
	}
	return r
}

// suggestion reads wording for all kinds of documents, or by kind.
func (d *decoder) suggestion(n *yaml.Node) map[rules.Kind]string {
	out := map[rules.Kind]string{}
	if n.Kind == yaml.ScalarNode {
		out[""] = d.Text(n, "suggestion")
		return out
	}
	fields := map[string]func(*yaml.Node){}
	for _, k := range rules.Kinds {
		fields[string(k)] = func(n *yaml.Node) { out[k] = d.Text(n, "suggestion") }
	}
	d.Fields(n, "suggestion", fields)
	return out
}

func (d *decoder) waiver(n *yaml.Node) Waiver {
	w := Waiver{At: d.at(n)}
	d.Fields(n, "a waiver", map[string]func(*yaml.Node){
		"rule":    func(n *yaml.Node) { w.Rule = d.value(n, "rule") },
		"files":   func(n *yaml.Node) { w.Files = d.patterns(n, "files") },
		"section": func(n *yaml.Node) { w.Section = d.Text(n, "section") },
		"quote":   func(n *yaml.Node) { w.Quote = d.Text(n, "quote") },
		"reason":  func(n *yaml.Node) { w.Reason = d.Text(n, "reason") },
		"until":   func(n *yaml.Node) { w.Until = d.Date(n, "until") },
	})
	if n.Kind != yaml.MappingNode {
		return w
	}
	for _, need := range []struct{ key, why string }{
		{"rule", "which rule it waives"}, {"files", "which documents it is about"}, {"reason", "why the findings need not be mended"},
	} {
		if !hasKey(n, need.key) {
			d.Fault(n, "the waiver has no %s: say %s", need.key, need.why)
		}
	}
	return w
}

func (d *decoder) vocabulary(n *yaml.Node) {
	d.Entries(n, "vocabulary", func(lang, concepts *yaml.Node) {
		d.Entries(concepts, "the vocabulary of "+lang.Value, func(concept, names *yaml.Node) {
			for _, name := range d.values(names, "a name for "+concept.Value) {
				d.file.Vocabulary = append(d.file.Vocabulary, Term{
					Value{lang.Value, d.at(lang)}, Value{concept.Value, d.at(concept)}, name.Text,
				})
			}
		})
	})
}

// paths reads paths of files, which must not leave the repository.
func (d *decoder) paths(n *yaml.Node, what string) (out []Value) {
	d.List(n, func(item *yaml.Node) {
		if v := d.value(item, what); v.Text != "" && d.inside(item, v.Text) {
			out = append(out, v)
		}
	})
	return out
}

// inside refuses what can be no relative path. Whether a path with ".." leads
// out of the repository is seen when it is opened.
func (d *decoder) inside(n *yaml.Node, path string) bool {
	switch {
	case strings.Contains(path, "://"):
		d.Fault(n, "%q is an address on the network; nothing is fetched: name a file of the repository", path)
	case strings.HasPrefix(path, "/"), strings.HasPrefix(path, "~"), len(path) > 1 && path[1] == ':':
		d.Fault(n, "%q must be a path relative to this file, inside the repository", path)
	default:
		return path != ""
	}
	return false
}

func hasKey(n *yaml.Node, key string) bool {
	for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}
