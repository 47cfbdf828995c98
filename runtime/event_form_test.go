package ow

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

func decodeCounts(d *codec.Dec, s string, i int, v *map[string]int) int {
	return codec.Map(d, s, i, v, codec.Int[int])
}

// decodeWithOrder wants a member.
func decodeWithOrder(d *codec.Dec, s string, i int, v *map[string]int) int {
	next := decodeCounts(d, s, i, v)
	if _, found := (*v)["order"]; !found && next >= 0 && d.IsObject(s, i) {
		d.Missing(s, i, next, []uint64{0}, "order")
	}
	return next
}

// show returns what a handler has got.
func show[T any](e Event[T]) (raw, error) {
	e.Extensions["data"] = fmt.Sprintf("%v", e.Data)
	return json.Marshal(e.Extensions)
}

// pass answers with the event that it has got.
func pass[T any](e Event[T]) (Event[T], error) { return e, nil }

func eventActions() []Action {
	return []Action{
		Bind("Counts", EventOf(JSON(decodeCounts)), show[map[string]int], Result(encodeRaw)),
		Bind("Order", EventOf(JSON(decodeWithOrder)), show[map[string]int], Result(encodeRaw)),
		Bind("Bytes", EventOf(Raw[[]byte]()), show[[]byte], Result(encodeRaw)),
		Bind("Text", EventOf(Raw[string]()), show[string], Result(encodeRaw)),
		Bind("None", EventOf(Nothing()), show[struct{}], Result(encodeRaw)),
		Bind("Plain", JSON(decodeCounts), func(p map[string]int) (raw, error) { return json.Marshal(p) }, Result(encodeRaw)),
		Bind("Request", RequestOf(JSON(decodeRaw)), func(r Request[raw]) (raw, error) { return r.Body, nil }, Result(encodeRaw)),
		Bind("PassJSON", EventOf(JSON(decodeRaw)), pass[raw], EventResult(Result(encodeRaw))),
		Bind("PassBytes", EventOf(Raw[[]byte]()), pass[[]byte], EventResult(RawResult[[]byte]())),
		Bind("PassText", EventOf(Raw[string]()), pass[string], EventResult(RawResult[string]())),
		Bind("PassNone", EventOf(Nothing()), pass[struct{}], EventResult(NoResult())),
		Bind("Nil", EventOf(Nothing()), func(Event[struct{}]) (*Event[struct{}], error) { return nil, nil }, Optional(EventResult(NoResult()))),
		Bind("New", EventOf(Nothing()), func(Event[struct{}]) (Event[string], error) { return Event[string]{Source: "/", Type: "t"}, nil },
			EventResult(RawResult[string]())),
		Bind("Faulty", EventOf(Nothing()), func(Event[struct{}]) (Event[string], error) { return Event[string]{Source: "/"}, nil },
			EventResult(RawResult[string]())),
		Bind("Injects", EventOf(Nothing()), func(Event[struct{}]) (Event[string], error) {
			return Event[string]{Source: "/", Type: "t", DataContentType: "a/b\r\nX-Bad: 1"}, nil
		}, EventResult(RawResult[string]())),
	}
}

const document = "Content-Type: application/cloudevents+json; charset=utf-8"

// ext is an extension that the handlers of this file show.
const ext = "Ce-X: a%20b"

func binary(more ...string) []string {
	return append(append([]string{ext}, requiredHeaders...), more...)
}

