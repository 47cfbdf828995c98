// Package model is what inspecting a package leaves for emitting: plain data. All decisions were made before. It also knows
// what types are called and how they are spelled.
//
// For this package
//
//	package shop
//
//	type Base struct{ ID int64 `json:"id"` }
//	type Item struct {
//		*Base
//		Price float64 `json:"price,omitempty"`
//	}
//	type Params struct{ Items []Item `json:"items"` }
//	type Result struct{ Total float64 `json:"total"` }
//
//	func Total(ctx context.Context, p Params) (Result, error)
//
// the model is
//
//	Package{Place: {Name: "shop", …}, Types: shop, Handlers: {
//		{Name: "Total", Func: "Total", TakesContext: true, TakesParams: true,
//			Input: {Kind: JSON, Type: ⟨Params⟩}, GivesResult: true, Output: {Kind: JSON, Type: ⟨Result⟩},
//			GivesError: true, Unnamed: true}}}
//
//	⟨Params⟩ = Type{Kind: Struct, Fields: {{Name: "items", Go: "Items", Type: ⟨[]Item⟩}}}
//	⟨[]Item⟩ = Type{Kind: Slice, Elem: ⟨Item⟩}
//	⟨Item⟩   = Type{Kind: Struct, Fields: {
//		{Name: "id", Go: "Base.ID", Embeds: {{Go: "Base", Struct: Base}}, Type: ⟨int64⟩},
//		{Name: "price", Go: "Price", Type: ⟨float64⟩, OmitEmpty: true}}}
//	⟨Result⟩ = Type{Kind: Struct, Mode: Writing, Fields: {{Name: "total", Go: "Total", Type: ⟨float64⟩}}}
//
// There is one *Type for each distinct Go type, Mode and Options, so types may be compared by pointer and may refer to
// themselves.
//
// # Files
//
//	model.go handler.go                  packages, handlers, types, fields
//	form.go                              what a handler's parameter is made of, and what becomes of its result
//	kinds.go                             what tells types apart
//	constraints.go                       what tags say of values
//	options.go                           where JSON differs from that of encoding/json
//	place.go layout.go file.go           where a package is, where files go, and the files
//	spelling.go tidy.go                  types as the generated program may write them
//	words.go runtime.go                  names, and the runtime's import paths
package model
