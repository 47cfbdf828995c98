package ow

import (
	"maps"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// readEvent reads a document whose data is an object of numbers.
func readEvent(text string) (e eventDocument, data map[string]int, err error) {
	var d codec.Dec
	s := codec.Text([]byte(text))
	e.decode = func(d *codec.Dec, s string, i int) int { return codec.Map(d, s, i, &data, codec.Int[int]) }
	i := e.read(&d, s, 0)
	if d.Document(s, i) < 0 {
		return e, data, d.Err(s, 0, "event")
	}
	return e, data, e.check("")
}

const required = `"specversion":"1.0","id":"7","source":"/shop","type":"paid"`

func TestWEB25DocumentOfAnEvent(t *testing.T) {
	for _, text := range []string{
		`{"data":{"a":1},"time":"2020-01-02T03:04:05Z","subject":"cart","dataschema":"u","datacontenttype":"a/b",` + required + `}`,
		` { "type" : "paid" , "id" : "7" , "data" : { "a" : 1 } , "source" : "/shop" , "specversion" : "1.0", "x":null,
			"time":"2020-01-02T03:04:05Z","subject":"cart","dataschema":"u","data_base64":null,"datacontenttype":"a/b" } `,
	} {
		e, data, err := readEvent(text)
		want := attributes{
			ID: "7", Source: "/shop", Type: "paid", Subject: "cart", DataSchema: "u", DataContentType: "a/b",
			Time: time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC),
		}
		if err != nil || !reflect.DeepEqual(e.attributes, want) || !maps.Equal(data, map[string]int{"a": 1}) {
			t.Errorf("%s\n%+v, %v, %v", text, e.attributes, data, err)
		}
		if !e.decoded || e.data != `{"a":1}` && e.data != `{ "a" : 1 }` {
			t.Errorf("the data is %q", e.data)
		}
	}
}

func TestWEB26DocumentsThatAreWrong(t *testing.T) {
	for text, want := range map[string]string{
		`{}`:   "the event lacks specversion, id, source, type",
		`null`: "the event lacks specversion, id, source, type",
		`{"specversion":"1.0","id":"","source":null,"type":"t"}`: "the event lacks id, source",
		`{"specversion":"0.3","id":"7","source":"/","type":"t"}`: "specversion: expected 1.0",
		`{"specversion":1.0,"id":"7","source":"/","type":"t"}`:   "event.specversion: expected string, got number at offset 15",
		`{` + required + `,"time":"now"}`:                        `event.time: expected time in RFC 3339, as in 2006-01-02T15:04:05Z, got "now" at offset 68`,
		`{` + required + `,"data":{},"data_base64":""}`:          "event.data_base64: expected either data or data_base64 at offset 85",
		`{` + required + `,"data_base64":"","data":{}}`:          "event.data: expected either data or data_base64 at offset 85",
		`{` + required + `,"data_base64":"-"}`:                   "event.data_base64: expected string in base64, got that for URLs: write + for - and / for _ at offset 75",
		`{` + required + `,"data_base64":[1]}`:                   "event.data_base64: expected string, got array at offset 75",
		`{` + required + `,"data":{"a":"x"}}`:                    "event.data.a: expected number, got string at offset 73",
		`{` + required + `,"ext":{"a":1}}`:                       "event.ext: expected string, number or bool at offset 67",
		`{` + required + `,"ext":[]}`:                            "event.ext: expected string, number or bool at offset 67",
		`{` + required + `,"id":["7"]}`:                          "event.id: expected string, got array at offset 66",
		`[]`:                                                     "event: expected object, got array at offset 0",
		`{` + required + `} {}`:                                  "event: expected end of input, got '{' at offset 62",
	} {
		if _, _, err := readEvent(text); err == nil || err.Error() != want {
			t.Errorf("%s\ngot  %v\nwant %s", text, err, want)
		}
	}
}

func TestWEB28ExtensionsOfDocuments(t *testing.T) {
	e, _, err := readEvent(`{"a":"x\"y","b":-12,"c":true,"d":null,"e5":1e2,` + required + `}`)
	if want := map[string]string{"a": `x"y`, "b": "-12", "c": "true", "e5": "1e2"}; err != nil || !maps.Equal(e.Extensions, want) {
		t.Errorf("%v, %v", e.Extensions, err)
	}
	for _, name := range []string{"A", "a-b", "a_b", "é", ""} {
		_, _, err := readEvent(`{` + required + `,"` + name + `":"x"}`)
		if err == nil || !strings.Contains(err.Error(), "expected a name of an attribute: lower-case letters and digits") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestWEB29DataInBase64(t *testing.T) {
	e, _, err := readEvent(`{` + required + `,"data_base64":"AAH/"}`)
	if err != nil || string(e.bytes) != "\x00\x01\xff" || !e.isBytes || e.data != "" {
		t.Errorf("%q, %v", e.bytes, err)
	}
	for contentType, want := range map[string]bool{
		"": true, "application/json": true, "text/JSON; charset=x": true, "application/vnd.x+json": true, "text/plain": false, "json": false, "x/jsonp": false,
	} {
		if isJSONType(contentType) != want {
			t.Errorf("%q is JSON: %v", contentType, !want)
		}
	}
}

func TestWEB31DocumentOfAnAnswer(t *testing.T) {
	h := eventHead{attributes: attributes{
		ID: `"7"`, Source: "/shop", Type: "paid", Time: time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC), DataContentType: "text/csv",
		Extensions: map[string]string{"b": "é", "a": "1"},
	}}
	if err := h.complete(); err != nil {
		t.Fatal(err)
	}
	got := string(h.append(new(codec.Enc), []byte("x"), func(b []byte) []byte { return append(b, `,"data":1`...) }))
	want := `x{"specversion":"1.0","id":"\"7\"","source":"/shop","type":"paid","datacontenttype":"text/csv",` +
		`"time":"2020-01-02T03:04:05.000000006Z","a":"1","b":"é","data":1}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// FuzzWEB25EventDocuments writes the events that it reads, and reads them again.
func FuzzWEB25EventDocuments(f *testing.F) {
	f.Add(`{` + required + `,"data":{"a":1},"time":"2020-01-02T03:04:05Z","ext":5}`)
	f.Add(`{` + required + `,"data_base64":"AAH/"}`)
	f.Fuzz(func(t *testing.T, text string) {
		e, _, err := readEvent(text)
		if err != nil {
			return
		}
		if err := e.complete(); err != nil {
			t.Fatalf("%s is read but cannot be written: %v", text, err)
		}
		again, _, err := readEvent(string(e.append(new(codec.Enc), nil, func(b []byte) []byte { return b })))
		if err != nil || !again.Time.Equal(e.Time) {
			t.Fatalf("%s: %v", text, err)
		}
		again.Time = e.Time
		if !reflect.DeepEqual(again.eventHead, e.eventHead) {
			t.Errorf("%s\nfirst  %+v\nsecond %+v", text, e.eventHead, again.eventHead)
		}
	})
}
