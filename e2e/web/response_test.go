package web

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

func TestWEB15WEB16ResponseIsWhatIsSent(t *testing.T) {
	cookies := map[string][]string{"x-a": {"1"}, "SET-COOKIE": {"a=1", "b=2"}}
	each(t, "AnswerText", func(t *testing.T, s *server) {
		a := s.order("status", 201, "header", cookies, "body", []byte("é<"))
		a.expect(t, 201, "é<")
		a.expectType(t, "text/plain; charset=utf-8")
		if a.header.Get("X-A") != "1" || strings.Join(a.header["Set-Cookie"], " ") != "a=1 b=2" {
			t.Errorf("header %v", a.header)
		}
		text := s.raw("GET / HTTP/1.1\r\nHost: x\r\n", "")
		if n := strings.Count(text, "Content-Length: 0\r\n"); n != 1 || strings.Contains(text, "chunked") {
			t.Errorf("got %q", text)
		}
		redirect := s.order("status", 303, "header", map[string][]string{"location": {"/elsewhere"}})
		redirect.expect(t, 303, "")
		if redirect.header.Get("Location") != "/elsewhere" {
			t.Errorf("header %v", redirect.header)
		}
		typed := s.order("header", map[string][]string{"content-TYPE": {"text/csv; charset=latin-1"}}, "body", []byte("a,b"))
		typed.expect(t, 200, "a,b")
		typed.expectType(t, "text/csv; charset=latin-1")
	})
	each(t, "AnswerBytes", func(t *testing.T, s *server) {
		a := s.order("body", []byte("\x89PNG\x00\xff"))
		a.expect(t, 200, "\x89PNG\x00\xff")
		a.expectType(t, "application/octet-stream")
	})
	each(t, "AnswerAny", func(t *testing.T, s *server) {
		for value, want := range map[any]string{nil: "null", true: "true", "text": `"text"`, 1.5: "1.5"} {
			a := s.order("value", value)
			a.expect(t, 200, want)
			a.expectType(t, "application/json")
		}
		s.order("value", []any{1, "a", map[string]any{}}).expect(t, 200, `[1,"a",{}]`)
	})
	each(t, "AnswerNothing", func(t *testing.T, s *server) {
		a := s.order("status", 202)
		a.expect(t, 202, "")
		a.expectType(t, "")
	})
}

func TestWEB17StatusesThatHaveNoBodyOrAreNone(t *testing.T) {
	each(t, "AnswerText", func(t *testing.T, s *server) {
		for _, status := range []int{204, 205, 304} {
			a := s.order("status", status, "header", map[string][]string{"Etag": {"x"}}, "body", []byte("body"))
			a.expect(t, status, "")
			a.expectType(t, "")
			if a.header.Get("Etag") != "x" {
				t.Errorf("header %v", a.header)
			}
		}
		for _, status := range []int{-1, 99, 101, 600, 999} {
			a := s.order("status", status, "header", map[string][]string{"X-A": {"x"}})
			a.expect(t, 500, `{"error":"the handler answered with status `+strconv.Itoa(status)+`; want 200 to 599"}`)
			if a.header.Get("X-A") != "" {
				t.Errorf("header %v", a.header)
			}
		}
	})
}

