// Package scalars has every basic kind, and named ones.
package scalars

type (
	Text  string
	Count uint32
	Rate  float32
	Flag  bool
)

type Params struct {
	B    bool
	S    string
	I    int
	I8   int8
	I16  int16
	I32  int32
	I64  int64
	U    uint
	U8   uint8
	U16  uint16
	U32  uint32
	U64  uint64
	P    uintptr
	F32  float32
	F64  float64
	R    rune
	Text Text
	N    Count
	Rate Rate
	Flag Flag
	Any  any
}

func Scalars(p Params) (Params, error) { return p, nil }
