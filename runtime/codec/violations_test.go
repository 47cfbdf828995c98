package codec_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// positive reads an integer that must be at least 1.
func positive(d *codec.Dec, s string, i int, v *int) int {
	at := i
	i = codec.Int(d, s, i, v)
	if *v < 1 {
		i = d.Refuse(s, at, i, "must be at least 1")
	}
	if *v%5 == 4 || *v%5 == -1 {
		i = d.Refuse(s, at, i, "must not end in 4 or 9")
	}
	return i
}

// readPositives reads a list of maps of such numbers.
func readPositives(d *codec.Dec, s string) int {
	var v []map[string]int
	return d.Document(s, codec.Slice(d, s, 0, &v, func(d *codec.Dec, s string, i int, v *map[string]int) int {
		return codec.Map(d, s, i, v, positive)
	}))
}

func told(err *codec.Error) string {
	if err == nil {
		return ""
	}
	text := err.Error()
	for _, v := range err.Violations {
		text += "\n" + v.Path + ": " + v.Msg
	}
	return text
}

func TestSCH18SCH19ViolationsAreToldTogetherInOrder(t *testing.T) {
	for doc, want := range map[string]string{
		` [{"a":1},{"b":2}] `: "",
		`[{"a":null},null]`:   "",
		`[{"a": 0}]`:          "params[0].a: must be at least 1\n[0].a: must be at least 1",
		`[{},{"z":0,"a b":-3,"y":1},{"\u0061":-1}]`: "params[1].z: must be at least 1 (and 2 more)\n[1].z: must be at least 1\n[1][\"a b\"]: must be at least 1\n[2].a: must be at least 1; must not end in 4 or 9",
		`[{"a":0,"a":0}]`:     "params[0].a: must be at least 1\n[0].a: must be at least 1",
		`[{"a":0,"a":4}]`:     "params[0].a: must be at least 1; must not end in 4 or 9\n[0].a: must be at least 1; must not end in 4 or 9",
		`[{"a":0},{"a":"x"}]`: "params[1].a: expected number, got string at offset 14",
		`[{"a":0}`:            "params[0]: expected ',' or ']', got end of input at offset 8",
		`[{"a":0}] x`:         "params: expected end of input, got 'x' at offset 10",
	} {
		var d codec.Dec
		s := codec.Text([]byte(doc))
		end := readPositives(&d, s)
		if got := told(d.Err(s, 0, "params")); got != want || (end < 0) != (want != "") {
			t.Errorf("%s: %d, got\n%s\nwant\n%s", doc, end, got, want)
		}
	}
}

func TestSCH20ViolationsAreLimited(t *testing.T) {
	elements := func(n int, element string) string {
		return "[" + strings.TrimSuffix(strings.Repeat(element+",", n), ",") + "]"
	}
	long := strings.Repeat(`<`, 5000)
	deep := strings.Repeat("[", 3000)
	for _, test := range []struct {
		doc    string
		places int
		ends   string
	}{
		{elements(20, `{"a":0}`), 20, "(and 19 more)"},
		{elements(21, `{"a":0}`), 20, "(and more)"},
		{elements(1e6, `{"a":0}`), 20, "(and more)"},
		{elements(20, `{"a":-1}`), 20, "(and 19 more)"},
		{elements(12, `{"`+long+`":0}`), 12, "(and 11 more)"},
		{elements(1, `{`+strings.TrimSuffix(strings.Repeat(`"<&\u2028\u0001`+long+`":0,`, 3), ",")+`}`), 1, "must be at least 1"},
	} {
		var d codec.Dec
		s := codec.Text([]byte(test.doc))
		if readPositives(&d, s) >= 0 {
			t.Fatal("nothing was refused")
		}
		err := d.Err(s, 0, "params")
		if len(err.Violations) != test.places || !strings.HasSuffix(err.Msg, test.ends) {
			t.Errorf("%.20s…: %d places, %s", test.doc, len(err.Violations), err.Msg)
		}
	}

	// A place in the depth of a document that reads itself.
	var read func(d *codec.Dec, s string, i int, v *any) int
	read = func(d *codec.Dec, s string, i int, v *any) int {
		if i < len(deep) {
			var list []any
			return codec.Slice(d, s, i, &list, read)
		}
		return d.Refuse(s, i, codec.Any(d, s, i, v), "must be another one")
	}
	var d codec.Dec
	s := codec.Text([]byte(deep + "1" + strings.Repeat("]", 3000)))
	if d.Document(s, read(&d, s, 0, new(any))) >= 0 {
		t.Fatal("nothing was refused")
	}
	if path := d.Err(s, 0, "params").Violations[0].Path; len(path) > 200 || !strings.Contains(path, "…") {
		t.Errorf("the path is %s", path)
	}
}

