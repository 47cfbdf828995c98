package main

import (
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/measure"
)

// measureSize compares the sizes of two of the binaries that measureServers has built in dir.
func measureSize(dir string) ([]measure.Row, error) {
	r, err := sizeOver(filepath.Join(dir, "reverse"), filepath.Join(dir, "bare"))
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("size of the stripped binary", "bare net/http server", 0.43, r)}, nil
}

// sizeOver compares the sizes of two files.
func sizeOver(file, base string) (measure.Ratio, error) {
	a, err := measure.Size(file)
	if err != nil {
		return measure.Ratio{}, err
	}
	b, err := measure.Size(base)
	return single(a, b), err
}
