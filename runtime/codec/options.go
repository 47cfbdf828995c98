package codec

// The options of this file are for whole documents. They are looked at only where they make a difference: where bytes
// turn out not to be UTF-8, where something is put into a map, where nil is found, where HTML would be escaped.

// ReadOptions say in which ways a value is read otherwise than by encoding/json.
type ReadOptions uint8

// The options for reading.
const (
	// ValidUTF8 refuses strings that are not UTF-8, and half of a surrogate pair. Otherwise U+FFFD replaces them.
	ValidUTF8 ReadOptions = 1 << iota
	// UniqueKeys refuses a second entry with one key in a map, those in an any included. Otherwise the last one counts.
	// Structs are not its concern: their decoders are generated for it.
	UniqueKeys
	// CopyStrings gives each string memory of its own. Otherwise strings share that of the document.
	CopyStrings ReadOptions = 0x80 // a high bit: see quoted
)

// With lets read read a value with options. What is read with d afterwards is read without.
func With[T any](d *Dec, s string, i int, v *T, options ReadOptions, read func(*Dec, string, int, *T) int) int {
	d.how = options
	i = read(d, s, i, v)
	d.how = 0
	return i
}

// WriteOptions say in which ways a value is written otherwise than by encoding/json's Marshal.
type WriteOptions uint8

// The options for writing.
const (
	// RawHTML leaves <, > and & as they are, as an encoding/json.Encoder does after SetEscapeHTML(false).
	RawHTML WriteOptions = 1 << iota
	// EmptyNil writes nil slices, maps and []byte as [], {} and "". Otherwise they are null, as nil pointers are in any case.
	EmptyNil
)

// AppendWith lets write write a value with options. What is written with e afterwards is written without.
func AppendWith[T any](e *Enc, b []byte, v *T, options WriteOptions, write func(*Enc, []byte, *T) []byte) []byte {
	e.how = options
	b = write(e, b, v)
	e.how = 0
	return b
}

// RawHTML reports whether HTML is written as it is.
func (e *Enc) RawHTML() bool { return e.how&RawHTML != 0 }

// HTML returns the one of two forms of a text that is wanted: with HTML escaped, or as it is. Generated code has both for
// names of members that need it.
func (e *Enc) HTML(escaped, raw string) string {
	if e.RawHTML() {
		return raw
	}
	return escaped
}

// Nil writes null, or under EmptyNil the empty value of the type in question.
func (e *Enc) Nil(b []byte, empty string) []byte {
	if e.how&EmptyNil != 0 {
		return append(b, empty...)
	}
	return append(b, "null"...)
}
