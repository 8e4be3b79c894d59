package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/parse/pdf"
	"github.com/rightslint/rightslint/rules"
)

// terms is a short document that lacks much.
const terms = "# Terms of Service\n\n## 1. Agreement\n\nThese terms govern your use of our service. By using the service you agree to these terms.\n\n" +
	"## 2. Content\n\nWe may remove your content at any time for any reason.\n\n## 3. Personal data\n\nWe collect your name and your address.\n"

var builtin = sync.OnceValues(func() (*rules.Catalog, *lint.Linter) {
	cat, sets, err := rules.LoadBuiltin()
	if err != nil {
		panic(err)
	}
	return cat, lint.NewLinter(sets...)
})

// running is a server under test.
type running struct {
	*Server
	t       *testing.T
	address string // of the page
	origin  string
	once    string
}

// run starts a server with the given limits.
func run(t *testing.T, l limits, readPDF func([]byte) (*pdf.Document, error)) *running {
	t.Helper()
	cat, linter := builtin()
	if readPDF == nil {
		readPDF = func(data []byte) (*pdf.Document, error) { return pdf.Read(data, pdf.Limits{}) }
	}
	s, err := newServer(Config{Linter: linter, Catalog: cat, PDF: readPDF, Extensions: []string{".md", ".txt", ".pdf"}}, l)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, ln) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	return &running{s, t, s.Address(ln), "http://" + ln.Addr().String(), s.Once(ln)}
}

