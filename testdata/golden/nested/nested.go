// Package nested has structs in structs, named and not.
package nested

type City struct {
	Name string
	Geo  struct{ Lat, Lon float64 }
}

type Address struct {
	Street string `json:"street"`
	City   City   `json:"city"`
}

type Params struct {
	Home, Work Address
	Options    struct {
		Deep struct {
			Deeper bool `json:"deeper"`
		} `json:"deep"`
	} `json:"options"`
}

type Result struct {
	Params Params `json:"params"`
}

func Move(p Params) (Result, error) { return Result{p}, nil }
