// Package unselectable has structs with fields that a program of another package cannot select, or not set.
package unselectable

// A hidden struct is embedded as a pointer, so that only encoding/json knows whether its fields are there.
type hidden struct {
	Hidden int    `json:"hidden"`
	Text   string `json:"text,omitempty"`
}

// A named struct is a member of its own, whose name the program must not use.
type named struct{ Named []int }

// An outer struct has a field that hides the one of the struct it embeds.
type outer struct {
	inner
	ID int `json:"outer"`
}

type inner struct {
	ID string `json:"inner"`
}

// Embedded embeds pointers to structs, one of which is not exported.
type Embedded struct {
	*hidden
	*Exported
	Own string
}

// Exported is embedded as a pointer that can be set.
type Exported struct{ Exported map[string]bool }

// Params is decoded by generated code but for the types of its fields.
type Params struct {
	Embedded Embedded   `json:"embedded"`
	List     []Embedded `json:"list"`
	Named    struct {
		named `json:"name"`
	} `json:"named,omitempty"`
	Hides   map[string]Hides `json:"hides"`
	Twice   Twice            `json:"twice"`
	Pointer *Embedded        `json:"pointer,omitempty"`
	Plain   string           `json:"plain"`
}

// Hides embeds a struct with two fields called ID.
type Hides struct{ outer }

// Twice embeds one struct in two places. Promotion leads to the one that is no member.
type Twice struct {
	wrapper
	twin `json:"-"`
}

type wrapper struct{ twin }

type twin struct{ *Exported }

// Echo returns what it gets.
//
//owgen:action
func Echo(p Params) (Params, error) { return p, nil }

// Root is itself what goes through encoding/json.
//
//owgen:action
func Root(p *Embedded) (Embedded, error) { return *p, nil }
