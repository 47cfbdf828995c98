package ow

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"strings"
	"testing"
	"unicode/utf16"
)

// packed returns text as a writer of compressed data leaves it.
func packed(t *testing.T, text string, wrap func(io.Writer) io.WriteCloser) string {
	t.Helper()
	var b bytes.Buffer
	w := wrap(&b)
	io.WriteString(w, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// inUTF16 returns text in UTF-16, of which order puts the two bytes of a unit together.
func inUTF16(text string, order func(unit uint16) []byte) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = append(b, order(unit)...)
	}
	return string(b)
}

func little(unit uint16) []byte { return []byte{byte(unit), byte(unit >> 8)} }
func big(unit uint16) []byte    { return []byte{byte(unit >> 8), byte(unit)} }

func TestABodyThatIsNoJSONIsNamed(t *testing.T) {
	const (
		form     = `expected JSON, got a form; send it with Content-Type: application/x-www-form-urlencoded`
		isNone   = `expected JSON, got a form; this function takes no object, which is all that a form can be`
		parts    = `multipart bodies are not read into parameters; send JSON or a form, or take []byte or io.Reader`
		isForm   = "Content-Type: application/x-www-form-urlencoded"
		document = `{"text":"a"}`
	)
	s := faasTest(t)
	gzipped := packed(t, document, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	deflated := packed(t, document, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	compressed := func(name string) string {
		return "expected JSON, got " + name + " data; send it uncompressed, without Content-Encoding"
	}
	for _, c := range []struct {
		body, header string
		status       int
		want         string // the error
	}{
		{"name=x", isForm, 400, isNone},
		{"name=x", isForm + "; charset=utf-8", 400, isNone},
		{"name=x", "content-type: Application/X-WWW-Form-Urlencoded", 400, isNone},
		{"name=x", "", 400, form},
		{"true=1&b=2", isForm, 400, isNone},
		{"1=2", isForm, 400, isNone},
		{"a%5Bb%5D=%7B%7D", "", 400, form},
		{"=x", isForm, 400, isNone},
		{"hello", isForm, 400, `expected JSON, got text that begins with 'h'`},
		{"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n", "Content-Type: multipart/form-data; boundary=x", 415, parts},
		{"--x\r\ncontent-type: text/plain\r\n\r\n1\r\n--x--\r\n", "", 415, parts},
		{"--x--", "Content-Type: Multipart/Mixed; boundary=x", 415, parts},
		{gzipped, "Content-Encoding: gzip", 415, compressed("gzip")},
		{gzipped, "", 415, compressed("gzip")},
		{gzipped, "Content-Encoding: identity", 415, compressed("gzip")},
		{deflated, "Content-Encoding: deflate", 415, compressed("deflate")},
		{deflated, "", 415, compressed("deflate")},
		{"\x0b\x02\x80abc\x03", "Content-Encoding: br", 415, compressed("br")},
		{document, "Content-Encoding: br", 415, compressed("br")},
		{"\x28\xb5\x2f\xfd\x04", "", 415, compressed("zstd")},
		{"PK\x03\x04", "", 415, compressed("zip")},
		{"{}}", "Content-Encoding: " + strings.Repeat("x", 100), 415, compressed(strings.Repeat("x", 40))},
		{"\xef\xbb\xbf" + document, "", 400, `expected JSON, got a byte order mark; send UTF-8 without a byte order mark`},
		{"\xff\xfe" + inUTF16(document, little), "", 400, `expected JSON, got UTF-16; send UTF-8 without a byte order mark`},
		{"\xfe\xff" + inUTF16(document, big), "", 400, `expected JSON, got UTF-16; send UTF-8 without a byte order mark`},
		{inUTF16(document, little), "", 400, `expected JSON, got UTF-16; send UTF-8 without a byte order mark`},
		{inUTF16(document, big), "", 400, `expected JSON, got UTF-16; send UTF-8 without a byte order mark`},
		{"\xff\xfe\x00\x00{\x00\x00\x00}\x00\x00\x00", "", 400, `expected JSON, got UTF-32; send UTF-8 without a byte order mark`},
		{"\x00\x00\x00{\x00\x00\x00}", "", 400, `expected JSON, got UTF-32; send UTF-8 without a byte order mark`},
		{"<!DOCTYPE html><html></html>", "Content-Type: text/html", 400, `expected JSON, got HTML`},
		{"\n<html>", "", 400, `expected JSON, got HTML`},
		{`<?xml version="1.0"?><a/>`, "Content-Type: application/json", 400, `expected JSON, got XML`},
		{"hello", "Content-Type: text/plain", 400, `expected JSON, got text that begins with 'h'`},
		{"name: x\n", "Content-Type: application/yaml", 400, `expected JSON, got text that begins with 'n'`},
		{"nul", "", 400, `expected JSON, got text that begins with 'n'`},
		{`'{"text":"a"}'`, isForm, 400, `expected JSON, got text that begins with '\\''`},
		{"“text”", "", 400, `expected JSON, got text that begins with '“'`},
		{"\x89PNG\r\n\x1a\n", "Content-Type: image/png", 400, `expected JSON, got binary data`},
		{"\x08\x96\x01", "Content-Type: application/x-protobuf", 400, `expected JSON, got binary data`},
		// For JSON, or text that was meant to be JSON, the error is the usual one.
		{`[1]`, isForm, 400, `params: expected object, got array at offset 0`},
		{`{"text":5}`, "", 400, `params.text: expected string, got number at offset 8`},
		{`{name:"x"}`, isForm, 400, `params: expected a key or '}', got 'n' at offset 1`},
		{`{"text":"a=b"`, isForm, 400, `params.text: expected ',' or '}', got end of input at offset 13`},
		{`"a`, "", 400, `params: expected object, got string at offset 0`},
		{`5`, "", 400, `params: expected object, got number at offset 0`},
		{`true`, "", 400, `params: expected object, got bool at offset 0`},
	} {
		s.request("POST", "/", c.body, c.header).expect(t, c.status, `{"error":"`+c.want+`"}`)
	}
	// An empty body is no body, whatever the headers say.
	for _, header := range []string{isForm, "Content-Type: application/json", "Content-Type: multipart/form-data; boundary=x", "Content-Encoding: gzip"} {
		s.request("POST", "/", "", header).expect(t, 200, `{"text":""}`)
		s.request("POST", "/", " \n", header).expect(t, 200, `{"text":""}`)
	}
	s.request("POST", "/", document, isForm).expect(t, 200, document)
	s.request("GET", "/", "name=x", isForm).expect(t, 400, `{"error":"GET has no body here; use POST"}`)
}

func TestABodyThatIsNoJSONIsNamedOnOpenWhisk(t *testing.T) {
	s := whiskTest(t)
	for _, path := range []string{"/init", "/run"} {
		s.post(path, "\xef\xbb\xbf{}").expect(t, 400, `{"error":"expected JSON, got a byte order mark; send UTF-8 without a byte order mark"}`)
		s.request("POST", path, "value=x", "Content-Type: application/x-www-form-urlencoded").
			expect(t, 400, `{"error":"expected JSON, got a form; send its fields as an object: {\"name\":\"value\"}"}`)
		s.request("POST", path, "\x0b\x02\x80abc\x03", "Content-Encoding: br").
			expect(t, 415, `{"error":"expected JSON, got br data; send it uncompressed, without Content-Encoding"}`)
	}
}

// Without headers the bytes tell.
func TestInputThatIsNoJSONIsNamedInTheOtherModes(t *testing.T) {
	watchdog := []string{"Http_Method=POST", "Http_Content_Encoding=br"}
	for _, c := range []struct {
		name        string
		args, vars  []string
		stdin, want string
	}{
		{"stdin, form", []string{"-"}, nil, "name=x\n", `expected JSON, got a form; send its fields as an object: {\"name\":\"value\"}`},
		{"stdin, gzip", []string{"-"}, nil, "\x1f\x8b\x08\x00", `expected JSON, got gzip data; send it uncompressed, without Content-Encoding`},
		{"stdin, UTF-16 of PowerShell", []string{"-"}, nil, "\xff\xfe{\x00}\x00\r\x00\n\x00", `expected JSON, got UTF-16; send UTF-8 without a byte order mark`},
		{"watchdog, by a header", nil, watchdog, "\x0b\x02\x80abc\x03", `expected JSON, got br data; send it uncompressed, without Content-Encoding`},
		{"stdin, by OWGEN_MODE", nil, []string{"OWGEN_MODE=oneshot"}, "<html>", `expected JSON, got HTML`},
	} {
		_, stdout, _ := runChild(t, c.args, c.vars, strings.NewReader(c.stdin))
		if stdout != `{"error":"`+c.want+`"}`+"\n" {
			t.Errorf("%s: %s", c.name, stdout)
		}
	}
}
