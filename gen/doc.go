// Package gen turns a Go package with handlers into the files that make it a program. It prints nothing and writes
// nothing; cmd/owgen does both.
//
// # The pipeline
//
//	Query ─source─▶ Package, type-checked ─inspect─▶ Package{Handlers}, plain data ─emit, recipe─▶ []File
//	          └───────────── Findings: all of a run, sorted, with positions ─────────────┘
//
// It goes one way, and no step looks back:
//
//  1. load the packages with the environment of the later build, so that types are those of the target;
//  2. find the handlers: those that were asked for, those with a directive, or the only one there can be;
//  3. turn the Go types of their parameters and results into the plain data of the model;
//  4. plan how each type is read or written, and name every identifier and import before the first is used;
//  5. emit main.go and codec.go with jennifer, the Dockerfile and the Makefile with templates.
//
// What is wrong with the user's code is a Diagnostic, never a panic, and one run finds all of it.
//
// # The rooms
//
// This package is the face: what callers see. The work is done in seven packages below internal, each with a map of its
// files:
//
//	source   the go command, loading, positions, one collector of findings
//	model    plain data, with a worked example; options; what a type is called and how it is spelled
//	inspect  functions to handlers, Go types to the model
//	emit     the model to Go
//	recipe   how the program and its image are built: Dockerfile, Makefile, what is beside them
//	schema   the model to JSON Schema and OpenAPI
//
// and one that inspect asks:
//
//	constraint   what struct tags say of values, and whether a value keeps to it
//
// The model imports none of the others, inspect and emit do not know each other, and source knows nothing of JSON.
//
// # The walk of a type
//
// A finder in inspect takes the parameter and the result of a function apart into forms: a request, an event, a body as
// it is, JSON. A Go type that is JSON it hands to the typer, with the use that is made of it. The typer looks up the
// facts about the type in its mode (its kind and methods, whether the program can spell it, and why it would go through
// encoding/json), which are found once, and makes of them a Type of the model, which holds the Types of its parts. When
// all handlers are there, what tags say of values is read and judged, and a survey of the finished model notes what
// goes through encoding/json. In emit the planner makes a plan of each Type: which function reads or writes it, what
// that is told of its elements, and whether it is one of codec.go's own. Collecting these functions, naming them and
// writing them follow the plan.
//
// # The walk of a flag
//
// The command parses a flag into a field of Config, which is the one of Query, Selection or Settings that it is for. A
// Query is read by source alone: -tags and the target become the environment in which packages are loaded. A Selection
// goes to inspect: -func chooses the functions, and an option such as -unknown becomes part of the Options of each
// Handler, unless its directive says otherwise; from there it is in the key of a Type, and emit sees it on the Type and
// on the Handler. Settings go to recipe, and what places files (-o, -dockerfile) is turned into a Layout, once, which
// the model has for all. Those that shape the code are repeated in its header, so that an outdated program can be told
// from another one.
//
// # Files
//
//	gen.go       Config, Generate, GenerateAll
//	layout.go    where files go
//	flags.go     the flags that the header of generated code repeats
//	describe.go  what manifests need to know: Describe
//	schema.go    JSON Schema and OpenAPI
//	catalog.go   what there is to call in a package, and what there is not: Catalog
package gen
