package binary

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const (
	fine      = `{"mail":"a@b","items":[{"sku":"abc"}]}`
	bought    = `{"mail":"a@b","items":[{"sku":"abc","count":1,"price":0}],"pay":"card","pages":3}`
	atFault   = `{"items":[{"sku":"abc","count":0,"price":0.001},{"price":1}],"notes":{"a b":{"text":"too long"},"c":{"text":"ok"}},"pay":"shell","pages":10,"mail":"x"}`
	allFaults = `{"error":{"message":"params.items[0].count: must be at least 1 (and 6 more)","code":"invalid","fields":{` +
		`"items[0].count":"must be at least 1","items[0].price":"must be a multiple of 0.01","items[1].sku":"is required",` +
		`"notes[\"a b\"].text":"must have at most 5 characters","pay":"must be one of card, cash","pages":"must be at most 9","mail":"must be an email"}}}`
	noMail = `{"error":{"message":"params.mail: is required","code":"invalid","fields":{"mail":"is required"}}}`
)

func TestSCH18SCH19SCH22ViolationsAreToldOnAllWays(t *testing.T) {
	c := startContainer(t)
	wantAnswer(t, c.post("/buy", fine), 200, bought)
	wantAnswer(t, c.post("/buy", atFault), 400, allFaults)
	wantAnswer(t, c.post("/buy", ""), 400, noMail)
	wantAnswer(t, c.do("GET", "/buy?mail=x&pages=7&pay=shell", "", nil), 400,
		`{"error":{"message":"params.mail: must be an email (and 1 more)","code":"invalid","fields":{"mail":"must be an email","pay":"must be one of card, cash"}}}`)
	form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	wantAnswer(t, c.do("POST", "/buy", url.Values{"pages": {"10"}}.Encode(), form), 400,
		`{"error":{"message":"params.pages: must be at most 9 (and 1 more)","code":"invalid","fields":{"pages":"must be at most 9","mail":"is required"}}}`)
	c.wantInit("Buy", nil)
	wantAnswer(t, c.run(fine), 200, bought)
	wantAnswer(t, c.run(atFault), 200, allFaults)
	wantAnswer(t, c.run(`null`), 200, noMail)
	wantAnswer(t, c.run(`{"__ow_method":"post","pages":10,"mail":"a@b"}`), 200,
		`{"error":{"statusCode":400,"body":{"error":{"message":"params.pages: must be at most 9","code":"invalid","fields":{"pages":"must be at most 9"}}}}}`)

	buy := []string{"OWGEN_ACTION=buy"}
	wantOutput(t, shell(t, "", buy, atFault), 0, allFaults+"\n", "")
	wantOutput(t, shell(t, "", buy, fine), 0, bought+"\n", "")
	if out := shell(t, atFault, buy, "-"); out.Exit != 1 || out.Stdout != allFaults+"\n" {
		t.Errorf("from standard input: %+v", out)
	}
}

func TestSCH17ValidateRunsWhenNothingElseIsWrong(t *testing.T) {
	s := serve(t)
	with := func(fault string) string { return strings.TrimSuffix(fine, "}") + `,"fault":"` + fault + `"}` }
	wantAnswer(t, s.post("/buy", with("none")), 200, strings.TrimSuffix(bought, "}")+`,"fault":"none"}`)
	wantAnswer(t, s.post("/buy", with("plain")), 400, `{"error":"the order is at fault"}`)
	wantAnswer(t, s.post("/buy", with("error")), 400, `{"error":{"message":"no such thing","code":"gone","fields":{"fault":"is there"}}}`)
	wantAnswer(t, s.post("/buy", with("status")), 422, `{"error":"cannot be processed"}`)
	wantAnswer(t, s.post("/buy", with("panic")), 500, `{"error":"The action panicked. See logs for details."}`)
	wantAnswer(t, s.post("/buy", `{"fault":"panic"}`), 400, noMail)
	c := startContainer(t)
	c.wantInit("Buy", nil)
	wantAnswer(t, c.run(with("panic")), 502, `{"error":"The action panicked. See logs for details."}`)
	wantAnswer(t, c.run(with("status")), 200, `{"error":"cannot be processed"}`)
	wantAnswer(t, s.post("/buy", `{"fault":"panic","pages":"x"}`), 400, `{"error":"params.pages: expected number, got string at offset 25"}`)
}

func TestSCH20SCH21ManyViolationsAreToldInPart(t *testing.T) {
	s := serve(t)
	wrong := strings.Repeat(`{"sku":"a","count":0},`, 300_000)
	a := s.post("/buy", `{"mail":"a@b","items":[`+strings.TrimSuffix(wrong, ",")+`]}`)
	if a.Status != 400 || len(a.Body) > 16<<10 || strings.Count(string(a.Body), `"items[`) != 20 || !strings.Contains(string(a.Body), "(and more)") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	long := strings.Repeat("<", 3000)
	var notes []string
	for k := range 30 {
		notes = append(notes, fmt.Sprintf(`"%d%s":{"text":"too long"}`, k, long))
	}
	if a := s.post("/buy", `{"mail":"a@b","notes":{`+strings.Join(notes, ",")+`}}`); a.Status != 400 || len(a.Body) > 16<<10 || !strings.Contains(string(a.Body), "(and more)") {
		t.Errorf("%d, %d bytes", a.Status, len(a.Body))
	}
	wantAnswer(t, s.post("/buy", `{"mail":"x","pages":"x"}`), 400, `{"error":"params.pages: expected number, got string at offset 20"}`)
	wantAnswer(t, s.post("/buy", `{"mail":"x"`), 400, `{"error":"params.mail: expected ',' or '}', got end of input at offset 11"}`)
}
