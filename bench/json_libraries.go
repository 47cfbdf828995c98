package main

import (
	"encoding/json"
	"errors"

	"github.com/bytedance/sonic"
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
	same      bool // does the same work as encoding/json, to the byte
}

// The first library is what the others are divided by. Those that are not the same save work: easyjson does not sort
// the keys of maps and does not fold case, sonic's fastest configuration does not sort, escape HTML or check UTF-8.
var libraries = []library{
	{"encoding/json", json.Unmarshal, json.Marshal, true},
	{"easyjson", easyUnmarshal, easyMarshal, false},
	{"goccy", gojson.Unmarshal, gojson.Marshal, true},
	{"segmentio", segmentio.Unmarshal, segmentio.Marshal, true},
	{"jsoniter", compatible.Unmarshal, compatible.Marshal, true},
	{"sonic std", sonic.ConfigStd.Unmarshal, sonic.ConfigStd.Marshal, true},
	{"sonic fastest", sonic.ConfigFastest.Unmarshal, sonic.ConfigFastest.Marshal, false},
}

var compatible = jsoniter.ConfigCompatibleWithStandardLibrary

func easyUnmarshal(text []byte, v any) error {
	return easyjson.Unmarshal(text, v.(easyjson.Unmarshaler))
}

func easyMarshal(v any) ([]byte, error) { return easyjson.Marshal(v.(easyjson.Marshaler)) }

// checkSonic fails where sonic does not know the version of Go, and is encoding/json by another name.
func checkSonic() error {
	if sonic.APIKind != sonic.UseSonicJSON {
		return errors.New("sonic does not support this version of Go, so there is nothing to compare with")
	}
	return nil
}
