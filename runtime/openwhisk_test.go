package ow

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// whiskTest is a server on OpenWhisk.
func whiskTest(t *testing.T, vars ...string) *testServer {
	return serveTest(t, append([]string{"OWGEN_PLATFORM=openwhisk"}, vars...)...)
}

func TestOW2EveryAnswerHasLengthAndType(t *testing.T) {
	s := whiskTest(t)
	for _, size := range []int{0, 2047, 2048, 2049, 100_000, 1 << 20} {
		r := s.post("/run", `{"value":{"do":"big","n":`+strconv.Itoa(size)+`}}`)
		if r.status != 200 || len(r.body) != size+len(`{"text":""}`) {
			t.Errorf("%d bytes: got %d, %d bytes", size, r.status, len(r.body))
		}
	}
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "/init", `{}`, 200},
		{"POST", "/init", `{}`, 403},
		{"POST", "/run", `{`, 400},
		{"GET", "/run", ``, 405},
		{"HEAD", "/run", ``, 405},
		{"OPTIONS", "/init", ``, 405},
		{"POST", "/", `{}`, 404},
		{"GET", "/_/health", ``, 404},
	} {
		r := s.request(c.method, c.path, c.body, "Accept-Encoding: gzip, deflate")
		if r.status != c.status {
			t.Errorf("%s %s: got status %d, want %d", c.method, c.path, r.status, c.status)
		}
		if got := r.header.Get("Content-Type"); got != "application/json" {
			t.Errorf("%s %s: Content-Type %q", c.method, c.path, got)
		}
		if r.header.Get("Content-Encoding") != "" {
			t.Errorf("%s %s: compressed", c.method, c.path)
		}
		if c.method != "HEAD" && c.status >= 400 && !strings.HasPrefix(r.body, `{"error":"`) {
			t.Errorf("%s %s: body %q", c.method, c.path, r.body)
		}
	}
}

func TestOW4InitOnce(t *testing.T) {
	s := whiskTest(t)
	r := s.post("/init", `{"value":{"name":"b","main":"nobody","binary":false}}`)
	if r.status != 502 {
		t.Errorf("a failing init: got %d", r.status)
	}
	s.post("/init", `{"value":{"name":"b","binary":false,"main":"main"}}`).expect(t, 200, `{"ok":true}`)
	s.post("/init", `{"value":{"name":"b","binary":false,"main":"main"}}`).
		expect(t, 403, `{"error":"Cannot initialize the action more than once."}`)
	if got := s.stderr.String(); !strings.Contains(got, "Cannot initialize the action more than once.") {
		t.Errorf("stderr: %q", got)
	}
	if got := s.stdout.String() + s.stderr.String(); strings.Contains(got, sentinelLine) {
		t.Errorf("init wrote a sentinel: %q", got)
	}
}

func TestOW5InitEnvironment(t *testing.T) {
	for _, name := range []string{"SOME_VAR", "ANOTHER_VAR", "A_NUMBER", "A_BOOL", "A_NULL", "AN_OBJECT", "AN_ARRAY"} {
		t.Setenv(name, "old")
	}
	s := whiskTest(t)
	s.post("/init", `{"value":{"env":{"SOME_VAR":"xyz","ANOTHER_VAR":"","A_NUMBER":1.50,"A_BOOL":true,"A_NULL":null,
		"AN_OBJECT":{"a": "b c\" ", "d":[ 1 ]},"AN_ARRAY":[1, 2,3]}}}`).expect(t, 200, `{"ok":true}`)
	for name, want := range map[string]string{
		"SOME_VAR": "xyz", "ANOTHER_VAR": "", "A_NUMBER": "1.50", "A_BOOL": "true", "A_NULL": "",
		"AN_OBJECT": `{"a":"b c\" ","d":[1]}`, "AN_ARRAY": "[1,2,3]",
	} {
		s.post("/run", `{"value":{"do":"env","text":"`+name+`"}}`).expect(t, 200, `{"text":`+quote(want)+`}`)
	}
	other := whiskTest(t)
	other.post("/init", `{"value":{"env":null,"code":null,"main":"main"}}`).expect(t, 200, `{"ok":true}`)
}

