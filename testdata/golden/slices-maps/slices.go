// Package slices has containers in containers.
package slices

type Item struct{ ID int }

type Params struct {
	Numbers []int                        `json:"numbers"`
	Floats  []float32                    `json:"floats"`
	Words   []string                     `json:"words"`
	Flags   []bool                       `json:"flags"`
	Grid    [][]float64                  `json:"grid"`
	Pair    [2]int                       `json:"pair"`
	Items   []Item                       `json:"items"`
	Board   [3][3]Item                   `json:"board"`
	Prices  map[string]float64           `json:"prices"`
	Stock   map[string]map[string][]Item `json:"stock"`
	Matrix  []map[string]*Item           `json:"matrix"`
}

func Sum(p Params) (Params, error) { return p, nil }
