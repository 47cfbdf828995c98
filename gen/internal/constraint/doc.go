// Package constraint reads what struct tags say of the values of a field, and judges values by that:
//
//	Age  int      `json:"age" minimum:"18" maximum:"150"`
//	Tags []string `json:"tags" maxItems:"5" pattern:"^[a-z]+$"`
//
// The keys are the keywords of JSON Schema. What is wrong with a key is told as a Problem: it is in the wrong place, has a
// wrong value, or contradicts another one. The same judgement holds a default and an example to the other keys of their
// field as a generated decoder holds callers to them. So formats are known to package runtime/codec/format alone, which
// the generator and the decoders both use.
//
// # Files
//
//	keys.go read.go places.go     the keys, and which constraints they are, where
//	numbers.go enum.go texts.go   their values
//	ecma.go ecma_class.go         patterns that mean something else in ECMA-262
//	conflicts.go                  keys that contradict each other
//	value.go judge.go             values in tags, and whether they may be what they are
//	endless.go                    defaults that need themselves
//	schema.go                     schemas that users write
package constraint
