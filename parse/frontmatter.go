package parse

import (
	"bytes"
	"strings"
)

// splitFrontMatter returns the scalar entries of a YAML front matter at the
// start of data, and the offset at which the body begins.
func splitFrontMatter(data []byte) (map[string]string, int) {
	first, rest := cutLine(data)
	if string(bytes.TrimRight(first, " \t")) != "---" {
		return nil, 0
	}
	entries := map[string]string{}
	for len(rest) > 0 {
		var line []byte
		line, rest = cutLine(rest)
		trimmed := string(bytes.TrimRight(line, " \t"))
		if trimmed == "---" || trimmed == "..." {
			return entries, len(data) - len(rest)
		}
		if key, value, ok := strings.Cut(trimmed, ":"); ok && !strings.HasPrefix(key, " ") && !strings.HasPrefix(key, "#") {
			value = strings.Trim(strings.TrimSpace(value), `"'`)
			if value != "" && !strings.ContainsAny(value[:1], "[{|>&") {
				entries[strings.TrimSpace(key)] = value
			}
		} else if trimmed != "" && !strings.ContainsAny(trimmed[:1], " \t-#") {
			return nil, 0 // a rule between paragraphs, not a front matter
		}
	}
	return nil, 0
}

// cutLine returns the first line without its end, and what follows.
func cutLine(data []byte) (line, rest []byte) {
	i := bytes.IndexByte(data, '\n')
	if i < 0 {
		return data, nil
	}
	return bytes.TrimSuffix(data[:i], []byte("\r")), data[i+1:]
}
