package codec_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/runtime/codec"
)

// The tests of this file do something to the documents of all tables, everywhere.

// tableDocuments returns the documents of the tables that are no longer than limit, and for each the type it is for, or
// "any".
func tableDocuments(t *testing.T, limit int) []difftest.Case {
	t.Helper()
	var all []difftest.Case
	for _, name := range []string{"parsing.txt", "behaviour.txt"} {
		for _, c := range difftest.ReadCases(t, casesDir+name) {
			if targets[c.Kind] == nil {
				c.Kind = "any"
			}
			if len(c.Input) <= limit {
				all = append(all, c)
			}
		}
	}
	return all
}

// tokens cuts a document into its tokens. Anything that is not a token is cut into bytes.
func tokens(doc string) []string {
	var all []string
	for len(doc) > 0 {
		n := 1
		switch {
		case doc[0] == '"':
			for n < len(doc) && doc[n] != '"' {
				if doc[n] == '\\' {
					n++
				}
				n++
			}
			n = min(n+1, len(doc))
		case !strings.ContainsRune("{}[]:,", rune(doc[0])):
			if n = strings.IndexAny(doc, `{}[]:,"`); n < 0 {
				n = len(doc)
			}
		}
		all = append(all, doc[:n])
		doc = doc[n:]
	}
	return all
}

func TestWhiteSpaceIsSeenEverywhere(t *testing.T) {
	for _, c := range tableDocuments(t, 100) {
		all := tokens(string(c.Input))
		for _, space := range []string{" ", "\t", "\r", "\n", "\n         ", "\v", "\f", "\u00a0", "\u2028", "\x00"} {
			for n := range len(all) + 1 {
				doc := strings.Join(all[:n], "") + space + strings.Join(all[n:], "")
				targets[c.Kind](t, []byte(doc), nil)
			}
		}
	}
}

func TestDocumentsEndWhereTheyEnd(t *testing.T) {
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(orderText), "", "  "); err != nil {
		t.Fatal(err)
	}
	docs := tableDocuments(t, 4096)
	docs = append(docs, difftest.Case{Input: []byte(orderText)}, difftest.Case{Input: indented.Bytes()})
	for _, c := range docs {
		for n := range len(c.Input) + 1 {
			for name, read := range readers {
				if got, want := amidPoison(t, c.Input[:n], read), json.Valid(c.Input[:n]); name != "Any" && got != want {
					t.Fatalf("%s accepts %q: %v", name, c.Input[:n], got)
				}
			}
			if check := targets[c.Kind]; check != nil {
				check(t, c.Input[:n], nil)
			}
		}
	}
}

// amidPoison reads a document that stands in a block whose other bytes would go on with it, and checks that only the
// padding was written to.
func amidPoison(t *testing.T, doc []byte, read func(*codec.Dec, string) int) bool {
	t.Helper()
	const front, back = `"1,{[\`, `",1]}0e5\u0041tnf`
	block := []byte(front + string(doc) + strings.Repeat("7", codec.Pad) + back)
	n := len(front) + len(doc)
	s := codec.Own(block[len(front):n:n+codec.Pad], len(doc))
	var d codec.Dec
	end := d.Document(s, read(&d, s))
	if err := d.Err(s, 0, ""); (err == nil) != (end == len(doc)) || err != nil && (err.Offset < 0 || err.Offset > len(doc)) {
		t.Fatalf("%q ends at %d, %v", doc, end, err)
	}
	if want := front + string(doc) + strings.Repeat("\x00", codec.Pad) + back; string(block) != want {
		t.Fatalf("%q: the block became %q", doc, block)
	}
	return end >= 0
}

// Many may read one source at a time, each with a Dec of its own.
func TestOneSourceIsReadByMany(t *testing.T) {
	s := codec.Text([]byte(orderText))
	var want order
	if err := unmarshal([]byte(orderText), &want, decodeOrder); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			var d codec.Dec
			for range 50 {
				var v order
				var x any
				d.Reset()
				if d.Document(s, decodeOrder(&d, s, 0, &v)) < 0 || d.Skip(s, 0) < 0 || codec.Any(&d, s, 0, &x) < 0 {
					t.Error(d.Err(s, 0, ""))
				}
				if !reflect.DeepEqual(v, want) {
					t.Errorf("got %+v", v)
				}
			}
		})
	}
	all.Wait()
}

// Strings of all documents that one Dec reads stay the same, whatever happens to the body that they came from.
func TestStringsOutliveLaterDocuments(t *testing.T) {
	var d codec.Dec
	var got, want []any
	body := make([]byte, 0, 1<<16)
	for range 20 {
		for _, c := range append(tableDocuments(t, 4096), difftest.Case{Input: []byte(orderText)}) {
			var x, y any
			if json.Unmarshal(c.Input, &y) != nil {
				continue
			}
			body = append(body[:0], c.Input...)
			d.Reset()
			s := codec.Text(body)
			if codec.Any(&d, s, 0, &x) < 0 {
				t.Fatal(d.Err(s, 0, ""))
			}
			for i := range body {
				body[i] = '!'
			}
			got, want = append(got, x), append(want, y)
		}
	}
	for k := range want {
		if !reflect.DeepEqual(got[k], want[k]) {
			t.Errorf("document %d became %#v, want %#v", k, got[k], want[k])
		}
	}
}

// A key that stands twice gives two strings, of which both may be kept: the first by whoever read it, the second in the
// value. Reading a source again gives others, and changes none.
func TestStringsOfRepeatedKeysStay(t *testing.T) {
	const doc = `{"name":"first\n\u00e9","name":"second\t","Mail":"plain","Mail":"\ud83d\ude00","name":"third","NAME":"f\u006furth"}`
	s := codec.Text([]byte(doc))
	var d codec.Dec
	var kept []string
	read := func() {
		var k string
		i := d.Object(s, 0)
		for ; i >= 0; i = d.Next(s, i) {
			var v string
			k, i = d.Key(s, i)
			i = codec.String(&d, s, i, &v)
			kept = append(kept, k, v)
		}
		if codec.End(i) != len(doc) {
			t.Fatal(d.Err(s, 0, ""))
		}
	}
	read()
	d.Reset()
	read()
	want := []string{"name", "first\né", "name", "second\t", "Mail", "plain", "Mail", "😀", "name", "third", "NAME", "fourth"}
	if !reflect.DeepEqual(kept, append(want, want...)) || s[:len(doc)] != doc {
		t.Errorf("kept %q of %q", kept, s)
	}
	same(t, []byte(doc), decodePerson, encodePerson)
}
