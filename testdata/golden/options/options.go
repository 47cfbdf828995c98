// Package options has handlers that share types and read and write them in different ways.
package options

import "fmt"

type Item struct {
	SKU   string         `json:"sku"`
	Stock map[string]int `json:"stock"`
	Parts []Item         `json:"parts"`
}

type Order struct {
	ID    int64  `json:"id" ow:"required"`
	Items []Item `json:"items"`
	Note  string `json:"note"`
	First *Order `json:"first"`
	Extra any    `json:"extra"`
}

type Result struct {
	Note  string         `json:"a<b"`
	Items []Item         `json:"items"`
	Extra any            `json:"extra"`
	By    fmt.Stringer   `json:"by"`
	Count map[int]string `json:"count"`
}

// Default takes what encoding/json takes.
//
//owgen:action default
func Default(o Order) (Result, error) { return Result{Items: o.Items}, nil }

// Known has other options in codec.go only, for what it reads.
//
//owgen:action known unknown=reject
func Known(o Order) (Result, error) { return Result{Items: o.Items}, nil }

// Strict has all options for reading.
//
//owgen:action strict unknown=reject duplicates=reject case=exact utf8=reject strings=copy
func Strict(o *Order) (*Result, error) { return &Result{Items: o.Items}, nil }

// Plain has all options for writing, and takes no parameters.
//
//owgen:action html=raw nil=empty any=native unknown=reject
func Plain() ([]Result, error) { return nil, nil }

// ByNumber takes a map as encoding/json takes it.
//
//owgen:action duplicates=reject
func ByNumber(m map[int]Item) (map[string]Item, error) { return nil, nil }
