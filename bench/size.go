package main

import (
	"os"
	"path/filepath"
)

// measureSize compares the sizes of two of the binaries that measureServers has built in dir.
func measureSize(dir string) ([]row, error) {
	action, err := size(filepath.Join(dir, "reverse"))
	if err != nil {
		return nil, err
	}
	bare, err := size(filepath.Join(dir, "bare"))
	if err != nil {
		return nil, err
	}
	return []row{{"size of the stripped binary", "bare net/http server", 1.06, series{action}.over(series{bare})}}, nil
}

func size(file string) (float64, error) {
	info, err := os.Stat(file)
	if err != nil {
		return 0, err
	}
	return float64(info.Size()), nil
}
