package web

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
)

// deployed runs a test over plain HTTP and through OpenWhisk's controller. kept says that what OpenWhisk makes of requests for
// actions without raw-http is enough.
func deployed(t *testing.T, action string, kept bool, test func(t *testing.T, c caller)) {
	t.Helper()
	each(t, action, func(t *testing.T, s *server) { test(t, s) })
	onStages(t, action, func(t *testing.T, w *webAction) {
		if w.on.raw || kept {
			test(t, w)
		}
	})
}

// wantError looks for a text in an answer: OpenWhisk prints JSON anew.
func wantError(t *testing.T, a answer, status int, text string) {
	t.Helper()
	if a.status != status || !strings.Contains(a.body, text) {
		t.Errorf("got %d %s, want %d %s", a.status, short(a.body), status, text)
	}
}

func TestWebhookChecksASignature(t *testing.T) {
	mac := hmac.New(sha256.New, []byte("It's a Secret to Everybody"))
	body := "{\"zen\" :\t\"Keep it logically awesome.\", \"n\":1.0}\n"
	mac.Write([]byte(body))
	signature := "X-Hub-Signature-256: sha256=" + hex.EncodeToString(mac.Sum(nil))
	deployed(t, "Webhook", false, func(t *testing.T, c caller) {
		c.call("POST", "/", body, "Content-Type: application/json", "X-GitHub-Event: ping", signature).expect(t, 202, "got ping")
		wantError(t, c.call("POST", "/", body+" ", "Content-Type: application/json", signature), 401, "the signature does not fit")
		wantError(t, c.call("POST", "/", body, "Content-Type: application/json"), 401, "the signature does not fit")
	})
}

