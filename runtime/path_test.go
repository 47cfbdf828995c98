package ow

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// saying returns actions of these names, which answer with their name.
func saying(names ...string) (actions []Action) {
	for _, name := range names {
		actions = append(actions, Bind(name, JSON(decodeRaw), func(raw) (raw, error) { return raw(`{"is":` + quote(name) + `}`), nil }, Result(encodeRaw)))
	}
	return actions
}

// postTarget posts {} to a target as it stands, which clients would change.
func postTarget(t *testing.T, s *testServer, target string) response {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "POST "+target+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%s: %v", target, err)
	}
	body, _ := io.ReadAll(r.Body)
	return response{r.StatusCode, string(body), r.Header}
}

// Spellings of /delete, as callers, proxies and attackers write it.
var spellings = []struct {
	target string
	served bool // by the action; else 404
}{
	{"/delete", true}, {"/DELETE", true}, {"/x/delete", true},
	{"/delete/", true}, {"/delete//", true}, {"/delete/.", true}, {"/delete/./", true}, {"//delete", true},
	{"/./delete", true}, {"/delete%2F", true}, {"/delete%2f%2F", true}, {"/x%2Fdelete", true}, {"/delete/%2e", true},
	{"/del%65te", true}, {"/%64elete/", true}, {"/delete;", true}, {"/delete;v=1", true}, {"/delete/;v=1", true},
	{"/delete;v=1/", true}, {`/delete%5C`, true}, {`/x%5Cdelete`, true}, {"/delete?x=1", true}, {"/delete/?x=1", true},
	{"http://y/delete/", true}, {"x:delete", true},

	{"/x/../delete", false}, {"/delete/..", false}, {"/delete/../", false}, {"/delete/%2e%2E", false}, {"/delete/x/..", false},
	{"/delete.", false}, {"/delete%20", false}, {"/%20delete", false}, {"/delete%00", false}, {"/delete%00x", false},
	{"/delete%0a", false}, {"/delete.json", false}, {"/delete.openfaas-fn", false}, {"/delete:1", false}, {"/delete,", false},
	{"/delete%3Fx", false}, {"/delete%23x", false}, {"/de%2Dlete", false}, {"/de%E2%80%8Blete", false}, {"/.delete", false},
	{"/%22delete%22", false}, {"/%2564elete", false}, {"/delete%252F", false}, {"/delete+", false}, {"/delete=", false},
}

func TestAnotherSpellingOfAPathNeverReachesAnotherAction(t *testing.T) {
	s := serveActions(t, saying("main", "delete"))
	for _, c := range spellings {
		r := postTarget(t, s, c.target)
		if c.served {
			r.expect(t, 200, `{"is":"delete"}`)
		}
		if c.served != (r.status == 200) || !c.served && r.status != 404 {
			t.Errorf("POST %s: got %d %s", c.target, r.status, r.body)
		}
	}
	for _, target := range []string{"/", "//", "/.", "/any/path", "/delete/17", "/undelete", "/delete-all", "/main.json", "/Main/", "http://delete"} {
		if r := postTarget(t, s, target); r.status != 200 || r.body != `{"is":"main"}` {
			t.Errorf("POST %s: got %d %s", target, r.status, r.body)
		}
	}
}

func TestNamesThatPathsMaySpellInSeveralWays(t *testing.T) {
	s := serveActions(t, saying("main", "Copy", "COPY", "SendMail", "größe", "a.b-c@2"))
	for target, want := range map[string]string{
		"/COPY": "COPY", "/Copy/": "Copy", "/copy": "", // which of the two?
		"/send-mail": "", "/send_mail": "", "/sendmail": "SendMail",
		"/gr%C3%B6%C3%9Fe/": "größe", "/gro%CC%88%C3%9Fe": "",
		"/a.b-c@2": "a.b-c@2", "/A.B-C%402/": "a.b-c@2", "/a.b-c@2.json": "", "/abc2": "",
		"/größe": "größe", "/caf%C3%A9/1": "main",
	} {
		r := postTarget(t, s, target)
		if want == "" && r.status != 404 || want != "" && r.body != `{"is":"`+want+`"}` {
			t.Errorf("POST %s: got %d %s, want %q", target, r.status, r.body, want)
		}
	}
	r := postTarget(t, s, "/send-mail")
	r.expect(t, 404, `{"error":"there is no action send-mail; the actions are: main, Copy, COPY, SendMail, größe, a.b-c@2"}`)
}

// If there is only one action, all paths are the user's own.
func TestOnePathIsAsGoodAsAnotherForOneAction(t *testing.T) {
	s := serveActions(t, saying("delete"))
	for _, target := range []string{"/", "/delete", "/delete.json", "/x/../delete", "/%2564elete"} {
		postTarget(t, s, target).expect(t, 200, `{"is":"delete"}`)
	}
}

// Otherwise probes and activations in another spelling would call an action, which would take their bodies for
// parameters.
func TestReservedPathsInAnotherSpellingCallNoAction(t *testing.T) {
	s := serveActions(t, saying("main", "Run"))
	for _, target := range []string{
		"/run/", "//run", "/./run", "/run/.", "/RUN", "/run;v=1", "/%72un/", "/init/", "/Init", "//init//",
		"/_/health/", "//_/health", "/_//health", "/_/Health", "/_/ready/", "/%5F/ready/",
	} {
		if r := postTarget(t, s, target); r.status != 404 || !strings.Contains(r.body, "the path is /") {
			t.Errorf("POST %s: got %d %s", target, r.status, r.body)
		}
	}
	postTarget(t, s, "/Run").expect(t, 200, `{"is":"Run"}`)
	postTarget(t, s, "/x/run").expect(t, 200, `{"is":"Run"}`)
	s.request("POST", "/init/", `{}`, "X-Call-Id: 1").expect(t, 200, `{"is":"main"}`) // on faasd that is a path like any other
	faas := serveActions(t, saying("main", "other"), "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	postTarget(t, faas, "/run/").expect(t, 200, `{"is":"main"}`)
	if r := postTarget(t, faas, "/_/health/"); r.status != 404 {
		t.Errorf("a probe got %d %s", r.status, r.body)
	}
	whisk := serveActions(t, saying("main", "other"), "OWGEN_PLATFORM=openwhisk")
	if r := postTarget(t, whisk, "/run/"); r.status != 404 {
		t.Errorf("an activation got %d %s", r.status, r.body)
	}
}

func TestWhatBrowsersAndCrawlersAskForCallsNoAction(t *testing.T) {
	for _, s := range []*testServer{serveActions(t, saying("one")), serveActions(t, saying("main", "other")),
		serveActions(t, saying("main", "other"), "OWGEN_ACTION=other")} {
		for _, path := range []string{"/favicon.ico", "/favicon.ico?v=2", "/robots.txt", "/apple-touch-icon.png", "/sitemap.xml",
			"/.well-known/security.txt"} {
			if r := s.request("GET", path, ""); r.status != 404 {
				t.Errorf("GET %s: got %d %s", path, r.status, r.body)
			}
		}
	}
	serveActions(t, saying("one")).request("GET", "/page", "").expect(t, 200, `{"is":"one"}`)
	serveActions(t, saying("one")).post("/favicon.ico", "{}").expect(t, 200, `{"is":"one"}`)
}
