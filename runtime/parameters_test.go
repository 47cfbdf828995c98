package ow

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// matchOrder and matchPlace say what members an order has, as generated code does.
func matchOrder(m *codec.Match) bool {
	return m.Is("page", codec.AsNumber) || m.Is("tags", codec.List|codec.AsString) || m.Is("ids", codec.List|codec.AsNumber) ||
		m.Is("name", codec.AsString) || m.Is("gift", codec.AsBool) || m.Is("due", codec.AsText) || m.Is("items", codec.List|codec.AsNothing) ||
		m.Inside("place", matchPlace) || m.Is("__ow_user", codec.AsString)
}

func matchPlace(m *codec.Match) bool {
	return m.Is("city", codec.AsString) || m.Is("zip", codec.AsNumber) || m.Inside("next", matchPlace)
}

// mergedAction answers with the JSON that its decoder is given.
func mergedAction(name string, match func(*codec.Match) bool) Action {
	return Bind(name, Params(codec.Raw[json.RawMessage], match), func(p json.RawMessage) (json.RawMessage, error) { return p, nil },
		Result(codec.AppendRaw[json.RawMessage]))
}

const formHeader = "Content-Type: application/x-www-form-urlencoded"

func TestWEB8WEB10WEB11WEB12ParametersAndBodyAreOneObject(t *testing.T) {
	everyName := func(m *codec.Match) bool { return m.Any(codec.AsString) }
	actions := []Action{mergedAction("order", matchOrder), mergedAction("map", everyName),
		mergedAction("lists", func(m *codec.Match) bool { return m.Any(codec.List | codec.AsString) })}
	for _, s := range serveWeb(t, actions...) {
		for _, c := range []struct{ target, body, header, want string }{
			{"order?page=3&gift=T&name=", ``, "", `{"gift":true,"name":"","page":3}`},
			{"order?page=1&Page=2&PAGE=", ``, "", `{"page":2}`},
			{"order?tags=b&TAGS=a,c&ids=&ids=2&ids=+3", ``, "", `{"ids":[2," 3"],"tags":["b","a,c"]}`},
			{"order?name=a%22%5C%0A%C3%A9+%2B&x=1", ``, "", `{"name":"a\"\\\u000aé +"}`},
			{"order?place.city=x&page=1&place.next.zip=7&Place.Zip=5&place.next.next.city=y", ``, "",
				`{"page":1,"place":{"city":"x","next":{"next":{"city":"y"},"zip":7},"zip":5}}`},
			{"order?page=", ``, "", `{}`},
			{"order?unknown=1&page.x=2&place.none=3&place=", ``, "", `{}`},
			// A body wins, form or JSON, with null too, and takes the place of whole objects and lists.
			{"order?page=1&tags=a&tags=b&name=x", `{"Page":2,"tags":["c"],"name":null}`, "", `{"Page":2,"tags":["c"],"name":null}`},
			{"order?place.city=x&place.next.zip=1&page=3", ` {"place":{}, "z":1} `, "", `{"page":3,"place":{},"z":1}`},
			{"order?place.city=x&name=a", `{"place.city":"y"}`, "", `{"name":"a","place":{"city":"x"},"place.city":"y"}`},
			{"order?page=1", `{}`, "", `{"page":1}`},
			{"order?page=1", ` null `, "", `{"page":1}`},
			{"order?page=1&tags=a&gift=1", `page=2&tags=b&tags=c&place.city=z`, formHeader + "; charset=latin1", `{"gift":true,"page":2,"place":{"city":"z"},"tags":["b","c"]}`},
			{"order?page=1", `page=`, formHeader, `{"page":1}`},
			{"order", `page`, formHeader, `{}`},
			{"order", `name=a&&name`, formHeader, `{"name":""}`},
			// What begins like JSON is JSON, and a form goes by its type.
			{"order", `{"page":1}`, formHeader, `{"page":1}`},
			{"order", `{"page":1}`, "Content-Type: multipart/mixed; boundary=x", `{"page":1}`},
			{"order", `{"page":1}`, "Content-Encoding: identity", `{"page":1}`},
			// Nobody but OpenWhisk says what begins with __ow_.
			{"order?__ow_user=x&__OW_USER=y", ``, "", `{}`},
			{"order?page=1", `{"__ow_user":"x","\u005f_ow_User":1,"a":{"__ow_user":2}}`, "", `{"page":1,"a":{"__ow_user":2}}`},
			{"order", `{"name":"x","__ow_user":"x", "page":1}`, "", `{"name":"x","page":1}`},
			{"order", `name=x&__ow_user=y`, formHeader, `{"name":"x"}`},
			{"map?__ow_x=1&a=2", `{"__ow_user":"x","b":"__"}`, "", `{"a":"2","b":"__"}`},
			// Maps have every name.
			{"map?b=1&a.b=2&b=3&%00=4&a%00b=5&=6&c", `{"b":7}`, "", `{"":"6","\u0000":"4","a\u0000b":"5","a.b":"2","c":"","b":7}`},
			{"lists?a=1&b=&a=2", ``, "", `{"a":["1","2"],"b":[""]}`},
		} {
			method := "POST"
			if c.body == "" {
				method = "GET"
			}
			s.request(method, "/"+c.target, c.body, c.header).expect(t, 200, c.want)
		}
	}
}

