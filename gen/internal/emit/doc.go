// Package emit writes the model as Go: main.go and codec.go.
//
// A plan says for each type how it is read or written. The functions of codec.go are then collected and named, and with them
// the packages to import, before the first line is written. A function that emits code has that code in its comment.
//
// # Files
//
//	emit.go                              the two files, and their headers
//	plan.go apply.go                     how values are read and written, decided once for each type and direction
//	names.go give_way.go                 what things are called, also where a user's files have other things of these names
//	main.go codec.go root.go             what is in the files: main, codecs, and what a handler needs as a whole
//	form.go                              what main says of each handler
//	decode.go encode.go map.go omit.go   the functions of codec.go
//	match.go                             functions that find the members that names of parameters mean
//	required.go strict.go bitset.go      objects that must have some members, or may not have others
//	defaults.go                          members that are set where they are absent
//	held.go check.go literal.go          values that are held to constraints
//	guard.go types.go                    guards, types as source
package emit