// photo returns an image that is to be halved.
func photo(t *testing.T) string {
	t.Helper()
	large := image.NewRGBA(image.Rect(0, 0, 64, 32))
	for x := range 64 {
		for y := range 32 {
			large.Set(x, y, color.RGBA{uint8(x), uint8(y), 7, 255})
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, large); err != nil {
		t.Fatal(err)
	}
	return data.String()
}

// wantHalf checks that an image is what became of the photo.
func wantHalf(t *testing.T, got string) {
	t.Helper()
	small, err := png.Decode(strings.NewReader(got))
	if err != nil || small.Bounds() != image.Rect(0, 0, 32, 16) || small.At(3, 2) != (color.RGBA{6, 4, 7, 255}) {
		t.Fatalf("got %s: %v", short(got), err)
	}
}

func TestThumbnailIsAnImage(t *testing.T) {
	deployed(t, "Thumbnail", true, func(t *testing.T, c caller) {
		a := c.call("POST", "/", photo(t), "Content-Type: image/png")
		a.expectType(t, "image/png")
		wantHalf(t, a.body)
		wantError(t, c.call("POST", "/", "no image", "Content-Type: image/png"), 422, "this is no PNG image")
	})
}

func TestFormIsAnsweredWithARedirect(t *testing.T) {
	const isForm = "Content-Type: application/x-www-form-urlencoded"
	deployed(t, "Subscribe", true, func(t *testing.T, c caller) {
		a := c.call("POST", "/", "email=ada%40example.com&topic=go", isForm)
		a.expect(t, 303, "")
		a.expectHeader(t, "Location", "/thanks/go")
		a.expectHeader(t, "Set-Cookie", "seen=yes", "form=done")
		wantError(t, c.call("POST", "/", "topic=go", isForm), 400, "email")
	})
}

// table is an export of so many rows.
func table(rows int) string {
	var b strings.Builder
	for n := range rows {
		fmt.Fprintf(&b, "%d,\"Analytical Engine, used\",%d\n", n+1, 100+n%900)
	}
	return b.String()
}

// OpenWhisk's answers have at most 1 MB: there an export is a short one, and the same otherwise.
func TestExportIsATable(t *testing.T) {
	want := table(1000)
	each(t, "Export", func(t *testing.T, s *server) {
		o := s.open("GET", "/?rows=1000", "", "Connection: close")
		o.expectRest(200, "text/csv", want, false)
	})
	onStages(t, "Export", func(t *testing.T, w *webAction) {
		a := w.call("GET", "/?rows=1000", "")
		a.expect(t, 200, want)
		a.expectType(t, "text/csv; charset=UTF-8") // which the platform adds
		wantError(t, w.call("GET", "/?rows=many", ""), 400, "params.rows: expected number in parameter rows")
	})
}

func TestExportMayBeLargerThanMemory(t *testing.T) {
	ci.Long(t, "it moves 50 MB")
	const rows = 1_500_000
	want := sha256.Sum256([]byte(table(rows)))
	each(t, "Export", func(t *testing.T, s *server) {
		sum := sha256.New()
		n, err := io.Copy(sum, s.open("GET", fmt.Sprintf("/?rows=%d", rows), "").lines)
		if err != nil || n < 50<<20 || string(sum.Sum(nil)) != string(want[:]) {
			t.Errorf("got %d bytes, which are others: %v", n, err)
		}
		if kb := peak(t, s.PID()); kb > 48<<10 {
			t.Errorf("the program had %d kB", kb)
		}
	})
	out := child(t, "Export", fmt.Sprintf(`{"rows":%d}`, rows))
	if sha256.Sum256([]byte(out.Stdout)) != want || out.Exit != 0 {
		t.Errorf("in a pipe: %d bytes, exit code %d: %s", len(out.Stdout), out.Exit, out.Stderr)
	}
}

func TestAnEventIsAnsweredWithAnEvent(t *testing.T) {
	everywhere(t, "Bill", func(t *testing.T, s caller, m mode) {
		placed := with("type", "com.example.order.placed")
		a := m.send(s, placed, "application/json", `{"number":"A7","cents":1000}`)
		a.expectJSON(t, 200, `{"order":"A7","total":1190}`)
		a.expectType(t, "application/json")
		for name, value := range map[string]string{
			"Ce-Specversion": "1.0", "Ce-Id": "invoice-7", "Ce-Source": "/billing", "Ce-Type": "com.example.order.billed", "Ce-Subject": "A7",
		} {
			a.expectHeader(t, name, value)
		}
		m.send(s, with(), "application/json", `{"number":"A7"}`).expect(t, 204, "")
		wantError(t, m.send(s, placed, "application/json", `{"cents":1000}`), 400, "number")
	})
}

// The same functions as children of a watchdog and in a pipe, which know no status, and no header but that of a request.
func TestDeployedFunctionsInAShell(t *testing.T) {
	if out := child(t, "Webhook", "{}"); out.Exit != 1 || out.Stdout != `{"error":"the signature does not fit"}`+"\n" {
		t.Errorf("without a header: %+v", out)
	}
	out := child(t, "Webhook", "Hello, World!", "Http_Method=POST", "Http_X_Github_Event=ping",
		"Http_X_Hub_Signature_256=sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")
	if out.Exit != 0 || out.Stdout != "got ping" {
		t.Errorf("a webhook: %+v", out)
	}
	for _, vars := range [][]string{nil, {"Http_Method=POST", "Http_Content_Type=image/png"}} {
		out := child(t, "Thumbnail", photo(t), vars...)
		wantHalf(t, out.Stdout)
		if out := child(t, "Thumbnail", "no image", vars...); out.Exit != 1 {
			t.Errorf("no image: %+v", out)
		}
		if out := child(t, "Export", `{"rows":2}`, vars...); out.Exit != 0 || out.Stdout != table(2) {
			t.Errorf("a table: %+v", out)
		}
	}
	for stdin, vars := range map[string][]string{
		`{"email":"ada@example.com","topic":["go"]}`: nil,
		"email=ada%40example.com&topic=go":           {"Http_Method=POST", "Http_Content_Type=application/x-www-form-urlencoded"},
	} {
		if out := child(t, "Subscribe", stdin, vars...); out.Exit != 0 || out.Stdout != "" {
			t.Errorf("a form: %+v", out)
		}
	}
	event := document(with("type", "com.example.order.placed"), "", `{"number":"A7","cents":1000}`)
	const billed = `{"specversion":"1.0","id":"invoice-7","source":"/billing","type":"com.example.order.billed","subject":"A7",` +
		`"data":{"order":"A7","total":1190}}` + "\n"
	for _, vars := range [][]string{nil, {"Http_Method=POST", "Http_Content_Type=application/cloudevents+json"}} {
		if out := child(t, "Bill", event, vars...); out.Exit != 0 || out.Stdout != billed {
			t.Errorf("an event: %+v", out)
		}
	}
}
