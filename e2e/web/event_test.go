package web

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// A mode is a way to send an event.
type mode struct {
	name string
	send func(s caller, attributes map[string]string, contentType, data string) answer
}

// A caller calls handlers, over HTTP or by way of OpenWhisk.
type caller interface {
	call(method, target, body string, lines ...string) answer
}

var modes = []mode{{"binary", inHeaders}, {"structured", inDocument}}

// inHeaders sends an event with its attributes as headers. Data is sent as it is.
func inHeaders(s caller, attributes map[string]string, contentType, data string) answer {
	var lines []string
	for name, value := range attributes {
		lines = append(lines, "ce-"+name+": "+value)
	}
	if contentType != "" {
		lines = append(lines, "Content-Type: "+contentType)
	}
	return s.call("POST", target(s), data, lines...)
}

// inDocument sends an event as a document. Data is a member if it is JSON, and base64 otherwise.
func inDocument(s caller, attributes map[string]string, contentType, data string) answer {
	return s.call("PUT", target(s), document(attributes, contentType, data), "Content-Type: application/cloudevents+json; charset=UTF-8")
}

// target has a query, which no event has anything to do with. An action that is not raw gets it mixed with the data: hence
// raw-http in manifests.
func target(s caller) string {
	if w, ok := s.(*webAction); ok && !w.on.raw {
		return "/"
	}
	return "/?page=7"
}

func document(attributes map[string]string, contentType, data string) string {
	all := map[string]any{}
	for name, value := range attributes {
		all[name] = value
	}
	if contentType != "" {
		all["datacontenttype"] = contentType
	}
	if json.Valid([]byte(data)) {
		all["data"] = json.RawMessage(data)
	} else if data != "" {
		all["data_base64"] = []byte(data)
	}
	b, _ := json.Marshal(all)
	return string(b)
}

// with returns the attributes that each event has, and more: with("subject", "a").
func with(more ...string) map[string]string {
	all := map[string]string{"specversion": "1.0", "id": "7", "source": "/shop", "type": "paid"}
	for i := 0; i < len(more); i += 2 {
		all[more[i]] = more[i+1]
	}
	return all
}

// everywhere runs a test on each surface, and on each stage of OpenWhisk, in each mode.
func everywhere(t *testing.T, action string, test func(t *testing.T, s caller, m mode)) {
	t.Helper()
	inModes := func(t *testing.T, s caller) {
		for _, m := range modes {
			t.Run(m.name, func(t *testing.T) { test(t, s, m) })
		}
	}
	each(t, action, func(t *testing.T, s *server) { inModes(t, s) })
	onStages(t, action, func(t *testing.T, w *webAction) { inModes(t, w) })
}

