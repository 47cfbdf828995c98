// Package schema prints what the types of handlers say: as JSON Schema 2020-12, and as OpenAPI 3.1. It reads the model only.
//
// A builder makes the schema of each type that is met, for what is read and for what is written. What has a name in the
// document is a def, and a schema refers to it by pointer: names are given when all of a document is there.
//
// # Files
//
//	document.go           a JSON Schema of what a handler takes or gives
//	openapi.go            an OpenAPI document of all handlers
//	operation.go          what can be done at the path of a handler
//	body.go               media types and schemas of bodies, by form
//	webresult.go          those of results that say what an HTTP client gets
//	query.go event.go     parameters that come as text; CloudEvents
//	failure.go            errors, and the answers that hold them
//	rules.go              what no keyword says
//	build.go              types to schemas
//	kinds.go              those of numbers, texts and maps
//	fields.go             structs to schemas
//	constraints.go        what tags add
//	comments.go           what comments add
//	defs.go names.go      what has a name in a document, and which
//	json.go               documents to bytes
package schema
