// Package recursive has types that contain themselves.
package recursive

type Tree struct {
	Value    int              `json:"value"`
	Left     *Tree            `json:"left,omitempty"`
	Children []Tree           `json:"children,omitempty"`
	Named    map[string]*Tree `json:"named,omitempty"`
}

type Forest map[string]Forest

type List []List

type Params struct {
	Tree   Tree
	Forest Forest
	List   List
}

func Grow(p Params) (Forest, error) { return p.Forest, nil }
