package main

import (
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/testdata/golden/locks"
)

var params = difftest.Codec[locks.Params]{Decode: decodeParams, Encode: encodeParams}

func TestParams(t *testing.T) { difftest.Check(t, params, 1, 200) }
