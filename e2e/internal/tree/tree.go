// Package tree reads what is in an image.
package tree

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
)

// An Entry is a file or a directory.
type Entry struct {
	Mode     fs.FileMode
	UID, GID int
	Data     string
}

// String tells an entry from another one, in one line.
func (e Entry) String() string {
	return fmt.Sprintf("%v %d:%d %d bytes", e.Mode, e.UID, e.GID, len(e.Data))
}

// Of returns the file system of an image by names without slashes around them, all layers taken together.
func Of(img v1.Image) (map[string]Entry, error) {
	archive := mutate.Extract(img)
	defer archive.Close()
	all := map[string]Entry{}
	for r := tar.NewReader(archive); ; {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		case h.Typeflag == tar.TypeXGlobalHeader: // a comment
			continue
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		all[strings.Trim(h.Name, "/")] = Entry{h.FileInfo().Mode(), h.Uid, h.Gid, string(data)}
	}
}
