package codec_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// samples returns documents that are orders, of different make.
func samples() map[string][]byte {
	r := rand.New(rand.NewPCG(3, 4))
	var large bytes.Buffer
	large.WriteString(`{"id":1,"items":[`)
	for i := range 3000 {
		if i > 0 {
			large.WriteByte(',')
		}
		large.WriteString(`{"price":` + strconv.FormatFloat(float64(r.IntN(100000))/100, 'f', -1, 64) + `,"qty":` + strconv.Itoa(r.IntN(1000)) + `}`)
	}
	large.WriteString(`],"scores":[`)
	for i := range 5000 {
		if i > 0 {
			large.WriteByte(',')
		}
		large.WriteString(strconv.FormatFloat(r.Float64()*360-180, 'f', -1, 64))
	}
	large.WriteString(`]}`)
	var text, unicode, uniesc []string
	for range 300 {
		text = append(text, `"some words and then a \"quotation\" of a few words,\n\tand a new line of them all"`)
		unicode = append(unicode, `"Überraschung für 世界中のみなさん, и еще немного"`)
		uniesc = append(uniesc, `"\u4e16\u754c\u4e2d\u306e\u307f\u306a\u3055\u3093 \u0438\u0435\ud83d\ude00"`)
	}
	tags := func(list []string) []byte { return []byte(`{"tags":[` + strings.Join(list, ",") + `]}`) }
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(orderText), "", "    "); err != nil {
		panic(err)
	}
	return map[string][]byte{
		"order":    []byte(orderText),
		"indented": indented.Bytes(),
		"large":    large.Bytes(),
		"escapes":  tags(text),
		"unicode":  tags(unicode),
		"uXXXX":    tags(uniesc),
		"small":    []byte(`{"id":1,"note":"x"}`),
	}
}

var sampleNames = []string{"small", "order", "indented", "large", "escapes", "unicode", "uXXXX"}

func BenchmarkDecode(b *testing.B) {
	docs := samples()
	for _, name := range sampleNames {
		doc := docs[name]
		b.Run(name+"/codec", func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			var d codec.Dec
			for b.Loop() {
				d.Reset()
				v := new(order)
				s := codec.Text(doc)
				if d.Document(s, decodeOrder(&d, s, 0, v)) < 0 {
					b.Fatal(d.Err(s, 0, "params"))
				}
			}
		})
		b.Run(name+"/skip", func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			var d codec.Dec
			s := codec.Text(doc)
			for b.Loop() {
				if d.Document(s, d.Skip(s, 0)) < 0 {
					b.Fatal(d.Err(s, 0, "params"))
				}
			}
		})
		b.Run(name+"/any", func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			var d codec.Dec
			for b.Loop() {
				d.Reset()
				v := new(any)
				s := codec.Text(doc)
				if d.Document(s, codec.Any(&d, s, 0, v)) < 0 {
					b.Fatal(d.Err(s, 0, "params"))
				}
			}
		})
		b.Run(name+"/json", func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				if err := json.Unmarshal(doc, new(order)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/jsonany", func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				if err := json.Unmarshal(doc, new(any)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	docs := samples()
	for _, name := range sampleNames {
		var v order
		if err := json.Unmarshal(docs[name], &v); err != nil {
			b.Fatal(err)
		}
		b.Run(name+"/codec", func(b *testing.B) {
			b.ReportAllocs()
			var e codec.Enc
			var out []byte
			for b.Loop() {
				e.Reset()
				out = encodeOrder(&e, out[:0], &v)
			}
			b.SetBytes(int64(len(out)))
		})
		b.Run(name+"/json", func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				out, err := json.Marshal(&v)
				if err != nil {
					b.Fatal(err)
				}
				n = len(out)
			}
			b.SetBytes(int64(n))
		})
	}
}
