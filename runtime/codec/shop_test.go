package codec_test

import (
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// The types and functions of this file stand for a user's types and for what is generated for them.

type order struct {
	ID      int64            `json:"id"`
	Who     *person          `json:"who"`
	Items   []item           `json:"items"`
	Tags    []string         `json:"tags"`
	Scores  []float64        `json:"scores"`
	Counts  [3]uint8         `json:"counts"`
	Stock   map[string]int32 `json:"stock"`
	Ratio   float32          `json:"ratio"`
	Open    bool             `json:"open"`
	Created time.Time        `json:"created"`
	Extra   any              `json:"extra"`
	Blob    []byte           `json:"blob"`
	Note    string           `json:"note,omitempty"`
}

type person struct {
	Name string `json:"name"`
	Mail string `json:"Mail"`
}

type item struct {
	Price    float64 `json:"price,omitempty"`
	Quantity uint16  `json:"qty,omitempty"`
	Parts    []item  `json:"parts,omitempty"`
}

// decodeOrder reads an order from s at i.
func decodeOrder(d *codec.Dec, s string, i int, v *order) int {
	var k string
	if i = d.Object(s, i); i < 0 {
		return codec.End(i)
	}
	if s[i:i+5] != `"id":` {
		goto key
	}
	i += 5
ID:
	if i = d.Next(s, codec.Int(d, s, i, &v.ID)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+6] != `"who":` {
		goto key
	}
	i += 6
Who:
	if i = d.Next(s, codec.Pointer(d, s, i, &v.Who, decodePerson)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+8] != `"items":` {
		goto key
	}
	i += 8
Items:
	if i = d.Next(s, codec.Slice(d, s, i, &v.Items, decodeItem)); i < 0 {
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
	if s[i:i+9] != `"scores":` {
		goto key
	}
	i += 9
Scores:
	if i = d.Next(s, codec.Floats(d, s, i, &v.Scores)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+9] != `"counts":` {
		goto key
	}
	i += 9
Counts:
	if i = d.Next(s, codec.Array(d, s, i, v.Counts[:], codec.Uint)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+8] != `"stock":` {
		goto key
	}
	i += 8
Stock:
	if i = d.Next(s, codec.Map(d, s, i, &v.Stock, codec.Int)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+8] != `"ratio":` {
		goto key
	}
	i += 8
Ratio:
	if i = d.Next(s, codec.Float(d, s, i, &v.Ratio)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"open":` {
		goto key
	}
	i += 7
Open:
	if i = d.Next(s, codec.Bool(d, s, i, &v.Open)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+10] != `"created":` {
		goto key
	}
	i += 10
Created:
	if i = d.Next(s, codec.Time(d, s, i, &v.Created)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+8] != `"extra":` {
		goto key
	}
	i += 8
Extra:
	if i = d.Next(s, codec.Any(d, s, i, &v.Extra)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"blob":` {
		goto key
	}
	i += 7
Blob:
	if i = d.Next(s, codec.Bytes(d, s, i, &v.Blob)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"note":` {
		goto key
	}
	i += 7
Note:
	if i = d.Next(s, codec.String(d, s, i, &v.Note)); i < 0 {
		return codec.End(i)
	}
key:
	if k, i = d.Key(s, i); i < 0 {
		return -1
	}
	switch k {
	case "id":
		goto ID
	case "who":
		goto Who
	case "items":
		goto Items
	case "tags":
		goto Tags
	case "scores":
		goto Scores
	case "counts":
		goto Counts
	case "stock":
		goto Stock
	case "ratio":
		goto Ratio
	case "open":
		goto Open
	case "created":
		goto Created
	case "extra":
		goto Extra
	case "blob":
		goto Blob
	case "note":
		goto Note
	}
	switch string(d.Fold(k)) {
	case "ID":
		goto ID
	case "WHO":
		goto Who
	case "ITEMS":
		goto Items
	case "TAGS":
		goto Tags
	case "SCORES":
		goto Scores
	case "COUNTS":
		goto Counts
	case "STOCK":
		goto Stock
	case "RATIO":
		goto Ratio
	case "OPEN":
		goto Open
	case "CREATED":
		goto Created
	case "EXTRA":
		goto Extra
	case "BLOB":
		goto Blob
	case "NOTE":
		goto Note
	}
	if i = d.Next(s, d.Skip(s, i)); i < 0 {
		return codec.End(i)
	}
	goto key
}

// decodePerson reads a person from s at i.
func decodePerson(d *codec.Dec, s string, i int, v *person) int {
	var k string
	if i = d.Object(s, i); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"name":` {
		goto key
	}
	i += 7
Name:
	if i = d.Next(s, codec.String(d, s, i, &v.Name)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+7] != `"Mail":` {
		goto key
	}
	i += 7
Mail:
	if i = d.Next(s, codec.String(d, s, i, &v.Mail)); i < 0 {
		return codec.End(i)
	}
key:
	if k, i = d.Key(s, i); i < 0 {
		return -1
	}
	switch k {
	case "name":
		goto Name
	case "Mail":
		goto Mail
	}
	switch string(d.Fold(k)) {
	case "NAME":
		goto Name
	case "MAIL":
		goto Mail
	}
	if i = d.Next(s, d.Skip(s, i)); i < 0 {
		return codec.End(i)
	}
	goto key
}

// decodeItem reads an item from s at i.
func decodeItem(d *codec.Dec, s string, i int, v *item) int {
	var k string
	if i = d.Object(s, i); i < 0 {
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
	if s[i:i+6] != `"qty":` {
		goto key
	}
	i += 6
Quantity:
	if i = d.Next(s, codec.Uint(d, s, i, &v.Quantity)); i < 0 {
		return codec.End(i)
	}
	if s[i:i+8] != `"parts":` {
		goto key
	}
	i += 8
Parts:
	if i = d.Next(s, codec.Slice(d, s, i, &v.Parts, decodeItem)); i < 0 {
		return codec.End(i)
	}
key:
	if k, i = d.Key(s, i); i < 0 {
		return -1
	}
	switch k {
	case "price":
		goto Price
	case "qty":
		goto Quantity
	case "parts":
		goto Parts
	}
	switch string(d.Fold(k)) {
	case "PRICE":
		goto Price
	case "QTY":
		goto Quantity
	case "PARTS":
		goto Parts
	}
	if i = d.Next(s, d.Skip(s, i)); i < 0 {
		return codec.End(i)
	}
	goto key
}
