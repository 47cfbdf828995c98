package params

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// order fills in parameters that have fields of all sorts.
func order(t *testing.T, document string, texts ...string) string {
	t.Helper()
	schema, err := os.ReadFile("../../testdata/schema/typed/Pass.params.json")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Fill([]byte(document), texts, Types{Schema: schema})
	if err != nil {
		return err.Error()
	}
	if !json.Valid(got) {
		t.Errorf("%v: %s is no JSON", texts, got)
	}
	return string(got)
}

func TestDEV11TheFieldDecidesWhatAValueIs(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Texts stay as they are.
		{`zip=01234`, `{"zip":"01234"}`},
		{`zip=null`, `{"zip":"null"}`},
		{`zip=`, `{"zip":""}`},
		{`zip=a=b`, `{"zip":"a=b"}`},
		{`zip={"a":1}`, `{"zip":"{\"a\":1}"}`},
		{`zip="quoted"`, `{"zip":"\"quoted\""}`},
		{"zip=<&>\u2028\n\\", `{"zip":"<&>\u2028\n\\"}`},
		{`when=2026-11-30T10:00:00Z`, `{"when":"2026-11-30T10:00:00Z"}`},
		{`when=now`, `{"when":"now"}`},
		{`blob=AP8=`, `{"blob":"AP8="}`},
		{`level=12`, `{"level":"12"}`},
		{`ip=::1`, `{"ip":"::1"}`},
		{`color=red`, `{"color":"red"}`},
		{`enum=c`, `{"enum":"c"}`},
		{`q=5`, `{"q":"5"}`},
		{`q=five`, `{"q":"five"}`},
		{`qb=true`, `{"qb":"true"}`},
		{`qs=a"b`, `{"qs":"\"a\\\"b\""}`},
		// Numbers have the digits that are typed.
		{`qty=3`, `{"qty":3}`},
		{`qty=-0`, `{"qty":-0}`},
		{`big=9007199254740993`, `{"big":9007199254740993}`},
		{`big=99999999999999999999`, `{"big":99999999999999999999}`},
		{`u=-1`, `{"u":-1}`},
		{`f=1.50`, `{"f":1.50}`},
		{`f=1e400`, `{"f":1e400}`},
		{`num=1.00`, `{"num":1.00}`},
		{`d=1000000000`, `{"d":1000000000}`},
		{`mode=2`, `{"mode":2}`},
		{`rune=65`, `{"rune":65}`},
		{`on=true`, `{"on":true}`},
		{`on=false`, `{"on":false}`},
		// Pointers are what they point to, or null.
		{`opt=1`, `{"opt":1}`},
		{`opt=null`, `{"opt":null}`},
		{`optS=null`, `{"optS":null}`},
		{`optS=nul`, `{"optS":"nul"}`},
		{`optT=null`, `{"optT":null}`},
		{`levelp=null`, `{"levelp":null}`},
		{`qp=null`, `{"qp":null}`},
		{`qp=7`, `{"qp":"7"}`},
		{`pp=7`, `{"pp":7}`},
		{`addressp=null`, `{"addressp":null}`},
		{`addressp={"city":"Bonn"}`, `{"addressp":{"city":"Bonn"}}`},
		{`addressp.city=Bonn`, `{"addressp":{"city":"Bonn"}}`},
		// Where anything may be, JSON is JSON, and the rest are strings.
		{`any=1.0`, `{"any":1.0}`},
		{`any=null`, `{"any":null}`},
		{`any={"a":[1, 2]}`, `{"any":{"a":[1, 2]}}`},
		{`any="1"`, `{"any":"1"}`},
		{`any=01`, `{"any":"01"}`},
		{`any=abc`, `{"any":"abc"}`},
		{`any=`, `{"any":""}`},
		{`any={`, `{"any":"{"}`},
		{`any.a.b=1`, `{"any":{"a":{"b":1}}}`},
		{`raw=[1,"2"]`, `{"raw":[1,"2"]}`},
		{`raw=text`, `{"raw":"text"}`},
		{`own=x`, `{"own":"x"}`},
		{`bi=123456789012345678901234567890`, `{"bi":123456789012345678901234567890}`},
		// Structs, maps and lists are JSON, or what they are made of.
		{`address={"city": "Bonn"}`, `{"address":{"city": "Bonn"}}`},
		{`address=[1]`, `{"address":[1]}`},
		{`address.city=Bonn`, `{"address":{"city":"Bonn"}}`},
		{`address.next.next.zip=01`, `{"address":{"next":{"next":{"zip":"01"}}}}`},
		{`m={"a":"b"}`, `{"m":{"a":"b"}}`},
		{`m.key=12`, `{"m":{"key":"12"}}`},
		{`m.app.example.com/name=x`, `{"m":{"app.example.com/name":"x"}}`},
		{`m.Zip=1`, `{"m":{"Zip":"1"}}`},
		{`mi.7=8`, `{"mi":{"7":8}}`},
		{`ma.home.city=Bonn`, `{"ma":{"home":{"city":"Bonn"}}}`},
		{`ma.home={"zip":"1"}`, `{"ma":{"home":{"zip":"1"}}}`},
		{`many.x=1`, `{"many":{"x":1}}`},
		{`many.x.y=z`, `{"many":{"x":{"y":"z"}}}`},
		{`tag=a`, `{"tag":["a"]}`},
		{`tag=`, `{"tag":[""]}`},
		{`tag={a}`, `{"tag":["{a}"]}`},
		{`tag=["a", "b"]`, `{"tag":["a","b"]}`},
		{`tag=[]`, `{"tag":[]}`},
		{`ints=1`, `{"ints":[1]}`},
		{`arr=[1,2]`, `{"arr":[1,2]}`},
		{`bytes=7`, `{"bytes":[7]}`},
		{`blobs=AP8=`, `{"blobs":["AP8="]}`},
		{`items={"name":"a"}`, `{"items":[{"name":"a"}]}`},
		{`items=[{"name":"a"},{}]`, `{"items":[{"name":"a"},{}]}`},
		{`grid=[1,2]`, `{"grid":[[1,2]]}`},
		{`grid=[[1,2],[3]]`, `{"grid":[[1,2],[3]]}`},
		{`anys=x`, `{"anys":["x"]}`},
		{`anys={"a":1}`, `{"anys":[{"a":1}]}`},
		{`anys=[1,"x"]`, `{"anys":[1,"x"]}`},
		// Names are those of the decoder.
		{`ZIP=1`, `{"zip":"1"}`},
		{`notag=1`, `{"NoTag":"1"}`},
		{`Address.City=Bonn`, `{"address":{"city":"Bonn"}}`},
		{`lang=de`, `{"lang":"de"}`},
		{`a.b=1`, `{"a.b":"1"}`},
		{`A.B=1`, `{"a.b":"1"}`},
	} {
		if got := order(t, "", c.text); got != c.want {
			t.Errorf("-p %s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestDEV11ListsAndMembersGrow(t *testing.T) {
	for _, c := range []struct{ texts, want string }{
		{`tag=a tag=b TAG=c`, `{"tag":["a","b","c"]}`},
		{`tag=["a","b"] tag=c`, `{"tag":["a","b","c"]}`},
		{`items={"name":"a"} items={"price":1.0}`, `{"items":[{"name":"a"},{"price":1.0}]}`},
		{`grid=[1] grid=[2,3]`, `{"grid":[[1],[2,3]]}`},
		{`qty=1 qty=2`, `{"qty":2}`},
		{`address.city=Bonn qty=1 address.zip=53111`, `{"address":{"city":"Bonn","zip":"53111"},"qty":1}`},
		{`address={"city":"Bonn","zip":"1"} address.zip=2`, `{"address":{"city":"Bonn","zip":"2"}}`},
		{`address.city=Bonn address={}`, `{"address":{}}`},
		{`addressp=null addressp.city=Bonn`, `{"addressp":{"city":"Bonn"}}`},
		{`m.a=1 m.b=2 m.A=3`, `{"m":{"a":"1","b":"2","A":"3"}}`},
	} {
		if got := order(t, "", strings.Fields(c.texts)...); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.texts, got, c.want)
		}
	}
}

