package ow

import (
	"context"
	"iter"
	"strings"
	"testing"
)

const (
	traceText = "4bf92f3577b34da6a3ce929d0e0e4736"
	spanText  = "00f067aa0ba902b7"
	aParent   = "00-" + traceText + "-" + spanText + "-01"
)

// The cases are those of the W3C's own test of services. (w3c/trace-context: test/test.py)
func TestOPS8TraceParents(t *testing.T) {
	for parent, want := range map[string]string{
		aParent: aParent,
		"00-" + traceText + "-" + spanText + "-00": "00-" + traceText + "-" + spanText + "-00",
		"00-" + traceText + "-" + spanText + "-03": "00-" + traceText + "-" + spanText + "-03",
		// Trailing characters are for later versions alone.
		aParent + ".":      "",
		aParent + "-what":  "",
		"cc" + aParent[2:]: aParent,
		"cc" + aParent[2:] + "-what-the-future-will-be-like":     aParent,
		"cc" + aParent[2:] + ".what-the-future-will-not-be-like": "",
		"cc-" + traceText + "-" + spanText + "-fe":               "00-" + traceText + "-" + spanText + "-00",
		"ff" + aParent[2:]: "",
		// Versions that are none.
		".0" + aParent[2:]: "", "0." + aParent[2:]: "", "0" + aParent[2:]: "", "000" + aParent[2:]: "", "0000" + aParent[2:]: "",
		"CC" + aParent[2:]: "",
		// Ids.
		"00-00000000000000000000000000000000-" + spanText + "-01":   "",
		"00-" + traceText + "-0000000000000000-01":                  "",
		"00-" + strings.ToUpper(traceText) + "-" + spanText + "-01": "",
		"00-" + traceText + "-" + strings.ToUpper(spanText) + "-01": "",
		"00-." + traceText[1:] + "-" + spanText + "-01":             "",
		"00-" + traceText[:31] + ".-" + spanText + "-01":            "",
		"00-" + traceText + "0-" + spanText + "-01":                 "",
		"00-" + traceText[1:] + "-" + spanText + "-01":              "",
		"00-" + traceText + "-." + spanText[1:] + "-01":             "",
		"00-" + traceText + "-" + spanText + "0-01":                 "",
		"00-" + traceText + "-" + spanText[1:] + "-01":              "",
		// Flags.
		"00-" + traceText + "-" + spanText + "-.0":  "",
		"00-" + traceText + "-" + spanText + "-0.":  "",
		"00-" + traceText + "-" + spanText + "-FF":  "",
		"00-" + traceText + "-" + spanText + "-001": "",
		"00-" + traceText + "-" + spanText + "-1":   "",
		"": "", "00": "", "00-": "", strings.Repeat("0", 55): "", strings.Repeat("-", 55): "", strings.Repeat("é", 40): "",
		aParent[:2] + " " + aParent[3:]: "",
	} {
		if got := traceParent(parent); got != want {
			t.Errorf("%q: %q, want %q", parent, got, want)
		}
	}
}

func TestOPS8TraceStates(t *testing.T) {
	many := strings.TrimSuffix(strings.Repeat("a=1,", 32), ",")
	for state, want := range map[string]bool{
		"": true, "foo=1": true, "foo=1,bar=2": true, "foo=1 \t , \t bar=2, \t baz=3": true, "foo=1,": true, ",foo=1": true, " ": true,
		"foo=1,foo=2": true, // twice
		"foo =1":      false, "FOO=1": false, "foo.bar=1": false, "foo": false, "=1": false, "foo=": false, "foo=bar=baz": false, "foo=,bar=3": false,
		"foo@=1": true, "foo@bar=1": true, "foo@bar@baz=1": true, "@foo=1": false, "0a=1": true, "_a=1": false,
		strings.Repeat("z", 256) + "=1": true, strings.Repeat("z", 257) + "=1": false,
		"a=" + strings.Repeat("z", 256): true, "a=" + strings.Repeat("z", 257): false,
		many: true, many + ",b=1": false,
		"foo=\x7f": false, "foo=é": false, "foo=a\x00b": false, "foo=a b": true,
		"a=!\"#$%&'()*+-./0123456789:;<>?@ABC[\\]^_`abc{|}~": true,
	} {
		if got := isTraceState(state); got != want {
			t.Errorf("%q: %v", state, got)
		}
	}
}

