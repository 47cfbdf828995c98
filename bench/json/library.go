package json

import (
	"encoding/json"
	"errors"

	"github.com/bytedance/sonic"
	jsonv2 "github.com/go-json-experiment/json"
	gojson "github.com/goccy/go-json"
	jsoniter "github.com/json-iterator/go"
	"github.com/mailru/easyjson"
	segmentio "github.com/segmentio/encoding/json"
)

// A library is a JSON library that owgen's codecs are compared with.
type library struct {
	name      string
	unmarshal func([]byte, any) error
	marshal   func(any) ([]byte, error)
	differs   string // how it differs from encoding/json; "" if not at all, to the byte
}

// The first library is what the others are divided by. Only those that do the same can be called slower or faster than
// owgen without saying more.
//
// json/v2 is the mirror of the standard library's, which Go 1.26 has only with GOEXPERIMENT=jsonv2. That experiment also
// replaces encoding/json, so both cannot be in one process, nor take turns in one.
var libraries = []library{
	{"encoding/json", json.Unmarshal, json.Marshal, ""},
	{"json/v2", v2Unmarshal, v2Marshal, "is case-sensitive, refuses duplicate keys, and sorts no maps and escapes no HTML"},
	{"easyjson", easyUnmarshal, easyMarshal, "is case-sensitive, and sorts no maps"},
	{"goccy", gojson.Unmarshal, gojson.Marshal, ""},
	{"segmentio", segmentio.Unmarshal, segmentio.Marshal, ""},
	{"jsoniter", compatible.Unmarshal, compatible.Marshal, ""},
	{"sonic std", sonic.ConfigStd.Unmarshal, sonic.ConfigStd.Marshal, ""},
	{"sonic fastest", sonic.ConfigFastest.Unmarshal, sonic.ConfigFastest.Marshal, "checks no UTF-8, and sorts no maps and escapes no HTML"},
}

var compatible = jsoniter.ConfigCompatibleWithStandardLibrary

func v2Unmarshal(text []byte, v any) error { return jsonv2.Unmarshal(text, v) }

func v2Marshal(v any) ([]byte, error) { return jsonv2.Marshal(v) }

func easyUnmarshal(text []byte, v any) error {
	return easyjson.Unmarshal(text, v.(easyjson.Unmarshaler))
}

func easyMarshal(v any) ([]byte, error) { return easyjson.Marshal(v.(easyjson.Marshaler)) }

// checkSonic fails if sonic does not know the version of Go, and so is encoding/json by another name.
func checkSonic() error {
	if sonic.APIKind != sonic.UseSonicJSON {
		return errors.New("sonic does not support this version of Go, so there is nothing to compare with")
	}
	return nil
}
