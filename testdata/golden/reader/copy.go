// Package files takes and gives bodies of any size.
package files

import (
	"context"
	"io"

	ow "github.com/owgen/owgen/runtime"
)

type Result struct{ Bytes int64 }

//owgen:action
func Copy(r ow.Request[io.Reader]) (ow.Response[io.Reader], error) {
	return ow.Response[io.Reader]{Header: ow.Header{"Content-Type": r.Header["Content-Type"]}, Body: r.Body}, nil
}

//owgen:action
func Count(ctx context.Context, r *ow.Request[io.Reader]) (Result, error) {
	n, err := io.Copy(io.Discard, r.Body)
	return Result{n}, err
}

//owgen:action
func Zeros(p struct{ Bytes int64 }) (*ow.Response[io.Reader], error) { return nil, nil }
