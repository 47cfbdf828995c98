// Package defaults has parameters that callers need not send, and a deployment can bind.
package defaults

import (
	"encoding/json"
	"time"
)

type Place struct {
	Name string `json:"name"`
	Zip  int    `json:"zip,omitempty"`
}

type Paging struct {
	// Limit is how many results there are at most. More can be asked for.
	Limit int `json:"limit" default:"20"`
}

type Params struct {
	*Paging
	Name    string          `json:"name" ow:"required"`  // whom to look for
	Title   string          `json:"title" default:"Dr."` // bare
	Shell   string          `json:"shell" default:"$HOME/${USER}"`
	Number  string          `json:"number" default:"0123"`
	Quoted  int             `json:"quoted,string" default:"7"`
	Ratio   float64         `json:"ratio" default:"1e3"`
	Exact   bool            `json:"exact" default:"true"`
	Since   time.Time       `json:"since" default:"2026-01-01T00:00:00Z"`
	Wait    *time.Duration  `json:"wait" default:"1000000000"`
	Kinds   []string        `json:"kinds" default:"[\"yes\",\"no\"]"`
	Near    Place           `json:"near" default:"{\"name\":\"<here>\",\"zip\":null}"`
	Far     Place           `json:"far"`
	Options json.RawMessage `json:"options"`
	On      string          `json:"on"`
	Extra   map[string]any  `json:"extra"`
}

type Result struct {
	Found []Place `json:"found"` // in the order of their names
	More  bool    `json:"more"`
}

// Search finds places: by name, and by more. There may be many.
func Search(p Params) (Result, error) { return Result{}, nil }
