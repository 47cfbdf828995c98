package thumbnail

//go:generate go tool owgen -func Thumbnail

import (
	"bytes"
	"image"
	"image/png"

	ow "github.com/owgen/owgen/runtime"
)

// Thumbnail halves an image.
func Thumbnail(photo []byte) (ow.Response[[]byte], error) {
	large, err := png.Decode(bytes.NewReader(photo))
	if err != nil {
		return ow.Response[[]byte]{}, &ow.Error{Status: 422, Message: "this is no PNG image"}
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
	return ow.Response[[]byte]{Header: ow.Header{"Content-Type": {"image/png"}}, Body: out.Bytes()}, err
}
