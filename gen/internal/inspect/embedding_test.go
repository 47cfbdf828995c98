package inspect

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen/internal/inspect/testdata/embedding"
	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
	"github.com/owgen/owgen/internal/build"
)

// TestMembersAreThoseOfEncodingJSON compares, for many structs, names and order of the members with what encoding/json
// writes, and what the selectors select with the values it writes.
func TestMembersAreThoseOfEncodingJSON(t *testing.T) {
	ty := typerFor(t, "testdata/embedding")
	for _, v := range embedding.All {
		typ := reflect.TypeOf(v)
		t.Run(typ.Name(), func(t *testing.T) {
			value := reflect.New(typ)
			n := 0
			number(value.Elem(), &n)
			names, values := membersOf(t, value.Interface())

			model := ty.typeOf(ty.Types.Scope().Lookup(typ.Name()).Type(), use{handler: &model.Handler{}, path: typ.Name()})
			if err := ty.Err(); err != nil {
				t.Fatal(err)
			}
			fields := model.Fields
			var got []string
			for _, f := range fields {
				got = append(got, f.Name)
			}
			if !slices.Equal(got, names) {
				t.Fatalf("members %q, want %q", got, names)
			}
			for k, f := range fields {
				selected, err := json.Marshal(selectField(value.Elem(), f.Go).Interface())
				if err != nil || !bytes.Equal(selected, values[k]) {
					t.Errorf("%s selects %s, want %s: %v", f.Go, selected, values[k], err)
				}
				for _, e := range f.Embeds {
					embedded := selectField(value.Elem(), e.Go)
					if want := "*" + strings.ReplaceAll(ty.TypeString(e.Struct), "embedding.", ""); embedded.Kind() != reflect.Pointer ||
						strings.ReplaceAll(embedded.Type().String(), "embedding.", "") != want {
						t.Errorf("%s is a %s, want %s", e.Go, embedded.Type(), want)
					}
				}
			}
		})
	}
}

// number gives each int in v a number of its own and fills embedded pointers, one of each type on a path.
func number(v reflect.Value, n *int, outer ...reflect.Type) {
	switch v.Kind() {
	case reflect.Int:
		if v.CanSet() {
			*n++
			v.SetInt(int64(*n))
		}
	case reflect.Pointer:
		if !slices.Contains(outer, v.Type().Elem()) {
			v.Set(reflect.New(v.Type().Elem()))
			number(v.Elem(), n, outer...)
		}
	case reflect.Struct:
		for k := range v.NumField() {
			number(v.Field(k), n, append(slices.Clip(outer), v.Type())...)
		}
	}
}

// membersOf returns names and values of the members of v's JSON in their order.
func membersOf(t *testing.T, v any) (names []string, values []json.RawMessage) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Fatal(err)
		}
		names, values = append(names, name.(string)), append(values, value)
	}
	return names, values
}

// selectField is v.a.b.c as the compiler understands it, with promotion.
func selectField(v reflect.Value, selector string) reflect.Value {
	for name := range strings.SplitSeq(selector, ".") {
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		v = v.FieldByName(name)
	}
	return v
}

// typerFor loads a package without looking for handlers.
func typerFor(t *testing.T, dir string) *typer {
	t.Helper()
	answers, err := source.Load(context.Background(), dir, build.Goflags{}, []source.Query{{Dir: dir}})
	if err == nil {
		err = answers[0].Err
	}
	if err != nil {
		t.Fatal(err)
	}
	src := answers[0].Package
	return newTyper(src, src.PkgPath+"/cmd/program", model.RuntimePath)
}

func TestTags(t *testing.T) {
	for _, test := range []struct {
		text    string
		want    tag
		problem bool
	}{
		{``, tag{}, false},
		{`json:""`, tag{}, false},
		{`json:"a"`, tag{name: "a"}, false},
		{`json:"a,omitempty,omitzero,string"`, tag{name: "a", omitEmpty: true, omitZero: true, quoted: true}, false},
		{`json:",omitempty"`, tag{omitEmpty: true}, false},
		{`json:",unknown"`, tag{}, false},
		{`json:"a, omitempty"`, tag{name: "a"}, false},
		{`json:"-"`, tag{skip: true}, false},
		{`json:"-,"`, tag{name: "-"}, false},
		{`json:"a" json:"b"`, tag{name: "a"}, false},
		{`xml:"x"json:"a"`, tag{name: "a"}, false},
		{`xml:"\"" json:"\u0061"`, tag{name: "a"}, false},
		{`  json:"é!#$%&()*+-./:;<=>?@[]^_{|}~ "`, tag{name: "é!#$%&()*+-./:;<=>?@[]^_{|}~ "}, false},
		{`Json:"a"`, tag{}, false},
		{`some words`, tag{}, false},
		{`json`, tag{}, true},
		{`json:a`, tag{}, true},
		{`json:'a'`, tag{}, true},
		{"json:`a`", tag{}, true},
		{`json: "a"`, tag{}, true},
		{`json :"a"`, tag{}, true},
		{`json:"a`, tag{}, true},
		{`xml:x json:"a"`, tag{}, true},
		{`json:"it's,omitempty"`, tag{omitEmpty: true}, true},
		{`json:"a\\b"`, tag{}, true},
		{`json:"a\tb"`, tag{}, true},
	} {
		got, problem := parseTag(test.text)
		if !reflect.DeepEqual(got, test.want) || (problem != "") != test.problem {
			t.Errorf("parseTag(%q) = %+v, %q; want %+v", test.text, got, problem, test.want)
		}
		value := reflect.StructTag(test.text).Get("json")
		if got, _ := jsonTag(test.text); got != value {
			t.Errorf("jsonTag(%q) = %q, but reflect says %q", test.text, got, value)
		}
	}
}
