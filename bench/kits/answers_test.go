package kits

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A call is a request, and what is wanted of its answer.
type call struct {
	name, method, target, body string
	header                     []string // lines "Name: value"

	status  int
	media   string // Content-Type without parameters, if not empty
	text    string // the body, if not empty
	refusal string // is in the member error of a body in JSON, if not empty
	lines   http.Header
	check   func(t *testing.T, body string)
}

const (
	secret = "It's a Secret to Everybody"
	isForm = "Content-Type: application/x-www-form-urlencoded"
	isJSON = "Content-Type: application/json"
	isPNG  = "Content-Type: image/png"
)

// signed is the line of a header with the signature of a body.
func signed(body string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(body))
	return "X-Hub-Signature-256: sha256=" + hex.EncodeToString(mac.Sum(nil))
}

const (
	delivery     = "{\"zen\" :\t\"Kéep it logically awesome.\", \"n\":1.0}\n"
	formDelivery = "payload=%7B%22zen%22%3A+1%7D"
)

var calls = map[string][]call{
	"webhook": {
		{name: "JSON", method: "POST", body: delivery, header: []string{isJSON, "X-GitHub-Event: ping", signed(delivery)},
			status: 202, media: "text/plain", text: "thanks for the ping"},
		{name: "a form", method: "POST", body: formDelivery, header: []string{isForm, "X-GitHub-Event: push", signed(formDelivery)},
			status: 202, media: "text/plain", text: "thanks for the push"},
		{name: "another body", method: "POST", body: delivery + " ", header: []string{isJSON, signed(delivery)},
			status: 401, refusal: "the signature does not fit"},
		{name: "no signature", method: "POST", body: delivery, header: []string{isJSON},
			status: 401, refusal: "the signature does not fit"},
	},
	"thumbnail": {
		{name: "an image", method: "POST", body: photo(64, 32), header: []string{isPNG}, status: 200, media: "image/png", check: wantHalf},
		{name: "no image", method: "POST", body: "no image", header: []string{isPNG}, status: 422, refusal: "this is no PNG image"},
		{name: "one pixel", method: "POST", body: photo(1, 1), header: []string{isPNG}, status: 500},
	},
	"subscribe": {
		{name: "the page", method: "GET", status: 200, media: "text/html", check: wantPage},
		{name: "a form", method: "POST", body: "email=ada%40example.com&topic=go&topic=cats", header: []string{isForm}, status: 303,
			lines: http.Header{"Location": {"/thanks"}, "Set-Cookie": {
				"subscribed=yes; HttpOnly; Secure", "topic-go=yes; Secure", "topic-cats=yes; Secure",
			}}},
		{name: "no email", method: "POST", body: "topic=go", header: []string{isForm}, status: 422, refusal: "an email is missing"},
		{name: "half an email", method: "POST", body: "email=ada", header: []string{isForm}, status: 400, refusal: "must be an email"},
		{name: "more than an email", method: "POST", body: "email=Ada+%3Cada%40example.com%3E", header: []string{isForm},
			status: 400, refusal: "must be an email"},
		{name: "many topics", method: "POST", body: "email=ada%40example.com" + strings.Repeat("&topic=go", 11), header: []string{isForm},
			status: 400, refusal: "topic: must have at most 10 items"},
		{name: "no form", method: "POST", body: "email=%zz", header: []string{isForm}, status: 400, refusal: "form"},
	},
	"export": {
		{name: "three rows", method: "GET", target: "/?count=3", status: 200, media: "text/csv", text: table(3)},
		{name: "no rows", method: "GET", target: "/?count=0", status: 200},
		{name: "less than none", method: "GET", target: "/?count=-1", status: 400, refusal: "count"},
		{name: "no number", method: "GET", target: "/?count=many", status: 400, refusal: "count"},
	},
	"billing": {
		{name: "binary", method: "POST", body: `{"number":"A7","cents":1000}`, header: placed, status: 200, media: "application/json",
			lines: billed, check: wantInvoice},
		{name: "structured", method: "POST", body: document, header: []string{"Content-Type: application/cloudevents+json; charset=utf-8"},
			status: 200, media: "application/json", lines: billed, check: wantInvoice},
		{name: "another event", method: "POST", body: `{"number":"A7"}`, header: append([]string{"Ce-Type: com.example.else"}, placed[1:]...), status: 204},
		{name: "no source", method: "POST", body: `{"number":"A7"}`, header: placed[:len(placed)-1], status: 400, check: wantText("source")},
		{name: "no number", method: "POST", body: `{"cents":1}`, header: placed, status: 400, check: wantText("number")},
		{name: "a number as number", method: "POST", body: `{"number":7}`, header: placed, status: 400, check: wantText("number")},
		{name: "less than nothing", method: "POST", body: `{"number":"A7","cents":-1}`, header: placed, status: 400, check: wantText("cents")},
	},
}

var (
	placed = []string{"Ce-Type: com.example.order.placed", isJSON, "Ce-Specversion: 1.0", "Ce-Id: 1", "Ce-Source: /shop"}
	billed = http.Header{
		"Ce-Specversion": {"1.0"}, "Ce-Source": {"/billing"}, "Ce-Type": {"com.example.order.billed"}, "Ce-Subject": {"A7"},
	}
)