// ask makes a request below the address of the page; change may alter it.
func (r *running) ask(method, path string, body []byte, change func(*http.Request)) (*http.Response, string) {
	r.t.Helper()
	req, err := http.NewRequest(method, r.address+path, bytes.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	if method == http.MethodPost {
		req.Header.Set(tokenHeader, r.token)
		req.Header.Set("Origin", r.origin)
	}
	if change != nil {
		change(req)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return resp, string(text)
}

// events has a document judged and returns what was answered.
func (r *running) events(params, body string) []event {
	r.t.Helper()
	_, text := r.ask(http.MethodPost, "check?"+params, []byte(body), nil)
	var out []event
	for line := range strings.Lines(text) {
		var e event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			r.t.Fatalf("%v: %.300s", err, line)
		}
		out = append(out, e)
	}
	return out
}

// last returns the last event, which is the verdict.
func last(t *testing.T, events []event) event {
	t.Helper()
	if len(events) == 0 {
		t.Fatal("there is no answer")
	}
	return events[len(events)-1]
}

// TestGuard holds who is let in: the page of this start, and nobody else.
func TestGuard(t *testing.T) {
	r := run(t, standard, nil)
	host := strings.TrimPrefix(r.origin, "http://")
	set := func(name, value string) func(*http.Request) {
		return func(req *http.Request) { req.Header.Set(name, value) }
	}
	for _, c := range []struct {
		name, method, path string
		change             func(*http.Request)
		want               int
	}{
		{"the page", "GET", "", nil, 200},
		{"the page as localhost", "GET", "", func(r *http.Request) { r.Host = strings.Replace(host, "127.0.0.1", "localhost", 1) }, 200},
		{"a name bound to this machine", "GET", "", func(r *http.Request) { r.Host = "evil.example:80" }, 421},
		{"a name that ends like ours", "GET", "", func(r *http.Request) { r.Host = host + ".evil.example" }, 421},
		{"another port", "GET", "", func(r *http.Request) { r.Host = "127.0.0.1:1" }, 421},
		{"no port", "GET", "", func(r *http.Request) { r.Host = "127.0.0.1" }, 421},
		{"no token", "GET", "", func(r *http.Request) { r.URL.Path = "/" }, 403},
		{"a wrong token", "GET", "", func(r *http.Request) { r.URL.Path = "/AAAAAAAAAAAAAAAAAAAAAAAAAA/" }, 403},
		{"an asset without token", "GET", "", func(r *http.Request) { r.URL.Path = "/app.js" }, 403},
		{"an asset", "GET", "app.js", nil, 200},
		{"a file of the program", "GET", "index.html", nil, 404},
		{"a step out", "GET", "", func(r *http.Request) { r.URL.Opaque = "/" + r.URL.Path[1:] + "..%2f..%2fetc/passwd" }, 404},
		{"a foreign origin", "POST", "check?name=a.md", set("Origin", "https://evil.example"), 403},
		{"an origin like ours", "POST", "check?name=a.md", set("Origin", r.origin+".evil.example"), 403},
		{"our host by another protocol", "POST", "check?name=a.md", set("Origin", "https://"+host), 403},
		{"no origin at all", "POST", "check?name=a.md", set("Origin", "null"), 403},
		{"another port's origin", "POST", "check?name=a.md", set("Origin", "http://127.0.0.1:1"), 403},
		{"a page of another origin that only reads", "GET", "", set("Origin", "https://evil.example"), 403},
		{"a form without the token header", "POST", "check?name=a.md", func(r *http.Request) { r.Header.Del(tokenHeader) }, 403},
		{"a wrong token header", "POST", "check?name=a.md", set(tokenHeader, "AAAAAAAAAAAAAAAAAAAAAAAAAA"), 403},
		{"a check by GET", "GET", "check?name=a.md", nil, 405},
		{"a check by PUT", "PUT", "check?name=a.md", nil, 405},
		{"a preflight of another origin", "OPTIONS", "check", set("Origin", "https://evil.example"), 403},
		{"a good check", "POST", "check?name=a.md", nil, 200},
		{"an unknown form of the report", "POST", "save?name=a.md&format=exe", nil, 404},
	} {
		t.Run(c.name, func(t *testing.T) {
			resp, body := r.ask(c.method, c.path, []byte(terms), c.change)
			if resp.StatusCode != c.want {
				t.Errorf("status %d, want %d: %.200s", resp.StatusCode, c.want, body)
			}
			for name, want := range map[string]string{
				"Content-Security-Policy": "frame-ancestors 'none'", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
				"Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
			} {
				if got := resp.Header.Get(name); !strings.Contains(got, want) {
					t.Errorf("%s is %q", name, got)
				}
			}
			if resp.Header.Get("Access-Control-Allow-Origin") != "" || resp.Header.Get("Set-Cookie") != "" {
				t.Errorf("it opens itself to others: %v", resp.Header)
			}
			if c.want != 200 && strings.Contains(body, r.token) {
				t.Error("the token is told to a stranger")
			}
		})
	}
}

// TestOnce holds that the address for the browser's command line works once.
func TestOnce(t *testing.T) {
	r := run(t, standard, nil)
	open := func() (*http.Response, string) {
		return r.ask("GET", "", nil, func(req *http.Request) { req.URL.Path = strings.TrimPrefix(r.once, r.origin) })
	}
	if resp, _ := open(); resp.StatusCode != http.StatusSeeOther || r.origin+resp.Header.Get("Location") != r.address {
		t.Errorf("first: %d %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	if resp, body := open(); resp.StatusCode != http.StatusForbidden || strings.Contains(body, r.token) {
		t.Errorf("second: %d %s", resp.StatusCode, body)
	}
}

// TestOtherTokens holds that every start has a token of its own, hard to guess.
func TestOtherTokens(t *testing.T) {
	a, b := run(t, standard, nil), run(t, standard, nil)
	if a.token == b.token || len(a.token) < 26 || a.ticket.code == a.token {
		t.Errorf("tokens %q and %q", a.token, b.token)
	}
}

// TestLoopback holds that nobody else's machine reaches the page.
func TestLoopback(t *testing.T) {
	ln, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	if !strings.HasPrefix(ln.Addr().String(), "127.0.0.1:") {
		t.Errorf("it listens at %s", ln.Addr())
	}
	if _, err := Listen(1 << 20); err == nil || !strings.Contains(err.Error(), "--port") {
		t.Errorf("a port that does not exist: %v", err)
	}
}

// TestCheck holds what comes back for a document.
func TestCheck(t *testing.T) {
	r := run(t, standard, nil)
	got := r.events("name=terms.md&file=1&report=1", terms)
	if len(got) != 2 || got[0].Stage != "read" || got[1].Stage != "judged" {
		t.Fatalf("%d events: %+v", len(got), got)
	}
	if !strings.Contains(got[0].Report, "We may remove your content at any time") {
		t.Errorf("the document is not shown while it is judged: %.300s", got[0].Report)
	}
	e := got[1]
	if e.Text == nil || *e.Text != terms || e.Kind != rules.TermsOfService || !e.Detected {
		t.Errorf("the verdict is %+v", e)
	}
	if !strings.Contains(e.Report, `<article class="report"`) || len(e.Notes) == 0 {
		t.Errorf("there is no report or no notes: %d, %.100s", len(e.Notes), e.Report)
	}
	if e := last(t, r.events("name=terms.md&kind=privacy-policy", terms)); e.Kind != rules.PrivacyPolicy || e.Detected || e.Text != nil || e.Report != "" {
		t.Errorf("with a kind: %+v", e)
	}
}

// TestWaivers holds that what a document answers itself does not count.
func TestWaivers(t *testing.T) {
	r := run(t, standard, nil)
	const clause = "All disputes are settled by binding arbitration.\n"
	const text = "# Terms of Service\n\nThese terms govern your use of our service.\n\n"
	const comment = "<!-- rightslint-disable-next-line red-flag/forced-arbitration: prescribed by the regulator -->\n"
	open := last(t, r.events("name=a.md", text+clause))
	waived := last(t, r.events("name=a.md&report=1", text+comment+clause))
	if len(waived.Notes) != len(open.Notes)-1 {
		t.Errorf("%d notes with the waiver, %d without", len(waived.Notes), len(open.Notes))
	}
	if !strings.Contains(waived.Report, "prescribed by the regulator") {
		t.Error("the report does not give the reason")
	}
}

// TestFileForms holds that a text is edited in one form whatever the form of
// its file: no mark at the start, line feeds, valid UTF-8.
func TestFileForms(t *testing.T) {
	r := run(t, standard, nil)
	for name, body := range map[string]string{
		"marked":  "\xEF\xBB\xBF" + terms,
		"windows": strings.ReplaceAll(terms, "\n", "\r\n"),
		"old mac": strings.ReplaceAll(terms, "\n", "\r"),
	} {
		e := last(t, r.events("name=terms.md&file=1", body))
		if e.Text == nil || *e.Text != terms {
			t.Errorf("%s: %+v", name, e)
		}
	}
	e := last(t, r.events("name=terms.md&file=1", terms+"\nCaf\xE9.\n"))
	if e.Text == nil || !strings.HasSuffix(*e.Text, "Caf\uFFFD.\n") || len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], "UTF-8") {
		t.Errorf("invalid UTF-8: %+v", e)
	}
}

