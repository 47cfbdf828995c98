// Package params makes parameters in JSON of texts as people type them: of qty=3 and address.city=Bonn
//
//	{"qty":3,"address":{"city":"Bonn"}}
//
// A text does not say what its value is: zip=01234 is a string where the field is one. So the JSON Schema of the parameters
// decides, which owgen prints of the types. Whatever is wrong with the values themselves is for the function to say: only
// what cannot be told in JSON at all is refused.
//
// # Files
//
//	fill.go    texts into a document
//	place.go   which member a name means
//	value.go   what a value is
//	schema.go  as much of JSON Schema as says that
//	object.go  an object with its members as they were written
package params
