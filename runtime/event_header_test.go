package ow

import (
	"iter"
	"maps"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// lines are header lines: "name: value".
func lines(lines ...string) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for _, line := range lines {
			name, value, _ := strings.Cut(line, ": ")
			if !yield(name, value) {
				return
			}
		}
	}
}

var requiredHeaders = []string{"Ce-Specversion: 1.0", "Ce-Id: 7", "Ce-Source: /shop", "Ce-Type: paid"}

func TestWEB25BinaryMode(t *testing.T) {
	var h eventHead
	err := h.readHeaders(lines("cE-SPECVERSION: 1.0", "Ce-Id: 7", "X-Ce-Id: no", "ce-source: /shop", "Ce-Type: paid", "Ce-Subject: cart/1",
		"Ce-Dataschema: https://example.com/s", "Ce-Time: 2020-01-02T03:04:05.6+02:00", "Content-Type: text/csv; charset=x",
		"Ce-Datacontenttype: no", "Ce-Traceparent: 00-1-2-3", "Ce-Id: again"))
	if err != nil {
		t.Fatal(err)
	}
	if !h.Time.Equal(time.Date(2020, 1, 2, 1, 4, 5, 600_000_000, time.UTC)) {
		t.Errorf("time %v", h.Time)
	}
	h.Time = time.Time{}
	want := attributes{
		ID: "7", Source: "/shop", Type: "paid", Subject: "cart/1", DataSchema: "https://example.com/s",
		DataContentType: "text/csv; charset=x", Extensions: map[string]string{"traceparent": "00-1-2-3"},
	}
	if !reflect.DeepEqual(h.attributes, want) {
		t.Errorf("got %+v", h.attributes)
	}
}

func TestWEB25FormatsOfEvents(t *testing.T) {
	for contentType, want := range map[string]bool{
		"application/cloudevents+json": true, "Application/CloudEvents+JSON; charset=utf-8": true, "application/json": false, "": false,
	} {
		if got, err := isDocument(contentType); got != want || err != nil {
			t.Errorf("%s: %v, %v", contentType, got, err)
		}
	}
	for _, contentType := range []string{
		"application/cloudevents-batch+json", "application/cloudevents", "application/cloudevents+avro", "application/cloudevents+xml; x=y",
	} {
		if _, err := isDocument(contentType); statusOf(err) != 415 || !strings.Contains(err.Error(), "one event per request") {
			t.Errorf("%s: %v", contentType, err)
		}
	}
}

func TestWEB26HeadersOfEventsThatAreWrong(t *testing.T) {
	for _, c := range []struct {
		header []string
		want   string
	}{
		{nil, "the event lacks ce-specversion, ce-id, ce-source, ce-type; the Content-Type of an event that is a document is application/cloudevents+json"},
		{requiredHeaders[:1], "the event lacks ce-id, ce-source, ce-type"},
		{append([]string{"Ce-Id: "}, requiredHeaders...), "the event lacks ce-id"},
		{append([]string{"Ce-Specversion: 0.3"}, requiredHeaders...), "ce-specversion: expected 1.0"},
		{append([]string{"Ce-Time: yesterday"}, requiredHeaders...), "ce-time: expected time in RFC 3339, as in 2006-01-02T15:04:05Z"},
		{append([]string{"Ce-Time: 2020-01-02 03:04:05Z"}, requiredHeaders...), "ce-time: expected time in RFC 3339, as in 2006-01-02T15:04:05Z"},
	} {
		var h eventHead
		if err := h.readHeaders(lines(c.header...)); err == nil || err.Error() != c.want || statusOf(err) != 400 {
			t.Errorf("%v: %v", c.header, err)
		}
	}
}

func TestWEB27ValuesOfHeaders(t *testing.T) {
	for value, want := range map[string]string{
		"plain":                           "plain",
		"Euro%20%E2%82%AC%20%F0%9F%98%80": "Euro € 😀",
		"%e2%82%ac":                       "€",
		`"quoted \"text\" \\ here"`:       `quoted "text" \ here`,
		`before "in \q" after`:            `before "in \q" after`,
		`"two" "strings"`:                 `"two" "strings"`,
		`{"a": 5}`:                        `{"a": 5}`,
		`"a\"`:                            `"a\"`,
		`""`:                              "",
		`"`:                               `"`,
		`"%20%22"`:                        ` "`,
		"100%":                            "100%",
		"%zz%4":                           "%zz%4",
		"%2520":                           "%20",
		"%%41":                            "%A",
		"€":                               "€",
		`"open`:                           `"open`,
		`"\`:                              `"\`,
		"":                                "",
		"a%00b":                           "a\x00b",
		"50%25 of %41BC":                  "50% of ABC",
		strings.Repeat("%41", 100) + "%4": strings.Repeat("A", 100) + "%4",
	} {
		if got, ok := attributeOf(value); got != want || !ok {
			t.Errorf("%s: %q, %v", value, got, ok)
		}
	}
	for _, value := range []string{"%C0%A0", "\xff", "%E2%82", "%ED%A0%80"} {
		var h eventHead
		err := h.readHeaders(lines(append([]string{"Ce-Subject: " + value}, requiredHeaders...)...))
		if err == nil || err.Error() != "ce-subject: expected UTF-8" || statusOf(err) != 400 {
			t.Errorf("%s: %v", value, err)
		}
	}
}

