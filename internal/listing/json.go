package listing

import (
	"encoding/json"
	"io"
	"path/filepath"

	"github.com/owgen/owgen/gen"
)

// The list for programs.
type (
	entryJSON struct {
		Package   string         `json:"package"`
		Dir       string         `json:"dir"`
		Program   string         `json:"program"`
		Directive string         `json:"directive"`
		Handlers  []handlerJSON  `json:"handlers"`
		Files     []File         `json:"files"`
		Rejected  []gen.Rejected `json:"rejected"`
	}
	handlerJSON struct {
		Name    string `json:"name"`
		Func    string `json:"func"`
		File    string `json:"file"`
		Line    int    `json:"line"`
		Col     int    `json:"col"`
		Default bool   `json:"default"`
		Doc     string `json:"doc"`
	}
)

// WriteJSON writes an array of the packages with handlers or, if why is true, also of those that only have other functions.
func (l *Listing) WriteJSON(w io.Writer, why bool) error {
	all := []entryJSON{}
	for _, e := range l.Entries {
		if len(e.Handlers) == 0 && !(why && len(e.Rejected) > 0) {
			continue
		}
		j := entryJSON{
			Package: e.Package, Dir: e.Shown, Program: e.Program, Directive: e.Directive, Handlers: []handlerJSON{},
			Files: append([]File{}, e.Files...), Rejected: append([]gen.Rejected{}, e.Rejected...),
		}
		for _, h := range e.Handlers {
			j.Handlers = append(j.Handlers, handlerJSON{
				h.Name, h.Func, filepath.ToSlash(h.Pos.Filename), h.Pos.Line, h.Pos.Column, h.Default, h.Doc,
			})
		}
		all = append(all, j)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(all)
}

// Found reports whether there is a handler.
func (l *Listing) Found() bool {
	for _, e := range l.Entries {
		if len(e.Handlers) > 0 {
			return true
		}
	}
	return false
}
