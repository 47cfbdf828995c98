package shell

import (
	"os"
	"path/filepath"
)

// Here is how a command typed in the working directory names another directory.
func Here(dir string) string {
	wd, err := os.Getwd()
	if err != nil {
		return dir
	}
	name := filepath.ToSlash(dir)
	if rel, err := filepath.Rel(wd, dir); err == nil {
		name = filepath.ToSlash(rel)
	}
	if filepath.IsLocal(filepath.FromSlash(name)) && name != "." {
		name = "./" + name
	}
	return name
}
