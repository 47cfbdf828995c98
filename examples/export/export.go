// Package export answers with more rows than memory has room for.
package export

//go:generate go tool owgen -func Orders,CSV

import (
	"context"
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"time"

	ow "github.com/owgen/owgen/runtime"
)

// Params say which orders are wanted. They come from the query of a GET as well as from JSON.
type Params struct {
	Year  int `json:"year" minimum:"2000" maximum:"2100" default:"2026"`
	Count int `json:"count" minimum:"0" maximum:"10000000" default:"1000"`
}

// An Order is a row.
type Order struct {
	ID       int       `json:"id"`
	At       time.Time `json:"at"`
	Customer string    `json:"customer"`
	Cents    int       `json:"cents"`
}

// Orders gives one order after the other. Callers get them as lines of JSON, as server-sent events or as an array,
// whichever they accept, and each one as soon as it is there.
func Orders(ctx context.Context, p Params) iter.Seq2[Order, error] { return find(ctx, p) }

// CSV gives the same orders as a file for spreadsheets. It is written while it is sent, so it may be larger than memory.
func CSV(ctx context.Context, p Params) ow.Response[io.Reader] {
	r := ow.Response[io.Reader]{Header: ow.Header{}}
	r.Header.Set("Content-Type", "text/csv; charset=utf-8")
	r.Header.Set("Content-Disposition", `attachment; filename="orders.csv"`)
	r.Body = ow.Written(func(to io.Writer) error { return writeCSV(to, find(ctx, p)) })
	return r
}

// writeCSV writes a line for each order, and one with titles before them. When the caller has gone, writing fails.
func writeCSV(to io.Writer, orders iter.Seq2[Order, error]) error {
	w := csv.NewWriter(to)
	w.Write([]string{"id", "at", "customer", "cents"})
	for o, err := range orders {
		if err != nil {
			return err
		}
		if err := w.Write([]string{strconv.Itoa(o.ID), o.At.Format(time.RFC3339), o.Customer, strconv.Itoa(o.Cents)}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// find stands for a query of a database, which gives its rows one by one and ends with ctx, too.
func find(ctx context.Context, p Params) iter.Seq2[Order, error] {
	customers := []string{"Ada", "Grace", "Hedy", "Alan, of Bletchley"}
	start := time.Date(p.Year, 1, 1, 0, 0, 0, 0, time.UTC)
	return func(yield func(Order, error) bool) {
		for n := range p.Count {
			if err := ctx.Err(); err != nil {
				yield(Order{}, err)
				return
			}
			at := start.Add(time.Duration(n) * time.Minute)
			if !yield(Order{n + 1, at, customers[n%len(customers)], 100 + n*37%9900}, nil) {
				return
			}
		}
	}
}
