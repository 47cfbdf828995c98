// Package pointers has pointers to everything.
package pointers

type Leaf struct{ N int }

type Params struct {
	Text  *string   `json:"text"`
	Count **int     `json:"count"`
	Leaf  *Leaf     `json:"leaf,omitempty"`
	Many  []*Leaf   `json:"many"`
	List  *[]string `json:"list"`
}

func Point(p *Params) (*Params, error) { return p, nil }
