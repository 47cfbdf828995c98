package page

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/owgen/owgen/e2e/internal/dev"
)

// patience is how long a page may take for anything that a test waits for: a program is compiled meanwhile, and the machine
// may be busy.
const patience = time.Minute

// A Page is a page in a tab.
type Page struct {
	t    *testing.T
	ctx  context.Context
	loop *dev.Loop // that serves it

	mu     sync.Mutex
	faults []string // what a page must never do
	loads  int      // documents of the tab so far
}

// open opens the page of a loop in a tab of its own, 1280 pixels wide, and waits until it is ready and there is a program.
func open(t *testing.T, loop *dev.Loop) *Page {
	t.Helper()
	p := openURL(t, loop, loop.Page)
	p.Await("the page is ready", `q("app")?.dataset.ready === "true" && Number(q("build").dataset.served) > 0`)
	return p
}

// openURL opens some page in a tab of its own, in a profile of its own.
func openURL(t *testing.T, loop *dev.Loop, url string) *Page {
	t.Helper()
	p := &Page{t: t, loop: loop}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.hear))
	t.Cleanup(cancel)
	p.ctx = ctx
	p.Do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(url))
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, fault := range p.faults {
			t.Errorf("the page: %s", fault)
		}
	})
	return p
}

// hear notes what scripts throw, and what the page's own policy stops.
func (p *Page) hear(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			fault += " " + e.ExceptionDetails.Exception.Description
		}
	case *page.EventFrameNavigated:
		if e.Frame.ParentID == "" && strings.HasPrefix(e.Frame.URL, "http") {
			p.mu.Lock()
			p.loads++
			p.mu.Unlock()
		}
	case *log.EventEntryAdded:
		if strings.Contains(e.Entry.Text, "Content Security Policy") {
			fault = e.Entry.Text
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if fault != "" && !slices.Contains(p.faults, fault) {
		p.faults = append(p.faults, fault)
	}
}

// Do runs actions of chromedp.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.fail("%v", err)
	}
}

// An expression is one of JavaScript.
type expression string

// script puts values into a text of JavaScript, each where a %v is: expressions as they are, and all else as JSON.
func script(text string, values ...any) expression {
	for i, v := range values {
		if _, ok := v.(expression); ok {
			continue
		}
		literal, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		values[i] = expression(literal)
	}
	if len(values) == 0 {
		return expression(text)
	}
	return expression(fmt.Sprintf(text, values...))
}

// within gives an expression two functions: all finds the parts of the page with a data-testid, and q the first of them. Both
// take as second argument another part, in which they look.
func within(e expression) string {
	return string(script(`(() => {
		const all = (id, part = document) => [...part.querySelectorAll("[data-testid]")].filter(e => e.dataset.testid === id);
		const q = (id, part) => all(id, part)[0] ?? null;
		return (%v);
	})()`, e))
}

// value returns what a text of JavaScript is in the page.
func value[T any](p *Page, text string, values ...any) T {
	p.t.Helper()
	e := script(text, values...)
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](within(e), chromedp.EvalAwaitPromise))
	if err != nil {
		p.fail("%s: %v", e, err)
	}
	return v
}

// Await waits until a text of JavaScript is true in the page, also across reloads.
func (p *Page) Await(what, text string, values ...any) {
	p.t.Helper()
	e := script(text, values...)
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	poll := chromedp.Poll[chromedp.Void](within(e), chromedp.WithPollingInterval(10*time.Millisecond), chromedp.WithPollingTimeout(0))
	for {
		_, err := chromedp.Run(ctx, poll)
		if err == nil {
			return
		}
		// A reload ends the poll, and so does a fault of the text: it would be without an end.
		if ctx.Err() != nil || strings.Contains(err.Error(), "SyntaxError") {
			p.fail("it does not become true that %s: %s (%v)", what, e, err)
		}
	}
}

// Text returns what a part shows.
func (p *Page) Text(id string) string {
	p.t.Helper()
	p.Await("there is "+id, `q(%v)`, id)
	return value[string](p, `q(%v).innerText`, id)
}

// AwaitText waits until a part shows a text, among others. What is out of sight counts, too.
func (p *Page) AwaitText(id, text string) {
	p.t.Helper()
	p.Await(id+" shows "+text, `(e => e && (e.innerText.includes(%v) || e.textContent.includes(%v)))(q(%v))`, text, text, id)
}

// AwaitData waits until an attribute data-NAME of a part has a value.
func (p *Page) AwaitData(id, name, want string) {
	p.t.Helper()
	p.Await(fmt.Sprintf("%s has data-%s=%s", id, name, want), `q(%v)?.getAttribute("data-" + %v) === %v`, id, name, want)
}

// Has reports whether there is a part.
func (p *Page) Has(id string) bool {
	p.t.Helper()
	return value[bool](p, `q(%v) !== null`, id)
}

// JSON returns the text that the page would send, as the view JSON has it.
func (p *Page) JSON() string {
	p.t.Helper()
	return value[string](p, `q("json").value`)
}

// Reload loads the page anew, and waits until it is ready.
func (p *Page) Reload() {
	p.t.Helper()
	p.Do(chromedp.Reload())
	p.Await("the page is ready", `q("app")?.dataset.ready === "true"`)
}

// Loads returns how many documents the tab has loaded.
func (p *Page) Loads() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.loads
}

// Size makes the window so large.
func (p *Page) Size(width, height int64) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(width, height))
	p.Await("the window is so large", `innerWidth === %v && innerHeight === %v`, width, height)
}

// Theme makes the system's colours light or dark.
func (p *Page) Theme(name string) {
	p.t.Helper()
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
		})
		return err
	}))
	p.Await("the colours are "+name, `matchMedia("(prefers-color-scheme: " + %v + ")").matches`, name)
}

// Picture returns what the window shows, as a PNG.
func (p *Page) Picture() []byte {
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	return png
}

// fail ends the test, and tells what somebody would see at the page.
func (p *Page) fail(format string, args ...any) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 5*time.Second)
	defer cancel()
	text, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body?.innerText ?? ""`))
	if png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err == nil {
		os.WriteFile(filepath.Join(p.t.ArtifactDir(), "page.png"), png, 0o666)
	}
	p.mu.Lock()
	faults := strings.Join(p.faults, "\n")
	p.mu.Unlock()
	p.t.Fatalf("%s\nThe page says:\n%s\n%s\nowgen dev says:\n%s", fmt.Sprintf(format, args...), text, faults, p.loop.Stderr())
}
