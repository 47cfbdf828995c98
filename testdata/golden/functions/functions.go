// Package functions has parameters and results that need few functions of their own, or none.
package functions

import (
	"encoding/json"
	"math/big"
)

type Item struct{ Price int }

type Words []string

// Left leaves out one field always, so nothing writes what would be in it.
type Left struct {
	Gone  [0]Gone           `json:",omitempty"`
	Lists map[string][]Item `json:",omitempty"`
	Grid  [2][2]Item
	Words *Words
	Deep  **[]map[string]Item
	Big   []*big.Int
}

type Gone struct{ Items []Item }

//owgen:action
func Raw(p json.RawMessage) (json.RawMessage, error) { return p, nil }

//owgen:action
func Any(p map[string]any) (any, error) { return p, nil }

//owgen:action
func Numbers(p []int) ([]float64, error) { return nil, nil }

//owgen:action
func Nested(p [][]Item) ([][]Item, error) { return p, nil }

//owgen:action
func Pointers(p []*Item) ([]**Item, error) { return nil, nil }

//owgen:action
func Arrays(p *Item) ([2]Item, error) { return [2]Item{*p}, nil }

//owgen:action
func Maps(p map[string][]Item) (map[string]*Item, error) { return nil, nil }

//owgen:action
func Leave(p Left) (Left, error) { return p, nil }
