package record

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDEV34ASavedCallIsAReadableFile(t *testing.T) {
	for _, c := range []struct {
		call SavedCall
		want string
	}{
		{SavedCall{Handler: "order", Plain: true, Method: "POST", Path: "/order", Body: []byte(`{"id":9007199254740993,"f":1.0, "t":"<&>","l":[],"e":1e400}`), Status: 200,
			Answer: []byte(`{"total":9.90}` + "\n")}, `{
  "handler": "order",
  "params": {
    "id": 9007199254740993,
    "f": 1.0,
    "t": "<&>",
    "l": [],
    "e": 1e400
  },
  "status": 200,
  "result": {
    "total": 9.90
  }
}
`},
		{SavedCall{Handler: "hook", Method: "PUT", Path: "/hook/1?a=b", Header: http.Header{
			"X-Sig": {"1", "2"}, "Authorization": {"Bearer x"}, "User-Agent": {"curl"}, "Sec-Fetch-Site": {"none"},
		}, Body: []byte("<b>\n"), Status: 201, Answer: []byte("fine")}, `{
  "handler": "hook",
  "body": "<b>\n",
  "request": {
    "method": "PUT",
    "path": "/hook/1?a=b",
    "header": {
      "X-Sig": [
        "1",
        "2"
      ]
    }
  },
  "status": 201,
  "result": "fine"
}
`},
		{SavedCall{Handler: "hook", Method: "GET", Path: "/", Body: []byte{255, 0}}, `{
  "handler": "hook",
  "bodyBase64": "/wA=",
  "request": {
    "method": "GET",
    "path": "/"
  }
}
`},
	} {
		got, err := c.call.JSON()
		if err != nil || string(got) != c.want {
			t.Errorf("%v, the file is\n%swant\n%s", err, got, c.want)
		}
		again, err := ParseSaved(got)
		if err != nil || again.Handler != c.call.Handler || again.Plain != c.call.Plain || again.Status != c.call.Status {
			t.Errorf("%v, read again it is %+v", err, again)
		}
		if again.Header.Get("Authorization") != "" || again.Header.Get("X-Sig") != c.call.Header.Get("X-Sig") {
			t.Errorf("read again it has %v", again.Header)
		}
		if twice, err := again.JSON(); err != nil || string(twice) != c.want {
			t.Errorf("%v, written again it is\n%s", err, twice)
		}
	}
}

func TestDEV34CallsAreSavedOnceUnlessTheyAreMeantTo(t *testing.T) {
	dir := t.TempDir()
	s := Saved{dir}
	if list := s.List(); list == nil || len(list) != 0 {
		t.Errorf("without any there are %v", list)
	}
	call := SavedCall{Handler: "order", Plain: true, Body: []byte("1")}
	path, err := s.Write("small", call, false)
	if err != nil || path != "testdata/calls/small.json" {
		t.Fatal(path, err)
	}
	if _, err := s.Write("small", call, false); !errors.Is(err, ErrExists) {
		t.Errorf("saved twice: %v", err)
	}
	call.Body = []byte("2")
	if _, err := s.Write("small", call, true); err != nil {
		t.Error(err)
	}
	text, err := s.Read("small")
	if err != nil || string(text) != "{\n  \"handler\": \"order\",\n  \"params\": 2\n}\n" {
		t.Errorf("%q %v", text, err)
	}
	if list := s.List(); len(list) != 1 || list[0] != (SavedName{"small", "order"}) {
		t.Errorf("there are %v", list)
	}
	if files, err := os.ReadDir(filepath.Join(dir, "testdata", "calls")); err != nil || len(files) != 1 {
		t.Errorf("the directory has %v (%v)", files, err)
	}
}

func TestDEV42NamesOfSavedCallsNeverLeaveTheirDirectory(t *testing.T) {
	dir := t.TempDir()
	s := Saved{dir}
	for _, name := range []string{"", ".", "..", "../x", "a/b", `a\b`, "A", "-a", "a.json", "a\x00", "a\n", "ä", "/etc/passwd", "c:x", strings.Repeat("a", 65)} {
		if _, err := s.Write(name, SavedCall{}, true); !errors.Is(err, ErrName) {
			t.Errorf("%q is written: %v", name, err)
		}
		if _, err := s.Read(name); !errors.Is(err, ErrName) {
			t.Errorf("%q is read: %v", name, err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Errorf("the package has %v", entries)
	}
}

func TestDEV42LinksOfSavedCallsNeverLeaveTheirDirectory(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	s := Saved{dir}
	calls := filepath.Join(dir, "testdata", "calls")
	secret := filepath.Join(outside, "secret.json")
	inside := filepath.Join(dir, "order.json")
	for _, err := range []error{
		os.MkdirAll(calls, 0o755), os.WriteFile(secret, []byte(`{"handler":"secret"}`), 0o600), os.WriteFile(inside, []byte(`{"handler":"secret"}`), 0o600),
		os.Symlink(secret, filepath.Join(calls, "a.json")), os.Symlink("../../order.json", filepath.Join(calls, "b.json")),
	} {
		if err != nil {
			t.Skip(err) // there are no links here
		}
	}
	for _, name := range []string{"a", "b"} {
		if text, err := s.Read(name); err == nil {
			t.Errorf("%s is read: %s", name, text)
		}
		if _, err := s.Write(name, SavedCall{Handler: "x"}, false); err == nil {
			t.Errorf("%s is written through the link", name)
		}
		if _, err := s.Write(name, SavedCall{Handler: "x"}, true); err != nil {
			t.Errorf("the link %s is not replaced: %v", name, err)
		}
	}
	for _, path := range []string{secret, inside} {
		if text, _ := os.ReadFile(path); string(text) != `{"handler":"secret"}` {
			t.Errorf("%s is now %s", path, text)
		}
	}
	other := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(other, "testdata")); err != nil {
		t.Fatal(err)
	}
	if _, err := (Saved{other}).Write("x", SavedCall{}, true); err == nil {
		t.Error("a call is saved outside of the package")
	}
	if entries, _ := os.ReadDir(outside); len(entries) != 1 {
		t.Errorf("outside there are %v", entries)
	}
}
