package codec

import "unsafe"

// Pad is the number of NUL bytes behind every document.
const Pad = 16

// maxDepth is the number of arrays and objects that may be open at once. It is encoding/json's limit.
const maxDepth = 10000

// Text returns a private, padded copy of body.
func Text(body []byte) string {
	block := make([]byte, len(body)+Pad)
	copy(block, body)
	return unsafe.String(&block[0], len(block))
}

// Own returns block[:n] as a padded document without copying it. block must have a capacity of at least n+Pad, and the
// caller must never write to it again, because strings decoded from the document are parts of it.
func Own(block []byte, n int) string {
	block = block[:n+Pad]
	clear(block[n:])
	return unsafe.String(&block[0], len(block))
}

// A Dec holds what is shared by the readers of one document: its first error, the depth of nesting, and room for
// strings with escapes. The zero value is ready for use.
type Dec struct {
	depth  int    // open arrays and objects
	off    int    // where the first error is
	msg    string // what it is, "" for none
	syntax bool   // whether it is a syntax error
	key    bool   // whether it is about the key before off
	how    ReadOptions
	prefix string // see SkipPrefix
	watch  func(key string) bool
	seen   bool    // watch was true for a key
	texts  int     // see TextsUntil
	wrong  refused // what is not allowed; nil if nothing is
	arena  []byte  // strings that had escapes; everything up to its length is in use and final
	fold   []byte  // what Fold returned last
}

// Reset makes d ready for another document. Strings decoded before stay valid.
func (d *Dec) Reset() {
	fold := d.fold
	if cap(fold) > 1<<10 { // made for a key that no field has
		fold = nil
	}
	*d = Dec{fold: fold}
}

// Document checks that nothing but white space follows i, the index after the outermost value, and that nothing in the
// document was refused. It returns the length of the document without its padding, or -1.
func (d *Dec) Document(s string, i int) int {
	if i < 0 {
		return -1
	}
	if i = space(s, i); i != len(s)-Pad {
		return d.unexpected(s, i, "end of input")
	}
	if d.Violated() {
		return -1
	}
	return i
}

// End turns the result of Object or Next at the end of an object into the index after the object. -1 stays -1.
func End(i int) int {
	if i == -1 {
		return -1
	}
	return ^i
}

// space returns the index of the first byte from i on that is not white space. Indented text has long runs of blanks
// after its newlines.
func space(s string, i int) int {
	for {
		switch s[i] {
		case ' ', '\t', '\r':
			i++
		case '\n':
			for i++; load(s, i) == eightBlanks; i += 8 {
			}
		default:
			return i
		}
	}
}

// literal reads word, which is null, true or false. Its first byte was seen at i.
func (d *Dec) literal(s string, i int, word string) int {
	if s[i:i+len(word)] == word {
		return i + len(word)
	}
	for s[i] == word[0] {
		i, word = i+1, word[1:]
	}
	return d.unexpected(s, i, "'"+word[:1]+"'")
}

// null reads null at the first byte of a token. Anything else is an error: the caller has seen that no value of the
// wanted kind begins there.
func (d *Dec) null(s string, i int, want string) int {
	if s[i] != 'n' {
		return d.expected(s, i, want)
	}
	return d.literal(s, i, "null")
}

// Bool reads true or false. Null leaves *v alone.
func Bool[T ~bool](d *Dec, s string, i int, v *T) int {
	b, i := d.bool(s, i, bool(*v))
	*v = T(b)
	return i
}

func (d *Dec) bool(s string, i int, old bool) (bool, int) {
	if s[i] <= ' ' {
		i = space(s, i)
	}
	switch s[i] {
	case 't':
		return true, d.literal(s, i, "true")
	case 'f':
		return false, d.literal(s, i, "false")
	}
	return old, d.null(s, i, "bool")
}
