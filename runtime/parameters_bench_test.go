package ow

import (
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// A search has six fields, as bench/ref/query has them for gorilla/schema. Its functions below are what owgen generates.
type search struct {
	Text    string   `json:"text"`
	Page    int      `json:"page"`
	Size    int      `json:"size"`
	Price   float64  `json:"price"`
	InStock bool     `json:"in_stock"`
	Tags    []string `json:"tags"`
}

// The query is that of bench/ref/query.
const searchQuery = "text=red+shoes&page=3&size=50&price=19.99&in_stock=true&tags=new&tags=sale"

// BenchmarkQuery fills a struct from a query. The command bench compares it with gorilla/schema.
func BenchmarkQuery(b *testing.B) {
	in := Params(decodeSearch, matchSearch)
	action := Action{needs: in.needs}
	var c call
	c.action, c.web, c.method, c.query = &action, true, "GET", searchQuery
	for b.Loop() {
		c.dec.Reset()
		if c.merge != nil {
			c.merge.reset()
		}
		v := new(search)
		if err := in.read(&c, v); err != nil || v.Page != 3 || len(v.Tags) != 2 {
			b.Fatal(v, err)
		}
	}
}

func decodeSearch(d *codec.Dec, s string, i int, v *search) int {
	var k string
	if i = d.Object(s, i); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"text":` {
		goto key
	}
	i += 7
Text:
	if i = d.Next(s, codec.String(d, s, i, &v.Text)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"page":` {
		goto key
	}
	i += 7
Page:
	if i = d.Next(s, codec.Int(d, s, i, &v.Page)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"size":` {
		goto key
	}
	i += 7
Size:
	if i = d.Next(s, codec.Int(d, s, i, &v.Size)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+8] != `"price":` {
		goto key
	}
	i += 8
Price:
	if i = d.Next(s, codec.Float(d, s, i, &v.Price)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+11] != `"in_stock":` {
		goto key
	}
	i += 11
InStock:
	if i = d.Next(s, codec.Bool(d, s, i, &v.InStock)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"tags":` {
		goto key
	}
	i += 7
Tags:
	if i = d.Next(s, codec.Strings(d, s, i, &v.Tags)); i < 0 {
		return codec.End(i)
	}
key:
	if k, i = d.Key(s, i); i < 0 {
		return -1
	}
	switch k {
	case "text":
		goto Text
	case "page":
		goto Page
	case "size":
		goto Size
	case "price":
		goto Price
	case "in_stock":
		goto InStock
	case "tags":
		goto Tags
	}
	if i = d.Next(s, d.Skip(s, i)); i < 0 {
		return codec.End(i)
	}
	goto key
}

func matchSearch(m *codec.Match) bool {
	return m.Is("text", codec.AsString) ||
		m.Is("page", codec.AsNumber) ||
		m.Is("size", codec.AsNumber) ||
		m.Is("price", codec.AsNumber) ||
		m.Is("in_stock", codec.AsBool) ||
		m.Is("tags", codec.List|codec.AsString)
}
