// Package export is a function of owgen's.
package export

//go:generate go tool owgen -func CSV

import (
	"bufio"
	"context"
	"encoding/csv"
	"io"

	"github.com/owgen/owgen/bench/kits/export/orders"
	ow "github.com/owgen/owgen/runtime"
)

// Params say what is exported.
type Params struct {
	Count int `json:"count" minimum:"0" default:"1000000"`
}

// CSV writes the orders while they are read. If the caller leaves, the pipe is closed and writing to it fails.
func CSV(ctx context.Context, p Params) ow.Response[io.Reader] {
	file, in := io.Pipe()
	go func() {
		w := csv.NewWriter(bufio.NewWriterSize(in, 32<<10))
		for order, err := range orders.All(ctx, p.Count) {
			if err == nil {
				err = w.Write(order)
			}
			if err != nil {
				in.CloseWithError(err)
				return
			}
		}
		w.Flush()
		in.CloseWithError(w.Error())
	}()
	return ow.Response[io.Reader]{Header: ow.Header{"Content-Type": {"text/csv"}}, Body: file}
}
