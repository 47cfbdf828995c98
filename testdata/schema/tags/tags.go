// Package tags has fields with tags that say what is valid.
package tags

import (
	"encoding/json"
	"time"

	"github.com/owgen/owgen/testdata/schema/tags/other"
)

// Limits are taken and given.
type Limits struct {
	Age     int                           `json:"age" minimum:"18" maximum:"150" ow:"required"`
	Percent float64                       `json:"percent" exclusiveMinimum:"0" exclusiveMaximum:"100" multipleOf:"0.5"`
	Small   int8                          `json:"small" minimum:"-5"`
	Large   uint64                        `json:"large" maximum:"18446744073709551614"`
	Port    *uint16                       `json:"port" minimum:"1024" default:"8080"`
	Wait    time.Duration                 `json:"wait" minimum:"1000000000" example:"5000000000"`
	Name    string                        `json:"name" minLength:"1" maxLength:"80" pattern:"^[^<>]*$" example:"Ada"`
	Mail    string                        `json:"mail,omitempty" format:"email"`
	Phone   string                        `json:"phone,omitempty" format:"password"`
	Words   []string                      `json:"words" minItems:"1" maxItems:"9" uniqueItems:"true" minLength:"2"`
	Scores  []*int                        `json:"scores" minimum:"0" enum:"0,1,2"`
	Point   [2]float32                    `json:"point" minimum:"-180" maximum:"180"`
	Size    string                        `json:"size" enum:"S,M,L" default:"M"`
	Answer  *string                       `json:"answer" enum:"[\"yes\",\"no, thanks\"]"`
	Tags    map[string]string             `json:"tags" default:"{\"a\": \"b\"}"`
	Old     bool                          `json:"old" deprecated:"true"` // is not used any more
	State   State                         `json:"state" ow:"required"`
	Soon    *State                        `json:"soon"`
	Either  State                         `json:"either" enum:"open,closed"`
	All     []State                       `json:"all"`
	Counts  map[State]int                 `json:"counts"`
	ByGrade map[other.Grade][]other.Grade `json:"byGrade"`
	Grade   other.Grade                   `json:"grade"` // is one of another package
	Colour  Colour                        `json:"colour"`
	Colours map[string]*Colour            `json:"colours"`
	Plain   Half                          `json:"half"`
	When    time.Time                     `json:"when" default:"2024-01-01T00:00:00Z"`
	Own     Own                           `json:"own" ow:"required"`
	Base
}

// Base is promoted, with its tags.
type Base struct {
	Version json.Number `json:"version" default:"1.0"`
	Level   int         `json:"level" minimum:"1"`
}

// Own reads itself. Null is nothing to read.
type Own struct{ text string }

func (o *Own) UnmarshalJSON(text []byte) error { o.text = string(text); return nil }

// State is where an order is.
//
//owgen:enum
type State string

const (
	Open   State = "open"
	Closed State = "closed"
	Gone   State = "<gone>"
)

// Colour is #rrggbb.
//
//owgen:schema {
//owgen:schema   "type": "string", "pattern": "^#[0-9a-f]{6}$",
//owgen:schema   "x-of": {"b": 1, "a": [ ]}
//owgen:schema }
type Colour struct{ rgb uint32 }

func (c *Colour) UnmarshalText([]byte) error  { return nil }
func (c Colour) MarshalText() ([]byte, error) { return []byte("#000000"), nil }

// Half is read by its kind and says itself how it is written.
//
//owgen:schema {"type":"object"}
type Half struct{ N int }

func (h Half) MarshalJSON() ([]byte, error) { return []byte("{}"), nil }

func Tags(p Limits) (Limits, error) { return p, nil }
