package model

import (
	"go/token"
	"go/types"
	"slices"
)

// A Package is a user's package and what will be generated for it.
type Package struct {
	Place
	Types    *types.Package
	Sizes    types.Sizes // of the target
	Layout   Layout      // where the files go
	OutPath  string      // import path of the program
	Runtime  string      // import path of the module's copy of the runtime, "" if the program imports the runtime itself
	Go       string      // version of the language, such as 1.26
	Tags     []string
	Flags    string // of owgen, that shaped the Go code: see Config
	Handlers []*Handler

	Deprecated Deprecated
	Beside     Scope // of the other files in the directory of the program
}

// Main reports whether the user's package is itself the program, so that files are generated into it.
func (p *Package) Main() bool { return p.Name == "main" }

// IsParams reports whether t is what a handler takes, and not only something in it.
func (p *Package) IsParams(t *Type) bool {
	return slices.ContainsFunc(p.Handlers, func(h *Handler) bool { return h.Input.Params() == t })
}

// A Scope is what the files beside the generated ones have names for, whose package these are a part of.
type Scope struct {
	Declared map[string]bool
	Imported map[string]bool // by single files, which keeps others from declaring the name, and from nothing else
}

// Deprecated says which generated files name something that is deprecated: for those who call a handler, and not for the
// program that serves it.
type Deprecated struct{ Main, Codec bool }

// A Handler is a function that serves as an action.
type Handler struct {
	Name string    // the action's name: the directive's argument, else Func
	Func string    // the Go function, or the variable of an http.Handler
	File string    // base name of the file that declares it
	Pos  token.Pos // of its name

	TakesContext bool
	TakesParams  bool
	Input        *Form // JSON of struct{} if the function takes none; of a handler of package net/http, the whole
	GivesResult  bool
	Output       *Form // JSON of struct{} if the function gives none; nil beside a handler of package net/http
	GivesError   bool
	Validates    bool // Params or *Params has a Validate() error, which is called when they are decoded
	Unnamed      bool // serves calls that name no action
	Options      Options
}

// A Type is a Go type with what its JSON form depends on.
type Type struct {
	Kind   Kind
	Method Method // by which the type takes the work on itself
	Mode   Mode
	// Options are those of the handlers it is used by that make a difference to generated functions.
	Options Options
	Go      types.Type // as the user spelled it where it was met first: aliases are kept
	Elem    *Type      // of Pointer, Slice, Array, Map
	Key     *Type      // of Map; its Method is how it becomes the name of a member
	Len     int64      // of Array
	Fields  []Field    // of Struct, in the order in which encoding/json writes them
	Zero    Zero       // how to tell the zero value, for omitzero
	Why     string     // why values go through encoding/json, "" if they do not
	Inside  *Type      // of a type ByFallback: what encoding/json sees in it; nil if methods of the type's own decide
	Enum    []string   // of a type with //owgen:enum: the allowed values as JSON, in the order of their constants; else nil
	Schema  string     // the JSON object of //owgen:schema, as written; "" if there is none
}

// A Field is one member of the JSON object a struct stands for. Fields of embedded structs are members of the outer one.
type Field struct {
	Name      string  // in JSON
	Go        string  // selector from the outer struct: "Price", or "Base.ID" for a promoted field; the name alone within encoding/json
	Embeds    []Embed // embedded pointers on the way to it, outermost first
	Type      *Type
	OmitEmpty bool
	OmitZero  bool
	Quoted    bool // the option string: in a JSON string
	Required  bool // an object without it is refused
	Pos       token.Pos

	// Constraints are for the field's value, or, if it is a pointer, for what it points to. ElemConstraints are for the elements of a
	// slice or array. Those of a field that is only written are of no effect. Nil: there are none.
	Constraints, ElemConstraints *Constraints
	Default                      string // JSON: the value where the member is absent, which manifests bind as well; "" if none is declared
	Example                      string // JSON, "" if there is none
	Deprecated                   bool   // by its tag
}

// An Embed is an embedded pointer that must be allocated before a promoted field can be set.
type Embed struct {
	Go     string     // selector from the outer struct: "Base"
	Struct types.Type // what to allocate
}
