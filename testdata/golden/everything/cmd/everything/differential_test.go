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
	times      = difftest.Codec[everything.Times]{Decode: decodeTimes, Encode: encodeTimes}
)

func TestScalars(t *testing.T)    { difftest.Check(t, scalars, 1, 300) }
func TestContainers(t *testing.T) { difftest.Check(t, containers, 2, 150) }
func TestEmbedded(t *testing.T)   { difftest.Check(t, embedded, 3, 300) }
func TestTags(t *testing.T)       { difftest.Check(t, tags, 4, 300) }
func TestRecursive(t *testing.T)  { difftest.Check(t, recursive, 5, 200) }
func TestGenerics(t *testing.T)   { difftest.Check(t, generics, 6, 200) }
func TestTimes(t *testing.T)      { difftest.Check(t, times, 7, 300) }

func FuzzScalars(f *testing.F)    { difftest.Fuzz(f, scalars) }
func FuzzContainers(f *testing.F) { difftest.Fuzz(f, containers) }
func FuzzTags(f *testing.F)       { difftest.Fuzz(f, tags) }
func FuzzTimes(f *testing.F)      { difftest.Fuzz(f, times) }
