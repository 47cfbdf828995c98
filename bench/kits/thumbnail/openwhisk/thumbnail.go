// Package thumbnail is a web action for OpenWhisk's Go runtime. Images come and go in base64.
package thumbnail

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"strings"
)

// Main halves an image.
func Main(args map[string]any) map[string]any {
	photo, _ := args["__ow_body"].(string)
	large, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(photo)))
	if err != nil {
		return map[string]any{"statusCode": 422, "body": map[string]any{"error": "this is no PNG image"}}
	}
	from := large.Bounds()
	small := image.NewRGBA(image.Rect(0, 0, from.Dx()/2, from.Dy()/2))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			small.Set(x, y, large.At(from.Min.X+2*x, from.Min.Y+2*y))
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, small); err != nil {
		return map[string]any{"statusCode": 500, "body": map[string]any{"error": err.Error()}}
	}
	return map[string]any{
		"headers": map[string]any{"Content-Type": "image/png"},
		"body":    base64.StdEncoding.EncodeToString(out.Bytes()),
	}
}
