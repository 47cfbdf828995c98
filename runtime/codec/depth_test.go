package codec_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// A tree recurs through every kind of container.
type tree struct {
	List []tree          `json:"list,omitempty"`
	Map  map[string]tree `json:"map,omitempty"`
	Next *tree           `json:"next,omitempty"`
	Any  any             `json:"any,omitempty"`
}

func decodeTree(d *codec.Dec, s string, i int, v *tree) int {
	var k string
	if i = d.Object(s, i); i < 0 {
		return codec.End(i)
	}
key:
	if k, i = d.Key(s, i); i < 0 {
		return -1
	}
	switch k {
	case "list":
		i = codec.Slice(d, s, i, &v.List, decodeTree)
	case "map":
		i = codec.Map(d, s, i, &v.Map, decodeTree)
	case "next":
		i = codec.Pointer(d, s, i, &v.Next, decodeTree)
	case "any":
		i = codec.Any(d, s, i, &v.Any)
	default:
		i = d.Skip(s, i)
	}
	if i = d.Next(s, i); i < 0 {
		return codec.End(i)
	}
	goto key
}

func encodeTree(e *codec.Enc, b []byte, v *tree) []byte {
	open := len(b)
	if len(v.List) != 0 {
		b = append(b, `,"list":`...)
		b = codec.AppendSlice(e, b, &v.List, encodeTree)
	}
	if len(v.Map) != 0 {
		b = append(b, `,"map":`...)
		b = encodeTrees(e, b, &v.Map)
	}
	if v.Next != nil {
		b = append(b, `,"next":`...)
		b = codec.AppendPointer(e, b, &v.Next, encodeTree)
	}
	if v.Any != nil {
		b = append(b, `,"any":`...)
		b = codec.AppendAny(e, b, &v.Any)
	}
	return codec.Close(b, open)
}

// encodeTrees writes a map of a recursive type, so it counts levels.
func encodeTrees(e *codec.Enc, b []byte, v *map[string]tree) []byte {
	if *v == nil {
		return append(b, "null"...)
	}
	if !e.Enter(b) {
		return b
	}
	var space [16]string
	open := len(b)
	for _, k := range codec.Keys(*v, space[:0]) {
		x := (*v)[k]
		b = codec.AppendKey(e, b, k)
		b = encodeTree(e, b, &x)
	}
	e.Leave()
	return codec.Close(b, open)
}

func TestNestingIsLimitedAsByEncodingJSON(t *testing.T) {
	// Each form makes two levels, but for the last ones.
	for _, form := range []struct {
		name, open, close string
		levels            int
	}{
		{"list", `{"list":[`, `]}`, 2}, {"map", `{"map":{"k":`, `}}`, 2}, {"next", `{"next":`, `}`, 1},
		{"any arrays", `[`, `]`, 1}, {"any objects", `{"a":`, `}`, 1}, {"mixed", `[{"a":`, `}]`, 2},
	} {
		for _, field := range []string{"", "any", "unknown"} {
			if (field == "") == (form.open[0] == '[' || form.name == "any objects") {
				continue
			}
			for _, depth := range []int{9999, 10000, 10001, 10002} {
				if form.open[0] == '[' || form.name == "any objects" {
					depth-- // for the tree around it
				}
				n := depth / form.levels
				inner := "null"
				if depth%form.levels == 1 {
					inner = "{}"
				}
				doc := strings.Repeat(form.open, n) + inner + strings.Repeat(form.close, n)
				if field != "" {
					doc = `{"` + field + `":` + doc + `}`
				}
				var got, want tree
				gotErr, wantErr := unmarshal([]byte(doc), &got, decodeTree), json.Unmarshal([]byte(doc), &want)
				if (gotErr == nil) != (wantErr == nil) {
					t.Errorf("%s in %q, depth %d: error %.100v, encoding/json has %v", form.name, field, depth, gotErr, wantErr)
				}
				if gotErr != nil {
					continue
				}
				// reflect.DeepEqual takes too long for so many levels; equal text is proof enough.
				text, err := marshal(&got, encodeTree)
				wantText, wantErr := json.Marshal(&want)
				if err != nil || wantErr != nil || string(text) != string(wantText) {
					t.Errorf("%s in %q, depth %d: %.100s, %v, %v", form.name, field, depth, text, err, wantErr)
				}
			}
		}
	}
}

func TestEachReaderOfAnythingCountsLevels(t *testing.T) {
	for _, form := range [][2]string{{"[", "]"}, {`{"a":`, "}"}, {`[{"a":`, "}]"}, {` { "a" : [ `, " ] } "}} {
		levels := strings.Count(form[0], "[") + strings.Count(form[0], "{")
		for _, depth := range []int{9999, 10000, 10001} {
			n := depth / levels
			inner := strings.Repeat("[", depth%levels) + strings.Repeat("]", depth%levels)
			if levels == 1 || inner == "" {
				inner = "1"
			}
			doc := []byte(strings.Repeat(form[0], n) + inner + strings.Repeat(form[1], n))
			want := depth <= codec.MaxDepth
			if json.Valid(doc) != want {
				t.Errorf("encoding/json takes %d levels of %s: %v", depth, form[0], !want)
			}
			for name, read := range readers {
				if got := amidPoison(t, doc, read); got != want {
					t.Errorf("%s takes %d levels of %s: %v", name, depth, form[0], got)
				}
			}
		}
	}
	var d codec.Dec
	s := codec.Text([]byte(strings.Repeat("[", 10001)))
	if d.Skip(s, 0); d.Err(s, 0, "").Msg != "more than 10000 levels of nesting" || d.Err(s, 0, "").Offset != 10000 {
		t.Errorf("got %+v", d.Err(s, 0, ""))
	}
}

func TestFinishedContainersAreNoLongerCounted(t *testing.T) {
	doc := `{"list":[` + strings.Repeat(`{"map":{"a":{},"b":null},"next":null,"any":[{},[]],"x":{"y":[]}},`, 6000) + `{}]}`
	same(t, []byte(doc), decodeTree, encodeTree)
}

func TestValuesThatContainThemselvesAreRefused(t *testing.T) {
	next := &tree{}
	next.Next = next
	list := tree{List: make([]tree, 2)}
	list.List[0] = list
	trees := tree{Map: map[string]tree{}}
	trees.Map["x"], trees.Map["y"] = trees, trees
	array, object := []any{nil}, map[string]any{}
	array[0], object["x"], object["y"] = array, object, object
	for name, v := range map[string]*tree{"next": next, "list": &list, "map": &trees, "array": {Any: array}, "object": {Any: object}} {
		if _, err := json.Marshal(v); err == nil {
			t.Errorf("%s: encoding/json takes it", name)
		}
		_, err := marshal(v, encodeTree)
		if err == nil || !strings.Contains(err.Error(), "contains itself") || len(err.Error()) > 400 {
			t.Errorf("%s: error %.500v", name, err)
		}
	}
}

func TestTheSameValueMayStandInManyPlaces(t *testing.T) {
	leaf := &tree{List: []tree{{}}}
	root := tree{Any: "x"}
	for range 2000 {
		inner := root
		root = tree{Next: &inner, List: []tree{{Next: leaf}, {Next: leaf}}}
	}
	got, err := marshal(&root, encodeTree)
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(&root)
	if err != nil || string(got) != string(want) {
		t.Errorf("got %.100s, want %.100s, %v", got, want, err)
	}
}
