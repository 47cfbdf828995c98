// Package many has more fields in an object than a word has bits.
package many

type Params struct {
	F00 int `json:"f00" ow:"required"`
	F01 int `json:"f01" ow:"required"`
	F02 int `json:"f02" ow:"required"`
	F03 int `json:"f03" ow:"required"`
	F04 int `json:"f04" ow:"required"`
	F05 int `json:"f05" ow:"required"`
	F06 int `json:"f06" ow:"required"`
	F07 int `json:"f07" ow:"required"`
	F08 int `json:"f08" ow:"required"`
	F09 int `json:"f09" ow:"required"`
	F10 int `json:"f10" ow:"required"`
	F11 int `json:"f11" ow:"required"`
	F12 int `json:"f12" ow:"required"`
	F13 int `json:"f13" ow:"required"`
	F14 int `json:"f14" ow:"required"`
	F15 int `json:"f15" ow:"required"`
	F16 int `json:"f16" ow:"required"`
	F17 int `json:"f17" ow:"required"`
	F18 int `json:"f18" ow:"required"`
	F19 int `json:"f19" ow:"required"`
	F20 int `json:"f20" ow:"required"`
	F21 int `json:"f21" ow:"required"`
	F22 int `json:"f22" ow:"required"`
	F23 int `json:"f23" ow:"required"`
	F24 int `json:"f24" ow:"required"`
	F25 int `json:"f25" ow:"required"`
	F26 int `json:"f26" ow:"required"`
	F27 int `json:"f27" ow:"required"`
	F28 int `json:"f28" ow:"required"`
	F29 int `json:"f29" ow:"required"`
	F30 int `json:"f30" ow:"required"`
	F31 int `json:"f31" ow:"required"`
	F32 int `json:"f32" ow:"required"`
	F33 int `json:"f33" ow:"required"`
	F34 int `json:"f34" ow:"required"`
	F35 int `json:"f35" ow:"required"`
	F36 int `json:"f36" ow:"required"`
	F37 int `json:"f37" ow:"required"`
	F38 int `json:"f38" ow:"required"`
	F39 int `json:"f39" ow:"required"`
	F40 int `json:"f40" ow:"required"`
	F41 int `json:"f41" ow:"required"`
	F42 int `json:"f42" ow:"required"`
	F43 int `json:"f43" ow:"required"`
	F44 int `json:"f44" ow:"required"`
	F45 int `json:"f45" ow:"required"`
	F46 int `json:"f46" ow:"required"`
	F47 int `json:"f47" ow:"required"`
	F48 int `json:"f48" ow:"required"`
	F49 int `json:"f49" ow:"required"`
	F50 int `json:"f50" ow:"required"`
	F51 int `json:"f51" ow:"required"`
	F52 int `json:"f52" ow:"required"`
	F53 int `json:"f53" ow:"required"`
	F54 int `json:"f54" ow:"required"`
	F55 int `json:"f55" ow:"required"`
	F56 int `json:"f56" ow:"required"`
	F57 int `json:"f57" ow:"required"`
	F58 int `json:"f58" ow:"required"`
	F59 int `json:"f59" ow:"required"`
	F60 int `json:"f60" ow:"required"`
	F61 int `json:"f61" ow:"required"`
	F62 int `json:"f62" ow:"required"`
	F63 int `json:"f63" ow:"required"`
	F64 int `json:"f64" ow:"required"`
	F65 int `json:"f65" ow:"required"`
}

type Result struct {
	Sum int `json:"sum"`
}

//owgen:action duplicates=reject
func Sum(p Params) (Result, error) { return Result{p.F00 + p.F65}, nil }
