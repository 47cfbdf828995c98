package answers

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"

	ow "github.com/owgen/owgen/runtime"
)

// Seen is what a handler saw of a request.
type Seen struct {
	Method string              `json:"method"`
	Path   string              `json:"path"`
	Header map[string][]string `json:"header"`
	Body   string              `json:"body"`
}

// See answers with the request.
//
//owgen:action
func See(r ow.Request[string]) (Seen, error) {
	return Seen{Method: r.Method, Path: r.Path, Header: r.Header, Body: r.Body}, nil
}

// Paint answers with a picture that is half transparent.
//
//owgen:action
func Paint(ow.Request[struct{}]) (ow.Response[[]byte], error) {
	picture := image.NewNRGBA(image.Rect(0, 0, 64, 48))
	for x := range 64 {
		for y := range 48 {
			picture.Set(x, y, color.NRGBA{uint8(4 * x), uint8(5 * y), 160, uint8(4 * x)})
		}
	}
	var body bytes.Buffer
	err := png.Encode(&body, picture)
	return ow.Response[[]byte]{Header: ow.Header{"Content-Type": {"image/png"}}, Body: body.Bytes()}, err
}

// Pack answers with bytes that are no text.
//
//owgen:action
func Pack(ow.Request[struct{}]) (ow.Response[[]byte], error) {
	body := bytes.Repeat([]byte{0x1f, 0x8b, 0, 0xff}, 256)
	return ow.Response[[]byte]{Header: ow.Header{"Content-Type": {"application/octet-stream"}}, Body: body}, nil
}

// Page answers with HTML, which the caller sends, and with the policy for openers that it wants.
//
//owgen:action
func Page(r ow.Request[string]) (ow.Response[string], error) {
	kind := "text/html; charset=utf-8"
	if strings.HasSuffix(r.Path, ".js") {
		kind = "text/javascript"
	}
	return ow.Response[string]{Header: ow.Header{"Content-Type": {kind}, "Cross-Origin-Opener-Policy": r.Query["opener"]}, Body: served(r)}, nil
}

func served(r ow.Request[string]) string {
	if strings.HasSuffix(r.Path, ".js") {
		return worker
	}
	if r.Body != "" {
		return r.Body
	}
	return evil
}

// worker is a script that would take all requests of its scope.
const worker = `addEventListener("fetch", e => e.respondWith(new Response("taken")));`

// evil is a document that wants to become dangerous where its markup is shown as markup, and whose scripts are given work by
// the test that opens it.
const evil = `<!doctype html><title>evil</title>
<img src=x onerror="document.title='broken in'"><script>document.title = 'run'</script><b id=bold>bold</b>`
