package parse

import "bytes"

// findContents marks the lines of tables of contents: runs of links within the
// document, lines that end in dots and a page number, and the short lines that
// follow a heading "Contents".
func (l *layout) findContents() {
	for i := 0; i < len(l.raws); {
		if n := l.contentsRun(i); n > 0 {
			for j := i; j < i+n; j++ {
				r := &l.raws[j]
				r.class, r.classed = Contents, true
			}
			i += n
			continue
		}
		r := &l.raws[i]
		i++
		if r.kind == rawHeading {
			if class, _ := headingClass(plainName(l.bytes(r))); class == Contents {
				i = l.titled(i)
			}
		}
	}
}

// plainName returns a title in lower case without marks around it.
func plainName(t []byte) string {
	return string(bytes.ToLower(bytes.Trim(spaced(t), " .:*")))
}

// contentsRun returns the length of the run of contents lines that starts at
// block i, or 0. A heading may stand between two such lines.
func (l *layout) contentsRun(i int) int {
	if n := l.pagedRun(i); n > 0 {
		return n
	}
	lines, end := 0, i
	for j := i; j < len(l.raws); j++ {
		r := &l.raws[j]
		if l.isContentsLine(r) {
			lines++
			end = j + 1
			continue
		}
		if r.kind != rawHeading || lines == 0 || j > end {
			break
		}
	}
	if lines < 3 {
		return 0
	}
	return end - i
}

// pagedRun returns the length of the run of short lines or rows from block i on
// that end in rising page numbers, or 0.
func (l *layout) pagedRun(i int) int {
	last, j := 0, i
	for ; j < len(l.raws); j++ {
		r := &l.raws[j]
		page := 0
		if r.to-r.from < 120 && r.kind != rawCode && (r.kind != rawHeading || r.inferred) {
			page = trailingPage(l.bytes(r))
		}
		if page < max(last, 1) {
			break
		}
		last = page
	}
	if j-i < 5 || last < 4 {
		return 0
	}
	return j - i
}

// trailingPage returns the number after a title, or 0.
func trailingPage(t []byte) int {
	i := len(t)
	for i > 0 && (t[i-1] == '|' || t[i-1] == ' ') {
		i--
	}
	end, n, unit := i, 0, 1
	for i > 0 && isDigit(t[i-1]) && end-i < 4 {
		n += int(t[i-1]-'0') * unit
		unit *= 10
		i--
	}
	if i == end || i < 4 || t[i-1] != ' ' && t[i-1] != '.' || !hasLetters(t[:i]) {
		return 0
	}
	return n
}

// isContentsLine reports whether a block is certainly a line of a table of
// contents.
func (l *layout) isContentsLine(r *raw) bool {
	t := l.bytes(r)
	if r.kind == rawCode || r.classed {
		return false
	}
	return r.linked && len(t) < 200 || endsInPage(t)
}

// endsInPage reports whether t ends in a row of dots and a number.
func endsInPage(t []byte) bool {
	i := len(t)
	for i > 0 && (isDigit(t[i-1]) || isSpace(t[i-1])) {
		i--
	}
	if i == len(t) || !isDigit(t[len(t)-1]) {
		return false
	}
	dots := 0
	for i > 0 && (t[i-1] == '.' || t[i-1] == ' ' || t[i-1] == '_') {
		if t[i-1] != ' ' {
			dots++
		}
		i--
	}
	return dots >= 4 || dots == 0 && bytes.HasSuffix(t[:i], []byte("…"))
}

// titled marks the blocks after a heading "Contents" at i that can be lines of
// it, and returns where they end.
func (l *layout) titled(i int) int {
	start, last := i, 0
	for i < len(l.raws) {
		r := &l.raws[i]
		t := l.bytes(r)
		number := l.entry(r)
		goesOn := last > 0 && number > last
		if r.kind == rawHeading && !r.inferred && !l.resumes(i+1, last) || len(t) > 150 && !endsInPage(t) || r.kind == rawCode {
			break
		}
		if n := len(t); t[n-1] == '.' && bytes.Count(t, []byte{' '}) > 10 && !goesOn {
			break
		}
		if i > start && l.sameText(start, i) && !l.resumes(i+1, last) {
			break // the first title again: the body begins
		}
		last = max(last, number)
		i++
	}
	for j := start; j < i; j++ {
		l.raws[j].class, l.raws[j].classed = Contents, true
	}
	return i
}

// entry returns the number that opens a line of a table of contents, or 0.
func (l *layout) entry(r *raw) int {
	t := l.bytes(r)
	if r.marker != "" {
		t = []byte(r.marker)
	}
	t = bytes.TrimLeft(t, " _*#")
	n, digits := 0, 0
	for digits < len(t) && digits < 4 && isDigit(t[digits]) {
		n = 10*n + int(t[digits]-'0')
		digits++
	}
	if rest := bytes.TrimLeft(t[digits:], "_*"); digits == 0 || len(rest) == 0 || rest[0] != '.' {
		return 0
	}
	return n
}

// resumes reports whether the numbers of a table of contents, of which last
// was read, go on soon after block i: then what stands before it is a running
// head of the page, and not the beginning of the body.
func (l *layout) resumes(i, last int) bool {
	if last == 0 {
		return false
	}
	for j := i; j < min(i+6, len(l.raws)); j++ {
		if n := l.entry(&l.raws[j]); n > 0 {
			return n > last && n <= last+3 && len(l.bytes(&l.raws[j])) <= 150
		}
	}
	return false
}

// sameText reports whether two blocks have the same text.
func (l *layout) sameText(i, j int) bool {
	return bytes.Equal(bytes.TrimLeft(l.bytes(&l.raws[i]), "# "), bytes.TrimLeft(l.bytes(&l.raws[j]), "# "))
}
