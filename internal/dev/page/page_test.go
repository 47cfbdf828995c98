package page

import (
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// get returns what a peer is served.
func get(p Page, peer string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://127.0.0.1:8600/_/dev/", nil)
	r.RemoteAddr = peer
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

func TestDEV41TheDocumentIsServedWithAPolicyAndANonceOfItsOwn(t *testing.T) {
	first, second := get(Page{Token: "t"}, "127.0.0.1:1"), get(Page{Token: "t"}, "127.0.0.1:1")
	for name, want := range map[string]string{
		"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Cross-Origin-Opener-Policy": "same-origin",
		"X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
	} {
		if got := first.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	nonce := regexp.MustCompile(`^default-src 'none'; connect-src 'self'; img-src blob: data:; style-src 'nonce-([A-Z2-7]{26,})'; ` +
		`script-src 'nonce-([A-Z2-7]{26,})'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$`)
	a := nonce.FindStringSubmatch(first.Header().Get("Content-Security-Policy"))
	b := nonce.FindStringSubmatch(second.Header().Get("Content-Security-Policy"))
	if a == nil || b == nil || a[1] != a[2] || a[1] == b[1] {
		t.Fatalf("the policies are %q and %q", first.Header().Get("Content-Security-Policy"), second.Header().Get("Content-Security-Policy"))
	}
	for _, element := range regexp.MustCompile(`<(script|style)\b[^>]*>`).FindAllString(first.Body.String(), -1) {
		if !strings.Contains(element, `nonce="`+a[1]+`"`) {
			t.Errorf("%s has not the nonce of the policy", element)
		}
	}
	if blank := regexp.MustCompile(`__[A-Z]+__`).FindString(first.Body.String()); blank != "" {
		t.Errorf("the blank %s is served", blank)
	}
}

func TestDEV41TheDocumentHasNothingInlineAndNothingFromOutside(t *testing.T) {
	for what, pattern := range map[string]string{
		"a handler in an attribute": `<[^>]*\son[a-z]+\s*=`, "a style in an attribute": `<[a-z][^>{}]*\sstyle\s*=`,
		"markup made of data": `innerHTML|outerHTML|insertAdjacentHTML|document\.write`, "an URL of another host": `["'(]https?://`,
	} {
		if found := regexp.MustCompile(pattern).FindString(document); found != "" {
			t.Errorf("the document has %s: %q", what, found)
		}
	}
}

func TestTheDocumentIsSmall(t *testing.T) {
	if len(document) > 60_000 {
		t.Errorf("page.html has %d bytes, want at most 60,000", len(document))
	}
}

func TestDEV37OnlyPeersOnThisMachineAreToldTheToken(t *testing.T) {
	for peer, want := range map[string]bool{
		"127.0.0.1:9": true, "127.8.8.8:9": true, "[::1]:9": true, "[::ffff:127.0.0.1]:9": true,
		"192.168.0.9:9": false, "[fe80::1%eth0]:9": false, "": false,
	} {
		body := get(Page{Token: "s3cr3t"}, peer).Body.String()
		if got := strings.Contains(body, "s3cr3t"); got != want {
			t.Errorf("%q is told the token: %t, want %t", peer, got, want)
		}
	}
}
