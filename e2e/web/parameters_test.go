package web

import (
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program"
)

const (
	formHeader = "Content-Type: application/x-www-form-urlencoded"
	jsonHeader = "Content-Type: application/json"
)

// A parametersCase is a request and what comes of it. The same parameters are sent as query and as form.
type parametersCase struct {
	action, parameters string
	status             int
	want               string
}

func (c parametersCase) test(t *testing.T, s *server) {
	t.Helper()
	before := t.Failed()
	s.call("GET", "/"+c.action+"?"+c.parameters, "").expect(t, c.status, c.want)
	s.call("POST", "/"+c.action, c.parameters, formHeader+"; charset=utf-8").expect(t, c.status, c.want)
	if !before && t.Failed() {
		t.Log("parameters:", c.parameters)
	}
}

// eachSurface runs a test with a server whose actions are named by paths.
func eachSurface(t *testing.T, test func(t *testing.T, s *server), env ...string) {
	t.Helper()
	for _, on := range surfaces {
		t.Run(on.name, func(t *testing.T) { test(t, serve(t, on, env...)) })
	}
}

func TestWEB11WEB12ParametersBecomeWhatTheirFieldsAre(t *testing.T) {
	eachSurface(t, func(t *testing.T, s *server) {
		for _, c := range []parametersCase{
			{"find", "text=a%22b%5C%0A+c&lang=de", 200, `{"lang":"de","text":"a\"b\\\n c"}`},
			{"find", "text=%C3%A9%F0%9F%98%80%ff%00", 200, `{"text":"é😀�\u0000"}`},
			{"find", "page=-128&size=65535&ratio=1.5e1&amount=1.50&quoted=%2B007", 200, `{"page":-128,"size":65535,"ratio":15,"amount":1.50,"quoted":"7"}`},
			{"find", "page=%2B7&ratio=.5&amount=-0", 200, `{"page":7,"ratio":0.5,"amount":-0}`},
			{"find", "exact=T&opt=0&note=&any=5", 200, `{"exact":true,"any":"5","opt":0,"note":""}`},
			{"find", "exact=FALSE", 200, `{}`},
			{"find", "when=2026-01-02T03:04:05%2B01:00&level=high&blob=AAE%2B", 200, `{"when":"2026-01-02T03:04:05+01:00","level":2,"blob":"AAE+"}`},
			{"find", "big=12345678901234567890123", 200, `{"big":12345678901234567890123}`},
			{"find", "both=007", 200, `{"both":{"Text":"007","JSON":""}}`},
			{"find", "both=12", 200, `{"both":{"Text":"12","JSON":""}}`},
			{"find", "both=%22a%0A", 200, `{"both":{"Text":"\"a\n","JSON":""}}`},
			{"find", "tags=a&tags=&tags=b,c&TAGS=d", 200, `{"tags":["a","","b,c","d"]}`},
			{"find", "ids=1&ids=&ids=2&whens=2026-01-02T03:04:05Z", 200, `{"ids":[1,2],"whens":["2026-01-02T03:04:05Z"]}`},
			{"find", "page=x&page=3&page=", 200, `{"page":3}`},
			{"find", "Filter.City=x&filter.next.NEXT.zip=5&filter.zip=1", 200, `{"filter":{"city":"x","zip":1,"next":{"next":{"zip":5}}}}`},
			{"find", "page=&exact=&when=&level=&blob=&amount=&big=&opt=&quoted=&ids=&filter=&labels=&items=&any=", 200, `{"any":""}`},
			{"find", "filter[city]=x&tags[]=a&labels.a=b&items.0.city=x&items.city=x&filter.none=1&page.x=1&nobody=1&.=1&filter.=1", 200, `{}`},
			{"words", "a=1&a.b=2&a=3&=4&__OW_x=5&__ow_x=6", 200, `{"":"4","a":"3","a.b":"2"}`},
			{"open", "a=1&b=&a=2&__ow_x=3", 200, `{"a":"2","b":""}`},
			{"lists", "a=1&b=&a=2", 200, `{"a":["1","2"],"b":[""]}`},
			{"strictly", "name=x&Name=y&zz=1&inner.name=z&inner.zz=1", 200, `{"name":"x","limit":0,"inner":{"name":"z","limit":0}}`},
			{"strictly", "name=a&name=b", 200, `{"name":"b","limit":0}`},
			{"strictly", "name=", 200, `{"name":"","limit":0}`},
		} {
			c.test(t, s)
		}
	})
}

func TestWEB13TextThatDoesNotFitIsRefused(t *testing.T) {
	eachSurface(t, func(t *testing.T, s *server) {
		for parameters, want := range map[string]string{
			"PAGE=secret":                 "params.page: expected number in parameter PAGE",
			"page=128":                    "params.page: out of range for int8 in parameter page",
			"page=1.5":                    "params.page: expected integer in parameter page",
			"size=-1":                     "params.size: out of range for uint16 in parameter size",
			"ratio=NaN":                   "params.ratio: expected number in parameter ratio",
			"ratio=Inf":                   "params.ratio: expected number in parameter ratio",
			"ratio=1e99":                  "params.ratio: out of range for float32 in parameter ratio",
			"exact=yes":                   "params.exact: expected bool in parameter exact",
			"when=today":                  "params.when: expected time in RFC 3339, as in 2006-01-02T15:04:05Z in parameter when",
			"level=secret":                "params.level: want low or high in parameter level",
			"both=bad":                    "params.both: not that in parameter both",
			"blob=!":                      "params.blob: expected string in base64 in parameter blob",
			"amount=1x":                   "params.amount: expected number in parameter amount",
			"quoted=secret":               "params.quoted: expected number in parameter quoted",
			"ids=1&ids=secret":            "params.ids[1]: expected number in parameter ids",
			"filter.next.zip=secret":      "params.filter.next.zip: expected number in parameter filter.next.zip",
			"filter=secret":               "params.filter: expected object in parameter filter",
			"items=secret":                "params.items[0]: expected object in parameter items",
			"labels=secret":               "params.labels: expected object in parameter labels",
			"text=x&page=secret&opt=3&l=": "params.page: expected number in parameter page",
		} {
			body := `{"error":` + strconv.Quote(want) + `}`
			parametersCase{"find", parameters, 400, body}.test(t, s)
		}
		s.call("GET", "/strictly?NAME=a", "").expect(t, 400, `{"error":{"message":"params.name: is required","code":"invalid","fields":{"name":"is required"}}}`)
	})
}

