package config

import (
	"fmt"
	"strings"
	"time"
)

// Line is a line of what holds for a document: a setting, and where it was
// written; the origin is empty for what no file says.
type Line struct {
	// Depth is how far the line is indented, from 0.
	Depth       int
	Name, Value string
	At          string
}

// Show lists what holds for the document at a path, and where each setting
// comes from.
func (f *Finder) Show(path string) []Line {
	s := f.For(path)
	var out []Line
	add := func(depth int, name, value, at string) { out = append(out, Line{depth, name, value, at}) }
	value := func(name string, v Value, otherwise string) {
		if v.Text == "" {
			add(0, name, otherwise, "")
			return
		}
		add(0, name, v.Text, v.At.String())
	}
	if len(s.Files) == 0 {
		add(0, "files", "none: no "+Name+" holds here", "")
	} else {
		add(0, "files", "the later ones win", "")
	}
	for _, file := range s.Files {
		add(1, file.Path, "", "")
	}
	if s.Ignored != nil {
		add(0, "ignored", s.Ignored.Text, s.Ignored.At.String())
	}
	value("kind", s.Kind, "front matter, or as recognised")
	value("language", s.Language, "front matter, or as recognised")
	value("set", s.Set, "none")
	value("fail-on", s.FailOn, "error")
	if s.Baseline.Text != "" {
		s.Baseline.Text = f.Name(s.Baseline.Text)
	}
	value("baseline", s.Baseline, "none")
	f.showRules(s, add)
	for i, w := range s.Waivers {
		if i == 0 {
			add(0, "waivers", "", "")
		}
		add(1, w.Rule.Text, w.describe(), w.At.String())
	}
	f.showExtra(s, add)
	return out
}

func (f *Finder) showRules(s *Settings, add func(int, string, string, string)) {
	for i, id := range s.RuleIDs() {
		if i == 0 {
			add(0, "rules", "", "")
		}
		severity, wording := s.Rule(id)
		if strings.HasSuffix(id, "/*") {
			severity, wording = s.family(id), nil
		}
		if severity.Severity != "" {
			text := string(severity.Severity)
			if severity.Reason != "" {
				text += ": " + severity.Reason
			}
			add(1, id, text, severity.At.String())
		}
		for _, kind := range sortedKinds(wording) {
			name := "wording"
			if kind != "" {
				name = "wording for " + string(kind)
			}
			add(1, id, name+": "+strings.Join(strings.Fields(wording[kind].Suggestion[kind]), " "), wording[kind].At.String())
		}
	}
}

func (f *Finder) showExtra(s *Settings, add func(int, string, string, string)) {
	named := false
	for _, file := range s.Files {
		for _, t := range file.Vocabulary {
			if !named {
				add(0, "vocabulary", "", "")
				named = true
			}
			add(1, t.Language.Text+" "+t.Concept.Text, t.Name, t.Concept.At.String())
		}
	}
	for i, folder := range f.Extra(s).Folders {
		if i == 0 {
			add(0, "rule-folders", "", "")
		}
		add(1, folder.Name, "", folder.At.String())
	}
}

// describe says what a waiver is about and why it was given.
func (w *Waiver) describe() string {
	var parts []string
	if w.Section != "" {
		parts = append(parts, "in “"+w.Section+"”")
	}
	if w.Quote != "" {
		parts = append(parts, "on “"+w.Quote+"”")
	}
	if !w.Until.IsZero() {
		parts = append(parts, "until "+w.Until.Format(time.DateOnly))
	}
	if len(parts) == 0 {
		return w.Reason
	}
	return fmt.Sprintf("%s (%s)", w.Reason, strings.Join(parts, ", "))
}
