package codec

// An Enc holds what the functions that write one document share: its first error, and how deep they are. The zero value
// is ready for use. The functions are called AppendX. They get the output so far, and return it with the value
// appended.
type Enc struct {
	depth   int              // containers on the way to the current value
	seen    map[any]struct{} // those of them from cycleDepth on
	msg     string           // the first error, "" for none
	text    string           // the output in front of it, padded
	scratch []byte
	foreign func(e *Enc, b []byte, v any) []byte // see Foreign
	how     WriteOptions
}

// Reset makes e ready for another document.
func (e *Enc) Reset() {
	scratch := e.scratch
	if cap(scratch) > 1<<16 {
		scratch = nil
	}
	*e = Enc{scratch: scratch}
}

// Fail records that the value that should follow in b, the document so far, has no JSON, unless an error is recorded
// already. It returns b. Output written after that is useless. Like Enc.visit it must not be inlined.
//
//go:noinline
func (e *Enc) Fail(b []byte, msg string) []byte {
	if e.msg == "" {
		e.msg, e.text = msg, Text(b)
	}
	return b
}

// Err returns the error recorded in e, or nil. root is the name of the document in paths. The path is found in the
// output, where unfinished objects may begin with a comma.
func (e *Enc) Err(root string) *Error {
	if e.msg == "" {
		return nil
	}
	return &Error{Path: path(e.text, walk(e.text, 0, len(e.text)-Pad), root), Offset: -1, Msg: e.msg}
}

// Foreign makes AppendAny pass values of types that it does not know to f, instead of failing.
func (e *Enc) Foreign(f func(e *Enc, b []byte, v any) []byte) { e.foreign = f }

// Close finishes an object that begins at b[open]. Each of its members was written with a comma in front.
func Close(b []byte, open int) []byte {
	if len(b) == open {
		return append(b, "{}"...)
	}
	b[open] = '{'
	return append(b, '}')
}

// AppendBool writes true or false.
func AppendBool[T ~bool](_ *Enc, b []byte, v *T) []byte {
	if *v {
		return append(b, "true"...)
	}
	return append(b, "false"...)
}
