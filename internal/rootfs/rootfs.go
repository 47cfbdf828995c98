// Package rootfs makes the parts of a root file system that a static binary needs and an empty image lacks: a
// certificate pool, the names of users, and a directory for temporary files.
package rootfs

import (
	"archive/tar"
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"golang.org/x/crypto/x509roots/fallback/bundle"

	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/mark"
)

// UID is the numeric user, and group, that images run as. Platforms may choose another one.
const UID = 65532

// The names of users and groups, with a verb for UID.
const (
	passwd = "root:x:0:0:root:/:/sbin/nologin\nnonroot:x:%d:%[1]d:nonroot:/tmp:/sbin/nologin\n"
	group  = "root:x:0:\nnonroot:x:%d:\n"
)

// Tar returns the archive that is kept beside a Dockerfile. The certificates are in PEM; the same certificates make the
// same bytes. The archive carries owgen's mark.
//
// It is an archive because only that gives the right modes in every engine: for directories that a COPY creates,
// engines choose their own, and only some let a Dockerfile set others.
func Tar(certificates []byte) ([]byte, error) {
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	// A comment, as in git's archives, which ADD skips.
	comment := &tar.Header{Typeflag: tar.TypeXGlobalHeader, Name: "pax_global_header", PAXRecords: map[string]string{"comment": mark.Generated}}
	if err := w.WriteHeader(comment); err != nil {
		return nil, err
	}
	if err := writeFiles(w, certificates, epoch.Default); err != nil {
		return nil, err
	}
	err := w.Close()
	return buf.Bytes(), err
}

// Layer returns the same files as Tar, with the given modification time, as a layer of an image. It has no global
// header, because readers of images refuse those. (opencontainers/image-spec: layer.md; opencontainers/umoci:
// oci/layer/tar_extract.go, UnpackEntry; wagoodman/dive: dive/image/docker/image_archive.go, getFileList)
func Layer(certificates []byte, changed time.Time) ([]byte, error) {
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	if err := writeFiles(w, certificates, changed); err != nil {
		return nil, err
	}
	err := w.Close()
	return buf.Bytes(), err
}

// writeFiles writes the files and directories.
func writeFiles(w *tar.Writer, certificates []byte, changed time.Time) error {
	for _, f := range []struct {
		name string // ends with a slash if it is a directory
		mode fs.FileMode
		data string
	}{
		{"etc/", 0o755, ""},
		{"etc/group", 0o644, fmt.Sprintf(group, UID)},
		{"etc/passwd", 0o644, fmt.Sprintf(passwd, UID)},
		{"etc/ssl/", 0o755, ""},
		{"etc/ssl/certs/", 0o755, ""},
		{"etc/ssl/certs/ca-certificates.crt", 0o644, string(certificates)}, // the first place where crypto/x509 looks
		{"tmp/", 0o1777, ""},
	} {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: f.name, Mode: int64(f.mode), Size: int64(len(f.data)), ModTime: changed, Format: tar.FormatUSTAR}
		if strings.HasSuffix(f.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			return err
		}
		if _, err := w.Write([]byte(f.data)); err != nil {
			return err
		}
	}
	return nil
}

// Ours reports whether an archive was made by Tar, perhaps of another version.
func Ours(archive []byte) bool {
	h, err := tar.NewReader(bytes.NewReader(archive)).Next()
	return err == nil && h.PAXRecords["comment"] == mark.Generated
}

// Roots returns the certificates of Mozilla's root store, in PEM. Those that Mozilla trusts only for certificates issued
// before a date are left out: a file cannot say that.
func Roots() []byte {
	var buf bytes.Buffer
	for root := range bundle.Roots() {
		if root.Constraint == nil {
			buf.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}))
		}
	}
	return buf.Bytes()
}

// Check returns an error if data holds no certificate in PEM, or something else in PEM besides.
func Check(data []byte) error {
	n := 0
	for rest := data; ; n++ {
		var block *pem.Block
		block, rest = pem.Decode(rest)
		switch {
		case block == nil && n == 0:
			return errors.New("it holds no certificate in PEM")
		case block == nil:
			return nil
		case block.Type != "CERTIFICATE":
			return fmt.Errorf("it holds a %s, which does not belong in an image", strings.ToLower(block.Type))
		}
	}
}
