package request

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/rootfs"
)

// This file has the flags that other commands have, too.

// ErrNoCertificates means that certificates are named for an image that contains none.
const ErrNoCertificates = cli.UsageError("-ca makes no sense with -rootfs minimal, which leaves certificates out")

// Tags defines -tags, which is read as the go command reads it: it still takes spaces, too. If the flag is given but
// empty, the tags are not nil, which switches off those of GOFLAGS. without says which tags count if the flag is not
// given.
func Tags(f *cli.Flags, tags *[]string, without string) {
	text := "build tags, separated by commas. Without the flag " + without + " count, and with an empty list none do"
	f.Func("tags", "list", text, func(s string) error {
		split := func(r rune) bool { return r == ',' || r == ' ' }
		*tags = append([]string{}, strings.FieldsFunc(s, split)...)
		return nil
	})
}

// CertificatesFile defines -ca.
func CertificatesFile(f *cli.Flags, file *string) {
	f.String(file, "ca", "file", "the certificates, in PEM, that programs in the image trust. "+
		"The default is the list of root certificates of Mozilla, which owgen contains")
}

// Funcs defines -func.
func Funcs(f *cli.Flags, funcs *[]string, text string) { f.List(funcs, "func", "A,B", text) }

// JSON defines a flag for each option of JSON.
func JSON(f *cli.Flags, o *gen.Options) {
	for _, opt := range o.All() {
		f.Func(opt.Name, strings.Join(opt.Values[:], "|"), optionTexts[opt.Name], func(value string) error { return opt.Set(o, value) })
	}
}

// optionTexts explain the options.
var optionTexts = map[string]string{
	"unknown": "members of an object that match no field are skipped, or are an error. Top-level members that begin with __ow_ " +
		"are never an error: OpenWhisk adds them",
	"duplicates": "if an object has two members with the same name the last one counts, or the second one is an error. " +
		"Values that are skipped, kept as json.RawMessage or left to UnmarshalJSON are not searched",
	"case": "names of members match fields in any case, or only in the exact case",
	"utf8": "bytes that are not UTF-8, and halves of surrogate pairs, are replaced by U+FFFD, or are an error",
	"html": "<, > and & are escaped in results, or not",
	"nil": `nil slices, maps and []byte are null in results, or [], {} and "". Nil pointers, interfaces and ` +
		"json.RawMessage stay null",
	"strings": "strings share the memory of the request, so that one that is kept keeps all of it alive, or have memory of their own",
	"any": "interfaces in results may hold any value, with the help of encoding/json where needed; or only nil, values of basic " +
		"types, time.Time, time.Duration, []any, map[string]any, []map[string]any, map[string]string, []string, []int, " +
		"[]float64 and []byte, while other values are an error and encoding/json is not linked for them",
}

// Certificates returns the certificates in the file that is called path in dir, or, if that is "", those that owgen brings
// along.
func Certificates(dir, path string) ([]byte, error) {
	if path == "" {
		return rootfs.Roots(), nil
	}
	file := path
	if !filepath.IsAbs(file) {
		file = filepath.Join(dir, file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) // the same bytes wherever git has checked it out
	if err := rootfs.Check(data); err != nil {
		return nil, fmt.Errorf("-ca %s: %w", path, err)
	}
	return data, nil
}
