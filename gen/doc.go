// Package gen turns a Go package with handlers into the files that make it a program. It prints nothing and writes
// nothing; cmd/owgen does both.
//
// # The pipeline
//
//	pattern ─load─▶ *packages.Package ─inspect─▶ Package{Handlers, Types} ─emit─▶ []File
//	          └───────────── Diagnostics: all of a run, sorted, with positions ─────────────┘
//
// It goes one way, and no step looks back:
//
//  1. load the packages with the environment of the later build, so that types are those of the target;
//  2. find the handlers: those that were asked for, those with a directive, or the only one there can be;
//  3. turn the Go types of their parameters and results into the plain data of model.go;
//  4. name every identifier and import before the first is used;
//  5. emit main.go and codec.go with jennifer, the Dockerfile and the Makefile with templates.
//
// What is wrong with the user's code is a Diagnostic, never a panic, and one run finds all of it.
//
// # Files
//
//	gen.go                                      Config, Generate, GenerateAll
//	model.go                                    what inspecting leaves for emitting, with an example
//	diag.go                                     diagnostics
//	batch.go                                    loading many packages with one question to the go command
//	load.go load_errors.go                      the go command, and what it and the compiler complain of
//	go_message.go advice.go                     what the go command says, in one line and with what to type
//	excluded.go matcher.go                      files that are left out, why, and how to have them
//	require.go embedded.go                      whether the program can import the runtime, or the module's copy of it
//	inspect.go discover.go directive.go         which functions are handlers
//	options.go                                  how JSON is read and written otherwise than by encoding/json
//	handler.go signature.go unserved.go         what a handler is, and what is wrong with what is none
//	typer.go use.go facts.go                    from Go types to the model: what a type is, found out once
//	classify.go methods.go visible.go           what JSON stands for a type, its methods, its spelling
//	detour.go survey.go concerns.go             what goes through encoding/json, why, and which options that ignores
//	fields.go embedding.go tags.go              from struct fields to members of an object
//	own_required.go                             ow:"required" where it has no effect
//	slips.go                                    tags that look otherwise than they are read
//	deprecated.go docs.go                       what is deprecated of that which the files name
//	default.go                                  what ow:"default=VALUE" declares
//	describe.go                                 what manifests need to know: Describe
//	layout.go check_out.go flags.go             where files go, whether a program can be built there, and how it was made
//	names.go scope.go give_way.go               what things are called, where a user's files have other things of these names
//	emit.go emit_main.go emit_codec.go          the files, and what is in them
//	plan.go                                     how values are treated, decided once for each type and direction
//	emit_decode.go emit_encode.go emit_root.go  the functions of codec.go, and those around them in main.go
//	emit_map.go emit_omit.go                    how maps are written, and what is left out
//	required.go strict.go bitset.go             objects that must have some members, or may not have others
//	emit_guard.go emit_types.go tidy.go         guards, types as source, tags that vet accepts
//	recipe.go emit_image.go emit_makefile.go    how the program and its image are built
//	emit_attributes.go                          what git and reviews are told of it
package gen
