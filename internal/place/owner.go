package place

import (
	"bytes"
	"io"
	"os"
	"path/filepath"

	"github.com/owgen/owgen/internal/mark"
	"github.com/owgen/owgen/internal/rootfs"
)

// Ours reports whether owgen wrote the file. The header must be its first line: in a Go file that parses, it is then
// what ast.IsGenerated looks for, and it is recognised in a file that does not parse any more, too.
func Ours(path string, data []byte) bool {
	comment := "#"
	switch filepath.Ext(path) {
	case ".go":
		comment = "//"
	case ".tar":
		return rootfs.Ours(data)
	}
	first, _, _ := bytes.Cut(data, []byte("\n"))
	first = bytes.TrimSuffix(first, []byte("\r")) // git may have checked it out with CRLF
	return string(first) == comment+" "+mark.Generated
}

// readOurs returns the content of a file that owgen wrote. For other files it returns nil after reading only the beginning.
func readOurs(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, err
	}
	if !Ours(path, head[:n]) {
		return nil, nil
	}
	rest, err := io.ReadAll(f)
	return append(head[:n], rest...), err
}
