package codec

// Map reads an object, or null, which sets *v to nil. Members are added to an existing map. Values are zero before elem
// reads them. It is KeyedMap with Key, but nearly all keys are strings, and here a key takes no call and is in no memory.
func Map[M ~map[K]V, K ~string, V any](d *Dec, s string, i int, v *M, elem func(*Dec, string, int, *V) int) int {
	i, state := openMap(d, s, i, v)
	if state != inside {
		return i
	}
	m, x := *v, new(V)
	for i >= 0 {
		var k string
		if k, i = d.Key(s, i); i < 0 || repeated(d, i, m, K(k)) {
			return -1
		}
		if i = fresh(d, s, i, x, elem); i < 0 {
			return -1
		}
		m[K(k)] = *x
		i = d.Next(s, i)
	}
	return End(i)
}

// KeyedMap is Map for keys that the function key reads, with the colon behind them: Key, IntKey or UintKey, or one that
// checks what these read.
func KeyedMap[M ~map[K]V, K comparable, V any](d *Dec, s string, i int, v *M, key func(*Dec, string, int, *K) int,
	elem func(*Dec, string, int, *V) int) int {
	i, state := openMap(d, s, i, v)
	if state != inside {
		return i
	}
	type entry struct {
		key   K
		value V
	}
	m, x := *v, new(entry)
	for i >= 0 {
		if i = fresh(d, s, i, &x.key, key); i < 0 || repeated(d, i, m, x.key) {
			return -1
		}
		if i = fresh(d, s, i, &x.value, elem); i < 0 {
			return -1
		}
		m[x.key] = x.value
		i = d.Next(s, i)
	}
	return End(i)
}

// openMap opens an object, and makes the map if there is none. It handles null and an empty object itself.
func openMap[M ~map[K]V, K comparable, V any](d *Dec, s string, i int, v *M) (int, opened) {
	i, state := d.open(s, i, '{')
	switch {
	case state == null:
		*v = nil
	case *v == nil && state != failed:
		*v = make(M)
	}
	return i, state
}

// fresh lets read read into a zero value.
func fresh[V any](d *Dec, s string, i int, x *V, read func(*Dec, string, int, *V) int) int {
	var zero V
	*x = zero
	return read(d, s, i, x)
}