func TestWEB28NamesOfExtensions(t *testing.T) {
	for _, name := range []string{"Ce-My-Ext", "Ce-My_ext", "Ce-", "Ce-Data", "Ce-é"} {
		var h eventHead
		err := h.readHeaders(lines(append([]string{name + ": x"}, requiredHeaders...)...))
		if err == nil || err.Error() != strings.ToLower(name)+": expected a name of an attribute: lower-case letters and digits" || statusOf(err) != 400 {
			t.Errorf("%s: %v", name, err)
		}
	}
	var h eventHead
	if err := h.readHeaders(lines(append([]string{"CE-9Lives: ", "ce-x: true"}, requiredHeaders...)...)); err != nil {
		t.Fatal(err)
	}
	if want := map[string]string{"9lives": "", "x": "true"}; !maps.Equal(h.Extensions, want) {
		t.Errorf("got %v", h.Extensions)
	}
}

func TestWEB31HeadersOfAnEvent(t *testing.T) {
	h := eventHead{attributes: attributes{
		ID: "7 \"%\" é\x7f\xff", Source: "/shop", Type: "paid", Time: time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC), DataContentType: "text/csv",
		Extensions: map[string]string{"b": "~!", "a": "\r\n"},
	}}
	if err := h.complete(); err != nil {
		t.Fatal(err)
	}
	want := Header{
		"Ce-Specversion": {"1.0"}, "Ce-Id": {"7%20%22%25%22%20%C3%A9%7F%EF%BF%BD"}, "Ce-Source": {"/shop"}, "Ce-Type": {"paid"},
		"Ce-Time": {"2020-01-02T03:04:05.000000006Z"}, "Ce-A": {"%0D%0A"}, "Ce-B": {"~!"}, "Content-Type": {"text/csv"},
	}
	if got := h.header(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestWEB31EventsThatCannotBeSent(t *testing.T) {
	for _, c := range []struct {
		event attributes
		want  string
	}{
		{attributes{Type: "paid"}, "has no Source"},
		{attributes{Source: "/shop"}, "has no Type"},
		{attributes{Source: "/", Type: "t", Extensions: map[string]string{"Bad": ""}}, "an extension called \"Bad\""},
		{attributes{Source: "/", Type: "t", Extensions: map[string]string{"": ""}}, "an extension called \"\";"},
		{attributes{Source: "/", Type: "t", Extensions: map[string]string{"time": ""}}, "an extension called \"time\""},
		{attributes{Source: "/", Type: "t", Extensions: map[string]string{"specversion": ""}}, "an extension called \"specversion\""},
		{attributes{Source: "/", Type: "t", Time: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, "whose Time cannot be written in RFC 3339"},
	} {
		h := eventHead{attributes: c.event}
		if err := h.complete(); err == nil || !strings.Contains(err.Error(), c.want) || statusOf(err) != 0 {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestWEB31RandomIDs(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		h := eventHead{attributes: attributes{Source: "/", Type: "t"}}
		if err := h.complete(); err != nil || len(h.ID) < 16 || seen[h.ID] {
			t.Fatalf("%q, %v", h.ID, err)
		}
		seen[h.ID] = true
	}
}

// FuzzWEB27EventHeaders writes values and reads them, and reads values of any kind.
func FuzzWEB27EventHeaders(f *testing.F) {
	for _, seed := range []string{"a b", `"`, "%", "%41", "é", "\xff", "\r\n", `"\`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		encoded := percentEncoded(value)
		if strings.ContainsFunc(encoded, func(c rune) bool { return c <= ' ' || c > '~' || c == '"' }) {
			t.Errorf("%q is encoded as %q", value, encoded)
		}
		if got, ok := attributeOf(encoded); !ok || got != strings.ToValidUTF8(value, "\ufffd") && got != string([]rune(value)) {
			t.Errorf("%q is read as %q, %v", value, got, ok)
		}
		if got, ok := attributeOf(value); ok != utf8.ValidString(got) {
			t.Errorf("%q: %q, %v", value, got, ok)
		}
	})
}