// WEB-29: what T gets of the data, in both modes.
func TestWEB29Data(t *testing.T) {
	s := serveActions(t, eventActions(), "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	for _, c := range []struct{ action, contentType, body, members, want string }{
		{"Counts", "application/json", `{"a":1}`, `"data":{"a":1}`, "map[a:1]"},
		{"Counts", "", `{"a":1}`, `"data": {"a":1} `, "map[a:1]"},
		{"Counts", "application/json", `{"a":1}`, `"data_base64":"eyJhIjoxfQ=="`, "map[a:1]"},
		{"Counts", "application/json", ``, `"data":null`, "map[]"},
		{"Bytes", "application/x", "\x00\xff", `"data_base64":"AP8="`, "[0 255]"},
		{"Bytes", "", "", `"subject":"s"`, "[]"},
		{"Text", "text/plain", "a\"b", `"datacontenttype":"text/plain","data":"a\"b"`, `a"b`},
		{"Text", "text/xml", "<a/>", `"data":"<a/>","datacontenttype":"text/xml"`, "<a/>"},
		{"Text", "application/json", `"a"`, `"data":"a"`, `"a"`},
		{"Text", "application/json", `{ "a" : 1 }`, `"data":{ "a" : 1 }`, `{ "a" : 1 }`},
		{"Text", "text/plain", `5`, `"datacontenttype":"text/plain","data":5`, `5`},
		{"None", "text/plain", "ignored", `"data":["ignored"]`, "{}"},
	} {
		want, _ := json.Marshal(map[string]string{"x": "a b", "data": c.want})
		s.request("POST", "/"+c.action+"?a=7", c.body, binary("Content-Type: "+c.contentType)...).expect(t, 200, string(want))
		whole := "{" + c.members + `,"x":"a b",` + required + "}"
		s.request("PUT", "/"+c.action+"?a=7", whole, document).expect(t, 200, string(want))
	}
	refused := s.request("POST", "/Counts", `{`+required+`,"datacontenttype":"text/plain","data":"{}"}`, document)
	refused.expect(t, 400, `{"error":"event.data: expected object, got string at offset 99"}`)
	s.request("POST", "/Counts", `{"a":"b"}`, binary()...).expect(t, 400, `{"error":"params.a: expected number, got string at offset 5"}`)
	s.request("POST", "/Counts", `{`+required+`,"data":{"a":1},"data":{"b":2},"x":""}`, document).expect(t, 200, `{"data":"map[b:2]","x":""}`)
}

