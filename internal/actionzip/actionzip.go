// Package actionzip packs a binary as the archive that a platform takes as the code of an action.
//
//	actionzip.go   what an archive is made for, and how it is packed
//	openwhisk.go   lambda.go
package actionzip

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/owgen/owgen/internal/image"
)

// A Kind is what an archive is made for.
type Kind interface {
	// CheckPlatform returns an error if programs for p do not run there.
	CheckPlatform(p image.Platform) error
	// Pack returns the archive with the binary read from r. The modification time of everything in it is changed, or 1980 if
	// that is later. The same contents make the same bytes.
	Pack(r io.Reader, changed time.Time) ([]byte, error)
	// CheckSize returns an error if the platform does not accept an archive of that many bytes for a binary of that many,
	// and a remark if it nearly does not.
	CheckSize(archive, binary int64) (remark string, err error)
	// Deploy returns the command for a shell that makes the archive in file an action called name.
	Deploy(name, file string, p image.Platform) string
}

// ParseKind reads what owgen zip -kind says: lambda; or a managed kind of OpenWhisk, such as go:1.22; or "", which is an
// action of OpenWhisk that is native.
func ParseKind(s string) (Kind, error) {
	switch s {
	case "":
		return openWhisk{}, nil
	case "lambda":
		return forLambda{}, nil
	}
	environment, err := Environment(s)
	if err != nil {
		return nil, fmt.Errorf("%w; or lambda", err)
	}
	return openWhisk{kind: s, environment: environment}, nil
}

// first is the earliest time that the format can hold.
var first = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// An entry is a file of an archive.
type entry struct {
	name    string
	mode    fs.FileMode
	content io.Reader
}

// pack returns an archive of the entries.
func pack(entries []entry, changed time.Time) ([]byte, error) {
	if changed.Before(first) {
		changed = first
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: changed}
		h.SetMode(e.mode)
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(w, e.content); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
