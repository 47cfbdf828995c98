package main

import (
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/testdata/golden/omitzero"
)

var params = difftest.Codec[omitzero.Params]{Decode: decodeParams, Encode: encodeParams}

func TestParams(t *testing.T) { difftest.Check(t, params, 1, 300) }

func FuzzParams(f *testing.F) { difftest.Fuzz(f, params) }

func TestValuesThatAreAlmostZero(t *testing.T) {
	odd, even := omitzero.Number(1), omitzero.Number(2)
	minus := -1.0
	for _, v := range []omitzero.Params{
		{},
		{Lists: omitzero.Lists{L: []int{}}},
		{Lists: omitzero.Lists{M: map[string]*omitzero.Lists{}}},
		{Lists: omitzero.Lists{F: 0 / minus}},
		{Array: [2]omitzero.Lists{1: {F: 1}}},
		{Slice: []omitzero.Lists{}},
		{Zeroer: odd},
		{Zeroer: even},
		{Zeroer: &odd},
		{Zeroer: &even},
		{Zeroer: (*omitzero.Number)(nil)},
		{Open: odd},
		{Open: (*int)(nil)},
	} {
		params.CheckEncode(t, &v)
	}
}