func TestOW6InitChoosesTheHandler(t *testing.T) {
	for main, want := range map[string]string{
		``: `{"text":""}`, `"main":"main"`: `{"text":""}`, `"main":""`: `{"text":""}`, `"main":null`: `{"text":""}`,
		`"main":"Echo"`: `{"x":1}`, `"main":"echo"`: `{"x":1}`, `"main":"ECHO"`: `{"x":1}`,
	} {
		s := whiskTest(t)
		s.post("/init", `{"value":{`+main+`}}`).expect(t, 200, `{"ok":true}`)
		s.post("/run", `{"value":{"x":1}}`).expect(t, 200, want)
	}
	s := whiskTest(t)
	r := s.post("/init", `{"value":{"main":"nobody"}}`)
	r.expect(t, 502, `{"error":"there is no action nobody; the actions are: Obey, Echo, Count, NaN"}`)

	two := serveActions(t, []Action{obeyAction("A"), obeyAction("B")}, "OWGEN_PLATFORM=openwhisk")
	two.post("/init", `{"value":{"main":"main"}}`).
		expect(t, 502, `{"error":"no action was named, and none is the default; the actions are: A, B; choose one with --main"}`)
	two.post("/run", `{}`).
		expect(t, 502, `{"error":"no action was named, and none is the default; the actions are: A, B; choose one with --main"}`)
	two.post("/init", `{"value":{"main":"b"}}`).expect(t, 200, `{"ok":true}`)
	two.post("/run", `{}`).expect(t, 200, `{"text":""}`)
}

func TestOW7CodeIsDropped(t *testing.T) {
	s := whiskTest(t)
	code := strings.Repeat("UEsDBBQAAAAIA", 1<<20)
	s.post("/init", `{"value":{"code":"`+code+`","binary":true,"main":"echo"}}`).expect(t, 200, `{"ok":true}`)
	if got := s.stderr.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "code") {
		t.Errorf("stderr: %q", got)
	}
}

// A manifest of several actions sends text as code: wskdeploy passes main on only if there is code.
func TestOW7OnlyABinaryThatIsIgnoredIsWarnedOf(t *testing.T) {
	for value, warned := range map[string]bool{
		`"code":"UEsDBBQ","binary":true`:         true,
		`"binary":true,"code":"UEsDBBQ"`:         true,
		`"code":"# Deploy it","binary":false`:    false,
		`"code":"# Deploy it"`:                   false,
		`"code":"# Deploy it","binary":null`:     false,
		`"code":"","binary":true`:                false,
		`"code":null,"binary":true`:              false,
		`"binary":true`:                          false,
		`"code":"# Deploy it","binary":{"a":[]}`: false,
	} {
		s := whiskTest(t)
		s.post("/init", `{"value":{`+value+`,"main":"echo"}}`).expect(t, 200, `{"ok":true}`)
		if got := s.stderr.String(); (got != "") != warned {
			t.Errorf("%s: stderr %q", value, got)
		}
	}
}

func TestOW8InitTolerance(t *testing.T) {
	for body, status := range map[string]int{
		``: 200, `{}`: 200, `null`: 200, ` `: 200, `{"value":null}`: 200, `{"value":{}}`: 200, `{"other":[1,{}]}`: 200,
		`{`: 400, `x`: 400, `{"value":{"main":"main"}`: 400, `{"value":"x"}`: 400, `[]`: 400, `{} x`: 400,
	} {
		s := whiskTest(t)
		r := s.post("/init", body)
		if r.status != status {
			t.Errorf("%q: got %d %s, want %d", body, r.status, r.body, status)
		}
		if status != 200 && !strings.HasPrefix(r.body, `{"error":"`) {
			t.Errorf("%q: body %s", body, r.body)
		}
	}
	whiskTest(t).post("/run", `{"value":{"text":"no init"}}`).expect(t, 200, `{"text":"no init"}`)
}