const document = `{"specversion":"1.0","id":"1","source":"/shop","type":"com.example.order.placed",` +
	`"data":{"number":"A7","cents":1000}}`

func TestAllKitsGiveTheSameAnswers(t *testing.T) {
	for _, p := range platforms {
		for _, f := range functions {
			t.Run(p.name+"/"+f, func(t *testing.T) {
				to := p.deploy(t, f, secret)
				for _, c := range calls[f] {
					t.Run(c.name, func(t *testing.T) { c.makeTo(t, to) })
				}
			})
		}
	}
}

// With an empty secret everybody could sign.
func TestWithoutASecretNothingIsTaken(t *testing.T) {
	mac := hmac.New(sha256.New, nil)
	mac.Write([]byte(delivery))
	c := call{method: "POST", body: delivery, status: 500,
		header: []string{isJSON, "X-Hub-Signature-256: sha256=" + hex.EncodeToString(mac.Sum(nil))}}
	for _, p := range platforms {
		t.Run(p.name, func(t *testing.T) { c.makeTo(t, p.deploy(t, "webhook", "")) })
	}
}

func TestExportsAreLargerThanMemoryWhereThereAreStreams(t *testing.T) {
	const rows = 1_500_000 // 50 MB
	want := sha256.Sum256([]byte(table(rows)))
	for _, p := range platforms {
		t.Run(p.name, func(t *testing.T) {
			if !p.streams { // what is above 1 MB is refused, and never cut short
				call{method: "GET", target: "/?count=50000", status: 400}.makeTo(t, p.deploy(t, "export", secret))
				return
			}
			c := call{method: "GET", target: fmt.Sprintf("/?count=%d", rows)}
			resp := c.send(t, p.deploy(t, "export", secret))
			if resp.ContentLength != -1 {
				t.Errorf("it is no stream: it has %d bytes", resp.ContentLength)
			}
			sum := sha256.New()
			if n, err := io.Copy(sum, resp.Body); n < 50<<20 || err != nil || !bytes.Equal(sum.Sum(nil), want[:]) {
				t.Errorf("got %d bytes, which are others: %v", n, err)
			}
		})
	}
}

func (c call) send(t *testing.T, to caller) *http.Response {
	t.Helper()
	r, err := http.NewRequest(c.method, to.url+c.target, strings.NewReader(c.body))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range c.header {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	resp, err := to.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

func (c call) makeTo(t *testing.T, to caller) {
	t.Helper()
	resp := c.send(t, to)
	all, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	body := string(all)
	if resp.StatusCode != c.status {
		t.Fatalf("got %d %s, want %d", resp.StatusCode, body, c.status)
	}
	media, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if c.refusal != "" {
		c.media = "application/json"
		wantRefusal(t, body, c.refusal)
	}
	if c.media != "" && media != c.media {
		t.Errorf("Content-Type %q, want %q", resp.Header.Get("Content-Type"), c.media)
	}
	if c.text != "" && body != c.text {
		t.Errorf("got %q, want %q", body, c.text)
	}
	for name, want := range c.lines {
		if got := resp.Header[name]; !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if c.check != nil {
		c.check(t, body)
	}
}

// wantRefusal wants {"error":"message"}, or an object with the message, as what owgen says of several fields.
func wantRefusal(t *testing.T, body, message string) {
	t.Helper()
	var answer struct {
		Error json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil || !strings.Contains(string(answer.Error), message) {
		t.Errorf("got %s, want %q: %v", body, message, err)
	}
}

func wantText(part string) func(t *testing.T, body string) {
	return func(t *testing.T, body string) {
		t.Helper()
		if !strings.Contains(body, part) {
			t.Errorf("got %q without %q", body, part)
		}
	}
}

func wantPage(t *testing.T, body string) {
	t.Helper()
	if !strings.HasPrefix(body, "<!doctype html>\n<form method=\"post\">\n") || !strings.HasSuffix(body, "</form>\n") {
		t.Errorf("got %q", body)
	}
}

func wantInvoice(t *testing.T, body string) {
	t.Helper()
	var got any
	want := map[string]any{"order": "A7", "total": 1190.0}
	if err := json.Unmarshal([]byte(body), &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %s: %v", body, err)
	}
}

// photo is an image that is to be halved.
func photo(width, height int) string {
	large := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			large.Set(x, y, color.RGBA{uint8(x), uint8(y), 7, 255})
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, large); err != nil { // into memory, of a size that PNG has
		panic(err)
	}
	return data.String()
}

func wantHalf(t *testing.T, body string) {
	t.Helper()
	small, err := png.Decode(strings.NewReader(body))
	if err != nil || small.Bounds() != image.Rect(0, 0, 32, 16) || small.At(3, 2) != (color.RGBA{6, 4, 7, 255}) {
		t.Errorf("got %q: %v", body, err)
	}
}

// table is an export of so many rows.
func table(rows int) string {
	var b []byte
	for n := range rows {
		b = append(strconv.AppendInt(b, int64(n+1), 10), ",\"Analytical Engine, used\","...)
		b = append(strconv.AppendInt(b, int64(100+n%900), 10), '\n')
	}
	return string(b)
}
