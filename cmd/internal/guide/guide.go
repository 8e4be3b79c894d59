// Package guide runs the examples of a page of documentation, so that the page
// stays true: it writes the files that the page shows, runs its commands in
// their order, and compares what they print with what the page says.
//
// A fenced block says what it is. One with file=NAME behind its language is a
// file, which is written; with the word wrong as well, it is taken away after the
// commands that follow it. One whose first line begins with "$ " holds commands,
// each with what it prints: standard output and standard error as a terminal
// shows them. Findings are no failure, so exit codes 0 and 1 are alike; exit=N
// demands the code N of each command. In what is printed, […] on a line of its own
// stands for any lines, and within a line for any text. Other blocks are left alone.
package guide

import (
	"errors"
	"os"
	"slices"
	"strings"
)

// Elision stands on a page for what is left out.
const Elision = "[…]"

// Block is a fenced block of a page.
type Block struct {
	// Language is the first word behind the fence, Words are the others.
	Language string
	Words    []string
	Lines    []string

	from, to int // the lines of the page, from 0, that Lines are
}

// Value returns what stands behind "name=" in the words of a block, or "".
func (b *Block) Value(name string) string {
	for _, word := range b.Words {
		if value, ok := strings.CutPrefix(word, name+"="); ok {
			return value
		}
	}
	return ""
}

// File returns the path, with slashes, of the file that a block is, or "".
func (b *Block) File() string { return b.Value("file") }

// Wrong reports whether a block is a file with mistakes that the page speaks of.
func (b *Block) Wrong() bool { return slices.Contains(b.Words, "wrong") }

// Text returns the lines of a block as the text of a file.
func (b *Block) Text() string { return strings.Join(b.Lines, "\n") + "\n" }

// Page is a page of documentation in Markdown.
type Page struct {
	Path   string
	Blocks []Block
	lines  []string
}

// Read reads a page. It fails where a fence is not closed.
func Read(path string) (*Page, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p := &Page{Path: path, lines: strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")}
	open := false
	for i, line := range p.lines {
		rest, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && !open:
			words := append(strings.Fields(rest), "") // a fence may have none
			p.Blocks = append(p.Blocks, Block{Language: words[0], Words: words[1:], from: i + 1})
			open = true
		case fence:
			b := &p.Blocks[len(p.Blocks)-1]
			b.to, b.Lines, open = i, p.lines[b.from:i], false
		}
	}
	if open {
		return nil, errors.New(path + ": a block has no end")
	}
	return p, nil
}
