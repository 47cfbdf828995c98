package ow

import (
	"maps"
	"net/http"
	"net/textproto"
	"slices"
	"testing"
)

// Names are spelled as net/http spells them, and names that are none stay as they are.
func TestWEB6NamesAreCanonical(t *testing.T) {
	for _, name := range []string{
		"", "a", "A", "content-type", "CONTENT-TYPE", "Content-Type", "x-", "-x", "--", "x--y", "eTag", "x_one", "X_oNe", "x.y",
		"WWW-Authenticate", "!#$%&'*+-.^_`|~", "a b", "ä", "x:y", "x\n", "0-a",
	} {
		if got, want := canonical(name), textproto.CanonicalMIMEHeaderKey(name); got != want {
			t.Errorf("%q: got %q, net/textproto has %q", name, got, want)
		}
	}
}

func FuzzWEB6NamesAreCanonical(f *testing.F) {
	f.Add("x-oNe")
	f.Fuzz(func(t *testing.T, name string) {
		if got, want := canonical(name), textproto.CanonicalMIMEHeaderKey(name); got != want {
			t.Errorf("%q: got %q, net/textproto has %q", name, got, want)
		}
	})
}

// The methods do what those of http.Header do, to which a Header converts.
func TestWEB6HeaderHasTheMethodsOfHTTPHeader(t *testing.T) {
	var none Header
	if none.Get("a") != "" || none.Values("a") != nil {
		t.Error("a nil header has values")
	}
	h := Header{}
	twin := http.Header{}
	h.Add("x-one", "1")
	twin.Add("x-one", "1")
	h.Add("X-ONE", "2")
	twin.Add("X-ONE", "2")
	h.Set("content-type", "text/css")
	twin.Set("content-type", "text/css")
	h.Set("x-gone", "")
	h.Del("X-Gone")
	if !maps.EqualFunc(http.Header(h), twin, slices.Equal) {
		t.Errorf("got %v, want %v", h, twin)
	}
	for _, name := range []string{"x-One", "Content-type", "x-gone", "none"} {
		if got, want := h.Get(name), twin.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
		if got, want := h.Values(name), twin.Values(name); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
