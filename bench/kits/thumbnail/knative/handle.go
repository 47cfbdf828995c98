// Package function is a function for Knative's func.
package function

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"net/http"
)

// Handle halves an image.
func Handle(w http.ResponseWriter, r *http.Request) {
	large, err := png.Decode(r.Body)
	if err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		io.WriteString(w, `{"error":"this is no PNG image"}`)
		return
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
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	out.WriteTo(w)
}
