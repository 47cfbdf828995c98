// Package tags has every form of a json tag.
package tags

type Params struct {
	Plain   int
	Renamed int      `json:"other"`
	Left    chan int `json:"-"`
	Dash    int      `json:"-,"`
	Empty   string   `json:"empty,omitempty"`
	Both    []int    `json:"both,omitempty,omitzero"`
	Zero    Pair     `json:"zero,omitzero"`
	List    [2]bool  `json:"list,omitzero"`
	Only    int      `json:",omitempty"`
	Unicode int      `json:"größe"`
	Escaped int      `json:"a&b<c>"`
	Punct   int      `json:"$%-/.: "`
	Kelvin  int      `json:"kelvin"`
	hidden  int
}

type Pair struct{ A, B int }

func Tag(p Params) (Params, error) { p.hidden++; return p, nil }
