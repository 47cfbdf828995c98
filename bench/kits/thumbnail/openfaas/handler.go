// Package function is a function for OpenFaaS's template golang-http.
package function

import (
	"bytes"
	"image"
	"image/png"
	"net/http"

	handler "github.com/openfaas/templates-sdk/go-http"
)

// Handle halves an image.
func Handle(req handler.Request) (handler.Response, error) {
	large, err := png.Decode(bytes.NewReader(req.Body))
	if err != nil {
		return handler.Response{
			StatusCode: http.StatusUnprocessableEntity,
			Header:     http.Header{"Content-Type": {"application/json"}},
			Body:       []byte(`{"error":"this is no PNG image"}`),
		}, nil
	}
	from := large.Bounds()
	small := image.NewRGBA(image.Rect(0, 0, from.Dx()/2, from.Dy()/2))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			small.Set(x, y, large.At(from.Min.X+2*x, from.Min.Y+2*y))
		}
	}
	var out bytes.Buffer
	err = png.Encode(&out, small)
	return handler.Response{Header: http.Header{"Content-Type": {"image/png"}}, Body: out.Bytes()}, err
}
