package front

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// status sends a request with these fields ("Host: x" and so on, one a line) and returns the status.
func status(t *testing.T, url, method, path, fields string) string {
	t.Helper()
	head := method + " " + path + " HTTP/1.1\r\nConnection: close\r\n"
	for field := range strings.Lines(fields) {
		head += strings.TrimSpace(field) + "\r\n"
	}
	answer := raw(t, url, head+"\r\n")
	if strings.Contains(answer, "Access-Control-") {
		t.Errorf("%s %s is answered with a header of CORS: %s", method, path, answer)
	}
	_, rest, _ := strings.Cut(answer, " ")
	code, _, _ := strings.Cut(rest, " ")
	return code
}

func ok(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "ok") }

func TestDEV38OnlyHostsOfThisMachineAreServed(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(ok))
	for host, want := range map[string]string{
		"127.0.0.1": "200", "127.0.0.1:8600": "200", "127.9.9.9": "200", "[::1]:8600": "200", "[::1]": "200", "localhost": "200",
		"LocalHost:1": "200", "shop.localhost:8600": "200",
		"evil.example": "403", "evil.example:8600": "403", "localhost.evil.example": "403", "127.0.0.1.evil.example": "403",
		"0.0.0.0": "403", "192.168.0.9": "403", "localhost:x": "403", "evillocalhost": "403", "127.0.0.1:1:2": "403", "": "403",
	} {
		for _, path := range []string{"/", "/order", "/_/dev/", "/_/health"} {
			if got := status(t, url, "GET", path, "Host: "+host); got != want {
				t.Errorf("%s of host %q: %s, want %s", path, host, got, want)
			}
		}
	}
	if got := raw(t, url, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"); !strings.HasSuffix(got,
		`{"error":"host evil.example is not served here; see owgen dev -h"}`+"\n") {
		t.Errorf("the answer is %s", got)
	}
}

func TestDEV37DEV38TheHostOfTheAddressIsServed(t *testing.T) {
	f := New(Options{Host: "Dev.Local"})
	on := func(local string, host string) string {
		r, _ := http.NewRequest("GET", "/", nil)
		r.Host = host
		addr, _ := net.ResolveTCPAddr("tcp", local)
		return f.admit(r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(addr))))
	}
	if on("10.0.0.1:8600", "dev.local:8600") != "" || on("10.0.0.1:8600", "10.0.0.1") == "" || on("10.0.0.1:8600", "localhost") != "" {
		t.Error("the address dev.local serves other hosts than that and this machine")
	}
	f.Host = "0.0.0.0"
	if on("10.0.0.1:8600", "10.0.0.1:8600") != "" || on("10.0.0.1:8600", "10.0.0.2") == "" || on("10.0.0.1:8600", "evil.example") == "" {
		t.Error("the address of all interfaces serves other hosts than the address of the connection")
	}
}

func TestDEV39OtherOriginsAreRefusedEverywhere(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(ok))
	for fields, want := range map[string]string{
		"": "200", "Origin: http://localhost:5173": "200", "Origin: https://127.0.0.1": "200", "Origin: http://[::1]:3000": "200",
		"Origin: http://localhost:8600":                        "200",
		"Origin: http://evil.example":                          "403",
		"Origin: null":                                         "403",
		"Origin: ":                                             "403",
		"Origin: http://localhost.evil.example":                "403",
		"Origin: http://localhost@evil.example":                "403",
		"Origin: chrome-extension://localhost":                 "403",
		"Origin: http://localhost\nOrigin: null":               "403",
		"Sec-Fetch-Site: cross-site":                           "403",
		"Sec-Fetch-Site: same-origin":                          "200",
		"Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate": "200",
		"Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image":  "403",
		"Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nOrigin: http://evil.x": "403",
	} {
		if got := status(t, url, "POST", "/order", "Host: localhost:8600\nContent-Length: 0\n"+fields); got != want {
			t.Errorf("%q: %s, want %s", fields, got, want)
		}
		if want == "403" {
			if got := status(t, url, "GET", "/_/dev/", "Host: localhost:8600\n"+fields); got != want {
				t.Errorf("the page with %q: %s, want %s", fields, got, want)
			}
		}
	}
}

func TestDEV39DEV40TheAPIIsForThePageAlone(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(ok))
	const host = "Host: localhost:8600\nOwgen-Token: "
	for fields, want := range map[string]string{
		host + token: "200",
		host + token + "\nOrigin: http://localhost:8600":               "200",
		host + token + "\nOrigin: http://localhost:5173":               "403",
		host + token + "\nOrigin: http://127.0.0.1:8600":               "403",
		host + token + "\nOrigin: http://localhost:8600\nOrigin: null": "403",
		"Host: localhost":                 "403",
		host:                              "403",
		host + token + "x":                "403",
		host + "x\nOwgen-Token: " + token: "403",
	} {
		if got := status(t, url, "GET", "/_/dev/state", fields); got != want {
			t.Errorf("%q: %s, want %s", fields, got, want)
		}
	}
	for _, path := range []string{"state", "events", "call", "ways", "copy", "calls", "calls/x", "calls/x/body", "saved", "saved/x", "nothing", "page.html", "../dev/state"} {
		for _, method := range []string{"GET", "POST", "DELETE", "OPTIONS"} {
			if got := status(t, url, method, "/_/dev/"+path, "Host: localhost\nContent-Type: application/json\nContent-Length: 0"); got != "403" {
				t.Errorf("%s %s without the token: %s", method, path, got)
			}
		}
	}
}

