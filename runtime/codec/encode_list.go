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

// AppendArray writes an array from v, which is all of a Go array.
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

// Values may contain themselves, by way of pointers, slices and maps. Containers deeper than cycleDepth are remembered,
// so that the second visit to one of them is noticed. Maps cannot be told apart without reflection. They are noticed at
// encodeDepth, which no value reaches that is to be decoded again, and which a stack can still take.
const (
	cycleDepth  = 1000
	encodeDepth = 100000
)

// A sliceID tells slices apart.
type sliceID[E any] struct {
	first *E
	len   int
}

// Enter goes into a container that follows in b. It reports false if the document has failed, or fails now because it is
// too deep: then the container is not to be written. Generated functions for maps of recursive types call it.
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

// visit remembers a container, and fails if it is remembered already. Inlined it would make the code of each type of
// slice larger by what hardly any value needs.
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
