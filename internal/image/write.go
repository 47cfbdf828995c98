package image

import (
	"archive/tar"
	"io"
	"strings"
	"time"
)

// IsTopLevel reports whether the layouts that owgen writes have a top-level file or directory of that name.
func IsTopLevel(name string) bool {
	switch name {
	case "oci-layout", "index.json", "manifest.json", "blobs":
		return true
	}
	return false
}

// WriteTar writes the files of a layout as one archive. changed is their modification time.
func WriteTar(w io.Writer, files []File, changed time.Time) error {
	t := tar.NewWriter(w)
	made := map[string]bool{}
	for _, f := range files {
		for k := range f.Name {
			if dir := f.Name[:k+1]; strings.HasSuffix(dir, "/") && !made[dir] {
				made[dir] = true
				if err := t.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: dir, Mode: 0o755, ModTime: changed}); err != nil {
					return err
				}
			}
		}
		h := &tar.Header{Typeflag: tar.TypeReg, Name: f.Name, Mode: 0o644, Size: int64(len(f.Data)), ModTime: changed}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(f.Data); err != nil {
			return err
		}
	}
	return t.Close()
}
