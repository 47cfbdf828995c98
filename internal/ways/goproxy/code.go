package goproxy

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// extract writes the code of an action below dir: the files of a zip with their modes, or a single file called exec.
func extract(code []byte, dir string) error {
	if !bytes.HasPrefix(code, []byte("PK\x03\x04")) {
		return writeFile(filepath.Join(dir, "exec"), bytes.NewReader(code), 0o755)
	}
	archive, err := zip.NewReader(bytes.NewReader(code), int64(len(code)))
	if err != nil {
		return err
	}
	for _, f := range archive.File {
		if err := extractFile(f, dir); err != nil {
			return err
		}
	}
	return nil
}

func extractFile(f *zip.File, dir string) error {
	path := filepath.Join(dir, filepath.FromSlash(f.Name))
	if f.FileInfo().IsDir() {
		return os.MkdirAll(path, 0o755)
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	return writeFile(path, r, f.Mode().Perm())
}

func writeFile(path string, from io.Reader, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Close())
}

var errVersion = errors.New("Execution environment version mismatch. See logs for details.") //lint:ignore ST1005 the proxy's

// checkExecutionEnv compares the file exec.env beside the program with what the image wants, if it wants anything: a
// program may have been compiled for another image. (actionProxy.go, StartLatestAction)
func checkExecutionEnv(dir, want string) error {
	if want == "" {
		return nil
	}
	have, err := os.ReadFile(filepath.Join(dir, "exec.env"))
	if err != nil {
		return err
	}
	if strings.TrimSpace(string(have)) != want {
		return errVersion
	}
	return nil
}
