package controller

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"strconv"
	"strings"
)

// asHTTP is for the extension .http: the result says what the response is to be. (resultAsHttp)
func (o *response) asHTTP(result any) {
	said, ok := result.(map[string]any)
	if !ok {
		o.terminate(http.StatusBadRequest, TextNoHTTP)
		return
	}
	headers, err := headerLines(said["headers"])
	code, given, err2 := statusCode(said)
	if errors.Join(err, err2) != nil {
		o.terminate(http.StatusBadRequest, TextNoHTTP)
		return
	}
	switch body := said["body"].(type) {
	case nil:
		o.empty(code, given, headers)
	case string:
		if body == "" {
			o.empty(code, given, headers)
		} else {
			o.text(code, headers, body)
		}
	default:
		o.json(code, headers, body)
	}
}

func invalidMedia(name string) string { return fmt.Sprintf("Response is not valid '%s'.", name) }

var errInvalid = errors.New("not valid")

// statusCode reads a number, or a text that is one, from 100 to 599.
func statusCode(said map[string]any) (code int, given bool, err error) {
	switch v := said["statusCode"].(type) {
	case json.Number:
		r, ok := new(big.Rat).SetString(string(v))
		if !ok || !r.IsInt() || !r.Num().IsInt64() {
			return 0, true, errInvalid
		}
		code = int(r.Num().Int64())
	case string:
		if code, err = strconv.Atoi(v); err != nil {
			return 0, true, err
		}
	default:
		if _, given := said["statusCode"]; given {
			return 0, true, errInvalid
		}
		return http.StatusOK, false, nil
	}
	if code < 100 || code > 599 {
		return 0, true, errInvalid
	}
	return code, true, nil
}

// A line is one of a header.
type line struct{ name, value string }

// headerLines makes a line of each scalar, and as many of an array. (headersFromJson)
func headerLines(headers any) (lines []line, err error) {
	if headers == nil {
		return nil, nil
	}
	members, ok := headers.(map[string]any)
	if !ok {
		return nil, errInvalid
	}
	var add func(name string, v any) error
	add = func(name string, v any) error {
		switch v := v.(type) {
		case string:
			lines = append(lines, line{name, v})
		case bool, json.Number:
			lines = append(lines, line{name, fmt.Sprint(v)})
		case []any:
			for _, each := range v {
				if err := add(name, each); err != nil {
					return err
				}
			}
		default:
			return errInvalid
		}
		return nil
	}
	for name, v := range members {
		if err := add(name, v); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// empty is a response without a body, and so without a type. (respondWithEmptyEntity)
func (o *response) empty(code int, given bool, headers []line) {
	if !given {
		code = http.StatusNoContent
	}
	o.begin(code, headers)
}

// declaredType is the type that the headers name, or else the default. ok is false if they name one that is none.
func declaredType(headers []line, byDefault string) (m mediaType, ok bool) {
	text := byDefault
	for _, h := range headers {
		if strings.EqualFold(h.name, "Content-Type") {
			text = h.value
			break
		}
	}
	return parseMediaType(text)
}

// text is a response with a body that is a string: the text itself, or base64 of a binary type. (interpretHttpResponse)
func (o *response) text(code int, headers []line, body string) {
	m, ok := declaredType(headers, "text/html")
	if !ok {
		o.terminate(http.StatusBadRequest, textUnknownType)
		return
	}
	data := []byte(body)
	if m.isBinary() || m.isJSON() && looksLikeBase64(body) {
		if data, ok = javaBase64(body); !ok {
			o.terminate(http.StatusBadRequest, textOtherType)
			return
		}
	}
	if m.nature() == openText {
		m.charset = "UTF-8"
	}
	o.begin(code, headers)
	o.entity(m.String(), data)
}

// json is a response with a body that is another JSON value. (interpretHttpResponseAsJson)
func (o *response) json(code int, headers []line, body any) {
	m, ok := declaredType(headers, "application/json")
	if !ok || !m.isJSON() {
		o.terminate(http.StatusBadRequest, textOtherType)
		return
	}
	o.begin(code, headers)
	o.entity(m.name, []byte(printJSON(body, "  ")))
}

// asJSON is for the extension .json.
func (o *response) asJSON(result any) {
	switch result.(type) {
	case map[string]any, []any:
		o.entity("application/json", []byte(printJSON(result, "  ")))
	default:
		o.terminate(http.StatusBadRequest, invalidMedia("application/json"))
	}
}

// projected is the member body of an object, or else the one called like the extension; other results are their own.
func projected(result any, name string) (v any, ok bool) {
	members, isObject := result.(map[string]any)
	if !isObject {
		return result, true
	}
	if v, ok = members["body"]; !ok {
		v, ok = members[name]
	}
	return v, ok
}

// asHTML is for the extension .html.
func (o *response) asHTML(result any) {
	v, _ := projected(result, "html")
	text, ok := v.(string)
	if !ok {
		o.terminate(http.StatusBadRequest, invalidMedia("text/html"))
		return
	}
	o.entity("text/html; charset=UTF-8", []byte(text))
}

// asSVG is for the extension .svg.
func (o *response) asSVG(result any) {
	v, _ := projected(result, "svg")
	text, ok := v.(string)
	if !ok {
		o.terminate(http.StatusBadRequest, invalidMedia("image/svg+xml"))
		return
	}
	o.entity("image/svg+xml", []byte(text))
}

// asText is for the extension .text.
func (o *response) asText(result any) {
	v, ok := projected(result, "text")
	if !ok {
		o.terminate(http.StatusNotFound, textNoProperty)
		return
	}
	text, isText := v.(string)
	if !isText {
		text = printJSON(v, "  ")
	}
	o.entity("text/plain; charset=UTF-8", []byte(text))
}
