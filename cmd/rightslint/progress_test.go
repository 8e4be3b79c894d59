package main

import (
	"bytes"
	"os"
	"testing"
	"time"
)

// TestProgress holds that a short run shows nothing, that a long one shows one
// line, renewed not too often, and that nothing of it stays.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	clock := time.Unix(0, 0)
	p := &progress{w: &out, total: 500, now: func() time.Time { return clock }, start: clock}
	at := func(after time.Duration, done int, want string) {
		t.Helper()
		clock = time.Unix(0, 0).Add(after)
		out.Reset()
		p.done(done)
		if out.String() != want {
			t.Errorf("after %v: %q, want %q", after, out.String(), want)
		}
	}
	at(900*time.Millisecond, 9, "")
	p.clear()
	if out.Len() > 0 {
		t.Errorf("%q is cleared though nothing was shown", out.String())
	}
	at(1100*time.Millisecond, 11, "\r\x1b[K11 of 500 documents judged …")
	at(1150*time.Millisecond, 12, "")
	at(1250*time.Millisecond, 13, "\r\x1b[K13 of 500 documents judged …")
	out.Reset()
	p.clear()
	if out.String() != "\r\x1b[K" {
		t.Errorf("cleared by %q", out.String())
	}
}

// TestNoProgress holds that nothing is shown where no person looks.
func TestNoProgress(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, p := range []*progress{newProgress(&bytes.Buffer{}, 10, false), newProgress(file, 10, false)} {
		if p != nil {
			t.Error("progress goes to a file")
		}
		p.done(5)
		p.clear()
	}
}