func TestDEV40ChangesAreAskedForInJSON(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(ok))
	const host = "Host: localhost\nContent-Length: 2\nOwgen-Token: " + token
	for _, kind := range []string{"", "Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded", "Content-Type: application/jsonp"} {
		for method, paths := range map[string][]string{"POST": {"call", "ways", "copy", "saved"}, "DELETE": {"calls"}} {
			for _, path := range paths {
				if got := status(t, url, method, "/_/dev/"+path, host+"\n"+kind); got != "400" {
					t.Errorf("%s %s with %q: %s", method, path, kind, got)
				}
			}
		}
	}
	for request, want := range map[string]string{
		"GET /_/dev/call": "405", "GET /_/dev/saved": "405", "POST /_/dev/state": "405", "DELETE /_/dev/calls/x": "405", "GET /_/dev/x": "404",
		"POST /_/dev/": "405", "PUT /_/dev/saved/x": "405",
	} {
		method, path, _ := strings.Cut(request, " ")
		if got := status(t, url, method, path, "Host: localhost\nContent-Type: application/json\nContent-Length: 0\nOwgen-Token: "+token); got != want {
			t.Errorf("%s: %s, want %s", request, got, want)
		}
	}
}

func TestDEV41ThePageIsForWindowsOfItsOwn(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(ok))
	for fields, want := range map[string]string{
		"": "200", "Sec-Fetch-Dest: document": "200", "Sec-Fetch-Dest: empty": "403", "Sec-Fetch-Dest: iframe": "403",
		"Sec-Fetch-Dest: embed": "403", "Sec-Fetch-Dest: object": "403", "Sec-Fetch-Dest: script": "403",
		"Sec-Fetch-Dest: document\nSec-Fetch-Dest: iframe": "403",
	} {
		if got := status(t, url, "GET", "/_/dev/", "Host: localhost\n"+fields); got != want {
			t.Errorf("%q: %s, want %s", fields, got, want)
		}
	}
	if got := raw(t, url, "GET /_/dev HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); !strings.Contains(got, "\r\nLocation: /_/dev/\r\n") {
		t.Errorf("/_/dev is answered %s", got)
	}
}

func TestDEV37AtANameThatBrowsersDoNotTrustThePageIsNotToldTheToken(t *testing.T) {
	f, _, url := serve(t, http.HandlerFunc(ok))
	f.Host = "dev.example"
	for host, want := range map[string]bool{"dev.example": false, "DEV.example:8600": false, "localhost:8600": true, "127.0.0.1": true} {
		page := raw(t, url, "GET /_/dev/ HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n")
		if !strings.HasPrefix(page, "HTTP/1.1 200 ") || strings.Contains(page, token) != want {
			t.Errorf("at %s the page has the token: %t; it is %.30q", host, !want, page)
		}
	}
}

// With the same opener policy, two windows of one origin can look into each other.
func TestDEV41AnAnswerHasNotTheOpenerPolicyOfThePage(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h["Cross-Origin-Opener-Policy"], h["Cross-Origin-Embedder-Policy"] = r.URL.Query()["o"], r.URL.Query()["e"]
	}))
	for query, want := range map[string]string{
		"": "", "o=unsafe-none": "unsafe-none", "o=same-origin": "same-origin-allow-popups", "o=same-origin%3B+report-to=x": "same-origin-allow-popups",
		"o=x&o=same-origin": "same-origin-allow-popups", "o=same-origin-allow-popups": "same-origin-allow-popups",
		"o=same-origin&e=require-corp": "same-origin", "o=same-origin&e=credentialless": "same-origin-allow-popups",
		"o=same-origin&e=require-corp&e=require-corp": "same-origin-allow-popups",
	} {
		for _, dest := range []string{"document", "empty"} { // what a script has fetched may be shown from the cache
			answer := raw(t, url, "GET /?"+query+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Dest: "+dest+"\r\n\r\n")
			_, got, _ := strings.Cut(answer, "\r\nCross-Origin-Opener-Policy: ")
			if got, _, _ = strings.Cut(got, "\r\n"); got != want {
				t.Errorf("%s for %s: %q, want %q", query, dest, got, want)
			}
		}
	}
	if answer := raw(t, url, "GET /?o=same-origin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); !strings.Contains(answer, "-Policy: same-origin\r\n") {
		t.Errorf("to what is no browser the answer is %q", answer)
	}
}

func TestDEV41NoServiceWorkerComesToStandBeforeThePage(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(ok))
	for _, fields := range []string{"Service-Worker: script", "Sec-Fetch-Dest: serviceworker", "Service-Worker-Navigation-Preload: true"} {
		for _, path := range []string{"/sw.js", "/_/dev/", "/_/dev/state", "/order"} {
			if got := status(t, url, "GET", path, "Host: localhost\nOwgen-Token: "+token+"\n"+fields); got != "403" {
				t.Errorf("%s with %s: %s", path, fields, got)
			}
		}
	}
}