func TestDEV10MembersOfADocumentAreOverridden(t *testing.T) {
	for _, c := range []struct{ document, texts, want string }{
		{`{"big":9007199254740993,"f":1.0}`, `qty=1`, `{"big":9007199254740993,"f":1.0,"qty":1}`},
		{` { "qty" : 1 , "zip" : "a" } `, `qty=2`, `{"qty":2,"zip":"a"}`},
		{`{"QTY":1,"a":1,"qty":3}`, `qty=2`, `{"qty":2,"a":1}`},
		{`{"tag":["a"]}`, `tag=b tag=c`, `{"tag":["b","c"]}`},
		{`{"Address":{"City":"Bonn","zip":"1"}}`, `address.city=Ulm`, `{"Address":{"city":"Ulm","zip":"1"}}`},
		{`{"address":null}`, `address.city=Ulm`, `{"address":{"city":"Ulm"}}`},
		{`{"address":"none"}`, `address.city=Ulm`, `{"address":{"city":"Ulm"}}`},
		{`{"address":{"city":"a"},"address":{"zip":"b"}}`, `address.city=Ulm`, `{"address":{"city":"a"},"address":{"zip":"b","city":"Ulm"}}`},
		{`null`, `qty=1`, `{"qty":1}`},
		{`[]`, `qty=1`, `-p sets members of an object, and the parameters are none: it is not an object`},
		{`{"a":1`, `qty=1`, `-p sets members of an object, and the parameters are none: unexpected end of JSON input`},
	} {
		if got := order(t, c.document, strings.Fields(c.texts)...); got != c.want {
			t.Errorf("%s %s\ngot  %s\nwant %s", c.document, c.texts, got, c.want)
		}
	}
}

