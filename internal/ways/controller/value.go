package controller

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"
)

// A request is what the controller knows about an HTTP request once pekko has parsed it.
type request struct {
	method string
	path   string            // decoded and printed anew
	query  []parameter       // in order
	header map[string]string // lower-case name: the value of its last line
	joined map[string]string // the same with all lines, joined by commas, which is what DigitalOcean sends
	media  mediaType
	body   []byte
	empty  bool // there is neither a body nor a Content-Type
}

// readRequest parses an HTTP request. It returns nil if the controller refuses its target.
func readRequest(r *http.Request) (*request, error) {
	body, err := readAll(r.Body)
	if err != nil {
		return nil, err
	}
	query, ok := parseQuery(r.URL.RawQuery)
	if !ok {
		return nil, nil
	}
	path, ok := reprintPath(r.URL.EscapedPath())
	if !ok {
		return nil, nil
	}
	q := &request{
		method: r.Method, path: path, query: query, body: body,
		header: map[string]string{"host": r.Host}, joined: map[string]string{"host": r.Host},
	}
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		lines := r.Header[name]
		q.header[strings.ToLower(name)] = lines[len(lines)-1]
		q.joined[strings.ToLower(name)] = strings.Join(lines, ",")
	}
	q.readType(r.Header["Content-Type"])
	return q, nil
}

// readType parses the Content-Type, and shows it to the action as it is printed anew. A body without one, or with one
// that is no media type, is octets. (HttpMessageParser.scala, contentType)
func (q *request) readType(lines []string) {
	given := false
	if len(lines) > 0 {
		q.media, given = parseMediaType(lines[0])
	}
	if !given {
		q.media, _ = parseMediaType("application/octet-stream")
	}
	if q.empty = !given && len(q.body) == 0; !q.empty {
		q.header["content-type"] = q.media.String()
		q.joined["content-type"] = q.media.String()
	}
}

// reserved are the names of the members that the controller adds. (WebApiDirectives)
var reserved = []string{"__ow_method", "__ow_headers", "__ow_path", "__ow_user", "__ow_query", "__ow_body"}

// value makes the parameters of an activation, without the action's own ones, or says why it refuses the request.
// (Context.toActionArgument)
func (a *Action) value(q *request) (value map[string]any, refusal string) {
	if a.Raw {
		value = a.metadata(q)
		value["__ow_query"] = printQuery(q.query)
		value["__ow_body"] = q.opaqueBody()
	} else if value, refusal = a.parsedValue(q); refusal != "" {
		return nil, refusal
	}
	if a.Digital {
		a.digitalOcean(value, q)
	}
	return value, ""
}

func (a *Action) metadata(q *request) map[string]any {
	m := map[string]any{"__ow_method": strings.ToLower(q.method), "__ow_headers": q.header, "__ow_path": q.path}
	if a.User != "" {
		m["__ow_user"] = a.User
	}
	return m
}

// parsedValue is value for an action that is not raw: query and body are members, and must not pretend to be others.
func (a *Action) parsedValue(q *request) (value map[string]any, refusal string) {
	own := map[string]any{}
	for _, p := range q.query {
		own[p.name] = p.value
	}
	body, ok := q.parsedBody()
	if !ok {
		return nil, textMalformed
	}
	members, isObject := body.(map[string]any)
	if isObject {
		maps.Copy(own, members)
	}
	for name := range own {
		if _, bound := a.Bound[name]; bound && a.Final || slices.Contains(reserved, name) {
			return nil, TextNotAllowed
		}
	}
	if !isObject && body != nil {
		own["__ow_body"] = body.(jsonBody).value
	}
	value = a.metadata(q)
	maps.Copy(value, own)
	return value, ""
}

// A jsonBody is a body that is no object.
type jsonBody struct{ value any }

// parsedBody reads a body: nil if there is none, an object, or a jsonBody. (extractEntityAndProcessRequest)
func (q *request) parsedBody() (body any, ok bool) {
	switch {
	case q.empty:
		return nil, true
	case q.media.isJSON():
		if len(q.body) == 0 {
			return nil, true
		}
		var v any
		d := json.NewDecoder(strings.NewReader(string(q.body)))
		d.UseNumber()
		if d.Decode(&v) != nil || d.More() {
			return nil, false
		}
		if object, is := v.(map[string]any); is {
			return object, true
		}
		return jsonBody{v}, true
	case q.media.name == "application/x-www-form-urlencoded":
		fields, ok := parseQuery(string(q.body))
		form := map[string]any{}
		for _, f := range fields {
			form[f.name] = f.value
		}
		return form, ok
	}
	return jsonBody{q.opaqueBody()}, true
}

// opaqueBody is a body that is not parsed: base64 if its type is binary or application/json, else text.
func (q *request) opaqueBody() string {
	if q.empty {
		return ""
	}
	if q.media.isBinary() || q.media.String() == "application/json" {
		return base64.StdEncoding.EncodeToString(q.body)
	}
	return strings.ToValidUTF8(string(q.body), string(utf8.RuneError))
}
