package codec

// AppendSlice writes an array, or null for nil.
func AppendSlice[S ~[]E, E any](e *Enc, b []byte, v *S, elem func(*Enc, []byte, *E) []byte) []byte {
	list := *v
	if list == nil {
		return e.Nil(b, "[]")
	}
	if len(list) == 0 {
		return append(b, "[]"...)
	}
	if !e.Enter(b) {
		return b
	}
	var id any
	if e.depth > cycleDepth {
		if id = (sliceID[E]{&list[0], len(list)}); !e.visit(b, id) {
			return b
		}
	}
	b = AppendArray(e, b, list, elem)
	e.forget(id)
	e.Leave()
	return b
}

// AppendArray writes an array. v is a slice of a whole Go array.
func AppendArray[E any](e *Enc, b []byte, v []E, elem func(*Enc, []byte, *E) []byte) []byte {
	b = append(b, '[')
	for i := range v {
		if i > 0 {
			b = append(b, ',')
		}
		b = elem(e, b, &v[i])
	}
	return append(b, ']')
}

// AppendPointer writes what *v points to, or null for nil.
func AppendPointer[P ~*E, E any](e *Enc, b []byte, v *P, elem func(*Enc, []byte, *E) []byte) []byte {
	p := *v
	if p == nil {
		return append(b, "null"...)
	}
	if !e.Enter(b) {
		return b
	}
	var id any
	if e.depth > cycleDepth {
		if id = p; !e.visit(b, id) {
			return b
		}
	}
	b = elem(e, b, p)
	e.forget(id)
	e.Leave()
	return b
}

// Values may contain themselves, through pointers, slices and maps. Containers deeper than cycleDepth are remembered,
// so that a second visit to one of them is noticed. Maps cannot be told apart without reflection. Cycles through maps
// are noticed at encodeDepth: no value that is to be decoded again is so deep, and the stack can still take it.
const (
	cycleDepth  = 1000
	encodeDepth = 100000
)

// A sliceID tells slices apart.
type sliceID[E any] struct {
	first *E
	len   int
}

// Enter goes into a container that follows in b. It reports false if the document has failed, or fails now because it
// is too deep: then the container must not be written. Generated functions for maps of recursive types call it.
func (e *Enc) Enter(b []byte) bool {
	if e.depth == encodeDepth {
		e.Fail(b, "contains itself, or is too deep")
	}
	if e.msg != "" {
		return false
	}
	e.depth++
	return true
}

// Leave ends what Enter began.
func (e *Enc) Leave() { e.depth-- }

// visit remembers a container, and fails if it is remembered already. It is not inlined, because that would make the
// code for each slice type larger, and hardly any value needs it.
//
//go:noinline
func (e *Enc) visit(b []byte, id any) bool {
	if _, ok := e.seen[id]; ok {
		e.Fail(b, "contains itself")
		return false
	}
	if e.seen == nil {
		e.seen = make(map[any]struct{})
	}
	e.seen[id] = struct{}{}
	return true
}

// forget ends what visit began, if id is not nil.
func (e *Enc) forget(id any) {
	if id != nil {
		delete(e.seen, id)
	}
}