func TestWEB25And28And29EventsReachHandlers(t *testing.T) {
	everywhere(t, "SeeEvent", func(t *testing.T, s caller, m mode) {
		got := decode[map[string]any](t, m.send(s, with("subject", "cart", "dataschema", "urn:x", "time", "2020-01-02T03:04:05Z", "ext", "a", "ext2", "b"),
			"application/json", `{"name":"Ada"}`))
		want := map[string]any{
			"id": "7", "source": "/shop", "type": "paid", "subject": "cart", "schema": "urn:x", "of": "application/json",
			"time": "2020-01-02T03:04:05Z", "more": map[string]any{"ext": "a", "ext2": "b"}, "name": "Ada", "page": 0.0,
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
	})
}

func TestWEB26And27And28EventsThatAreWrong(t *testing.T) {
	everywhere(t, "SeeEvent", func(t *testing.T, s caller, m mode) {
		prefix := map[string]string{"binary": "ce-", "structured": ""}[m.name]
		for _, c := range []struct {
			event map[string]string
			want  []string
		}{
			{map[string]string{"specversion": "1.0"}, []string{prefix + "id, " + prefix + "source, " + prefix + "type"}},
			{with("specversion", "0.3"), []string{"specversion: expected 1.0"}},
			{with("time", "now"), []string{"time: expected time in RFC 3339"}},
			{with("my-ext", "x"), []string{"my-ext", "expected a name of an attribute"}},
		} {
			got := m.send(s, c.event, "application/json", `{}`)
			for _, want := range c.want {
				if got.status != 400 || !strings.Contains(got.body, want) {
					t.Errorf("%v: got %d %s, want %s", c.event, got.status, got.body, want)
				}
			}
		}
		if m.name == "binary" {
			if got := m.send(s, with("subject", "%C0%A0"), "", ""); got.status != 400 || !strings.Contains(got.body, "ce-subject: expected UTF-8") {
				t.Errorf("got %d %s", got.status, got.body)
			}
		}
		got := s.call("POST", "/", "[]", "Content-Type: application/cloudevents-batch+json; charset=utf-8")
		if got.status != 415 || !strings.Contains(got.body, "one event per request") {
			t.Errorf("a batch: %d %s", got.status, got.body)
		}
		if got := s.call("GET", "/", ""); got.status != 405 || got.header.Get("Allow") != "POST, PUT" {
			t.Errorf("GET: %d %q", got.status, got.header)
		}
	})
}

func TestWEB31RepliesWithEvents(t *testing.T) {
	const bytes = "\x00\x89\xff\"%"
	everywhere(t, "PassEvent", func(t *testing.T, s caller, m mode) {
		subject := `a%20%22b%22%20100%25%20%C3%A9`
		if m.name == "structured" {
			subject = `a "b" 100% é`
		}
		got := m.send(s, with("subject", subject, "ext", "x", "time", "2020-01-02T03:04:05.6Z"), "image/png", bytes)
		want := map[string]string{
			"Ce-Specversion": "1.0", "Ce-Id": "7", "Ce-Source": "/shop", "Ce-Type": "paid", "Ce-Subject": "a%20%22b%22%20100%25%20%C3%A9",
			"Ce-Ext": "x", "Ce-Time": "2020-01-02T03:04:05.6Z", "Content-Type": "image/png",
		}
		for name, value := range want {
			if got.header.Get(name) != value {
				t.Errorf("%s: got %q, want %q", name, got.header.Get(name), value)
			}
		}
		got.expect(t, 200, bytes)
		if got := m.send(s, with("type", "nothing"), "", ""); got.status != 204 || got.header.Get("Ce-Id") != "" {
			t.Errorf("nil: %d %q", got.status, got.header)
		}
	})
	everywhere(t, "PassParams", func(t *testing.T, s caller, m mode) {
		got := m.send(s, with("subject", "/new"), "application/json", `{"name":"Ada"}`)
		if len(got.header.Get("Ce-Id")) < 16 || got.header.Get("Ce-Time") != "" || got.header.Get("Content-Type") != "application/json" ||
			decode[map[string]any](t, got)["name"] != "Ada" {
			t.Errorf("got %d %q %s", got.status, got.header, got.body)
		}
		if got := m.send(s, with(), "", ""); got.status != 500 || !strings.Contains(got.body, "has no Source") {
			t.Errorf("without Source: %d %s", got.status, got.body)
		}
	})
	everywhere(t, "PassText", func(t *testing.T, s caller, m mode) {
		if got := m.send(s, with("type", "error"), "text/plain", "x"); got.status != 500 || !strings.Contains(got.body, `"no event"`) {
			t.Errorf("an error: %d %s", got.status, got.body)
		}
	})
}

func TestWEB30PlainHandlersGetEventData(t *testing.T) {
	everywhere(t, "Plain", func(t *testing.T, s caller, m mode) {
		if m.name == "structured" {
			m.send = func(s caller, attributes map[string]string, contentType, data string) answer { // by POST, and without a query
				return s.call("POST", "/", document(attributes, contentType, data), "Content-Type: application/cloudevents+json")
			}
		}
		got := decode[map[string]any](t, m.send(s, with(), "application/json", `{"name":"Ada","page":3}`))
		if want := map[string]any{"name": "Ada", "page": 3.0}; !reflect.DeepEqual(got, want) {
			t.Errorf("got %v", got)
		}
	})
}

// Where there is no header to put attributes in, an event is a document: in activations, in arguments, on stdin, and in
// what a watchdog passes on.
func TestWEB25And31EventsAsDocuments(t *testing.T) {
	event := document(with("subject", "é"), "image/png", "\x00\xff")
	want := `{"specversion":"1.0","id":"7","source":"/shop","type":"paid","subject":"é","datacontenttype":"image/png","data_base64":"AP8="}`
	for _, c := range []struct {
		name, stdin string
		env, args   []string
	}{
		{"argument", "", nil, []string{event}},
		{"pipe", event, nil, []string{"-"}},
		{"watchdog", event, []string{"Http_Method=POST", "Http_Content_Type=application/cloudevents+json"}, nil},
		{"watchdog, binary", "\x00\xff", []string{"Http_Method=POST", "Http_Content_Type=image/png", "Http_Ce_Specversion=1.0",
			"Http_Ce_Id=7", "Http_Ce_Source=/shop", "Http_Ce_Type=paid", "Http_Ce_Subject=%C3%A9"}, nil},
	} {
		out, err := program.Run(binary, c.stdin, append(c.env, "OWGEN_ACTION=PassEvent"), c.args...)
		if err != nil || out.Exit != 0 || out.Stdout != want+"\n" {
			t.Errorf("%s: exit %d, %s%s, %v", c.name, out.Exit, out.Stdout, out.Stderr, err)
		}
	}
	out, err := program.Run(binary, `{"id":"7"}`, []string{"OWGEN_ACTION=PassEvent"}, "-")
	if err != nil || out.Exit != 1 || !strings.Contains(out.Stderr, "the event lacks specversion, source, type") {
		t.Errorf("exit %d, %s%s, %v", out.Exit, out.Stdout, out.Stderr, err)
	}
	for _, s := range stages {
		if s.raw {
			continue
		}
		c := s.start(t, "PassEvent")
		done, err := c.Run(event, nil)
		var got, wanted any
		json.Unmarshal([]byte(want), &wanted)
		if text := string(done.Result); err != nil || json.Unmarshal([]byte(text), &got) != nil || !reflect.DeepEqual(got, wanted) {
			t.Errorf("%s: %s, %v", s.name, text, err)
		}
	}
}
