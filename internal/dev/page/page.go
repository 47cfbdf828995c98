// Package page serves the document of owgen dev: the page that calls functions. The document is one file without a build step,
// and all that it shows comes from the API of internal/dev/front.
//
//	page.html  the document
//	page.go    what is filled in, and with which headers it is served
//
// The document has two blanks, each filled in for every request:
//
//	__NONCE__   of its style and script elements: <script nonce="__NONCE__">
//	__TOKEN__   what the API wants as Owgen-Token: <meta name="owgen-token" content="__TOKEN__">
//
// The token is empty for peers that are not on this machine, and at hosts that browsers do not trust. There it is in the URL that owgen
// dev prints, behind "#".
package page

import (
	"crypto/rand"
	_ "embed"
	"html"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

//go:embed page.html
var document string

// A Page is the document of one run of owgen dev.
type Page struct {
	Token string // what the API wants of those who call it
}

// policy is the Content-Security-Policy of the document. Nothing of it comes from elsewhere, and nobody may frame it.
const policy = "default-src 'none'; connect-src 'self'; img-src blob: data:; style-src 'nonce-NONCE'; script-src 'nonce-NONCE'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// ServeHTTP serves the document to those who open it in a window of their own. What a function answers shares the origin of the
// document, so a script in an answer must neither fetch it, nor frame it, nor keep hold of it as its opener.
func (p Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	nonce, token := rand.Text(), ""
	if local(r.RemoteAddr) {
		token = p.Token
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", strings.ReplaceAll(policy, "NONCE", nonce))
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	if r.Method == http.MethodHead {
		return
	}
	io.WriteString(w, strings.NewReplacer("__NONCE__", nonce, "__TOKEN__", html.EscapeString(token)).Replace(document))
}

// Opened reports whether a browser asks for the document to show it in a window, or whether no browser of today asks.
func Opened(r *http.Request) bool {
	dest, ok := r.Header["Sec-Fetch-Dest"]
	return !ok || len(dest) == 1 && dest[0] == "document"
}

// local reports whether a peer is on this machine.
func local(peer string) bool {
	host, _, err := net.SplitHostPort(peer)
	if err != nil {
		return false
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}