func TestWEB8WEB10BodiesHideParameters(t *testing.T) {
	eachSurface(t, func(t *testing.T, s *server) {
		for _, c := range []struct {
			target, body, header string
			status               int
			want                 string
		}{
			{"/find?page=1&text=a&tags=x&filter.city=y", `{"PAGE":2,"tags":null,"filter":{"zip":3}}`, jsonHeader, 200, `{"text":"a","page":2,"filter":{"zip":3}}`},
			{"/find?page=1&text=a&tags=x&filter.city=y", `page=2&tags=z&filter.zip=3`, formHeader, 200, `{"text":"a","page":2,"tags":["z"],"filter":{"city":"y","zip":3}}`},
			{"/find?page=1", `{"text":"a"}`, formHeader, 200, `{"text":"a","page":1}`},
			{"/find?page=1", `{"both":"a"}`, jsonHeader, 200, `{"page":1,"both":{"Text":"","JSON":"\"a\""}}`},
			{"/find?page=1", " \n", jsonHeader, 200, `{"page":1}`},
			{"/find?page=1", `{"nobody":1,"page":{}}`, jsonHeader, 400, `{"error":"params.page: expected number, got object at offset 19"}`},
			{"/find?__ow_user=a", `{"__ow_user":"b","__OW_USER":"c","\u005f_ow_user":"d","text":"e"}`, jsonHeader, 200, `{"text":"e"}`},
			{"/words", `{"__ow_user":"b","a":"c"}`, jsonHeader, 200, `{"a":"c"}`},
			{"/strictly?name=a&nobody=1", `{"limit":3}`, jsonHeader, 200, `{"name":"a","limit":3}`},
			{"/strictly?name=a", `{"name":"b"}`, jsonHeader, 200, `{"name":"b","limit":0}`},
			{"/strictly?name=a", `{"nobody":3}`, jsonHeader, 400, `{"error":"params.nobody: unknown field at offset 1"}`},
			{"/strictly?name=a", `{"name":"b","name":"c"}`, jsonHeader, 400, `{"error":"params.name: duplicate field at offset 12"}`},
			// What is no object reads no query.
			{"/sum?a=%zz", `[1,2]`, jsonHeader, 200, `{"sum":3}`},
			{"/sum", `a=1`, formHeader, 400, `{"error":"expected JSON, got a form; this function takes no object, which is all that a form can be"}`},
			{"/find", `--x`, "Content-Type: multipart/form-data; boundary=x", 415, `{"error":"multipart bodies are not read into parameters; send JSON or a form, or take []byte or io.Reader"}`},
			{"/find", `{}`, jsonHeader + "\r\nContent-Encoding: gzip", 415, `{"error":"expected JSON, got gzip data; send it uncompressed, without Content-Encoding"}`},
			{"/sum", `[1]`, "Content-Encoding: br", 415, `{"error":"expected JSON, got br data; send it uncompressed, without Content-Encoding"}`},
			{"/find", `{"text":"a"}`, "Content-Encoding: identity", 200, `{"text":"a"}`},
			{"/find?a=%zz", ``, "", 400, `{"error":"the query has a percent sign without two hexadecimal digits after it; write it as %25"}`},
			{"/find?a=1;b", ``, "", 400, `{"error":"the query has a semicolon in it; write it as %3B"}`},
			{"/find", strings.Repeat("a&", 10_000) + "a", formHeader, 400, `{"error":"the form has more than 10000 parameters"}`},
		} {
			s.call("POST", c.target, c.body, c.header).expect(t, c.status, c.want)
		}
	})
}

// A watchdog that starts a process for each call has query and type of the body in the environment.
func TestWEB8WEB10WEB14ParametersOfAProcess(t *testing.T) {
	for _, c := range []struct {
		stdin string
		env   []string
		want  string
		exit  int
	}{
		{"page=3&text=a+b", []string{"Http_Method=POST", "Http_Content_Type=application/x-www-form-urlencoded", "Http_Query=page=1&opt=2"}, `{"text":"a b","page":3,"opt":2}`, 0},
		{`{"page":3,"__ow_user":"x"}`, []string{"Http_Method=POST", "Http_Query=text=a", "OPENFAAS_NAME=f"}, `{"text":"a","page":3}`, 0},
		{``, []string{"Http_Method=GET", "Http_Query=page=x"}, `{"error":"params.page: expected number in parameter page"}`, 1},
		{`{"page":"3"}`, nil, `{"error":"params.page: expected number, got string at offset 8"}`, 1},
	} {
		out, err := program.Run(binary, c.stdin, append(c.env, "OWGEN_MODE=oneshot", "OWGEN_ACTION=find"), "-")
		if err != nil {
			t.Fatal(err)
		}
		if out.Stdout != c.want+"\n" || out.Exit != c.exit {
			t.Errorf("%s %v: got %q, exit code %d, stderr %q\nwant %q, %d", c.stdin, c.env, out.Stdout, out.Exit, out.Stderr, c.want, c.exit)
		}
	}
}
