// Package all has a handler with no option at its default, and one whose directive resets some of them.
package all

import (
	"encoding/json"
	"errors"
	"time"
)

// Code writes itself as text, with HTML in it.
type Code int

func (c Code) MarshalText() ([]byte, error) { return []byte("<code>"), nil }

func (c *Code) UnmarshalText(text []byte) error {
	if string(text) == "" {
		return errors.New("no code")
	}
	*c = Code(len(text))
	return nil
}

// Doc writes itself as JSON, with HTML and U+2028 in it.
type Doc struct{ Text string }

func (d Doc) MarshalJSON() ([]byte, error) { return []byte(`{ "doc" : "<&>` + "\u2028" + `" }`), nil }

func (d *Doc) UnmarshalJSON(text []byte) error {
	d.Text = string(text)
	return nil
}

type Inner struct {
	Name string `json:"name"`
	Next *Inner `json:"next,omitempty"`
}

type Params struct {
	Inner
	Text    string            `json:"text"`
	Quoted  string            `json:"quoted,string"`
	Number  json.Number       `json:"number"`
	Raw     json.RawMessage   `json:"raw"`
	Any     any               `json:"any"`
	List    []string          `json:"list"`
	Strings map[string]string `json:"strings"`
	Numbers map[int8]string   `json:"numbers"`
	Codes   map[Code]string   `json:"codes"`
	Code    Code              `json:"code"`
	Doc     Doc               `json:"doc"`
	When    time.Time         `json:"when"`
	Bytes   []byte            `json:"bytes"`
	Pair    [1]string         `json:"pair"`
}

type Result struct {
	Text    string            `json:"text"`
	HTML    string            `json:"<html>&"`
	Quoted  string            `json:"quoted,string"`
	Raw     json.RawMessage   `json:"raw"`
	Any     any               `json:"any"`
	Err     error             `json:"err"`
	List    []string          `json:"list"`
	Strings map[string]string `json:"strings"`
	Numbers map[int8]string   `json:"numbers"`
	Codes   map[Code]string   `json:"codes"`
	Code    Code              `json:"code"`
	Doc     Doc               `json:"doc"`
	Bytes   []byte            `json:"bytes"`
	Next    *Inner            `json:"next"`
	Inners  []Inner           `json:"inners"`
}

//owgen:action
func All(p Params) (Result, error) { return Result{}, nil }

//owgen:action some unknown=ignore html=escape nil=null
func Some(p Params) (Result, error) { return Result{}, nil }
