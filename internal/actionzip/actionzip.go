// Package actionzip packs a binary as the archive that OpenWhisk takes as the code of an action.
package actionzip

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"time"
)

// Limit is the most bytes that the code of an action may have, unless an operator sets another limit. The size counts
// in base64, the form in which archives are sent. (apache/openwhisk: whisk.action.exec-size in common/scala
// application.conf)
const Limit = 48 << 20

// Size returns how many bytes of Limit an archive of n bytes takes.
func Size(n int) int { return base64.StdEncoding.EncodedLen(n) }

// first is the earliest time that the format can hold.
var first = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

var goKind = regexp.MustCompile(`^go:(1\.[0-9]{1,3})$`)

// Environment returns what the file exec.env must say for an action of the managed kind, such as go:1.22. It is the name
// of the image that would have compiled the action. (apache/openwhisk-runtime-go: golang1.22/Dockerfile, docs/ENVVARS.md)
func Environment(kind string) (string, error) {
	m := goKind.FindStringSubmatch(kind)
	if m == nil {
		return "", fmt.Errorf("%q is no kind of Go: want go:1.22 or another one that wsk property get -i lists", kind)
	}
	return "openwhisk/action-golang-v" + m[1], nil
}

// Pack returns the archive with the binary read from r as exec, and with exec.env if environment is not "". Their
// modification time is changed, or 1980 if that is later. The same contents make the same bytes.
func Pack(r io.Reader, environment string, changed time.Time) ([]byte, error) {
	if changed.Before(first) {
		changed = first
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	if err := add(z, "exec", 0o755, r, changed); err != nil {
		return nil, err
	}
	if environment != "" {
		if err := add(z, "exec.env", 0o644, strings.NewReader(environment+"\n"), changed); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func add(z *zip.Writer, name string, mode fs.FileMode, r io.Reader, changed time.Time) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: changed}
	h.SetMode(mode)
	w, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}
