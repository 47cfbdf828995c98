package ow

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// wantQuery compares what is made of a query with what net/url makes of it.
func wantQuery(t *testing.T, query string) {
	t.Helper()
	got, err := parseQuery(query)
	want, refused := url.ParseQuery(query)
	switch {
	case err != nil && refused == nil:
		t.Errorf("%s: got %v; net/url takes it", cutText(query), err)
	case err == nil && refused != nil:
		t.Errorf("%s: got %v; net/url says %v", cutText(query), got, refused)
	case err != nil && statusOf(err) != 400:
		t.Errorf("%s: %v has status %d", cutText(query), err, statusOf(err))
	case err != nil && !strings.HasPrefix(err.Error(), "the query has "):
		t.Errorf("%s: %v does not name the query", cutText(query), err)
	case err == nil && !maps.EqualFunc(url.Values(got), want, slices.Equal):
		t.Errorf("%s: got %v, want %v", cutText(query), got, want)
	}
}

var queries = []string{
	"", "&", "&&a=1", "a", "a=", "=a", "=", "a=1&a=2&b=3", "a=1=2", "q=1&q=2&x=%2B+&empty", "%61=%62", "%C3%A4=%ff", "a+b=c+d",
	"a=%", "a=%z", "a=%zz", "a=%4", "%=1", "a=%+1", "a=%-1", "a=%_1", "a=1;b=2", ";", "a&;", "ä=ö", "a=\x00",
	"a=%41%", "a=b%2", strings.Repeat("&", 9_999), strings.Repeat("&", 10_000), strings.Repeat("a=1&", 9_999) + "a=1",
	strings.Repeat("a=1&", 10_000) + "a=1",
}

// A query is read as net/url reads it. Where that reports an error and drops a part, the whole is refused.
func TestWEB5QueryIsReadAsNetURLReadsIt(t *testing.T) {
	for _, query := range queries {
		wantQuery(t, query)
	}
	v, err := parseQuery("q=1&q=2")
	if err != nil || v.Get("q") != "1" || v.Get("none") != "" || Values(nil).Get("q") != "" {
		t.Errorf("got %v, %v", v, err)
	}
}

func FuzzWEB5QueryIsReadAsNetURLReadsIt(f *testing.F) {
	for _, query := range queries {
		f.Add(query)
	}
	f.Fuzz(wantQuery)
}
