package owhttp

import (
	"context"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	ow "github.com/owgen/owgen/runtime"
)

// What is collected is what a client of net/http would get from the same handler.
func TestWEB39CollectsWhatNetHTTPSends(t *testing.T) {
	url := "http://" + netHTTP(t)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, path := range []string{
		"nothing", "html", "pieces", "early", "large", "204", "304", "twice", "cookies", "hints", "flush-first",
	} {
		theirs, err := client.Get(url + "/" + path)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := io.ReadAll(theirs.Body)
		theirs.Body.Close()
		for _, method := range []string{"GET", "HEAD"} {
			got, err := answer(t.Context(), &ow.Native{Request: ow.Request[[]byte]{Method: method, Path: "/" + path}}, mux())
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range []map[string][]string{got.Header, theirs.Header} {
				delete(h, "Date")
				delete(h, "Content-Length")
			}
			if method == "HEAD" {
				want = nil
			}
			if got.Status != theirs.StatusCode || !reflect.DeepEqual(http.Header(got.Header), theirs.Header) || string(got.Body) != string(want) {
				t.Errorf("%s %s\ngot  %d %v %.100q\nwant %d %v %.100q", method, path, got.Status, got.Header, got.Body, theirs.StatusCode, theirs.Header, want)
			}
		}
	}
}

func TestWEB39RequestsThatAreNotHTTP(t *testing.T) {
	n := &ow.Native{RawQuery: "q=%zz", Request: ow.Request[[]byte]{
		Method: "PUT", Path: "/a b", Header: ow.Header{"Host": {"y"}, "X-A": {"1", "2"}}, Body: []byte("abc"),
	}}
	got, err := answer(context.Background(), n, mux())
	const want = `PUT /a%20b?q=%zz "/a b" "y" HTTP/1.1 ["1" "2"] "abc" 3 <nil>`
	if err != nil || string(got.Body) != want || got.Header["Content-Type"][0] != "text/plain; charset=utf-8" {
		t.Errorf("%d %v %s, %v", got.Status, got.Header, got.Body, err)
	}
	if _, err := answer(t.Context(), &ow.Native{Request: ow.Request[[]byte]{Method: "GET", Path: "/abort"}}, mux()); err == nil {
		t.Error("an answer that was aborted is one")
	}
	for _, path := range []string{"/short", "/wrong-length"} {
		_, err := answer(t.Context(), &ow.Native{Request: ow.Request[[]byte]{Method: "GET", Path: path}}, mux())
		if err == nil || !strings.HasPrefix(err.Error(), "the handler announced ") {
			t.Errorf("%s: %v", path, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("another panic is none")
		}
	}()
	answer(t.Context(), &ow.Native{Request: ow.Request[[]byte]{Method: "GET", Path: "/panic"}}, mux())
}
