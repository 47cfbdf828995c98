package codec

// The options of this file are for whole documents. They are looked at only where they make a difference: for bytes
// that are not UTF-8, for a new entry in a map, for nil, and for HTML to escape.

// ReadOptions say how reading a value differs from encoding/json.
type ReadOptions uint8

// The options for reading.
const (
	// ValidUTF8 refuses strings that are not UTF-8, and half a surrogate pair. Otherwise U+FFFD replaces them.
	ValidUTF8 ReadOptions = 1 << iota
	// UniqueKeys refuses a second entry with the same key in a map, also in an any. Otherwise the last entry counts. It
	// does not concern structs: their decoders are generated with the check or without it.
	UniqueKeys
	// CopyStrings gives each string memory of its own. Otherwise strings share the memory of the document.
	CopyStrings ReadOptions = 0x80 // a high bit: see quoted
)

// With calls read to read a value with the options. Later values of d are read without them.
func With[T any](d *Dec, s string, i int, v *T, options ReadOptions, read func(*Dec, string, int, *T) int) int {
	d.how = options
	i = read(d, s, i, v)
	d.how = 0
	return i
}

// WriteOptions say how writing a value differs from encoding/json's Marshal.
type WriteOptions uint8

// The options for writing.
const (
	// RawHTML leaves <, > and & as they are, as an encoding/json.Encoder does after SetEscapeHTML(false).
	RawHTML WriteOptions = 1 << iota
	// EmptyNil writes nil slices, maps and []byte as [], {} and "". Otherwise they are null, as nil pointers are in any case.
	EmptyNil
)

// AppendWith calls write to write a value with the options. Later values of e are written without them.
func AppendWith[T any](e *Enc, b []byte, v *T, options WriteOptions, write func(*Enc, []byte, *T) []byte) []byte {
	e.how = options
	b = write(e, b, v)
	e.how = 0
	return b
}

// RawHTML reports whether HTML is written as it is.
func (e *Enc) RawHTML() bool { return e.how&RawHTML != 0 }

// HTML returns one of two forms of a text, as the options say: with HTML escaped, or raw. Generated code has both forms
// for names of members that need it.
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
