// Package options has a handler with options.
package options

type Tree struct {
	Name     string `json:"name" ow:"required"`
	Children []Tree `json:"children"`
	Labels   map[string]string
	Data     []byte
	Hidden   Outer
	Pointer  *[]string
}

// Outer goes through encoding/json, which knows no options.
type Outer struct {
	*inner
	List []string
}

type inner struct{ Names map[string]bool }

func Options(p Tree) ([]Tree, error) { return nil, nil }
