package gen

import (
	"go/token"
	"go/types"
	"slices"
)

// The model is what inspecting a package leaves for emitting: plain data. All decisions were made before.
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
// it is
//
//	Package{Types: shop, Handlers: {
//		{Name: "Total", Func: "Total", TakesContext: true, TakesParams: true, Params: ⟨Params⟩,
//			GivesResult: true, Result: ⟨Result⟩, GivesError: true, Default: true}}}
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

// A Package is a user's package and what will be generated for it.
type Package struct {
	Types     *types.Package
	Dir       string // absolute directory of the package's sources
	Out       string // absolute directory of the generated Go files
	OutPath   string // import path of Out
	Module    string // path of its module, "" outside of one
	Runtime   string // import path of the module's copy of the runtime, "" if the program imports the runtime itself
	ModuleDir string // absolute directory of its module
	Go        string // version of the language, such as 1.26
	Tags      []string
	Flags     string // of owgen, see Config.flags
	Handlers  []*Handler
	Notes     Diagnostics // see Result

	Deprecated Deprecated
	Beside     Scope // of the other files in Out
}

// Main reports whether the user's package is itself the program, so that files are generated into it.
func (p *Package) Main() bool { return p.Types.Name() == "main" }

// IsParams reports whether t is what a handler takes, and not only something in it.
func (p *Package) IsParams(t *Type) bool {
	return slices.ContainsFunc(p.Handlers, func(h *Handler) bool { return h.Params == t })
}

// Place is where the package is.
func (p *Package) Place() Place {
	return Place{Name: p.Types.Name(), Path: p.Types.Path(), Dir: p.Dir, Module: p.Module, ModuleDir: p.ModuleDir}
}

// A Handler is a function that serves as an action.
type Handler struct {
	Name string    // the action's name: the directive's argument, else Func
	Func string    // the Go function
	File string    // base name of the file that declares it
	Pos  token.Pos // of the function's name

	TakesContext bool
	TakesParams  bool
	TakesPointer bool  // the function takes *Params
	Params       *Type // struct{} if the function takes none; the struct if it takes a pointer to one
	GivesResult  bool
	Result       *Type // struct{} if the function gives none
	GivesError   bool
	Default      bool // serves calls that name no action
	Options      Options
}

// A Type is a Go type with what its JSON form depends on.
type Type struct {
	Kind   Kind
	Method Method // by which the type takes the work on itself
	Mode   Mode
	// Options are those of the handlers it is used by that functions are generated for, see generated.
	Options Options
	Go      types.Type // as the user spelled it where it was met first: aliases are kept
	Elem    *Type      // of Pointer, Slice, Array, Map
	Key     *Type      // of Map; its Method is how it becomes the name of a member
	Len     int64      // of Array
	Fields  []Field    // of Struct, in the order in which encoding/json writes them
	Zero    Zero       // how to tell the zero value, for omitzero
	Why     string     // why values go through encoding/json, "" if they do not
	Inside  *Type      // of a type ByFallback: what encoding/json sees in it; nil if methods of the type's own decide
}

// form is the model that tells what JSON stands for values of t, whoever reads and writes it.
func (t *Type) form() *Type {
	if t.Inside != nil {
		return t.Inside
	}
	return t
}

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
	ByFallback               // those that encoding/json finds: see fallback.go
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

// A Field is one member of the JSON object a struct stands for. Fields of embedded structs are members of the outer one.
type Field struct {
	Name      string  // in JSON
	Go        string  // selector from the outer struct: "Price", or "Base.ID" for a promoted field
	Embeds    []Embed // embedded pointers on the way to it, outermost first
	Type      *Type
	OmitEmpty bool
	OmitZero  bool
	Quoted    bool   // the option string: in a JSON string
	Required  bool   // an object without it is refused
	Default   string // JSON that manifests bind to it, "" if none is declared; decoders know nothing of it
	Pos       token.Pos
}

// An Embed is an embedded pointer that must be allocated before a promoted field can be set.
type Embed struct {
	Go     string     // selector from the outer struct: "Base"
	Struct types.Type // what to allocate
}
