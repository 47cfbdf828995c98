package codec_test

import (
	"encoding/json"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// A wide is as large as an element can be of which four are made room for at once.
type wide struct {
	Name string `json:"name"`
	Data [15][2]uint64
}

func decodeWide(d *codec.Dec, s string, i int, v *wide) int {
	var k string
	for i = d.Object(s, i); i >= 0; i = d.Next(s, i) {
		if k, i = d.Key(s, i); i < 0 {
			return -1
		}
		if k == "name" {
			i = codec.String(d, s, i, &v.Name)
		} else {
			i = d.Skip(s, i)
		}
	}
	return codec.End(i)
}

// lists makes the reader of a slice of slices.
func lists[T any](elem func(*codec.Dec, string, int, *T) int) func(*codec.Dec, string, int, *[][]T) int {
	return func(d *codec.Dec, s string, i int, v *[][]T) int {
		return codec.Slice(d, s, i, v, func(d *codec.Dec, s string, i int, v *[]T) int { return codec.Slice(d, s, i, v, elem) })
	}
}

func list[T any](elem func(*codec.Dec, string, int, *T) int) func(*codec.Dec, string, int, *[]T) int {
	return func(d *codec.Dec, s string, i int, v *[]T) int { return codec.Slice(d, s, i, v, elem) }
}

// allocated returns how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// costs returns how many bytes are allocated per byte of a document of a type: by us, the copy of the document included,
// and by encoding/json.
func costs[T any](decode func(*codec.Dec, string, int, *T) int) func(doc []byte) (ours, their float64) {
	return func(doc []byte) (ours, their float64) {
		n := float64(len(doc))
		ours = float64(allocated(func() { unmarshal(doc, new(T), decode) })) / n
		their = float64(allocated(func() { json.Unmarshal(doc, new(T)) })) / n
		return ours, their
	}
}

// mostPerByte is how many bytes a byte of a document makes the decoder allocate at most, where elements are small.
const mostPerByte = 60

// TestMemoryIsAMultipleOfTheDocument reads documents that are made to cost much memory for little text. They may cost no
// more than twice what they cost with encoding/json, and ten times their length.
func TestMemoryIsAMultipleOfTheDocument(t *testing.T) {
	size := 1 << 18
	if long() {
		size = 1 << 20
	}
	fill := func(begin, piece, end string) []byte {
		return []byte(begin + strings.Repeat(piece, (size-len(begin)-len(end))/len(piece)) + end)
	}
	anys, orders, wides, stringLists := costs(codec.Any), costs(decodeOrder), costs(lists(decodeWide)), costs(lists(codec.String[string]))
	intMaps := costs(list(func(d *codec.Dec, s string, i int, v *map[int]int) int { return codec.IntMap(d, s, i, v, codec.Int) }))
	copies := costs(func(d *codec.Dec, s string, i int, v *any) int {
		return codec.With(d, s, i, v, codec.CopyStrings, codec.Any)
	})
	raws := costs(list(codec.Raw[json.RawMessage]))
	pointers := costs(list(func(d *codec.Dec, s string, i int, v **wide) int { return codec.Pointer(d, s, i, v, decodeWide) }))
	for _, test := range []struct {
		cost  func(doc []byte) (ours, their float64)
		doc   []byte
		large bool // elements are
	}{
		// Containers in containers, or next to each other.
		{anys, fill("", "[", ""), false}, {anys, fill("", `{"":`, ""), false}, {anys, fill("", `[{"":`, ""), false},
		{anys, fill("[", "[],", "0]"), false}, {anys, fill("[", "{},", "0]"), false}, {anys, fill("[", "[{}],", "0]"), false},
		{anys, fill("[", "[0],", "0]"), false}, {anys, fill("[", `{"":0},`, "0]"), false}, {anys, fill("[", "[0,0,0,0,0],", "0]"), false},
		{intMaps, fill("[", `{"0":0},`, "{}]"), false}, {intMaps, fill("[", "{},", "{}]"), false},
		// Short values.
		{anys, fill("[", "0,", "0]"), false}, {anys, fill("[", `"",`, "0]"), false}, {anys, fill("[", "null,", "0]"), false},
		{raws, fill("[", "0,", "0]"), false}, {raws, fill("[", "null,", "0]"), false},
		{orders, fill(`{"items":[`, "{},", "{}]}"), false}, {orders, fill(`{"items":[`, "null,", "{}]}"), false},
		{orders, fill(`{"items":[`, `{"parts":[{}]},`, "{}]}"), false}, {orders, fill(`{"items":[`, `{"parts":[{},{},{},{},{}]},`, "{}]}"), false},
		{orders, fill(`{"tags":[`, `"",`, `""]}`), false}, {orders, fill(`{"tags":[`, "null,", `""]}`), false},
		{orders, fill(`{"scores":[`, "0,", "0]}"), false}, {orders, fill(`{"counts":[`, "0,", "0]}"), false},
		{stringLists, fill("[", `[""],`, "[]]"), false}, {stringLists, fill("[", `["","","","",""],`, "[]]"), false},
		{wides, fill("[", "[],", "[]]"), true}, {wides, fill("[", "[{}],", "[]]"), true}, {wides, fill("[", "[{},{},{},{},{}],", "[]]"), true},
		{wides, fill("[[", "{},", "{}]]"), true}, {wides, fill("[[", "null,", "{}]]"), true}, {pointers, fill("[", "{},", "{}]"), true},
		// Escapes, and bytes that are replaced by longer ones.
		{anys, fill(`["`, `\n`, `"]`), false}, {anys, fill("[", `"\n",`, "0]"), false}, {anys, fill(`["`, `\ud800`, `"]`), false},
		{anys, fill("[", `"`+strings.Repeat(`\n`, 600)+`",`, "0]"), false}, {anys, fill(`["`, "\xff\\n", `"]`), false},
		{anys, fill("[", "\"\xff\\n\",", "0]"), false}, {copies, fill("[", `"\n",`, "0]"), false}, {copies, fill("{", `"\n":0,`, `"a":0}`), false},
		{anys, fill(`["`, "\xff", `"]`), false}, {anys, fill("[", "\"\xff\",", "0]"), false}, {orders, fill(`{"blob":"`, `\n`, `"}`), false},
		// Keys, often the same.
		{anys, fill("{", `"a":0,`, `"a":0}`), false}, {anys, fill("{", `"a":[[]],`, `"a":0}`), false}, {anys, fill("{", `"\n":0,`, `"a":0}`), false},
		{orders, fill("{", `"a":[0],`, `"a":0}`), false}, {orders, fill("{", `"\n":0,`, `"a":0}`), false}, {orders, fill("{", `"éééé":0,`, `"a":0}`), false},
		{orders, fill("{", `"tags":["a"],"tags":[],`, `"a":0}`), false}, {orders, fill("{", `"tags":["a"],"tags":null,`, `"a":0}`), false},
		{orders, fill("{", `"scores":[0],"scores":null,`, `"a":0}`), false}, {orders, fill("{", `"items":[{}],"items":[],`, `"a":0}`), false},
		{orders, fill("{", `"stock":{"a":0},"stock":null,`, `"a":0}`), false}, {orders, fill("{", `"who":{},"who":null,`, `"a":0}`), false},
		{orders, fill(`{"stock":{`, `"":0,`, `"":0}}`), false},
		// Values of the wrong type, which end decoding at once.
		{orders, fill(`{"items":[`, "0,", "0]}"), false}, {orders, fill(`{"tags":[`, "0,", "0]}"), false},
		{orders, fill(`{"scores":[0`, ",", ""), false}, {orders, fill(`{"scores":[`, `"",`, "0]}"), false}, {wides, fill("[[", "0,", "{}]]"), true},
		// Base64, and numbers in its place.
		{orders, fill(`{"blob":"`, "AAAA", `"}`), false}, {orders, fill(`{"blob":[`, "0,", "0]}"), false},
	} {
		ours, their := test.cost(test.doc)
		if ours > 2*their+10 || ours > mostPerByte && !test.large {
			t.Errorf("%.40s… costs %.1f times its length, and %.1f times with encoding/json", test.doc, ours, their)
		}
	}
}

// long reports whether tests may take minutes. OWGEN_LONG=1 says so; make fuzz sets it.
func long() bool { return os.Getenv("OWGEN_LONG") != "" }
