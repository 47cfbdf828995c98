package ow

import (
	"os"
	"path/filepath"
	"testing"
)

// held returns an order for obey that is carried out when release is called, and not before: no machine is too slow to see it
// run.
func held(t *testing.T) (order string, release func()) {
	file := filepath.Join(t.TempDir(), "file")
	return `{"do":"await","text":` + quote(file) + `}`, func() {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Error(err)
		}
	}
}
