package main

import (
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/testdata/golden/everything"
)

var (
	scalars    = difftest.Codec[everything.Scalars]{Decode: decodeScalars, Encode: encodeScalars}
	containers = difftest.Codec[everything.Containers]{Decode: decodeContainers, Encode: encodeContainers}
	embedded   = difftest.Codec[everything.Embedded]{Decode: decodeEmbedded, Encode: encodeEmbedded}
	tags       = difftest.Codec[everything.Tags]{Decode: decodeTags, Encode: encodeTags}
	recursive  = difftest.Codec[everything.Recursive]{Decode: decodeRecursive, Encode: encodeRecursive}
	generics   = difftest.Codec[everything.Generics]{Decode: decodeGenerics, Encode: encodeGenerics}
	quoted     = difftest.Codec[everything.Quoted]{Decode: decodeQuoted, Encode: encodeQuoted}
	keys       = difftest.Codec[everything.Keys]{Decode: decodeKeys, Encode: encodeKeys}
	methods    = difftest.Codec[everything.Methods]{Decode: decodeMethods, Encode: encodeMethods}
	shape      = difftest.Codec[everything.Shape]{Decode: decodeShape, Encode: encodeShape}
	times      = difftest.Codec[everything.Times]{Decode: decodeTimes, Encode: encodeTimes}
)

func TestScalars(t *testing.T)    { difftest.Check(t, scalars, 1, 300) }
func TestContainers(t *testing.T) { difftest.Check(t, containers, 2, 150) }
func TestEmbedded(t *testing.T)   { difftest.Check(t, embedded, 3, 300) }
func TestTags(t *testing.T)       { difftest.Check(t, tags, 4, 300) }
func TestRecursive(t *testing.T)  { difftest.Check(t, recursive, 5, 200) }
func TestGenerics(t *testing.T)   { difftest.Check(t, generics, 6, 200) }
func TestTimes(t *testing.T)      { difftest.Check(t, times, 7, 300) }

func TestQuoted(t *testing.T)  { difftest.Check(t, quoted, 8, 300) }
func TestKeys(t *testing.T)    { difftest.Check(t, keys, 9, 300) }
func TestMethods(t *testing.T) { difftest.Check(t, methods, 10, 300) }
func TestShape(t *testing.T)   { difftest.Check(t, shape, 11, 300) }

func FuzzQuoted(f *testing.F)     { difftest.Fuzz(f, quoted) }
func FuzzKeys(f *testing.F)       { difftest.Fuzz(f, keys) }
func FuzzMethods(f *testing.F)    { difftest.Fuzz(f, methods) }
func FuzzScalars(f *testing.F)    { difftest.Fuzz(f, scalars) }
func FuzzContainers(f *testing.F) { difftest.Fuzz(f, containers) }
func FuzzTags(f *testing.F)       { difftest.Fuzz(f, tags) }
func FuzzTimes(f *testing.F)      { difftest.Fuzz(f, times) }
