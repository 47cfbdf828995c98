package page

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/owgen/owgen/e2e/internal/dev"
	document "github.com/owgen/owgen/internal/dev/page"
)

// A Form is the form of some schema, in the document without owgen dev behind it. What is done to it is done by events from a
// script; tests of the whole page use mouse and keys.
type Form struct{ *Page }

// openForm opens the document. It has no form yet.
func openForm(t *testing.T) Form {
	t.Helper()
	needBrowser(t)
	mux := http.NewServeMux()
	mux.Handle("GET /_/dev/{$}", document.Page{})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	f := Form{openURL(t, new(dev.Loop), server.URL+"/_/dev/")}
	f.Run(`addEventListener("error", (event) => { window.fault = event.message; })`)
	return f
}

// Run runs statements in the page, which have q, hook (q that throws), fill and click.
func (f Form) Run(text string, values ...any) {
	f.t.Helper()
	value[bool](f.Page, `(() => {
		const hook = (id) => { const found = q(id); if (!found) throw new Error("there is no " + id); return found; };
		const fill = (id, text) => {
			const input = hook(id);
			input.focus();
			input.value = text;
			input.dispatchEvent(new Event("input", {bubbles: true}));
		};
		const click = (id) => { const found = hook(id); found.focus(); found.click(); };
		%v;
		return true;
	})()`, script(text, values...))
}

// Make puts a new form in the place of the last one.
func (f Form) Make(schema, hints string) {
	f.t.Helper()
	if hints == "" {
		hints = "{}"
	}
	f.Run(`
		const mount = document.createElement("div");
		document.getElementById("form").replaceChildren(mount);
		document.getElementById("form").hidden = false;
		window.edits = 0;
		window.made = makeForm({mount, schema: exactJSON(%v), hints: exactJSON(%v), onText: (text) => { edits++; window.last = text; }})`, schema, hints)
}

// JSON returns the text as it is.
func (f Form) JSON() string {
	f.t.Helper()
	return value[string](f.Page, `made.text()`)
}

// Want compares the text.
func (f Form) Want(want string) {
	f.t.Helper()
	if got := f.JSON(); got != want {
		f.t.Errorf("the text is\n%s\nwant\n%s", got, want)
	}
}

// WantTrue compares nothing: what is written is true.
func (f Form) WantTrue(text string, values ...any) {
	f.t.Helper()
	if !value[bool](f.Page, text, values...) {
		f.t.Errorf("it is not true that %s", script(text, values...))
	}
}
