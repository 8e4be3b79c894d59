// Package browser drives a real browser in end-to-end tests: it opens pages,
// notes what they try to do, and checks how accessible they are.
package browser

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/rightslint/rightslint/cmd/internal/need"
)

// patience is how long one action may take before the test fails; machines that
// run many tests at once are slow.
const patience = time.Minute

// Browser is a browser without a window and with an empty profile.
type Browser struct {
	t   testing.TB
	ctx context.Context
}

// Start starts Chromium for the length of a test.
func Start(t testing.TB) *Browser {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(need.Tool(t, "chromium", "chromium")),
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(t.TempDir()),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox) // Chromium refuses to run as root with it
	}
	alloc, end := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(end)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return &Browser{t, ctx}
}

// Page is one tab.
type Page struct {
	t   testing.TB
	ctx context.Context

	mu       sync.Mutex
	requests []string
	dialogs  []string
	errors   []string
}

// Width and height in CSS pixels of the screens that pages are looked at on.
const (
	Wide, WideHeight     = 1280, 900
	Narrow, NarrowHeight = 390, 844
)

// Page opens an empty tab of the given width and height in CSS pixels.
func (b *Browser) Page(t testing.TB, width, height int64) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(cancel)
	p := &Page{t: t, ctx: ctx}
	p.Do(chromedp.EmulateViewport(width, height))
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		if _, err := chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
		}); err != nil {
			t.Fatal(err)
		}
	}
	p.watch()
	return p
}

// watch notes requests, dialogs and errors from now on. Dialogs are closed.
func (p *Page) watch() {
	if _, err := chromedp.Call(p.ctx, network.Enable, network.EnableParams{}); err != nil {
		p.t.Fatal(err)
	}
	note := func(list *[]string, s string) {
		p.mu.Lock()
		defer p.mu.Unlock()
		*list = append(*list, s)
	}
	each(p.ctx, network.RequestWillBeSent, func(ev network.EventRequestWillBeSent) {
		note(&p.requests, ev.Request.URL)
	})
	each(p.ctx, page.JavascriptDialogOpening, func(ev page.EventJavascriptDialogOpening) {
		note(&p.dialogs, ev.Message)
		chromedp.Call(p.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
	})
	each(p.ctx, runtime.ExceptionThrown, func(ev runtime.EventExceptionThrown) {
		text := ev.ExceptionDetails.Text
		if ev.ExceptionDetails.Exception != nil {
			text += " " + ev.ExceptionDetails.Exception.Description
		}
		note(&p.errors, text)
	})
}

// each calls f for every event until the tab closes.
func each[E any](ctx context.Context, event cdp.Event[E], f func(E)) {
	events := chromedp.Events(ctx, event)
	go func() {
		for ev, err := range events {
			if err != nil {
				return
			}
			f(ev)
		}
	}()
}

// Requests lists the addresses that the tab asked for so far.
func (p *Page) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string{}, p.requests...)
}

// Dialogs lists the messages of the dialogs that opened so far.
func (p *Page) Dialogs() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string{}, p.dialogs...)
}

// Errors lists the errors of scripts so far.
func (p *Page) Errors() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string{}, p.errors...)
}

// Do runs actions; the test fails at the first that does.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	// The first action on a tab ties its life to the context.
	if chromedp.FromContext(p.ctx).Target == nil {
		ctx = p.ctx
	}
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// Get runs an action that has a result; the test fails if it does.
func Get[T any](p *Page, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	out, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// Eval returns the value of an expression in the page, awaited where it is a
// promise.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	return Get(p, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Open opens a file.
func (p *Page) Open(path string) {
	p.t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		p.t.Fatal(err)
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}
	p.Do(chromedp.Navigate(address.String()))
}

// Dark turns the preference for dark colours on or off.
func (p *Page) Dark(on bool) {
	p.t.Helper()
	value := "light"
	if on {
		value = "dark"
	}
	params := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: value}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, params); err != nil {
		p.t.Fatal(err)
	}
}

// Context returns the context of the tab, for commands of the protocol.
func (p *Page) Context() context.Context { return p.ctx }
