package page

import (
	"strings"
	"testing"
)

// What a function answers shares the page's origin. This is what a script in such an answer may try.
func TestDEV39DEV41AnAnswerDoesNotGetTheToken(t *testing.T) {
	loop := serve(t, "answers")
	good := open(t, loop)
	token := value[string](good, `document.querySelector("meta[name=owgen-token]").content`)
	if len(token) < 20 {
		t.Fatalf("the token is %q", token)
	}
	p := openURL(t, loop, loop.URL+"Page")
	p.Await("its scripts run", `document.title.startsWith("run") || document.title === "broken in"`)

	for _, attempt := range []struct{ name, script string }{
		{"fetch of the page", `fetch("/_/dev/").then(r => r.text())`},
		{"fetch of the page without its slash", `fetch("/_/dev").then(r => r.text())`},
		{"fetch of the state", `fetch("/_/dev/state").then(r => r.text())`},
		{"fetch with another token", `fetch("/_/dev/state", {headers: {"Owgen-Token": "x"}}).then(r => r.text())`},
		{"a call of the API", `fetch("/_/dev/call", {method: "POST", headers: {"Content-Type": "application/json"}, body: "{\"handler\":\"Say\"}"}).then(r => r.text())`},
		{"events", `new Promise(done => { const s = new EventSource("/_/dev/events"); s.onmessage = s.onerror = e => { s.close(); done(e.data ?? "") } })`},
		{"a frame", `new Promise(done => { const f = document.createElement("iframe"); f.src = "/_/dev/"; f.onload = f.onerror = () => {
			try { done(f.contentDocument?.documentElement.outerHTML ?? "") } catch (e) { done(String(e)) } }; document.body.append(f) })`},
		{"an object", `new Promise(done => { const f = document.createElement("object"); f.data = "/_/dev/"; f.onload = f.onerror = () => {
			try { done(f.contentDocument?.documentElement.outerHTML ?? "") } catch (e) { done(String(e)) } }; document.body.append(f) })`},
		{"a script", `import("/_/dev/").then(m => JSON.stringify(Object.keys(m)), String)`},
		{"a prefetch", `new Promise(done => { const l = document.createElement("link"); l.rel = "prefetch"; l.href = "/_/dev/"; l.onload = l.onerror = () =>
			fetch("/_/dev/", {cache: "force-cache"}).then(r => r.text()).then(done, e => done(String(e))); document.head.append(l) })`},
	} {
		got := value[string](p, "%v", expression(attempt.script))
		if strings.Contains(got, token) || strings.Contains(got, `data-testid`) || strings.Contains(got, `"handlers"`) {
			t.Errorf("%s gets %.300q", attempt.name, got)
		}
	}

	// A window that it opens is in no group with it: nothing of its document can be reached, whatever policy the answer has itself.
	for _, policy := range []string{"", "?opener=same-origin", "?opener=same-origin-allow-popups", "?opener=noopener-allow-popups"} {
		p := openURL(t, loop, loop.URL+"Page"+policy)
		opened := value[string](p, `new Promise(done => {
			const w = open("/_/dev/");
			if (!w) return done("blocked");
			const end = Date.now() + 30000;
			(function look() {
				try {
					if (w.closed) return done("closed");
					const meta = w.document.querySelector("meta[name=owgen-token]");
					if (meta) return done(meta.content);
				} catch (e) { return done(String(e)) }
				Date.now() > end ? done(w.document.documentElement.outerHTML) : setTimeout(look, 5);
			})();
		})`)
		if strings.Contains(opened, token) || strings.Contains(opened, "data-testid") {
			t.Errorf("to an answer with %q a window that it opened gives %.300q", policy, opened)
		}
		t.Logf("to an answer with %q a window that it opened is %s", policy, opened)
		p.forgive()
	}

	// A service worker would see what the page's windows are served.
	for _, registration := range []string{
		`navigator.serviceWorker.register("/Page/worker.js", {scope: "/Page/"})`,
		`navigator.serviceWorker.register("/Page/worker.js", {scope: "/_/dev/"})`,
		`navigator.serviceWorker.register("/Page/worker.js", {scope: "/"})`,
		`navigator.serviceWorker.register("/Page/worker.js", {type: "module"})`,
	} {
		if got := value[string](p, `%v.then(r => "registered for " + r.scope, e => "refused: " + e)`, expression(registration)); !strings.Contains(got, "refused") {
			t.Errorf("%s: %s", registration, got)
		}
	}
	if n := value[int](p, `navigator.serviceWorker.getRegistrations().then(r => r.length)`); n != 0 {
		t.Errorf("%d service workers", n)
	}
	good.Reload()
	p.forgive()
}

// forgive forgets the faults of a document that is no page of owgen dev.
func (p *Page) forgive() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = nil
}

// A page of another origin, as a browser sees it, reads nothing and starts nothing.
func TestDEV39AnotherOriginIsRefused(t *testing.T) {
	loop := serveAlone(t, "answers")
	p := openURL(t, loop, "data:text/html,<title>elsewhere</title>")
	for _, attempt := range []string{
		`fetch(%v + "Say", {method: "POST", mode: "no-cors", body: "{}"}).then(r => r.type, String)`,
		`fetch(%v + "Say", {method: "POST", body: "{}"}).then(r => r.text(), String)`,
		`fetch(%v + "_/dev/state").then(r => r.text(), String)`,
	} {
		if got := value[string](p, attempt, loop.URL); strings.Contains(got, "lines") || strings.Contains(got, "handlers") {
			t.Errorf("%s: %s", attempt, got)
		}
	}
	q := open(t, loop)
	q.Call("Say", `{"lines":1}`)
	q.Await("none of them was a call", `all("history-row").length === 1`)
}
