package oracle

import (
	"encoding"
	stdjson "encoding/json"
	"reflect"
	"regexp"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"

	"github.com/owgen/owgen/internal/difftest"
)

// V2 is encoding/json/v2 with the options that make it behave as encoding/json does. It is known to write the replacements
// of bytes that are not UTF-8 as themselves.
var V2 = difftest.Oracle{
	Marshal:   func(v any) ([]byte, error) { return json.Marshal(v, options) },
	Unmarshal: func(document []byte, v any) error { return json.Unmarshal(document, v, options) },
	Normal:    withoutReplacements,
}

// Quoting is V2 for values in strings, of which it is known to accept others: "+1", ".5", and no half surrogates. What is
// accepted is encoding/json's to say here, and V2 only says what the value is.
var Quoting = difftest.Oracle{
	Marshal: V2.Marshal,
	Unmarshal: func(document []byte, v any) error {
		if err := stdjson.Unmarshal(document, v); err != nil {
			return err
		}
		value := reflect.ValueOf(v).Elem()
		if other := reflect.New(value.Type()); V2.Unmarshal(document, other.Interface()) == nil {
			value.Set(other.Elem())
		}
		return nil
	},
	Normal: V2.Normal,
}

// Sorting is V2 for keys that MarshalText gives, which it is known to sort when bytes are replaced already.
var Sorting = difftest.Oracle{
	Marshal:   V2.Marshal,
	Unmarshal: V2.Unmarshal,
	Normal: func(document []byte) []byte {
		text := jsontext.Value(withoutReplacements(document))
		if text.Format(jsontext.AllowDuplicateNames(true), jsontext.ReorderRawObjects(true), jsontext.PreserveRawStrings(true)) != nil {
			return document
		}
		return text
	},
}

// options make v2 behave as encoding/json does.
var options = json.JoinOptions(jsonv1.DefaultOptionsV1(), asEncodingJSON)

// asEncodingJSON says that encoding/json's Number is one: without them, only the Number of v2's own package is. It also says that
// types with methods for both JSON and text are read by the former, from the text as it stands: v2 calls the latter for keys
// of maps, and undoes the escapes in a time.Time.
var asEncodingJSON = json.JoinOptions(
	json.WithMarshalers(json.MarshalFunc(func(n stdjson.Number) ([]byte, error) {
		return json.Marshal(jsonv1.Number(n), jsonv1.DefaultOptionsV1())
	})),
	json.WithUnmarshalers(json.JoinUnmarshalers(
		json.UnmarshalFunc(func(text []byte, n *stdjson.Number) error {
			return json.Unmarshal(text, (*jsonv1.Number)(n), jsonv1.DefaultOptionsV1())
		}),
		json.UnmarshalFunc(func(text []byte, v both) error { return v.UnmarshalJSON(text) }))))

// both has methods for JSON and for text.
type both interface {
	stdjson.Unmarshaler
	encoding.TextUnmarshaler
}

// withoutReplacements returns the document with the replacements of bytes that are not UTF-8 written as themselves, as v2
// does, and not as escapes. In a string the last backslash of an odd number begins an escape; in a string within a string
// two do.
func withoutReplacements(document []byte) []byte {
	return replacement.ReplaceAllFunc(document, func(text []byte) []byte {
		slashes := len(text) - len("ufffd")
		return append(text[:slashes-2+slashes%2:slashes-2+slashes%2], "\ufffd"...)
	})
}

var replacement = regexp.MustCompile(`\\+ufffd`)
