// Package query fills a struct of six fields from a query with gorilla/schema, as runtime/parameters_bench_test.go does with
// what owgen generates.
package query

import (
	"net/url"
	"testing"

	"github.com/gorilla/schema"
)

type search struct {
	Text    string   `schema:"text"`
	Page    int      `schema:"page"`
	Size    int      `schema:"size"`
	Price   float64  `schema:"price"`
	InStock bool     `schema:"in_stock"`
	Tags    []string `schema:"tags"`
}

const searchQuery = "text=red+shoes&page=3&size=50&price=19.99&in_stock=true&tags=new&tags=sale"

func BenchmarkQuery(b *testing.B) {
	d := schema.NewDecoder() // which keeps what it knows of types
	for b.Loop() {
		values, err := url.ParseQuery(searchQuery)
		v := new(search)
		if err == nil {
			err = d.Decode(v, values)
		}
		if err != nil || v.Page != 3 || len(v.Tags) != 2 {
			b.Fatal(v, err)
		}
	}
}
