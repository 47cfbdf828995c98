package main

//lint:file-ignore U1000 The names are all that these are for.

import decodeParams "github.com/owgen/owgen/testdata/golden/names-beside"

// These are of no use but for their names.
var (
	_ = codec(decodeParams.Params{})
	_ = strings(0)
	_ = encodeInner
	_ = len
	_ = v(0)
)

type (
	codec   decodeParams.Params
	strings int8
	string  int8
	v       int8
	byte    int8
	int     int8
)

func encodeInner() {}

func len() {}
