package oracle

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"

	"github.com/owgen/owgen/internal/difftest"
)

// A Strictness is a set of options that a program is generated with, and the options that make v2 behave like it.
type Strictness struct {
	Name  string
	Flags []string // of owgen
	read  json.Options
	write json.Options
}

// Strictnesses are the sets that are compared. Each has strings=copy and html=raw, so that the functions to call have the
// same names. With the last one v2 is as it is by default, as far as that is possible.
var Strictnesses = []Strictness{
	strictness("unknown", "unknown=reject"),
	strictness("duplicates", "duplicates=reject"),
	strictness("exact", "case=exact"),
	strictness("utf8", "utf8=reject"),
	strictness("nil", "nil=empty"),
	{
		Name:  "all",
		Flags: []string{"-unknown=reject", "-duplicates=reject", "-case=exact", "-utf8=reject", "-html=raw", "-nil=empty", "-strings=copy"},
		read:  json.JoinOptions(json.DefaultOptionsV2(), keptOptions(), json.RejectUnknownMembers(true)),
		write: json.JoinOptions(json.DefaultOptionsV2(), keptOptions(), lenient),
	},
}

// byV2 maps owgen's options to those of v2.
var byV2 = map[string]json.Options{
	"unknown=reject":    json.RejectUnknownMembers(true),
	"duplicates=reject": jsontext.AllowDuplicateNames(false),
	"case=exact":        json.MatchCaseInsensitiveNames(false),
	"utf8=reject":       jsontext.AllowInvalidUTF8(false),
	"html=raw":          jsontext.EscapeForHTML(false),
	"nil=empty":         json.JoinOptions(json.FormatNilSliceAsNull(false), json.FormatNilMapAsNull(false)),
}

// kept lists ways in which v2 differs from encoding/json by default, and owgen does not, whatever its options are. With
// these, and no other options, v2 is as strict as owgen with all options.
var kept = []struct {
	option json.Options
	why    string
}{
	{jsonv1.CallMethodsWithLegacySemantics(true), "methods of the pointer are not called on elements of maps"},
	{jsonv1.FormatByteArrayAsArray(true), "an array of bytes is an array of numbers"},
	{jsonv1.FormatBytesWithLegacySemantics(true), "slices of named bytes are base64 too, and may be read from an array"},
	{jsonv1.FormatDurationAsNano(true), "a time.Duration is a number"},
	{jsonv1.MergeWithLegacySemantics(true), "null leaves scalars and structs alone"},
	{jsonv1.OmitEmptyWithLegacySemantics(true), "omitempty is about the value in Go"},
	{jsonv1.ParseBytesWithLooseRFC4648(true), "base64 may have line breaks"},
	{jsonv1.ParseTimeWithLooseRFC3339(true), "times are read by time.Time's own method"},
	{jsonv1.ReportErrorsWithLegacySemantics(true), "tags may say what has no effect, and nothing is written if there is an error"},
	{jsonv1.StringifyWithLegacySemantics(true), "the option string is for strings and booleans too"},
	{jsonv1.UnmarshalArrayFromAnyLength(true), "arrays are filled up with zeros, and what does not fit is skipped"},
	{jsontext.EscapeForJS(true), "U+2028 and U+2029 are escaped, as by an Encoder after SetEscapeHTML(false)"},
	{jsontext.PreserveRawStrings(true), "what MarshalJSON gives keeps its escapes"},
	{json.Deterministic(true), "keys of maps are sorted"},
	{asEncodingJSON, "encoding/json's Number is a number, and types with two methods are read by UnmarshalJSON"},
}

// lenient says that a result is written even if a string of it is not UTF-8, or two keys of a map are the same when bytes
// are replaced: utf8=reject and duplicates=reject are for reading.
var lenient = json.JoinOptions(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))

func keptOptions() json.Options {
	all := make([]json.Options, len(kept))
	for k := range kept {
		all[k] = kept[k].option
	}
	return json.JoinOptions(all...)
}

