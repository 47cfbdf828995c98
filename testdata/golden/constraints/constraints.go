// Package constraints holds callers to what its tags say, wherever a value can be.
package constraints

import (
	"errors"
	"time"
)

// A Status says how far an order is.
//
//owgen:enum
type Status string

const (
	Open   Status = "open"
	Closed Status = "closed"
	Lost   Status = "lost, or stolen"
)

// A level is not exported.
//
//owgen:enum
type level int8

const (
	low level = iota + 1
	high
)

type Paging struct {
	Limit int    `json:"limit" minimum:"1" maximum:"100" default:"20"`
	Sort  string `json:"sort" enum:"name,price" default:"name"`
}

type Page struct {
	Size  uint8    `json:"size" maximum:"50" default:"10"`
	Marks []string `json:"marks" default:"[\"new\"]"`
}

type Item struct {
	SKU      string   `json:"sku" ow:"required" pattern:"^[A-Z]{3}-[0-9]+$"`
	Quantity int64    `json:"quantity" minimum:"1" maximum:"9007199254740993" multipleOf:"3"`
	Price    float64  `json:"price" exclusiveMinimum:"0" exclusiveMaximum:"1e6" multipleOf:"0.01"`
	Weight   *float32 `json:"weight" minimum:"0.1"`
	Status   Status   `json:"status"`
	Level    level    `json:"level"`
	Unit     string   `json:"unit,omitempty" default:"piece"`
}

type Params struct {
	*Paging
	Name     string              `json:"name" ow:"required" minLength:"2" maxLength:"5"`
	Mail     string              `json:"mail" format:"email"`
	ID       *string             `json:"id" format:"uuid"`
	Link     string              `json:"link" format:"uri"`
	Tags     []string            `json:"tags" minItems:"1" maxItems:"4" uniqueItems:"true" maxLength:"6"`
	Counts   []*int              `json:"counts" minimum:"0"`
	Corner   [2]float64          `json:"corner" maximum:"1"`
	Names    *[]string           `json:"names" maxItems:"2" pattern:"^[A-Z]{3}-[0-9]+$"`
	Deep     **uint64            `json:"deep" maximum:"18446744073709551614"`
	Items    []Item              `json:"items" maxItems:"30"`
	ByStatus map[Status]Level    `json:"byStatus"`
	ByLevel  map[string][]Status `json:"byLevel"`
	Levels   []level             `json:"levels" uniqueItems:"true" enum:"2"`
	Only     Status              `json:"only" enum:"open" default:"open"`
	Quoted   Level               `json:"quoted,string"`
	First    Item                `json:"first"`
	Page     Page                `json:"page"`
	Pages    map[string]Page     `json:"pages" default:"{\"a\":{\"size\":1}}"`
	Since    time.Time           `json:"since" default:"2026-01-01T00:00:00Z"`
	Ratio    *float64            `json:"ratio" default:"0.5"`
	Wait     time.Duration       `json:"wait" minimum:"-1" default:"-1"`
	Yes      bool                `json:"yes" default:"true"`
	Any      any                 `json:"any" default:"[1,null]"`
	Number   int                 `json:"number,string" default:"7"`
	Title    string              `json:"title" default:"say \"hi\"" example:"none" deprecated:"true"`
	Plain    string              `json:"plain" minLength:"0" format:"password"`
}

// A Level has another name for the generated program.
//
//owgen:enum
type Level uint16

const One Level = 1

// Validate says what tags cannot.
func (p *Params) Validate() error {
	if p.Name == "Nemo" {
		return errors.New("there is no Nemo")
	}
	return nil
}

// Order takes an order.
func Order(p *Params) (*Params, error) { return p, nil }