func TestSCH20WhatIsToldHasAnEnd(t *testing.T) {
	for _, name := range []string{"<", "\\u0001", "\\u2028", "é", "a"} {
		doc := "0"
		for range 60 {
			doc = `{"` + strings.Repeat(name, 100) + `":` + doc + `}`
		}
		doc = "[" + strings.TrimSuffix(strings.Repeat(doc+",", 20), ",") + "]"
		var d codec.Dec
		var read func(d *codec.Dec, s string, i int, v *any) int
		read = func(d *codec.Dec, s string, i int, v *any) int {
			if s[i] == '{' {
				var m map[string]any
				return codec.Map(d, s, i, &m, read)
			}
			return d.Refuse(s, i, codec.Any(d, s, i, v), strings.Repeat("<", 3000))
		}
		s := codec.Text([]byte(doc))
		var list []any
		d.Document(s, codec.Slice(&d, s, 0, &list, read))
		err := d.Err(s, 0, "params")
		size, text := 0, err.Error()
		for _, v := range err.Violations {
			size += len(codec.AppendString(new(codec.Enc), nil, &v.Path)) + len(codec.AppendString(new(codec.Enc), nil, &v.Msg))
		}
		if size += len(codec.AppendString(new(codec.Enc), nil, &text)); size > 16<<10-200 || len(err.Violations) == 0 {
			t.Errorf("%s: %d bytes, %d places", name, size, len(err.Violations))
		}
	}
}

func TestGoodDocumentsAllocateNothingForChecks(t *testing.T) {
	s := codec.Text([]byte(`{"a":1,"b":2}`))
	m := map[string]int{"a": 0, "b": 0}
	var d codec.Dec
	with := testing.AllocsPerRun(100, func() { d.Reset(); codec.Map(&d, s, 0, &m, positive) })
	without := testing.AllocsPerRun(100, func() { d.Reset(); codec.Map(&d, s, 0, &m, codec.Int) })
	if with != without {
		t.Errorf("%v allocations with checks, %v without", with, without)
	}
}

func TestSCH13LengthsAreInCharacters(t *testing.T) {
	for _, text := range []string{"", "a", "ab", "äöü", "日本語", "😀😀", strings.Repeat("x", 50), strings.Repeat("é", 50), "\ufffd"} {
		n := len([]rune(text))
		for limit := range 60 {
			if codec.Shorter(text, limit) != (n < limit) || codec.Longer(text, limit) != (n > limit) {
				t.Errorf("%q has %d characters, and not for a limit of %d", text, n, limit)
			}
		}
	}
}

func TestSCH13MultiplesAreDecidedOnTheDigits(t *testing.T) {
	for _, test := range []struct {
		text string
		n    uint64
		exp  int
		want bool
	}{
		{"0.3", 1, -1, true}, {"3e-1", 1, -1, true}, {"0.30000000000000004", 1, -1, false}, {"-0.30", 1, -1, true},
		{"0", 7, 0, true}, {"-0.0e5", 7, 3, true}, {"null", 7, 0, true}, {" 14", 7, 0, true}, {"1e2", 1, 2, true}, {"1e1", 1, 2, false},
		{"0.75", 25, -2, true}, {"0.8", 25, -2, false}, {"1e308", 1<<63 - 25, 0, false}, {"1E+2", 25, 0, true}, {"1e-99999999999999999999", 1, -9, false},
		{"18446744073709551557", 18446744073709551557, 0, true}, {"18446744073709551557.0000", 18446744073709551557, 0, true},
		{"36893488147419103114000", 18446744073709551557, 3, true}, {"36893488147419103115000", 18446744073709551557, 3, false},
	} {
		if got := codec.MultipleOf(codec.Text([]byte(test.text)), 0, test.n, test.exp); got != test.want {
			t.Errorf("%s, %de%d: %v", test.text, test.n, test.exp, got)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		n := random.Uint64N(1<<random.IntN(20)) + 1
		if n%10 == 0 {
			n++
		}
		exp := random.IntN(9) - 5
		text := fmt.Sprint(random.Int64N(1 << random.IntN(60)))
		if random.IntN(2) == 0 {
			text = fmt.Sprint(random.Uint64N(1000)*n) + strings.Repeat("0", random.IntN(5))
		}
		if random.IntN(2) == 0 {
			text += "." + fmt.Sprint(random.IntN(2000))
		}
		if random.IntN(2) == 0 {
			text += fmt.Sprintf("e%d", random.IntN(30)-15)
		}
		value, _ := new(big.Rat).SetString(text)
		unit, _ := new(big.Rat).SetString(fmt.Sprintf("%de%d", n, exp))
		want := new(big.Rat).Quo(value, unit).IsInt()
		if got := codec.MultipleOf(codec.Text([]byte(text)), 0, n, exp); got != want {
			t.Fatalf("%s, %de%d: %v", text, n, exp, got)
		}
	}
}

func TestSCH13EqualItemsAreFound(t *testing.T) {
	long := make([]int, 1000)
	for k := range long {
		long[k] = k
	}
	for _, test := range []struct {
		list []int
		i, j int
	}{
		{nil, 0, 0}, {[]int{1}, 0, 0}, {[]int{1, 2, 3}, 0, 0}, {[]int{1, 2, 1, 2}, 0, 2}, {long, 0, 0},
		{append(long[:900:900], 17, 5), 17, 900},
	} {
		if i, j := codec.Twins(test.list); i != test.i || j != test.j {
			t.Errorf("%v: %d, %d", test.list[:min(5, len(test.list))], i, j)
		}
	}
}
