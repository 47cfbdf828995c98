// Package inspect finds the handlers of a package and turns the Go types of their parameters and results into the model. What
// is wrong with them is among the findings of the package.
//
// # Files
//
//	finder.go handler.go                 which functions and variables are handlers
//	discover.go directive.go             those that are named, marked, or look like one
//	signature.go unserved.go             what a handler is, and what is wrong with a function that is none
//	form.go body.go nethttp.go           what parameters and results stand for: bodies, requests, answers, events, streams
//	elsewhere.go                         handlers in files that are left out
//	judge.go                             of each exported function: a handler, or why not
//	typer.go use.go facts.go             from Go types to the model: what a type is, found out once
//	classify.go methods.go               what JSON stands for a type, and its methods
//	own_methods.go                       fields to which such a method pays no heed
//	fields.go embedding.go               from struct fields to members of an object
//	tags.go slips.go foreign.go          struct tags, those that look otherwise than they are read, and keys of others
//	constraints.go required.go           what tags say of values, and ow:"required"
//	marks.go                             directives above types
//	hints.go                             what only Go knows of a type: its name, its constants
//	detour.go unspellable.go             what goes through encoding/json, and why
//	survey.go concerns.go                telling of it, and of the options that have no effect there
//	deprecated.go                        whether the program names what is deprecated
package inspect
