package record

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// made returns the n-th call, whose answer has that many bytes.
func made(n, size int) *Call {
	kept := min(size, KeptBody)
	return &Call{
		Row:     Row{ID: fmt.Sprint("call", n), At: time.Unix(int64(n), 0), Status: 200, Outcome: OK, Size: int64(size)},
		Request: NewMessage(http.Header{"Authorization": {"Bearer key"}, "Cookie": {"a=b"}, "X": {"y"}}, []byte(`{"n":1.0}`), 9),
		Answer:  NewMessage(http.Header{"Set-Cookie": {"s=t"}}, []byte(strings.Repeat("<", kept)), int64(size)),
	}
}

// open opens a history in a directory, and fails if it notes anything.
func open(t *testing.T, dir string) *History {
	t.Helper()
	return Open(dir, func(err error) { t.Error(err) })
}

func TestDEV33CallsAreKeptOverRestarts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "owgen", "dev", "x")
	h := open(t, dir)
	for n := range 3 {
		h.Add(made(n, 10))
	}
	h.Close()
	if info, err := os.Stat(filepath.Join(dir, "calls.jsonl")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v (%v)", info, err)
	}
	h = open(t, dir)
	defer h.Close()
	if rows := h.Rows(); len(rows) != 3 || rows[0].ID != "call2" || rows[2].ID != "call0" {
		t.Fatalf("the rows are %+v", rows)
	}
	c, ok := h.Find("call1")
	if !ok || c.Request.Body != `{"n":1.0}` || c.Answer.Body != "<<<<<<<<<<" || c.Request.Header.Get("X") != "y" {
		t.Errorf("the call is %+v", c)
	}
}

func TestDEV33SecretsAreNotKept(t *testing.T) {
	dir := t.TempDir()
	h := open(t, dir)
	header := http.Header{"Authorization": {"Bearer key", "Basic x"}, "Cookie": {"a=b"}}
	c := made(1, 1)
	c.Request = NewMessage(header, nil, 0)
	h.Add(c)
	h.Close()
	text, err := os.ReadFile(filepath.Join(dir, "calls.jsonl"))
	if err != nil || strings.Contains(string(text), "key") || strings.Contains(string(text), "a=b") || strings.Contains(string(text), "s=t") ||
		!strings.Contains(string(text), `"Authorization":["…"]`) {
		t.Errorf("the file has %s (%v)", text, err)
	}
	if header.Get("Cookie") != "a=b" {
		t.Error("the header of the call itself is changed")
	}
}

func TestDEV33AHistoryIsBounded(t *testing.T) {
	dir := t.TempDir()
	h := open(t, dir)
	for n := range 80 {
		h.Add(made(n, 300<<10))
	}
	rows := h.Rows()
	if n := len(rows); n < 50 || n > 64 || rows[0].ID != "call79" {
		t.Errorf("of 80 calls of 256 kB there are %d, the first %s", n, rows[0].ID)
	}
	c, _ := h.Find("call79")
	if !c.Answer.Cut || len(c.Answer.Bytes()) != KeptBody || c.Answer.Size != 300<<10 {
		t.Errorf("of a body of %d bytes %d are kept; cut is %t", c.Answer.Size, len(c.Answer.Bytes()), c.Answer.Cut)
	}
	h.Close()
	if info, err := os.Stat(filepath.Join(dir, "calls.jsonl")); err != nil || info.Size() > maxBytes {
		t.Errorf("the file has %d bytes (%v)", info.Size(), err)
	}
	h = open(t, dir)
	for n := range 5 {
		for k := range 150 {
			h.Add(made(1000+150*n+k, 1))
		}
		h.Close()
		h = open(t, dir)
	}
	defer h.Close()
	if rows := h.Rows(); len(rows) != 200 || rows[0].ID != "call1749" || rows[199].ID != "call1550" {
		t.Errorf("there are %d rows from %s", len(rows), rows[0].ID)
	}
	text, err := os.ReadFile(filepath.Join(dir, "calls.jsonl"))
	if n := strings.Count(string(text), "\n"); err != nil || n > maxCalls+150 {
		t.Errorf("the file has %d calls (%v)", n, err)
	}
}

