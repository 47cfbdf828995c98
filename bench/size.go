package main

import (
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/measure"
)

// measureSize compares the sizes of two of the binaries that measureServers has built in dir.
func measureSize(dir string) ([]measure.Row, error) {
	action, err := measure.Size(filepath.Join(dir, "reverse"))
	if err != nil {
		return nil, err
	}
	bare, err := measure.Size(filepath.Join(dir, "bare"))
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("size of the stripped binary", "bare net/http server", 0.43, measure.Series{action}.Over(measure.Series{bare}))}, nil
}