// strictness is v2 behaving like encoding/json, except for some options.
func strictness(name string, words ...string) Strictness {
	s := Strictness{Name: name, Flags: []string{"-strings=copy", "-html=raw"}, read: options, write: json.JoinOptions(options, byV2["html=raw"])}
	for _, word := range words {
		s.Flags = append(s.Flags, "-"+word)
		s.read = json.JoinOptions(s.read, byV2[word])
		if word == "nil=empty" {
			s.write = json.JoinOptions(s.write, byV2[word])
		}
	}
	return s
}

// Named returns the set with the name.
func Named(name string) Strictness {
	return Strictnesses[slices.IndexFunc(Strictnesses, func(s Strictness) bool { return s.Name == name })]
}

// Oracle judges as v2 does, and is known to write as another oracle does.
func (s Strictness) Oracle(likely difftest.Oracle) difftest.Oracle {
	return difftest.Oracle{
		Marshal:   func(v any) ([]byte, error) { return json.Marshal(v, s.write) },
		Unmarshal: s.unmarshal,
		Normal:    likely.Normal,
	}
}

// Quoting is Oracle for values in strings: what encoding/json refuses is refused, as Quoting has it. With case=exact that may
// be wrong if it is about a member whose name is in another case, but in the documents that are compared it never is.
func (s Strictness) Quoting() difftest.Oracle {
	judge := s.Oracle(Quoting)
	judge.Unmarshal = func(document []byte, v any) error {
		if err := stdjson.Unmarshal(document, reflect.New(reflect.TypeOf(v).Elem()).Interface()); err != nil {
			return err
		}
		return s.unmarshal(document, v)
	}
	return judge
}

// Plain judges as v2 does.
func (s Strictness) Plain(document []byte, v any) error { return json.Unmarshal(document, v, s.read) }

// unmarshal does not see keys that stand twice in what is skipped, as owgen does not: there it gives them other names.
func (s Strictness) unmarshal(document []byte, v any) error {
	t := reflect.TypeOf(v).Elem()
	judged := slices.Clone(document)
	for {
		err := json.Unmarshal(judged, reflect.New(t).Interface(), s.read)
		var where *jsontext.SyntacticError
		if err == nil {
			return json.Unmarshal(document, v, s.read, jsontext.AllowDuplicateNames(true))
		}
		if !errors.Is(err, jsontext.ErrDuplicateName) || !errors.As(err, &where) || !skips(t, where.JSONPointer) {
			return err
		}
		judged = slices.Insert(judged, int(where.ByteOffset)+1, []byte("another "+strconv.Itoa(len(judged))+" ")...)
	}
}

// skips reports whether owgen skips what a pointer points to in a document that becomes a t: a member that names no field,
// an element behind the end of an array, or a part of a text that a type reads itself.
func skips(t reflect.Type, to jsontext.Pointer) bool {
	for name := range to.Tokens() {
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if reflect.PointerTo(t).Implements(unmarshaler) {
			return true
		}
		switch t.Kind() {
		case reflect.Struct:
			if isUnknown(t, name) {
				return true
			}
			if t = fieldType(t, name); t == nil {
				return false
			}
		case reflect.Array:
			if k, err := strconv.Atoi(name); err == nil && k >= t.Len() {
				return true
			}
			t = t.Elem()
		case reflect.Slice, reflect.Map:
			t = t.Elem()
		default:
			return false
		}
	}
	return false
}

// isUnknown reports whether a member names no field of the struct type t.
func isUnknown(t reflect.Type, member string) bool {
	document, err := stdjson.Marshal(map[string]any{member: nil})
	if err != nil {
		return false
	}
	d := stdjson.NewDecoder(bytes.NewReader(document))
	d.DisallowUnknownFields()
	err = d.Decode(reflect.New(t).Interface())
	return err != nil && strings.HasPrefix(err.Error(), "json: unknown field ")
}

// fieldType returns the type of a field that the name of a member may name, or nil.
func fieldType(t reflect.Type, member string) reflect.Type {
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		if strings.EqualFold(name, member) {
			return f.Type
		}
	}
	return nil
}

var unmarshaler = reflect.TypeFor[stdjson.Unmarshaler]()