func TestDEV33ATornLineCostsOneCall(t *testing.T) {
	dir := t.TempDir()
	h := open(t, dir)
	h.Add(made(1, 1))
	h.Add(made(2, 1))
	h.Close()
	path := filepath.Join(dir, "calls.jsonl")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()-9); err != nil {
		t.Fatal(err)
	}
	h = open(t, dir)
	if rows := h.Rows(); len(rows) != 1 || rows[0].ID != "call1" {
		t.Errorf("the rows are %+v", rows)
	}
	h.Add(made(3, 1))
	h.Close()
	h = open(t, dir)
	defer h.Close()
	if rows := h.Rows(); len(rows) != 2 || rows[0].ID != "call3" {
		t.Errorf("behind the torn line the rows are %+v", rows)
	}
}

func TestDEV33TwoProcessesKeepEachOthersCalls(t *testing.T) {
	dir := t.TempDir()
	var wait sync.WaitGroup
	for p := range 2 {
		h := open(t, dir)
		wait.Go(func() {
			for n := range 90 {
				h.Add(made(1000*p+n, 1000))
				if n%45 == 0 {
					time.Sleep(batch) // so that there are several batches
				}
			}
			h.Close()
		})
	}
	wait.Wait()
	h := open(t, dir)
	defer h.Close()
	if n := len(h.Rows()); n != 180 {
		t.Errorf("of 180 calls of two processes there are %d", n)
	}
}

func TestDEV33ClearForgetsAllCalls(t *testing.T) {
	dir := t.TempDir()
	h := open(t, dir)
	h.Add(made(1, 1))
	h.Close()
	h = open(t, dir)
	h.Add(made(2, 1))
	if err := h.Clear(); err != nil || len(h.Rows()) > 0 {
		t.Errorf("%v; left are %v", err, h.Rows())
	}
	h.Add(made(3, 1))
	h.Close()
	h = open(t, dir)
	defer h.Close()
	if rows := h.Rows(); len(rows) != 1 || rows[0].ID != "call3" {
		t.Errorf("after a restart the rows are %+v", rows)
	}
}

func TestDEV33WhatIsBeingWrittenIsForgottenToo(t *testing.T) {
	dir := t.TempDir()
	h := open(t, dir)
	defer h.Close()
	waiting := func() int {
		h.mu.Lock()
		defer h.mu.Unlock()
		return len(h.pending)
	}
	for range 200 {
		h.Add(made(1, 1))
		var writing sync.WaitGroup
		writing.Go(h.writePending)
		for waiting() > 0 {
			runtime.Gosched()
		}
		if err := h.Clear(); err != nil {
			t.Fatal(err)
		}
		writing.Wait()
		if text, err := os.ReadFile(filepath.Join(dir, "calls.jsonl")); err == nil {
			t.Fatalf("after the history was cleared its file has %s", text)
		}
	}
}

func TestDEV33HeadersCountForTheBound(t *testing.T) {
	h := Open("", nil)
	defer h.Close()
	for n := range 60 {
		c := made(n, 1)
		c.Request.Header = http.Header{"X": {strings.Repeat("x", 400<<10)}}
		c.Answer.Header = http.Header{"Y": strings.Split(strings.Repeat("y ", 2000), " ")}
		h.Add(c)
	}
	if n := len(h.Rows()); n < 30 || n > 40 {
		t.Errorf("of 60 calls whose headers have 400 kB there are %d", n)
	}
}

func TestAHistoryThatCannotBeKeptIsOneOfTheProcess(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	notes := 0
	h := Open(filepath.Join(file, "x"), func(err error) {
		if notes++; !strings.HasPrefix(err.Error(), "keeping the history of calls: ") {
			t.Error(err)
		}
	})
	h.Add(made(1, 1))
	h.Close()
	if notes != 1 || len(h.Rows()) != 1 {
		t.Errorf("there are %d notes and %d calls", notes, len(h.Rows()))
	}
}

func TestMessagesKeepTextAndBytes(t *testing.T) {
	for body, text := range map[string]bool{"": true, "ä€": true, "\xff\x00": false, "a\x80": false} {
		m := NewMessage(nil, []byte(body), int64(len(body)))
		if string(m.Bytes()) != body || (m.BodyBase64 == nil) != text || m.Cut {
			t.Errorf("%q is kept as %+v", body, m)
		}
	}
	if m := NewMessage(nil, []byte("a€")[:3], 9); m.Body != "a" || !m.Cut { // the cut is in a letter
		t.Errorf("a text that is cut is kept as %+v", m)
	}
	if got := Beginning([]byte(strings.Repeat("€", 70))); got != strings.Repeat("€", 60) {
		t.Errorf("the beginning is %q", got)
	}
}