func TestWEB5WEB8WhatIsNoQueryAndNoFormIsRefused(t *testing.T) {
	many := strings.Repeat("a=1&", maxParameters) + "a=1"
	s := serveActions(t, []Action{mergedAction("order", matchOrder)}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	for _, c := range []struct {
		target, body, header string
		status               int
		want                 string
	}{
		{"?a=%zz", ``, "", 400, "the query has a percent sign without two hexadecimal digits after it; write it as %25"},
		{"?a=1;b=2", ``, "", 400, "the query has a semicolon in it; write it as %3B"},
		{"?" + many, ``, "", 400, "the query has more than 10000 parameters"},
		{"", `a=%`, formHeader, 400, "the form has a percent sign without two hexadecimal digits after it; write it as %25"},
		{"", many, formHeader, 400, "the form has more than 10000 parameters"},
		{"", "--x\r\n", "Content-Type: multipart/form-data; boundary=x", 415, "multipart bodies are not read into parameters; send JSON or a form, or take []byte or io.Reader"},
		{"", `{"page":1}`, "Content-Encoding: gzip", 415, "expected JSON, got gzip data; send it uncompressed, without Content-Encoding"},
		{"", `page=1`, formHeader + "\nContent-Encoding: br", 415, "expected JSON, got br data; send it uncompressed, without Content-Encoding"},
		{"", `page=1`, "", 400, "expected JSON, got a form; send it with Content-Type: application/x-www-form-urlencoded"},
		{"?page=1", `[1`, "", 400, "params[0]: expected ',' or ']', got end of input at offset 2"},
		{"?page=1", `{"name":}`, "", 400, "params.name: expected a value, got '}' at offset 8"},
		{"?page=1", `{"name":1}}`, "", 400, "params: expected end of input, got '}' at offset 10"},
	} {
		s.request("POST", "/"+c.target, c.body, strings.Split(c.header, "\n")...).expect(t, c.status, `{"error":`+quote(c.want)+`}`)
	}
}

// orders are read by a decoder that wants numbers, so that errors can be seen.
type orders map[string]int8

func TestWEB13AnErrorNamesFieldAndParameter(t *testing.T) {
	decode := func(d *codec.Dec, s string, i int, v *orders) int { return codec.Map(d, s, i, v, codec.Int) }
	s := serveActions(t, []Action{Bind("order", Params(decode, matchOrder), func(o orders) (orders, error) { return o, nil },
		Result(func(_ *codec.Enc, b []byte, v *orders) []byte { return append(b, '{', '}') }))}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	for _, c := range []struct{ target, body, want string }{
		{"?gift=1&PAGE=abc", ``, "params.gift: expected number in parameter gift"},
		{"?PAGE=abc", ``, "params.page: expected number in parameter PAGE"},
		{"?page=300", ``, "params.page: out of range for int8 in parameter page"},
		{"?page=1.5", ``, "params.page: expected integer in parameter page"},
		{"?page=5", `page=x`, "params.page: expected number in parameter page"},
		{"?page=5", ` {"a":1, "b":"2"}`, "params.b: expected number, got string at offset 13"},
		{"?page=5", ` {"__ow_a":1, "b":"2"}`, "params.b: expected number, got string at offset 18"},
		{"?page=x", ` {"PAGE":1, "b":"2"}`, "params.b: expected number, got string at offset 16"},
	} {
		header := ""
		if strings.Contains(c.body, "=") {
			header = formHeader
		}
		s.request("POST", "/"+c.target, c.body, header).expect(t, 400, `{"error":`+quote(c.want)+`}`)
	}
}

func TestWEB10WEB14BoundParametersWin(t *testing.T) {
	pad := func(s string) string { return string(append([]byte(s), padding...)) }
	for _, test := range []struct {
		query, body, bound string
		mixed              bool
		want               string
	}{
		{"page=1&name=a", `{"gift":true,"Place":{"zip":1}}`, `{"PAGE":9,"place":null,"__ow_user":"me"}`, false, `{"name":"a","gift":true,"PAGE":9,"place":null,"__ow_user":"me"}`},
		{"page=1", ``, `{}`, false, `{"page":1}`},
		{"place.city=x", `{"place":{"zip":5},"page":1}`, `{"place":{}}`, false, `{"page":1,"place":{}}`},
		// A parsed action has strings of the query and of the body in one object, and the others are of the body.
		{"page=3&place.zip=4&name=a", `{"page":"3","place.zip":"4","gift":true,"name":"a","tags":["b"]}`, `{"__ow_method":"post"}`, true,
			`{"name":"a","page":3,"place":{"zip":4},"gift":true,"tags":["b"]}`},
	} {
		c := &call{invocation: invocation{action: new(Action), request: request{web: true, query: test.query, bound: pad(test.bound), merged: test.mixed, header: documentHeader{}}}}
		if test.body != "" {
			c.text = pad(test.body)
		}
		var got json.RawMessage
		if err := Params(codec.Raw[json.RawMessage], matchOrder).read(c, &got); err != nil || string(got) != test.want {
			t.Errorf("%s %s %s:\n got %s, %v\nwant %s", test.query, test.body, test.bound, got, err, test.want)
		}
	}
}

// However many there are, those of one name stay in their order.
func TestWEB12RepeatedParametersStayInOrder(t *testing.T) {
	var query, want strings.Builder
	for k := range 5000 {
		n := strconv.Itoa(k)
		query.WriteString("&ids=" + n + "&x" + n + "=1&place.zip=" + n)
		want.WriteString("," + n)
	}
	s := serveActions(t, []Action{mergedAction("order", matchOrder)}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	for _, form := range []string{query.String()[1:], query.String()[1 : query.Len()/2]} {
		if strings.Count(form, "&") >= maxParameters {
			continue
		}
		r := s.request("POST", "/", form, formHeader)
		if !strings.HasPrefix(r.body, `{"ids":[0,1,2,3,`) || !strings.HasPrefix(want.String()[1:], r.body[len(`{"ids":[`):strings.Index(r.body, "]")]) {
			t.Errorf("got %d %.300s", r.status, r.body)
		}
	}
}

// A body of many members must not take time for each pair of a member and a parameter.
func TestManyParametersAndMembersAreMergedInOnePass(t *testing.T) {
	var query, body strings.Builder
	for k := range maxParameters {
		query.WriteString("&a" + strconv.Itoa(k) + "=1")
	}
	body.WriteString(`{"a1":1`)
	for range 200_000 {
		body.WriteString(`,"a1":1`)
	}
	body.WriteString("}")
	s := serveActions(t, []Action{mergedAction("map", func(m *codec.Match) bool { return m.Any(codec.AsNumber) })}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
	r := s.request("POST", "/map", strings.TrimPrefix(query.String(), "&"), formHeader)
	if r.status != 200 || len(r.body) < maxParameters*len(`"a1":1,`) {
		t.Error("the form gives", r.status, r.body[:min(len(r.body), 100)])
	}
	r = s.request("POST", "/map?a1=5&a2=6", body.String())
	if r.status != 200 || !strings.HasPrefix(r.body, `{"a2":6,"a1":1,`) {
		t.Error("query and body give", r.status, r.body[:min(len(r.body), 100)])
	}
}
