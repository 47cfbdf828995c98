package page

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestPictures takes the pictures of docs/develop.md with -update. Without it, it tests that they can be taken, and that those
// that are there are small.
func TestPictures(t *testing.T) {
	loop := serveAlone(t, "order")
	p := open(t, loop)
	p.Choose("Order")
	p.Size(1000, 640)
	take := func(name string) {
		t.Helper()
		for _, theme := range []string{"light", "dark"} {
			p.Theme(theme)
			file := filepath.Join("..", "..", "docs", "pictures", name+"-"+theme+".png")
			small := shrink(t, p.Picture())
			if *update {
				if err := os.WriteFile(file, small, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			info, err := os.Stat(file)
			switch {
			case err != nil:
				t.Error(err)
			case info.Size() > 60_000:
				t.Errorf("%s has %d bytes, want less than 60,000", file, info.Size())
			}
		}
	}
	p.SetJSON(`{"id":"A-1001","customer":{"name":"Ada","address":{"city":"Bonn"}},"items":[{"sku":"bolt-m8","count":3,"price":0.25}],"pay":"card"}`)
	p.Send()
	p.Await("the history has it", `q("history-row")?.innerText.includes("200")`)
	take("form")
	p.Click("try-all")
	p.Await("all ways are there", `q("ways-verdict")?.dataset.agree`)
	value[bool](p, `(q("way:actionloop").scrollIntoView({block: "end"}), true)`)
	take("ways")
	value[bool](p, `(q("result-body").scrollIntoView({block: "end"}), true)`)
	edit(t, loop, "order.go", bill, undefined)
	p.AwaitText("error-panel", "undefined: missing")
	take("error")
}

// shrink gives a picture the 256 colours that it has most of, which makes it half as large. There are few others, at the edges of
// letters.
func shrink(t *testing.T, picture []byte) []byte {
	t.Helper()
	full, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	count := map[color.Color]int{}
	bounds := full.Bounds()
	for x := range bounds.Dx() {
		for y := range bounds.Dy() {
			count[full.At(x, y)]++
		}
	}
	palette := color.Palette(slices.SortedFunc(maps.Keys(count), func(a, b color.Color) int { return count[b] - count[a] }))
	small := image.NewPaletted(bounds, palette[:min(len(palette), 256)])
	draw.Draw(small, bounds, full, bounds.Min, draw.Src)
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, small); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
