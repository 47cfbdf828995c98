package ow

import "testing"

func TestWEB20TypesAreTextOrBinaryAsForOpenWhisk(t *testing.T) {
	const text, binary, json = "text", "binary", "json"
	for contentType, want := range map[string]string{
		"text/html": text, "TEXT/Plain;charset=latin1": text, "text/event-stream": text, "text/x-script": text,
		"application/xml": text, "application/javascript; charset=utf-8": text, "application/x-www-form-urlencoded": text,
		"text/javascript": binary, "text/javascript; charset=utf-8": text, "text/yaml": binary, "text/x-scriptpython": binary,
		"application/x-ndjson": binary, "application/x-ndjson; Charset=utf-8": text, "application/x-yaml ; charset=a": text,
		"image/png": binary, "image/svg+xml": binary, "image/svg+xml; charset=utf-8": binary, "image/avif": binary,
		"multipart/form-data; boundary=a": binary, "application/pdf; charset=utf-8": binary, "application/gzip": binary,
		"application/vnd.ms-excel;charset=a": binary, "application/vnd.oasis.opendocument.text; charset=a": binary,
		"": binary, "text": binary, "text/": binary, "application/protobuf": binary, "text/css csv": binary,
		"application/json": json + text, "application/json; charset=utf-8": json + text, "application/json; v=1": text,
		"application/problem+json": json + text, "application/hal+json": json + binary, "application/hal+json;v=1": binary,
		"application/hal+json; charset=utf-8": json + text, "application/json;": json + text,
	} {
		got, typ := "", typeOfAnswer(contentType)
		if typ.json {
			got = json
		}
		if typ.text {
			got += text
		} else {
			got += binary
		}
		if got != want {
			t.Errorf("%q is %s, want %s", contentType, got, want)
		}
	}
}

func TestCharsetIsTakenOutOfAType(t *testing.T) {
	for contentType, want := range map[string]string{
		"image/svg+xml; charset=utf-8": "image/svg+xml", "a/b;Charset=x; v=1": "a/b; v=1", "a/b; v=1;": "a/b; v=1", "a/b": "a/b",
	} {
		if got := withoutCharset(contentType); got != want {
			t.Errorf("%q becomes %q, want %q", contentType, got, want)
		}
	}
}
