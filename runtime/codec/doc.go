// Package codec reads and writes JSON for generated code, without reflection. It knows the syntax; the meaning of types
// is decided when code is generated. It accepts what encoding/json accepts, gives the same values and writes the same
// bytes, except for the deviations below, and it is several times as fast.
//
// # The cursor
//
// A document is a string s, and a position in it is an index i. Both are passed by value, so they live in registers and
// there is no lexer to keep in step. A reader gets an i at the first byte of its token, or before it with only white
// space between. It returns the index after the token, or -1 if the document is wrong; the Dec then knows why:
//
//	i = codec.Int(d, s, i, &v.Quantity)
//
// If a container may end at a position, a result below -1 means that it has ended: the result is the complement of the
// index after it. End turns such a result into what a reader returns.
//
// # The padding
//
// Text and Own add Pad NUL bytes to the end of the document. NUL is neither white space nor a digit nor punctuation,
// and is not allowed in a string. So it stops every loop, and no loop has to check for the end of the input. It also
// means that eight bytes may be loaded from any index up to the end of the document, and 16 compared there. A NUL
// within the document stops readers too, as a syntax error: a document is complete only if Document finds that it ends
// where its padding begins.
//
// # Ownership
//
// A decoded string without escapes is a part of s. This is sound because s is never written to: Text copies the
// caller's bytes into a block that nobody else knows, and Own takes over a block that the caller gives up. Strings with
// escapes are decoded not in place but into an arena of the Dec. A string in the arena covers bytes that were final
// when it was made. Later strings are written after it, and a full arena is left to its strings and replaced. So the
// rule of unsafe.String, that the bytes of a string never change, is kept to the letter. What encoding/json copies
// because users may write to it, []byte and json.RawMessage, is copied here as well. The encoder makes strings of bytes
// for its own functions only, which are done with them before the bytes change.
//
// The price is memory: a string that is kept keeps the whole document alive. With the option CopyStrings each string,
// each key of a map and each json.Number is a copy instead, even if it would have been in the arena. Then nothing that
// was decoded refers to the document.
//
// # Options
//
// Options about how a type is read are decided when code is generated. The options of With and AppendWith are for a
// value as a whole. They cost nothing where they do not matter, because they are looked at only on paths that are slow
// anyway: for bytes that are not ASCII, for a new entry in a map, for nil, for a byte to escape. CopyStrings is a bit
// that makes each string look as if it were not ASCII.
//
// # Errors
//
// Decoding records no path. All text before an error is well formed and unchanged, so the path is found on demand by
// reading that text again. Encoding finds it in the output written so far.
//
// A value of the right type that is not allowed is no error yet: Refuse and Missing record it and decoding goes on, so
// that all of a document are told. An error that comes later is told alone.
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
//	keyed.go textmap.go preset.go          keys of maps that are no plain strings; defaults
//	any.go skip.go foreign.go              values of unknown type, and types with methods of their own
//	bytes.go time.go quoted.go numeral.go  what encoding/json treats specially
//	match.go text.go                       texts that become members: of queries and forms
//	options.go strict.go required.go       With and AppendWith; members that are forbidden or required
//	violations.go lengths.go multiple.go   values that are not allowed, and what it takes to find them
//	error.go path.go                       what went wrong, and where
//	encode*.go                             the same, in the other direction
//
// Packages below this one are linked only where they are needed. Two do what needs reflection: fallback goes through
// encoding/json, and zero finds zero values. Format knows formats of strings, and pattern matches regular expressions.
package codec
