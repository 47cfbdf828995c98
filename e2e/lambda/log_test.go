package lambda

import (
	"regexp"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

// timeless takes the times out of lines.
func timeless(log string) string {
	return regexp.MustCompile(`timestamp(=|":")[0-9T:.-]+Z`).ReplaceAllString(log, "timestamp${1}T")
}

func TestAWS24Lines(t *testing.T) {
	for _, c := range []struct{ words, log string }{
		{"", "printed\ntimestamp=T level=INFO message=paid requestId=r-1 action=Log order=7\n" +
			"timestamp=T level=ERROR message=\"no\\nluck\" requestId=r-1 action=Log\n"},
		{"AWS_LAMBDA_LOG_FORMAT=JSON", "printed\n" + `{"timestamp":"T","level":"INFO","message":"paid","requestId":"r-1","action":"Log","order":7}` + "\n" +
			`{"timestamp":"T","level":"ERROR","message":"no\nluck","requestId":"r-1","action":"Log"}` + "\n"},
		{"AWS_LAMBDA_LOG_FORMAT=JSON AWS_LAMBDA_LOG_LEVEL=ERROR", "printed\n" +
			`{"timestamp":"T","level":"ERROR","message":"no\nluck","requestId":"r-1","action":"Log"}` + "\n"},
		{"AWS_LAMBDA_LOG_LEVEL=FATAL OWGEN_LOG=json", "printed\ntimestamp=T level=ERROR message=\"no\\nluck\" requestId=r-1 action=Log\n"},
	} {
		p := start(t, many, runtimeapi.New(t), append(strings.Fields(c.words), "_HANDLER=Log")...)
		// What the handler prints is there before its answer is.
		e := &runtimeapi.Event{ID: "r-1", Body: `{"fail":true}`}
		p.failure(p.event(e))
		want(t, c.words, timeless(p.log()), c.log)
	}
	quiet := start(t, many, runtimeapi.New(t), "_HANDLER=Plain", "AWS_LAMBDA_LOG_LEVEL=DEBUG")
	for range 10 {
		quiet.result(quiet.invoke(`{}`))
	}
	want(t, "good calls", quiet.log(), "")
	access := start(t, many, runtimeapi.New(t), "_HANDLER=Plain", "AWS_LAMBDA_LOG_FORMAT=JSON", "OWGEN_ACCESS_LOG=1")
	access.event(&runtimeapi.Event{ID: "r-2", Body: `{"n":1}`})
	access.web("url", request{method: "DELETE", path: "/"})
	got := regexp.MustCompile(`"ms":[0-9.]+`).ReplaceAllString(timeless(access.log()), `"ms":0`)
	want(t, "access log", got, `{"timestamp":"T","level":"INFO","message":"call","requestId":"r-2","action":"Plain","status":200,"ms":0,"in":7,"out":29,"cold":true}`+"\n"+
		`{"timestamp":"T","level":"INFO","message":"call","requestId":"8476a536-e9f4-11e8-9739-0000000000ab","action":"Plain","status":405,"ms":0,"in":247,"out":25,"cold":false}`+"\n")
}
