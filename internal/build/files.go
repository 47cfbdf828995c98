package build

import (
	"os"
	"path/filepath"
)

// GoFilesIn returns the paths of the Go files in a directory, in the order of their names: tests and excluded files, too. There are
// none in a directory that cannot be read. filepath.Glob would take brackets in the path for a part of its pattern.
func GoFilesIn(dir string) []string {
	entries, _ := os.ReadDir(dir)
	var files []string
	for _, entry := range entries {
		if !entry.IsDir() && filepath.Ext(entry.Name()) == ".go" {
			files = append(files, filepath.Join(dir, entry.Name()))
		}
	}
	return files
}
