// Package source loads the packages of users and says what is wrong with them, and where. It knows the go command, modules and
// positions, and nothing of handlers or JSON.
//
// # Files
//
//	query.go                             which package, and how it is built
//	batch.go                             loading many packages with one question to the go command
//	load.go                              the environment of the go command
//	go_message.go advice.go              what the go command says, and what to do about it
//	package.go                           a loaded package: positions, what is the user's own, functions
//	load_errors.go list_errors.go        what is wrong in a package before anything is looked at
//	excluded.go matcher.go               the files that the go command leaves out, and why
//	comments.go deprecations.go          what comments say
//	declared.go                          how types are declared, and their constants
//	require.go embedded.go               whether the program can import the runtime, or the module's copy of it
//	out.go scope.go                      whether a program can be built where it shall be, and the names that are taken there
//	build_context.go                     whether the build of an image could compile the program
//	diagnostic.go findings.go            diagnostics and the collector of them
package source
