package model

import "go/types"

// Kind says how a type is read and written. Named types have the kind of their underlying type.
type Kind int

// The kinds, each with the JSON it stands for.
const (
	Bool      Kind = iota // true, false
	Int                   // integer, any signed width; time.Duration too
	Uint                  // integer, any unsigned width
	Float                 // number, 32 or 64 bits
	String                // string
	Number                // number, as text: json.Number
	Bytes                 // string in base64, from a slice of bytes
	Raw                   // any value, verbatim: json.RawMessage
	Time                  // string in RFC 3339: time.Time
	Any                   // any value: the empty interface
	Interface             // null; on the way out, any value: an interface with methods
	Struct                // object
	Map                   // object
	Slice                 // array
	Array                 // array
	Pointer               // null or the element
)

// A Method says which methods of its own a type is read or written by, if any. What it is made of does not matter then.
type Method int

// The methods.
const (
	ByKind     Method = iota // none
	ByJSON                   // UnmarshalJSON or MarshalJSON
	ByText                   // UnmarshalText or MarshalText
	ByFallback               // those that encoding/json finds: generated code leaves the type to it
)

// A Mode says what generated code does with values of a type. It decides which methods there are.
type Mode int

// The modes.
const (
	Reading     Mode = iota
	Writing          // values that have an address, so that methods of the pointer are called
	WritingCopy      // values that have none for encoding/json: elements of maps, and what is in them
)

// Zero says how generated code tells whether a value is the zero value of its type.
type Zero int

// The ways to tell a zero value.
const (
	ZeroCompare Zero = iota // v == T{} or the literal of its kind
	ZeroNil                 // v == nil
	ZeroMethod              // v.IsZero()
	ZeroSays                // by the method of what is in an interface
	ZeroReflect             // by reflection
)

// Scalar is what the option string is about: t, or what t, a pointer without a name, points to.
func (t *Type) Scalar() *Type {
	if t.Elem != nil && t.Kind == Pointer && PackageOf(types.Unalias(t.Go)) == nil {
		return t.Elem
	}
	return t
}

// Nullable reports whether null is a value of t, rather than the absence of one.
func (t *Type) Nullable() bool {
	switch t.Kind {
	case Pointer, Slice, Map, Bytes, Raw, Any, Interface:
		return true
	}
	return false
}

// AsJSON is the model that tells what JSON stands for values of t, whoever reads and writes it.
func (t *Type) AsJSON() *Type {
	if t.Inside != nil {
		return t.Inside
	}
	return t
}

// Textual reports whether JSON strings, and nothing else, stand for values of f.
func (f Field) Textual() bool {
	t := f.Type.Scalar()
	return f.Quoted || t.Method == ByText || t.Method == ByKind && (t.Kind == String || t.Kind == Bytes || t.Kind == Time)
}