func TestOW9TolerantEnvelope(t *testing.T) {
	s := whiskTest(t)
	for _, c := range []struct {
		body   string
		status int
		want   string
	}{
		{``, 200, `{"text":""}`},
		{"\n", 200, `{"text":""}`},
		{`null`, 200, `{"text":""}`},
		{`{}`, 200, `{"text":""}`},
		{`{"value":null}`, 200, `{"text":""}`},
		{`{"value":{"text":"first"},"namespace":"n"}`, 200, `{"text":"first"}`},
		{`{"namespace":"n","deadline":12,"value":{"text":"last"}}`, 200, `{"text":"last"}`},
		{` { "value" : { "text" : "spaces" } , "x" : [ 1 , { "value" : 2 } ] } `, 200, `{"text":"spaces"}`},
		{`{"value":{"text":"unknown"},"shiny":{"a":[true,null]},"other":1.5e3}`, 200, `{"text":"unknown"}`},
		{`{"value":{"text":"one"},"value":{"text":"two"}}`, 200, `{"text":"two"}`},
		{`{"value":{"text":"escaped ❄ \u2744 \n"}}`, 200, `{"text":"escaped ❄ ❄ \n"}`},
		{`{"val\u0075e":{"text":"escaped key"}}`, 200, `{"text":"escaped key"}`},
		{`{"value":{}`, 400, `{"error":"expected ',' or '}', got end of input at offset 11"}`},
		{`{"value":{"text":@}}`, 400, ``},
		{`{"value":{}} x`, 400, ``},
		{`{"deadline":tru}`, 400, ``},
		{`[]`, 400, ``},
	} {
		r := s.post("/run", c.body)
		if c.want == "" {
			c.want = r.body
			if !strings.HasPrefix(r.body, `{"error":"`) {
				t.Errorf("%s: body %s", c.body, r.body)
			}
		}
		if r.status != c.status || r.body != c.want {
			t.Errorf("%s\ngot  %d %s\nwant %d %s", c.body, r.status, r.body, c.status, c.want)
		}
	}
	list := whiskTest(t)
	list.post("/init", `{"value":{"main":"count"}}`)
	list.post("/run", `{"value":[4,5,6]}`).expect(t, 200, `{"value":3}`)
	list.post("/run", `{}`).expect(t, 200, `{"value":0}`)
}

func TestOW10Answers(t *testing.T) {
	s := whiskTest(t)
	for _, c := range []struct {
		order  string
		status int
		want   string
	}{
		{`{"text":"fine"}`, 200, `{"text":"fine"}`},
		{`{"do":"raw","text":"[1,2]"}`, 200, `[1,2]`},
		{`{"do":"error","text":"50% off: %d %s"}`, 200, `{"error":"50% off: %d %s"}`},
		{`{"do":"status","n":404,"text":"gone"}`, 200, `{"error":"gone"}`},
		{`{"do":"fields","text":"bad"}`, 200, `{"error":{"message":"bad","code":"invalid","fields":{"a":"empty","b":"no"}}}`},
		{`{"text":5}`, 200, `{"error":"params.text: expected string, got number at offset 8"}`},
		{`"A"`, 200, `{"error":"params: expected object, got string at offset 0"}`},
		{` [1]`, 200, `{"error":"params: expected object, got array at offset 0"}`},
		{`{"do":"panic","text":"secret"}`, 502, `{"error":"The action panicked. See logs for details."}`},
		{`{"do":"bad error"}`, 502, `{"error":"The action panicked. See logs for details."}`},
		{`{"do":"index","n":3}`, 502, `{"error":"The action panicked. See logs for details."}`},
		{`{"do":"goexit"}`, 502, `{"error":"The action ended its goroutine instead of returning."}`},
		{`{"do":"raw","text":"\"text\""}`, 502, `{"error":"The action did not return a dictionary or array."}`},
		{`{"do":"raw","text":"null"}`, 502, `{"error":"The action did not return a dictionary or array."}`},
		{`{"do":"raw","text":"5"}`, 502, `{"error":"The action did not return a dictionary or array."}`},
	} {
		s.post("/run", `{"value":`+c.order+`}`).expect(t, c.status, c.want)
		s.post("/run", `{"value":{"text":"still here"}}`).expect(t, 200, `{"text":"still here"}`)
	}
	nan := whiskTest(t)
	nan.post("/init", `{"value":{"main":"NaN"}}`)
	if r := nan.post("/run", `{}`); r.status != 502 || !strings.Contains(r.body, "NaN") {
		t.Errorf("NaN: got %d %s", r.status, r.body)
	}
}

func TestOW11StatusForWebActions(t *testing.T) {
	s := whiskTest(t)
	for order, want := range map[string]string{
		`{"__ow_method":"get","do":"status","n":404,"text":"gone"}`:           `{"error":{"statusCode":404,"body":{"error":"gone"}}}`,
		`{"do":"status","n":404,"text":"gone","x":[{}],"__ow_method":"post"}`: `{"error":{"statusCode":404,"body":{"error":"gone"}}}`,
		`{"do":"status","n":404,"text":"gone"}`:                               `{"error":"gone"}`,
		`{"do":"status","n":404,"text":"__ow_method"}`:                        `{"error":"__ow_method"}`,
		`{"do":"status","n":404,"text":"gone","x":{"__ow_method":"get"}}`:     `{"error":"gone"}`,
		`{"do":"status","n":200,"text":"odd","__ow_method":"get"}`:            `{"error":{"statusCode":500,"body":{"error":"odd"}}}`,
		`{"do":"error","text":"plain","__ow_method":"get"}`:                   `{"error":{"statusCode":500,"body":{"error":"plain"}}}`,
		`{"__ow_method":"get","text":5}`:                                      `{"error":{"statusCode":400,"body":{"error":"params.text: expected string, got number at offset 28"}}}`,
	} {
		s.post("/run", `{"value":`+order+`}`).expect(t, 200, want)
	}
}

