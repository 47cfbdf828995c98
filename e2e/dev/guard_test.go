package dev

import (
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
)

// A page of another site has these ways to reach what runs on a developer's machine.
func TestDEV38DEV39DEV40PagesOfOtherSitesReachNothing(t *testing.T) {
	d := newDesk(t)
	for what, header := range map[string]http.Header{
		"a name that resolves to this machine":       {"Host": {"evil.example:8600"}},
		"such a name, and the origin that fits":      {"Host": {"evil.example"}, "Origin": {"http://evil.example"}},
		"a form of another origin":                   {"Origin": {"https://evil.example"}},
		"a sandbox":                                  {"Origin": {"null"}},
		"an image, which has no origin":              {"Sec-Fetch-Site": {"cross-site"}, "Sec-Fetch-Mode": {"no-cors"}},
		"a service worker of what a function serves": {"Service-Worker": {"script"}, "Sec-Fetch-Dest": {"serviceworker"}},
	} {
		header["Owgen-Token"] = []string{d.token}
		for _, path := range []string{"", "copy", "_/health", "_/dev/", "_/dev/state", "_/dev/events", "_/dev/calls"} {
			resp, text := d.ask("GET", d.URL+path, "", header)
			if resp.StatusCode != 403 || !strings.HasPrefix(text, `{"error":"`) || strings.Contains(text, d.token) {
				t.Errorf("%s gets %d %s at /%s", what, resp.StatusCode, text, path)
			}
			for name := range resp.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s is allowed %s", what, name)
				}
			}
		}
	}
	for _, header := range []http.Header{nil, {"Owgen-Token": {""}}, {"Owgen-Token": {d.token[1:]}}, {"Owgen-Token": {d.token}, "Origin": {"http://localhost:5173"}}} {
		if resp, text := d.ask("GET", d.URL+"_/dev/state", "", header); resp.StatusCode != 403 {
			t.Errorf("the API answers %v with %d %s", header, resp.StatusCode, text)
		}
	}
	if len(d.listed()) != 0 {
		t.Errorf("the function has seen %v", d.listed())
	}
	resp, _ := d.ask("POST", d.URL, `{"text":"a"}`, http.Header{"Origin": {"http://localhost:5173"}, "Content-Type": {"application/json"}})
	if resp.StatusCode != 200 {
		t.Errorf("a front end on this machine gets %d", resp.StatusCode)
	}
}

// What a function answers may be a page that means no good, and it has the origin of the page of owgen dev.
func TestDEV41AnAnswerThatIsAPageGetsNothing(t *testing.T) {
	d := newDesk(t)
	const evil = `<script>fetch("/_/dev/").then(r => r.text()).then(alert)</script>`
	resp, text := d.ask("POST", d.URL+"copy", evil, nil)
	if text != evil || resp.Header.Get("Content-Type") != "text/html" {
		t.Fatalf("the answer is %s with %v", text, resp.Header)
	}
	for _, dest := range []string{"empty", "iframe", "frame", "object", "embed", "script", "worker"} { // by fetch, by frames and so on
		resp, text := d.ask("GET", d.URL+"_/dev/", "", http.Header{"Sec-Fetch-Dest": {dest}, "Sec-Fetch-Site": {"same-origin"}})
		if resp.StatusCode != 403 || strings.Contains(text, d.token) {
			t.Errorf("as %s the page is answered with %d %.100s", dest, resp.StatusCode, text)
		}
	}
	resp, _ = d.ask("GET", d.URL+"_/dev/", "", http.Header{"Sec-Fetch-Dest": {"document"}})
	if h := resp.Header; h.Get("Cross-Origin-Opener-Policy") != "same-origin" || h.Get("X-Frame-Options") != "DENY" {
		t.Errorf("opened in a window, the page has %v", h)
	}
	id := d.listed()[0].ID
	resp, text = d.ask("GET", d.URL+"_/dev/calls/"+id+"/body", "", http.Header{"Owgen-Token": {d.token}})
	if h := resp.Header; text != evil || h.Get("Content-Security-Policy") != "sandbox" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") {
		t.Errorf("to download it is %s with %v", text, h)
	}
}

func TestDEV37AWideAddressIsWarnedOf(t *testing.T) {
	d := newDesk(t, "-addr", "0.0.0.0:0")
	warned, err := d.Said(`(?m)^owgen: anyone who reaches \S+:(\d+) can call and read this function$`)
	if err != nil {
		t.Fatal(err)
	}
	base, token, _ := strings.Cut(d.Page, "#")
	if d.token == "" || token != d.token || !strings.HasSuffix(base, ":"+warned[1]+"/_/dev/") {
		t.Errorf("the page is said to be at %s, and its token is %s", d.Page, d.token)
	}
	outside := ""
	addrs, _ := net.InterfaceAddrs()
	for _, a := range addrs {
		if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().Is4() && !p.Addr().IsLoopback() {
			outside = "http://" + net.JoinHostPort(p.Addr().String(), warned[1]) + "/"
		}
	}
	if outside == "" {
		ci.Skip(t, "this machine has no address but loopback")
	}
	if resp, text := d.ask("GET", outside+"_/dev/", "", nil); resp.StatusCode != 200 || strings.Contains(text, d.token) {
		t.Errorf("from outside the page is %d; it has the token: %t", resp.StatusCode, strings.Contains(text, d.token))
	}
	if resp, text := d.ask("GET", outside+"_/dev/state", "", http.Header{"Owgen-Token": {token}}); resp.StatusCode != 200 {
		t.Errorf("from outside with the token there is %d %s", resp.StatusCode, text)
	}
	if resp, _ := d.ask("GET", outside, "", http.Header{"Host": {"evil.example"}}); resp.StatusCode != 403 {
		t.Errorf("from outside another host is answered with %d", resp.StatusCode)
	}
}

func TestDEV15DEV16WhereItListens(t *testing.T) {
	seen := filepath.Join(t.TempDir(), "seen")
	browser := filepath.Join(t.TempDir(), "browser")
	if err := os.WriteFile(browser, []byte("#!/bin/sh\nprintf %s \"$1\" > '"+seen+".new' && mv '"+seen+".new' '"+seen+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("BROWSER", browser)
	first := newDesk(t, "-open")
	await(t, "the browser is opened", func() bool { _, err := os.Stat(seen); return err == nil })
	if url, err := os.ReadFile(seen); err != nil || string(url) != first.Page || first.Page != first.URL+"_/dev/" {
		t.Errorf("the browser has opened %s (%v), and the page is at %s", url, err, first.Page)
	}
	if !strings.HasPrefix(first.URL, "http://127.0.0.1:860") {
		t.Errorf("without -addr it is at %s", first.URL)
	}
	first.start("-addr", "localhost:0")
	if !strings.HasPrefix(first.URL, "http://localhost:") {
		t.Errorf("at localhost it says %s", first.URL)
	}
	taken := strings.Trim(strings.TrimPrefix(first.URL, "http://"), "/")
	out, err := me.Owgen(first.dir, "dev", "-addr", taken).CombinedOutput()
	if want := "owgen: " + taken + " is in use; choose another with -addr\n"; err == nil || err.Error() != "exit status 2" || string(out) != want {
		t.Errorf("a second one says %s (%v), want %s", out, err, want)
	}
}
