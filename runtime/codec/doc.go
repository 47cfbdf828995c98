// Package codec reads and writes JSON for generated code, without reflection. It knows the syntax; what a type means is
// decided when code is generated. In what it accepts, in the values it gives and in the bytes it writes it equals
// encoding/json, but for the deviations below, and it is several times as fast.
//
// # The cursor
//
// A document is a string s, a place in it an index i. Both are passed by value, so they live in registers and there is
// no lexer to keep in step. A reader is given an i at or before the first byte of its token, with nothing but white space
// between, and returns the index behind the token, or -1 when the document is wrong; the Dec then knows why:
//
//	i = codec.Int(d, s, i, &v.Quantity)
//
// Where a container may end, a result below -1 is its end: the complement of the index behind it. End turns such a
// result into what a reader returns.
//
// # The padding
//
// Text and Own give the document Pad bytes of NUL behind its end. NUL is no white space, no digit, no punctuation and
// not allowed in a string, so it stops every loop, and no loop asks whether the input has ended. It also means that eight
// bytes may be loaded from any index up to the end of the document, and 16 compared there. A NUL within the document
// stops readers too, as the syntax error it is: a document is whole only if Document finds that it ends where its
// padding begins.
//
// # Ownership
//
// A decoded string is, if it holds no escape, a part of s. This is sound because s is never written to: Text copies the
// caller's bytes into a block nobody else knows, Own takes over a block the caller gives up. Undone escapes are written
// not over their source but into an arena of the Dec. A string of the arena covers bytes that were final when it was
// made; later strings are written behind it, and a full arena is left to its strings and replaced. So
// unsafe.String's demand, that the bytes of a string never change, is met to the letter. What encoding/json copies for
// those who may write to it, []byte and json.RawMessage, is copied here as well. The encoder makes strings of bytes for its
// own functions only, which are done with them before the bytes change.
//
// The price is memory: a string that is kept keeps the whole document. With the option CopyStrings each string, each key
// of a map and each json.Number is a copy of its own instead, also where it would have been in the arena; then nothing
// that was decoded refers to the document.
//
// # Options
//
// Options that concern how a type is read are decided when code is generated. Those of With and AppendWith are for a
// value as a whole and cost nothing where they do not matter, because they are looked at only in paths that are slow
// anyway: where bytes turn out not to be ASCII, a map gets an entry, nil is found, a byte is to be escaped. CopyStrings is
// a bit that makes each string look as if it were not ASCII.
//
// # Errors
//
// Decoding records no path. All text in front of an error is well formed and unchanged, so the path is found, when it is
// asked for, by reading that text again. Encoding finds it in the output written so far.
//
// # Deviations from encoding/json
//
// D1: A json tag that cannot be read is an error when code is generated. encoding/json ignores the tag.
//
//	struct { Name string `json:name` }
//		owgen: Params.Name: malformed struct tag: `json:name`
//		encoding/json: {"Name":""}
//	struct { Name string `json:"it's"` }
//		owgen: Params.Name: '\'' cannot stand in the name of a json tag: `json:"it's"`
//		encoding/json: {"Name":""}
//
// D2: The elements of a slice are zero before they are read, also if the slice's key stands twice. encoding/json reads
// the new elements into the old ones.
//
//	{"items":[{"price":1,"qty":2}],"items":[{"price":3}]}
//		owgen: {"items":[{"price":3}]}
//		encoding/json: {"items":[{"price":3,"qty":2}]}
//	{"tags":["a","b"],"tags":[null,"c"]}
//		owgen: {"tags":["","c"]}
//		encoding/json: {"tags":["a","c"]}
//
// D3: A type that has no JSON is an error when code is generated. encoding/json fails when it meets a value.
//
//	struct { Done chan int }
//		owgen: Params.Done: chan int cannot come from JSON
//		encoding/json: json: unsupported type: chan int
//	struct { Roots []complex128 }
//		owgen: Params.Roots[]: complex128 cannot come from JSON
//		encoding/json: json: unsupported type: complex128
//
// D4: Decoding ends at the first error in the text. encoding/json looks for errors of syntax in all of the text first,
// reads on behind a value of the wrong type, and words its errors in other ways. Which documents are refused is the
// same, and no handler sees a value of one.
//
//	{"note":5,"tags":["a"]}
//		owgen: params.note: expected string, got number at offset 8, {}
//		encoding/json: json: cannot unmarshal number into Go struct field basket.note of type string, {"tags":["a"]}
//	{"note":5,"tags":["a"]
//		owgen: params.note: expected string, got number at offset 8, {}
//		encoding/json: unexpected end of JSON input, {}
//
// D5: A value with more than 100,000 containers within each other is not written. encoding/json writes it, as long as
// it finds no cycle and there is room on the stack.
//
//	100001 slices
//		owgen: contains itself, or is too deep
//		encoding/json: 200006 bytes
//
// # Files
//
//	dec.go object.go                       the cursor, objects
//	string.go unescape.go word.go          strings, eight bytes at a time
//	number.go float.go power.go            numbers
//	list.go lists.go map.go pointer.go     containers
//	any.go skip.go foreign.go              values of unknown type, and those with methods of their own
//	bytes.go time.go quoted.go numeral.go  what encoding/json treats specially
//	options.go strict.go required.go       With and AppendWith; members that may not, or must, be there
//	error.go path.go                       what went wrong, and where
//	encode*.go                             the same, in the other direction
//
// Two packages below this one have what generated code needs reflection for: fallback, which goes through encoding/json,
// and zero, which tells zero values.
package codec
