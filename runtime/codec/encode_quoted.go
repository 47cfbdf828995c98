package codec

import "unsafe"

// The functions of this file are for fields with the option ",string": they write the value in a string.

// AppendQuotedString writes a string that holds a string in quotes.
func AppendQuotedString[T ~string](e *Enc, b []byte, v *T) []byte {
	e.scratch = e.appendString(e.scratch[:0], string(*v))
	return e.appendString(b, unsafe.String(&e.scratch[0], len(e.scratch)))
}

// AppendQuotedBool writes a string that holds true or false.
func AppendQuotedBool[T ~bool](e *Enc, b []byte, v *T) []byte {
	return append(AppendBool(e, append(b, '"'), v), '"')
}

// AppendQuotedInt writes a string that holds an integer.
func AppendQuotedInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](e *Enc, b []byte, v *T) []byte {
	return append(AppendInt(e, append(b, '"'), v), '"')
}

// AppendQuotedUint writes a string that holds an unsigned integer.
func AppendQuotedUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](e *Enc, b []byte, v *T) []byte {
	return append(AppendUint(e, append(b, '"'), v), '"')
}

// AppendQuotedFloat writes a string that holds a number.
func AppendQuotedFloat[T ~float32 | ~float64](e *Enc, b []byte, v *T) []byte {
	return append(AppendFloat(e, append(b, '"'), v), '"')
}

// AppendQuotedNumber writes a string that holds the text of a json.Number.
func AppendQuotedNumber[T ~string](e *Enc, b []byte, v *T) []byte {
	return append(AppendNumber(e, append(b, '"'), v), '"')
}
