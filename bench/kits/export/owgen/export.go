// Package export is a function of owgen's.
package export

//go:generate go tool owgen -func CSV

import (
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

// CSV writes the orders while they are read.
func CSV(ctx context.Context, p Params) ow.Response[io.Reader] {
	return ow.Response[io.Reader]{Header: ow.Header{"Content-Type": {"text/csv"}}, Body: ow.Written(func(to io.Writer) error {
		w := csv.NewWriter(to)
		for order, err := range orders.All(ctx, p.Count) {
			if err == nil {
				err = w.Write(order)
			}
			if err != nil {
				return err
			}
		}
		w.Flush()
		return w.Error()
	})}
}