// headerLines are fields in their order.
type headerLines []string

func (h headerLines) Get(name string) string {
	for n, v := range h.Fields() {
		if strings.EqualFold(n, name) {
			return v
		}
	}
	return ""
}

func (h headerLines) Joined(name string) string {
	var values []string
	for n, v := range h.Fields() {
		if strings.EqualFold(n, name) {
			values = append(values, v)
		}
	}
	return strings.Join(values, ",")
}

func (h headerLines) Fields() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for _, line := range h {
			if name, value, _ := strings.Cut(line, ": "); !yield(name, value) {
				return
			}
		}
	}
}

func TestOPS8WhereATraceComesFrom(t *testing.T) {
	const other = "00-11111111111111111111111111111111-2222222222222222-00"
	for name, c := range map[string]struct {
		header headerLines
		want   trace
	}{
		"nothing":                {nil, trace{}},
		"parent":                 {headerLines{"traceparent: " + aParent}, trace{aParent, ""}},
		"in any case":            {headerLines{"TraceParent: " + aParent, "TRACESTATE: a=1"}, trace{aParent, "a=1"}},
		"wrong names":            {headerLines{"trace-parent: " + aParent, "trace.parent: " + aParent}, trace{}},
		"two parents":            {headerLines{"traceparent: " + aParent, "traceparent: " + other}, trace{}},
		"two of a later version": {headerLines{"traceparent: cc" + aParent[2:], "traceparent: cc" + aParent[2:]}, trace{}},
		"the same twice":         {headerLines{"traceparent: " + aParent, "traceparent: " + aParent}, trace{}},
		"state alone":            {headerLines{"tracestate: a=1"}, trace{}},
		"state of none":          {headerLines{"traceparent: x", "tracestate: a=1"}, trace{}},
		"bad state":              {headerLines{"traceparent: " + aParent, "tracestate: A=1"}, trace{aParent, ""}},
		"states":                 {headerLines{"traceparent: " + aParent, "tracestate: a=1", "tracestate: b=2"}, trace{aParent, "a=1,b=2"}},
		"event":                  {headerLines{"ce-traceparent: " + aParent, "ce-tracestate: a=1"}, trace{aParent, "a=1"}},
		"request, event":         {headerLines{"ce-traceparent: " + aParent, "traceparent: " + other}, trace{other, ""}},
		"broken, event":          {headerLines{"ce-traceparent: " + aParent, "traceparent: x", "tracestate: a=1"}, trace{aParent, ""}},
		"no mixing":              {headerLines{"ce-traceparent: " + aParent, "tracestate: a=1"}, trace{aParent, ""}},
		"forged in lines":        {headerLines{"traceparent: " + aParent + "\r\nX: y"}, trace{}},
	} {
		var h header = c.header
		if c.header == nil {
			h = nil
		}
		call := call{invocation: invocation{activation: Activation{header: h}}}
		call.identify()
		if got := call.trace(); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestOPS8XRay(t *testing.T) {
	const root = "1-5759e988-bd862e3fe1be46a994272793"
	const trace = "5759e988bd862e3fe1be46a994272793"
	for header, want := range map[string]string{
		"Root=" + root + ";Parent=53995c3f42cd8ad8;Sampled=1":                       "00-" + trace + "-53995c3f42cd8ad8-01",
		"Root=" + root + ";Parent=53995c3f42cd8ad8;Sampled=0":                       "00-" + trace + "-53995c3f42cd8ad8-00",
		"Root=" + root + ";Parent=53995c3f42cd8ad8;Sampled=?":                       "00-" + trace + "-53995c3f42cd8ad8-00",
		"Sampled=1; Parent=53995c3f42cd8ad8; Lineage=a:1; Self=1-2-3; Root=" + root: "00-" + trace + "-53995c3f42cd8ad8-01",
		"Root=" + root + ";Sampled=1":                                               "",
		"Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8":          "",
		"Root=1-5759e988bd862e3fe1be46a994272793-;Parent=53995c3f42cd8ad8":          "",
		"Root=1-5759e98-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8":           "",
		"Root=" + strings.ToUpper(root) + ";Parent=53995c3f42cd8ad8":                "",
		"Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8":          "",
		"": "", ";;;": "", "Root": "", "Root=1-": "", strings.Repeat(";", 1<<10): "",
	} {
		if got := xrayParent(header); got != want {
			t.Errorf("%q: %q", header, got)
		}
	}
}

// traceActions answer with the trace of the call.
func traceActions() []Action {
	tell := func(ctx context.Context) (raw, error) {
		a := FromContext(ctx)
		return raw(`{"parent":"` + a.TraceParent + `","state":"` + a.TraceState + `","handler":"` + a.Handler + `"}`), nil
	}
	return []Action{
		BindContext("Plain", JSON(decodeRaw), func(ctx context.Context, _ raw) (raw, error) { return tell(ctx) }, Result(encodeRaw)),
		BindContext("Event", EventOf(JSON(decodeRaw)), func(ctx context.Context, _ Event[raw]) (raw, error) { return tell(ctx) }, Result(encodeRaw)),
		BindContext("Fails", EventOf(JSON(decodeRaw)), func(context.Context, Event[raw]) (raw, error) { return nil, message("no") }, Result(encodeRaw)),
	}
}

func TestOPS8HandlersGetTheTrace(t *testing.T) {
	told := func(handler, parent, state string) string {
		return `{"parent":"` + parent + `","state":"` + state + `","handler":"` + handler + `"}`
	}
	event := `{"specversion":"1.0","id":"1","source":"/","type":"t","traceparent":"` + aParent + `","tracestate":"a=1","data":{}}`
	const structured = "Content-Type: application/cloudevents+json"
	for _, vars := range [][]string{{"OWGEN_PLATFORM=openfaas"}, {"OWGEN_PLATFORM=openfaas", "exec_timeout=10s"}} {
		s := serveActions(t, traceActions(), vars...)
		s.request("POST", "/plain", `{}`, "traceparent: "+aParent, "tracestate: a=1").expect(t, 200, told("Plain", aParent, "a=1"))
		s.request("POST", "/plain", `{}`, "traceparent: "+aParent, "traceparent: "+aParent).expect(t, 200, told("Plain", "", ""))
		s.request("POST", "/plain", `{}`).expect(t, 200, told("Plain", "", ""))
		s.request("POST", "/plain", event, structured).expect(t, 200, told("Plain", aParent, "a=1"))
		s.request("POST", "/event", event, structured).expect(t, 200, told("Event", aParent, "a=1"))
		s.request("POST", "/event", `{}`, "Ce-Specversion: 1.0", "Ce-Id: 1", "Ce-Source: /", "Ce-Type: t", "Ce-Traceparent: "+aParent).
			expect(t, 200, told("Event", aParent, ""))
		s.request("POST", "/fails", event, structured, "X-Call-Id: c1")
		s.request("POST", "/fails", event, structured, "X-Call-Id: c2", "traceparent: "+strings.Replace(aParent, "4bf", "5bf", 1))
		s.wantLines("trace", "ERROR no id=c1 action=Fails trace="+traceText, "ERROR no id=c2 action=Fails trace=5"+traceText[1:])
	}
	w := serveActions(t, traceActions(), "OWGEN_PLATFORM=openwhisk")
	w.post("/init", `{"value":{"main":"plain"}}`)
	web := `{"value":{"__ow_method":"post","__ow_headers":{"traceparent":"` + aParent + `","tracestate":"a=1"},"__ow_path":""}}`
	if r := w.post("/run", web); !strings.Contains(r.body, told("Plain", aParent, "a=1")) {
		t.Errorf("a web action gets %s", r.body)
	}
	w.post("/run", `{"value":{}}`).expect(t, 200, told("Plain", "", ""))
}
