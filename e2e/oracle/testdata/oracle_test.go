package main

import (
	"testing"

	"github.com/owgen/owgen/e2e/oracle"
	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/runtime/codec"
)

func check[T any](t *testing.T, decode func(*codec.Dec, string, int, *T) int, encode func(*codec.Enc, []byte, *T) []byte, o difftest.Oracle) {
	c := difftest.Codec[T]{Decode: decode, Encode: encode, Oracle: &o}
	difftest.Check(t, c, 1, 100)
	difftest.CheckMerge(t, c, 1, 100)
}

func TestScalars(t *testing.T)    { check(t, decodeScalars, encodeScalars, oracle.V2) }
func TestContainers(t *testing.T) { check(t, decodeContainers, encodeContainers, oracle.V2) }
func TestEmbedded(t *testing.T)   { check(t, decodeEmbedded, encodeEmbedded, oracle.V2) }
func TestTags(t *testing.T)       { check(t, decodeTags, encodeTags, oracle.V2) }
func TestRecursive(t *testing.T)  { check(t, decodeRecursive, encodeRecursive, oracle.V2) }
func TestGenerics(t *testing.T)   { check(t, decodeGenerics, encodeGenerics, oracle.V2) }
func TestTimes(t *testing.T)      { check(t, decodeTimes, encodeTimes, oracle.V2) }
func TestQuoted(t *testing.T)     { check(t, decodeQuoted, encodeQuoted, oracle.Quoting) }
func TestKeys(t *testing.T)       { check(t, decodeKeys, encodeKeys, oracle.Sorting) }
func TestMethods(t *testing.T)    { check(t, decodeMethods, encodeMethods, oracle.V2) }
func TestShape(t *testing.T)      { check(t, decodeShape, encodeShape, oracle.V2) }
