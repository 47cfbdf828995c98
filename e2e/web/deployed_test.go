package web

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
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

func TestThumbnailIsAnImage(t *testing.T) {
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
	deployed(t, "Thumbnail", true, func(t *testing.T, c caller) {
		a := c.call("POST", "/", data.String(), "Content-Type: image/png")
		a.expectType(t, "image/png")
		small, err := png.Decode(bytes.NewReader([]byte(a.body)))
		if err != nil || small.Bounds() != image.Rect(0, 0, 32, 16) || small.At(3, 2) != large.At(6, 4) {
			t.Fatalf("got %d %s: %v", a.status, short(a.body), err)
		}
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