// SCH-15, SCH-18: data that is null is absent, and lacks what is required in either case.
func TestSCH15SCH18DataThatIsNullLacksMembers(t *testing.T) {
	s := serveActions(t, eventActions(), "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	const lacks = `{"error":{"message":"params.order: is required","code":"invalid","fields":{"order":"is required"}}}`
	for _, data := range []string{``, `,"data":null`, `,"data": null ,"datacontenttype":"text/plain"`, `,"data":{"order":1},"data":null`} {
		s.request("POST", "/Order", `{"x":"",`+required+data+`}`, document).expect(t, 400, lacks)
	}
	s.request("POST", "/Order", `null`, binary()...).expect(t, 400, lacks)
	s.request("POST", "/Counts", `{"x":"",`+required+`,"data":{"order":1},"data":null}`, document).expect(t, 200, `{"data":"map[]","x":""}`)
}

// Data is data, whatever is in it: an event within one is not opened, and members that are nobody's are dropped.
func TestWEB10And29DataOfADocumentIsThatOfABody(t *testing.T) {
	match := func(m *codec.Match) bool { return m.Is("__ow_user", codec.AsString) || m.Is("a", codec.AsString) }
	told := func(e Event[raw]) (raw, error) { return e.Data, nil }
	s := serveActions(t, []Action{
		Bind("Params", EventOf(Params(decodeObject, match)), told, Result(encodeRaw)),
		Bind("JSON", EventOf(JSON(decodeObject)), told, Result(encodeRaw)),
	}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	long := strings.Repeat("x", 2000)
	for data, want := range map[string]string{
		`{"a":"1","__ow_user":"forged"}`:                            `{"a":"1"}`,
		`{"a":"1","\u005f_ow_user":"forged"}`:                       `{"a":"1"}`,
		`{"a":"` + long + `","data":{"a":"2"}}`:                     `{"a":"` + long + `","data":{"a":"2"}}`,
		`{"a":"1","specversion":"1.0","data":{"a":"2"},"__ow_x":1}`: `{"a":"1","specversion":"1.0","data":{"a":"2"}}`,
	} {
		for _, action := range []string{"/Params", "/JSON"} {
			s.request("POST", action, data, binary()...).expect(t, 200, want)
			s.request("POST", action, `{"data":`+data+`,`+required+`}`, document).expect(t, 200, want)
			inBase64 := base64.StdEncoding.EncodeToString([]byte(data))
			s.request("POST", action, `{"data_base64":"`+inBase64+`",`+required+`}`, document).expect(t, 200, want)
		}
	}
}

func TestWEB25And26EventsOverHTTP(t *testing.T) {
	s := serveActions(t, eventActions(), "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	s.request("POST", "/Text", `{}`).expect(t, 400, `{"error":"the event lacks ce-specversion, ce-id, ce-source, ce-type; `+
		`the Content-Type of an event that is a document is application/cloudevents+json"}`)
	s.request("POST", "/Text", ``, document).expect(t, 400, `{"error":"the event lacks specversion, id, source, type"}`)
	s.request("POST", "/Text", `{`, document).expect(t, 400, `{"error":"event: expected a key or '}', got end of input at offset 1"}`)
	s.request("POST", "/Text", `[]`, "Content-Type: application/cloudevents-batch+json").expect(t, 415,
		`{"error":"expected one event per request, as application/cloudevents+json or with its attributes in headers"}`)
	for _, method := range []string{"GET", "DELETE", "PATCH"} {
		if r := s.request(method, "/Text", ""); r.status != 405 || r.header.Get("Allow") != "POST, PUT" {
			t.Errorf("%s: %d, %q", method, r.status, r.header)
		}
	}
}

// WEB-30: a handler that takes no Event gets the data.
func TestWEB30PlainHandlersGetTheData(t *testing.T) {
	s := serveActions(t, eventActions(), "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	long := strings.Repeat(" ", 2000)
	s.request("POST", "/Plain", `{"a":1}`, binary()...).expect(t, 200, `{"a":1}`)
	s.request("POST", "/Plain", `{"data":{"a":1},`+required+`}`, document).expect(t, 200, `{"a":1}`)
	s.request("POST", "/Plain", `{"data": {"a":1} ,`+long+required+`}`, document).expect(t, 200, `{"a":1}`)
	s.request("POST", "/Plain", `{`+required+`,"data_base64":"eyJhIjoxfQ=="}`, document).expect(t, 200, `{"a":1}`)
	s.request("POST", "/Plain", `{`+required+`,"data_base64":"eyJhIjoxfQ==","data":null}`, document).expect(t, 200, `{"a":1}`)
	for _, both := range []string{`"data":{"a":2},"data_base64":"eyJhIjoxfQ=="`, `"data_base64":"","data":{"a":2}`} {
		s.request("POST", "/Plain", `{`+required+`,`+both+`}`, document).expect(t, 400, `{"error":"event.data_base64: expected either data or data_base64"}`)
	}
	s.request("POST", "/Plain", `{`+required+`}`, document).expect(t, 200, `{}`)
	s.request("POST", "/Plain", `{`+required+`,"data":{"a":true}}`, document).expect(t, 400, `{"error":"params.a: expected number, got bool at offset 5"}`)
	s.request("POST", "/Plain", `{`+required+`,"data":}`, document).expect(t, 400, `{"error":"event.data: expected a value, got '}' at offset 68"}`)
	s.request("POST", "/Plain", `{"specversion":1}`, "Content-Type: application/json").expect(t, 200, `{"specversion":1}`)
	whole := `{"data":{"a":1},` + required + `}`
	s.request("POST", "/Request", whole, document).expect(t, 200, whole)
	s.request("POST", "/Plain", `{"data":1,"more":2}`, document).expect(t, 200, `{"data":1,"more":2}`) // no event at all
}

func TestWEB31AnswersOverHTTP(t *testing.T) {
	s := serveActions(t, eventActions(), "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	for _, c := range []struct{ action, contentType, body, want string }{
		{"PassJSON", "application/json", `[1]`, "application/json"},
		{"PassJSON", "application/vnd.a+json", `[1]`, "application/vnd.a+json"},
		{"PassJSON", "", `"a"`, "application/json"},
		{"PassBytes", "", "\x00\xff", "application/octet-stream"},
		{"PassBytes", "image/png", "\x00\xff", "image/png"},
		{"PassText", "", "é", "text/plain; charset=utf-8"},
		{"PassText", "text/csv", "é", "text/csv"},
		{"PassNone", "", "", ""},
	} {
		r := s.request("POST", "/"+c.action, c.body, binary("Content-Type: "+c.contentType, "Ce-Time: 2020-01-02T03:04:05.60Z")...)
		r.expect(t, 200, c.body)
		got := map[string]string{}
		for name := range r.header {
			if name != "Date" && name != "Content-Length" {
				got[name] = r.header.Get(name)
			}
		}
		want := map[string]string{"Ce-Specversion": "1.0", "Ce-Id": "7", "Ce-Source": "/shop", "Ce-Type": "paid", "Ce-X": "a%20b",
			"Ce-Time": "2020-01-02T03:04:05.6Z", "Content-Type": c.want}
		if c.want == "" {
			delete(want, "Content-Type")
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s %s\ngot  %q\nwant %q", c.action, c.contentType, got, want)
		}
	}
	r, err := http.NewRequest("POST", s.url+"/Nil", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range lines(requiredHeaders...) {
		r.Header.Set(name, value)
	}
	if answer, err := http.DefaultClient.Do(r); err != nil || answer.StatusCode != 204 || answer.Header.Get("Ce-Id") != "" {
		t.Errorf("nil: %v, %v", answer, err)
	}
	if r := s.request("POST", "/New", "", binary()...); r.status != 200 || len(r.header.Get("Ce-Id")) < 16 || r.header.Get("Ce-Time") != "" {
		t.Errorf("got %v", r)
	}
	s.request("POST", "/Faulty", "", binary()...).expect(t, 500, `{"error":"the handler answered with an event that has no Type"}`)
	s.request("POST", "/Injects", "", binary()...).expect(t, 500,
		`{"error":"the handler answered with a header Content-Type that has control characters in it"}`)
}

// In a plain activation events are documents, both ways. They are written in the order of the specification, with
// extensions and data at the end.
func TestWEB25And31EventsInActivations(t *testing.T) {
	for _, c := range []struct{ action, in, head, data string }{
		{"PassJSON", `"data":{"a": 1}`, ``, `,"data":{"a":1}`},
		{"PassJSON", `"datacontenttype":"application/json","data":[1]`, `,"datacontenttype":"application/json"`, `,"data":[1]`},
		{"PassJSON", `"datacontenttype":"text/csv","data":[1]`, `,"datacontenttype":"text/csv"`, `,"data":"[1]"`},
		{"PassBytes", `"data_base64":"AP8="`, ``, `,"data_base64":"AP8="`},
		{"PassBytes", `"data":"a"`, ``, `,"data_base64":"ImEi"`},
		{"PassBytes", `"data":null`, ``, `,"data_base64":"bnVsbA=="`},
		{"PassBytes", `"data":null,"data_base64":"AP8="`, ``, `,"data_base64":"AP8="`},
		{"PassBytes", `"data_base64":"AP8=","data":null`, ``, `,"data_base64":"AP8="`},
		{"PassBytes", `"data":null,"datacontenttype":"a/b"`, `,"datacontenttype":"a/b"`, ``},
		{"PassBytes", `"data_base64":null`, ``, ``},
		{"PassJSON", `"data":null,"data_base64":"WzFd"`, ``, `,"data":[1]`},
		{"PassText", `"datacontenttype":"text/csv","data":"a\"b"`, `,"datacontenttype":"text/csv"`, `,"data":"a\"b"`},
		{"PassText", `"data":"a"`, `,"datacontenttype":"text/plain; charset=utf-8"`, `,"data":"\"a\""`},
		{"PassText", `"datacontenttype":"a/json","data":{"a":1}`, `,"datacontenttype":"a/json"`, `,"data":{"a":1}`},
		{"PassText", `"datacontenttype":"a/json","data":{` + "\n" + `"a" : "x \" y"}`, `,"datacontenttype":"a/json"`, `,"data":{"a":"x \" y"}`},
		{"PassNone", `"data":5`, ``, ``},
	} {
		s := serveActions(t, eventActions(), "OWGEN_PLATFORM=openwhisk", "OWGEN_ACTION="+c.action)
		s.post("/run", `{"value":{`+c.in+`,"x":"y",`+required+`}}`).expect(t, 200, `{`+required+c.head+`,"x":"y"`+c.data+`}`)
	}
	s := serveActions(t, eventActions(), "OWGEN_PLATFORM=openwhisk", "OWGEN_ACTION=PassText")
	for _, body := range []string{`{"value":{}}`, `{}`, `{"value":null}`} {
		s.post("/run", body).expect(t, 200, `{"error":"the event lacks specversion, id, source, type"}`)
	}
	s.post("/run", `{"value":{`+required+`,"data_base64":"ew==","datacontenttype":"application/json"}}`).expect(t, 200,
		`{"error":"the handler answered with an event whose Data is not JSON, but that is its DataContentType"}`)
}