func TestWEB18NothingIsInjectedIntoHeaders(t *testing.T) {
	each(t, "AnswerText", func(t *testing.T, s *server) {
		post := func(header map[string][]string) string {
			order, err := json.Marshal(map[string]any{"header": header, "body": []byte("body")})
			if err != nil {
				t.Fatal(err)
			}
			return s.raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: "+strconv.Itoa(len(order))+"\r\n", string(order))
		}
		for _, value := range []string{"a\r\nX-Evil: 1", "a\nX-Evil: 1", "\r", "\x00", "\x7f", "\x1b"} {
			got := post(map[string][]string{"X-Good": {"1"}, "X-Bad": {value}})
			if !strings.HasPrefix(got, "HTTP/1.1 500 ") || strings.Contains(got, "X-Evil: 1") || strings.Contains(got, "X-Good") || !strings.Contains(got, "X-Bad") {
				t.Errorf("%q: got %q", value, got)
			}
		}
		for _, name := range []string{"", "a b", "X-A:", "X\r\nX-Evil", "ä"} {
			got := post(map[string][]string{name: {"1"}})
			if !strings.HasPrefix(got, "HTTP/1.1 500 ") || strings.Contains(got, "\nX-Evil") || !strings.Contains(got, "a header called") {
				t.Errorf("%q: got %q", name, got)
			}
		}
		got := post(map[string][]string{"connection": {"x"}, "Keep-Alive": {"x"}, "Proxy-Connection": {"x"}, "TE": {"x"}, "Trailer": {"x"},
			"Transfer-Encoding": {"chunked"}, "Upgrade": {"x"}, "Content-Length": {"1"}, "X-Fine": {"a\tb"}})
		head, body, _ := strings.Cut(got, "\r\n\r\n")
		if body != "body" || !strings.Contains(head, "X-Fine: a\tb") || strings.Count(head, "\r\n") != 5 {
			t.Errorf("got %q", got) // X-Fine, Content-Type, Connection, Date, Content-Length
		}
	})
}

func TestWEB21ResultsThatSayWhatTheAnswerIs(t *testing.T) {
	each(t, "Say", func(t *testing.T, s *server) {
		a := s.order("status", 404, "header", map[string][]string{"x-a": {"1"}}, "value", "<p>gone")
		a.expect(t, 404, "<p>gone")
		a.expectType(t, "text/html; charset=utf-8")
		if a.header.Get("X-A") != "1" {
			t.Errorf("header %v", a.header)
		}
		png := s.order("status", 200, "header", map[string][]string{"content-type": {"image/png"}}, "value", "iVBORw==")
		png.expect(t, 200, "\x89PNG")
		png.expectType(t, "image/png")
		s.order("status", 200, "value", map[string]any{"a": 1}).expect(t, 200, `{"a":1}`)
		s.order("value", "x").expect(t, 200, `{"headers":{},"body":"x"}`) // no status: a result like any other
		s.order("status", 700).expect(t, 500, `{"error":"the handler answered with status 700; want 200 to 599"}`)
	})
	each(t, "Plain", func(t *testing.T, s *server) {
		a := s.call("POST", "/", `{"name":"Ada"}`)
		a.expect(t, 200, `{"name":"Ada","page":0}`)
		a.expectType(t, "application/json")
	})
}

func TestWEB22RawAndNothing(t *testing.T) {
	each(t, "Text", func(t *testing.T, s *server) { s.call("POST", "/", "x").expectType(t, "text/plain; charset=utf-8") })
	each(t, "Named", func(t *testing.T, s *server) { s.call("POST", "/", "x").expectType(t, "application/octet-stream") })
	each(t, "AnswerNil", func(t *testing.T, s *server) {
		a := s.order()
		a.expect(t, 204, "")
		a.expectType(t, "")
	})
}

func TestWEB24ErrorsWin(t *testing.T) {
	for _, action := range []string{"AnswerText", "AnswerBytes", "AnswerAny", "Say"} {
		each(t, action, func(t *testing.T, s *server) {
			header := map[string][]string{"X-A": {"1"}}
			for _, a := range []answer{
				s.order("status", 201, "header", header, "body", []byte("x"), "error", "gone", "errorAs", 404),
				s.order("status", 201, "header", header, "body", []byte("x"), "error", "gone"),
			} {
				if a.status != 404 && a.status != 500 || a.body != `{"error":"gone"}` || a.header.Get("X-A") != "" {
					t.Errorf("got %v", a)
				}
				a.expectType(t, "application/json")
			}
			s.call("POST", "/", `{"status":"x"}`).expect(t, 400, `{"error":"params.status: expected number, got string at offset 10"}`)
			if a := s.call("POST", "/", `{"status":`); a.status != 400 {
				t.Errorf("broken JSON: %v", a)
			}
		})
	}
}