func TestDEV12WhatIsWrong(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`qty=abc`, `qty wants an integer`},
		{`qty=`, `qty wants an integer`},
		{`qty=1.0`, `qty wants an integer`},
		{`qty=1e3`, `qty wants an integer`},
		{`qty=01`, `qty wants an integer`},
		{`qty=+1`, `qty wants an integer`},
		{`qty= 1`, `qty wants an integer`},
		{`qty=null`, `qty wants an integer`},
		{`mode=On`, `mode wants an integer`},
		{`opt=`, `opt wants an integer or null`},
		{`d=5s`, `d wants an integer`},
		{`f=.5`, `f wants a number`},
		{`f=NaN`, `f wants a number`},
		{`f=`, `f wants a number`},
		{`num=abc`, `num wants a number`},
		{`num=`, `num wants a number`},
		{`on=yes`, `on wants true or false`},
		{`on=`, `on wants true or false`},
		{`ints=a`, `ints wants an integer`},
		{`ints=[1`, `ints is not JSON, though it begins so: unexpected end of JSON input, at byte 2`},
		{`address=Bonn`, `address wants an object in JSON, or one of its members: address.city=…`},
		{`address=`, `address wants an object in JSON, or one of its members: address.city=…`},
		{`addressp=x`, `addressp wants an object or null in JSON, or one of its members: addressp.city=…`},
		{`address={city}`, `address is not JSON, though it begins so: invalid character 'c' looking for beginning of object key string, at byte 2`},
		{`m=x`, `m wants an object in JSON, or one of its members: m.name=…`},
		{`mi.1=x`, `mi.1 wants an integer`},
		{`items=x`, `items wants objects in JSON, one with each -p items={…}`},
		{`items.name=x`, `items is a list, which has no names in it; give its elements as JSON, one with each -p items=…`},
		{`grid=1`, `grid wants lists in JSON`},
		{`qty.x=1`, `qty is an integer, which has no members`},
		{`zip.x=1`, `zip is a string, which has no members`},
		{`qyt=1`, `no such parameter; did you mean qty?`},
		{`address.ctiy=1`, `no such parameter; did you mean address.city?`},
		{`adress.city=1`, `no such parameter; did you mean address.city?`},
		{`address.street=1`, `no such parameter; want one of address.city, address.zip, address.next`},
		{`qty`, `want name=value`},
		{`=1`, `want name=value`},
	} {
		if got, want := order(t, "", c.text), "-p "+c.text+": "+c.want; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func fillAs(schema string, exact bool, text string) string {
	got, err := Fill(nil, []string{text}, Types{Schema: json.RawMessage(schema), Exact: exact})
	if err != nil {
		return err.Error()
	}
	return string(got)
}

func TestDEV11OtherParameters(t *testing.T) {
	const record = `{"type":"object","properties":{"name":{"type":"string"},"Name":{"type":"integer"}}}`
	for _, c := range []struct {
		schema string
		exact  bool
		text   string
		want   string
	}{
		{``, false, `a=1`, `{"a":1}`},
		{``, false, `a=x`, `{"a":"x"}`},
		{record, false, `Name=1`, `{"Name":1}`},
		{record, false, `NAME=1`, `{"name":"1"}`},
		{record, true, `NAME=1`, `-p NAME=1: no such parameter; did you mean name?`},
		{`{"type":"object","properties":{"ſet":{"type":"string"}}}`, false, `Set=1`, `{"ſet":"1"}`},
		{`{"anyOf":[{"$ref":"#/$defs/P"},{"type":"null"}],"$defs":{"P":` + record + `}}`, false, `name=1`, `{"name":"1"}`},
		{`{"type":"object","properties":{"a":{"$ref":"#"}}}`, false, `a.a.a={}`, `{"a":{"a":{"a":{}}}}`},
		{`{"type":"object"}`, false, `a=1`, `-p a=1: no such parameter; the function takes none`},
		{`{"type":"object","additionalProperties":{"type":"integer"}}`, false, `a.b=1`, `{"a.b":1}`},
		{`{"type":"object","additionalProperties":false,"properties":{"a":{}}}`, false, `b=1`, `-p b=1: no such parameter; want a`},
		{`{"type":"array","items":{}}`, false, `a=1`, `-p a=1: the parameters are a list and have no names; give them with -f`},
		{`{"type":"integer"}`, false, `a=1`, `-p a=1: the parameters are a single value and have no names; give them with -f`},
		{`{"type":"object","properties":{"e":{"type":"null"}}}`, false, `e=1`, `{"e":1}`},
		{`{"type":"object","properties":{"l":{"type":["array","null"],"items":{"type":"integer"}}}}`, false, `l=null`, `{"l":null}`},
	} {
		if got := fillAs(c.schema, c.exact, c.text); got != c.want {
			t.Errorf("%s %s\ngot  %s\nwant %s", c.schema, c.text, got, c.want)
		}
	}
}
