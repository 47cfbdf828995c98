package codec

// The functions of this file are for types with methods of their own. The second type parameter is inferred: it is the
// pointer, which has the method.

// UnmarshalJSON lets *v read a value of any kind, null included. It gets a copy of the value's text, which it may change
// or keep.
func UnmarshalJSON[T any, P interface {
	*T
	UnmarshalJSON([]byte) error
}](d *Dec, s string, i int, v *T) int {
	text, next := d.Value(s, i)
	if next < 0 {
		return -1
	}
	if next <= d.texts {
		if t, ok := any(v).(textUnmarshaler); ok {
			return d.unmarshalText(s, next-len(text), next, t)
		}
	}
	if err := P(v).UnmarshalJSON([]byte(text)); err != nil {
		return d.ErrorAt(next-len(text), err.Error())
	}
	return next
}

// UnmarshalText lets *v read a string. Null leaves it alone.
func UnmarshalText[T any, P interface {
	*T
	UnmarshalText([]byte) error
}](d *Dec, s string, i int, v *T) int {
	i = space(s, i)
	text, next := d.unquote(s, i)
	if next < 0 {
		return End(next)
	}
	if err := P(v).UnmarshalText([]byte(text)); err != nil {
		return d.ErrorAt(i, err.Error())
	}
	return next
}

// AppendMarshalJSON writes what v's MarshalJSON gives, without white space and with HTML escaped.
func AppendMarshalJSON[T any, P interface {
	*T
	MarshalJSON() ([]byte, error)
}](e *Enc, b []byte, v *T) []byte {
	text, err := P(v).MarshalJSON()
	if err != nil {
		return e.Fail(b, "MarshalJSON: "+err.Error())
	}
	return appendJSON(e, b, text)
}

// AppendMarshalText writes what v's MarshalText gives as a string.
func AppendMarshalText[T any, P interface {
	*T
	MarshalText() ([]byte, error)
}](e *Enc, b []byte, v *T) []byte {
	text, err := P(v).MarshalText()
	if err != nil {
		return e.Fail(b, "MarshalText: "+err.Error())
	}
	return appendText(e, b, text)
}
