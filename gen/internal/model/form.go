package model

import (
	"go/types"
	"iter"
	"slices"
)

// A Form says what a handler's parameter is made of, or what becomes of its result. One form may be in another:
//
//	Params                   {Kind: JSON, Type: ⟨Params⟩}
//	*ow.Request[[]byte]      {Kind: Request, Pointer: true, Of: {Kind: RawBody}}
//	iter.Seq2[Row, error]    {Kind: Stream, Of: {Kind: JSON, Type: ⟨Row⟩}}
type Form struct {
	Kind    FormKind
	Pointer bool       // the function takes a pointer to it, or returns one
	Go      types.Type // as the program spells it, without that pointer; nil of a handler of package net/http
	Of      *Form      // what is in a Request, a Response, an Event or a Stream
	Type    *Type      // of JSON
}

// FormKind tells forms apart.
type FormKind int

// The kinds of forms. The last three are whole handlers of package net/http, which have no other form beside them.
const (
	NoBody      FormKind = iota // struct{} in another form: nothing is read, or sent
	JSON                        // a struct, a map, …: by the functions of codec.go
	RawBody                     // []byte, string: as it is
	Reader                      // io.Reader: as it comes
	Request                     // ow.Request[T]
	Response                    // ow.Response[T]
	Event                       // ow.Event[T]
	Stream                      // iter.Seq2[T, error]
	HTTPFunc                    // func(http.ResponseWriter, *http.Request), or a variable of such a type
	HTTPHandler                 // a variable that is an http.Handler
	HTTPNew                     // func() http.Handler
)

// Chain yields f and the forms in it. There are none if f is nil.
func (f *Form) Chain() iter.Seq[*Form] {
	return func(yield func(*Form) bool) {
		for ; f != nil && yield(f); f = f.Of {
		}
	}
}

// Has reports whether f is of one of the kinds, or has such a form in it.
func (f *Form) Has(kinds ...FormKind) bool {
	for g := range f.Chain() {
		if slices.Contains(kinds, g.Kind) {
			return true
		}
	}
	return false
}

// JSON is the type that is read or written as JSON, or nil.
func (f *Form) JSON() *Type {
	for g := range f.Chain() {
		if g.Kind == JSON {
			return g.Type
		}
	}
	return nil
}

// Params is the type whose members are parameters, or nil: the data of an event are no parameters.
func (f *Form) Params() *Type {
	if f.Has(Event) {
		return nil
	}
	return f.JSON()
}

// IsHTTP reports whether f is a handler of package net/http.
func (f *Form) IsHTTP() bool { return f.Has(HTTPFunc, HTTPHandler, HTTPNew) }