// TestSave holds that the report is saved as a page of its own that asks for
// nothing.
func TestSave(t *testing.T) {
	r := run(t, standard, nil)
	resp, page := r.ask("POST", "save?name=terms.md&format=html", []byte(terms), nil)
	if resp.StatusCode != 200 || !strings.HasPrefix(page, "<!DOCTYPE html>") || !strings.Contains(page, "any time for any reason") || strings.Contains(page, r.token) {
		t.Errorf("status %d: %.300s", resp.StatusCode, page)
	}
	if got := resp.Header.Get("Content-Disposition"); got != "attachment" {
		t.Errorf("a browser would show it in the page's own origin: %q", got)
	}
	if resp, text := r.ask("POST", "save?name=a.md&format=html", []byte("# Pancakes\n\nMix flour and milk.\n"), nil); resp.StatusCode != 422 || !strings.Contains(text, "choose its kind") {
		t.Errorf("what is not judged: %d %s", resp.StatusCode, text)
	}
}

// TestNothingOnDisk holds that no file is opened for writing while a document
// is judged and saved.
func TestNothingOnDisk(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Chdir(dir)
	r := run(t, standard, nil)
	big := strings.Repeat(terms, 2000)
	if e := last(t, r.events("name=terms.md&file=1&report=1", big)); e.Stage != "judged" {
		t.Fatalf("%+v", e)
	}
	r.ask("POST", "save?name=terms.md&format=html", []byte(big), nil)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("it leaves %v, %v", entries, err)
	}
}

// TestHostileText holds that markup in a document stays text in everything that
// becomes part of the page.
func TestHostileText(t *testing.T) {
	r := run(t, standard, nil)
	evil := terms + "\n## <img src=x onerror=alert(1)>\n\nWe may <script>alert(2)</script> remove your content </textarea></blockquote> for any reason [\"><svg onload=alert(3)>].\n"
	for _, e := range r.events("name=%3Cb%3Eevil%3C/b%3E.md&file=1&report=1", evil) {
		all := e.Report
		for _, n := range e.Notes {
			all += n.HTML
		}
		for _, bad := range []string{"<script", "<img", "<svg", "<b>evil", "</textarea"} {
			if strings.Contains(all, bad) {
				t.Errorf("%s passes: %s", bad, all[strings.Index(all, bad):][:60])
			}
		}
	}
}
