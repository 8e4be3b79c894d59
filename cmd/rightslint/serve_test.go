package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"
	"time"
)

// servedPage is the program while it serves its page.
type servedPage struct {
	t       testing.TB
	cmd     *exec.Cmd
	address string // token included
	stderr  bytes.Buffer
}

// servePage starts the program for the length of a test.
func servePage(t testing.TB, args ...string) *servedPage {
	t.Helper()
	program := program(t)
	if raceEnabled {
		args = append(args, "--pdf-memory", "2048") // the detector takes most of it
	}
	p := &servedPage{t: t, cmd: exec.Command(program, append([]string{"serve", "--no-open"}, args...)...)}
	p.cmd.Stderr = &p.stderr
	p.cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+t.TempDir())
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
		if said := p.stderr.String(); strings.Contains(said, "DATA RACE") || strings.Contains(said, "goroutine ") {
			t.Errorf("the program says %.5000s", said)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("it prints no address: %v", err)
	}
	p.address = strings.TrimSpace(strings.TrimPrefix(line, "The page is at "))
	return p
}

// answer is the last event of an answer.
type answer struct {
	Stage, Message string
	Status         int
}

// check sends a document and returns the end of the answer.
func (p *servedPage) check(name string, body []byte) (answer, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.address+"check?report=1&file=1&name="+name, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("X-Rightslint-Token", path.Base(p.address))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return answer{}, err
	}
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	a := answer{Status: resp.StatusCode}
	if err := json.Unmarshal(lines[len(lines)-1], &a); err != nil {
		return a, fmt.Errorf("%w: %.200s", err, text)
	}
	return a, nil
}

// TestServeEnds holds that the interrupt of a terminal ends the program, with
// the exit code of success and with the processes that it started.
func TestServeEnds(t *testing.T) {
	p := servePage(t)
	pdf := pdfFile([]string{shownLines("Terms of Service\n\nThese terms govern your use of our service. We may remove your content at any time.")}, "", nil)
	if a, err := p.check("a.pdf", pdf); err != nil || a.Stage != "judged" {
		t.Errorf("%+v, %v", a, err)
	}
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil || p.stderr.Len() > 0 {
			t.Errorf("it ends with %v: %s", err, p.stderr.String())
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it does not end")
	}
	if _, err := p.check("a.md", nil); err == nil {
		t.Error("it still answers")
	}
}