func TestOW12ActivationInContextAndEnvironment(t *testing.T) {
	const others = `,"api_key":"abc","namespace":"zzz","action_name":"/ns/pkg/xxx","action_version":"0.0.1",` +
		`"activation_id":"iii","transaction_id":"ttt","deadline":"9999999999999","shiny":"new"}`
	s := whiskTest(t)
	for _, name := range []string{ // of the tests' own environment, where an activation leaves its variables
		"__OW_API_KEY", "__OW_NAMESPACE", "__OW_ACTIVATION_ID", "__OW_ACTION_NAME", "__OW_ACTION_VERSION", "__OW_TRANSACTION_ID",
		"__OW_DEADLINE", "__OW_SHINY",
	} {
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	t.Setenv("__OW_API_HOST", "host")
	s.post("/run", `{"value":{"do":"activation"}`+others).
		expect(t, 200, `{"text":"iii|/ns/pkg/xxx|0.0.1|zzz|ttt|abc|host|9999999999999|openwhisk|"}`)
	for name, want := range map[string]string{ // of this activation, and gone with it
		"__OW_API_KEY": "abc", "__OW_NAMESPACE": "zzz", "__OW_ACTION_NAME": "/ns/pkg/xxx", "__OW_ACTION_VERSION": "0.0.1",
		"__OW_ACTIVATION_ID": "iii", "__OW_TRANSACTION_ID": "ttt", "__OW_DEADLINE": "9999999999999", "__OW_SHINY": "new",
	} {
		s.post("/run", `{"value":{"do":"env","text":"`+name+`"}`+others).expect(t, 200, `{"text":"`+want+`"}`)
		s.post("/run", `{"value":{"do":"env","text":"`+name+`"}}`).expect(t, 200, `{"text":""}`)
	}
	s.post("/run", `{"value":{"do":"activation"}}`).expect(t, 200, `{"text":"||||||host||openwhisk|"}`)

	// A variable that the container was given stays, though with another value.
	s.post("/run", `{"api_host":"other","value":{"do":"env","text":"__OW_API_HOST"}}`).expect(t, 200, `{"text":"other"}`)
	s.post("/run", `{"value":{"do":"env","text":"__OW_API_HOST"}}`).expect(t, 200, `{"text":"other"}`)
	many := strings.Repeat(`"x":1,`, 100)
	s.post("/run", `{`+many+`"value":{"text":"many"}}`).expect(t, 200, `{"text":"many"}`)
	s.post("/run", `{`+many+`"y":1,"value":{}}`).expect(t, 400, `{"error":"there are too many members beside value"}`)

	// An invalid deadline means that there is none, and not that it has passed.
	for _, deadline := range []string{`0`, `-5`, `""`, `"soon"`, `null`, `1e12`, `{}`} {
		s.post("/run", `{"deadline":`+deadline+`,"value":{"do":"wait","n":1}}`).expect(t, 200, `{"text":"waited"}`)
	}
	soon := strconv.FormatInt(time.Now().Add(300*time.Millisecond).UnixMilli(), 10)
	s.post("/run", `{"deadline":`+soon+`,"value":{"do":"wait","n":5000}}`).expect(t, 200, `{"error":"context deadline exceeded"}`)

	concurrent := whiskTest(t, "__OW_ALLOW_CONCURRENT=true")
	concurrent.post("/run", `{"activation_id":"jjj","value":{"do":"env","text":"__OW_ACTIVATION_ID"}}`).
		expect(t, 200, `{"text":""}`)
	concurrent.post("/run", `{"activation_id":"jjj","value":{"do":"activation"}}`).
		expect(t, 200, `{"text":"jjj||||||||openwhisk|"}`)
}

// meeting returns an action whose calls wait for n of them to run at once, and give up after a while.
func meeting(n int, patience time.Duration) Action {
	var here atomic.Int64
	all := make(chan struct{})
	return Bind("meet", JSON(decodeOrder), func(o order) (raw, error) {
		defer here.Add(-1)
		if here.Add(1) == int64(n) {
			close(all)
		}
		select {
		case <-all:
			return raw(`{"met":"` + o.Text + `"}`), nil
		case <-time.After(patience):
			return raw(`{"alone":"` + o.Text + `"}`), nil
		}
	}, Result(encodeRaw))
}

func TestOW12RunIsSerialisedUnlessConcurrent(t *testing.T) {
	const callers = 20
	for _, c := range []struct {
		name, path, body string
		vars             []string
		meet             int
		patience         time.Duration
		want             string
	}{
		{"run", "/run", `{"value":{"text":"%"}}`, nil, 2, 5 * time.Millisecond, `{"alone":"%"}`},
		{"concurrent", "/run", `{"value":{"text":"%"}}`, []string{"__OW_ALLOW_CONCURRENT=true"}, callers, patience, `{"met":"%"}`},
		{"plain", "/", `{"text":"%"}`, nil, callers, patience, `{"met":"%"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serveActions(t, []Action{meeting(c.meet, c.patience)}, c.vars...)
			var wg sync.WaitGroup
			for i := range callers {
				wg.Go(func() {
					id := strconv.Itoa(i)
					s.post(c.path, strings.ReplaceAll(c.body, "%", id)).expect(t, 200, strings.ReplaceAll(c.want, "%", id))
				})
			}
			wg.Wait()
		})
	}
}

func TestOW14OnlyPost(t *testing.T) {
	for _, vars := range [][]string{{"OWGEN_PLATFORM=openwhisk"}, {"__OW_API_HOST=xyz"}, nil} {
		s := serveTest(t, vars...)
		for _, path := range []string{"/init", "/run"} {
			for _, method := range []string{"GET", "PUT", "PATCH", "DELETE"} {
				r := s.request(method, path, "")
				if r.status != 405 || r.header.Get("Allow") != "POST" {
					t.Errorf("%s %s: got %d, Allow %q", method, path, r.status, r.header.Get("Allow"))
				}
			}
		}
		r := s.post("/elsewhere", `{"text":"plain"}`)
		if vars == nil {
			r.expect(t, 200, `{"text":"plain"}`)
		} else if r.status != 404 {
			t.Errorf("%v: got %d, want 404", vars, r.status)
		}
	}
}

func TestOW15BodyLimits(t *testing.T) {
	s := whiskTest(t, "OWGEN_MAX_BODY=1000", "OWGEN_MAX_INIT=5000")
	fits := `{"value":{"text":"` + strings.Repeat("x", 900) + `"}}`
	long := `{"value":{"text":"` + strings.Repeat("x", 1000) + `"}}`
	for _, chunked := range []bool{false, true} {
		post := func(path, body string) int {
			var r io.Reader = strings.NewReader(body)
			if chunked {
				r = io.MultiReader(r) // hides the length
			}
			resp, err := http.Post(s.url+path, "application/json", r)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			b, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != 200 && !bytes.HasPrefix(b, []byte(`{"error":"`)) {
				t.Errorf("%s: body %s", path, b)
			}
			return resp.StatusCode
		}
		if got := post("/run", fits); got != 200 {
			t.Errorf("chunked %v: /run that fits: %d", chunked, got)
		}
		if got := post("/run", long); got != 413 {
			t.Errorf("chunked %v: /run too long: %d", chunked, got)
		}
		code := func(n int) string { return `{"value":{"code":"` + strings.Repeat("x", n) + `","main":"nobody"}}` }
		if got := post("/init", code(4000)); got != 502 {
			t.Errorf("chunked %v: /init that fits: %d", chunked, got)
		}
		if got := post("/init", code(6000)); got != 413 {
			t.Errorf("chunked %v: /init too long: %d", chunked, got)
		}
		if got := post("/init", `{"value":{"other":"`+strings.Repeat("x", 1100)+`"}}`); got != 413 {
			t.Errorf("chunked %v: /init with much beside the code: %d", chunked, got)
		}
	}
}

func TestConformanceLargeInput(t *testing.T) {
	s := whiskTest(t)
	s.post("/init", `{"value":{"main":"echo"}}`)
	value := `{"arg":"` + strings.Repeat("a", 1048561) + `"}`
	s.post("/run", `{"value":`+value+`}`).expect(t, 200, value)
	for _, value := range []string{`{"string":"hello"}`, `{"string":"❄ ☃ ❄"}`, `{"numbers":[42,1]}`, `{"object":{"a":"A"}}`, `["a","b"]`} {
		s.post("/run", `{"value":`+value+`}`).expect(t, 200, value)
	}
}
