package dev

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"
)

// An answer is one of owgen dev.
type answer struct {
	status       int
	body         string
	build, stale string // the header
}

// post calls a path with parameters.
func (s *shop) post(path, params string) answer {
	s.Helper()
	a, err := post(s.URL+path, params)
	if err != nil {
		s.Fatal(err)
	}
	return a
}

func post(url, params string) (answer, error) {
	resp, err := client.Post(url, "application/json", strings.NewReader(params))
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, string(body), resp.Header.Get("Owgen-Build"), resp.Header.Get("Owgen-Stale")}, err
}

// client opens a connection for each call that is on its way, and keeps them.
var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1000}}

// wants calls, and fails the test unless the answer has these texts.
func (s *shop) wants(text, price, note string) {
	s.Helper()
	want := fmt.Sprintf(`{"ID":"x","Text":%q,"Price":%q,"Note":%q}`, text, price, note)
	if got := s.post("order", `{"ID":"x"}`); got.status != 200 || got.body != want {
		s.Fatalf("the answer is %d %s, want %s", got.status, got.body, want)
	}
}

// A state is what the page is told.
type state struct {
	Build struct {
		N, Served   int
		State, Log  string
		Files       []string
		Diagnostics []struct {
			File, Text string
			Line, Col  int
			Source     []string
			First      int
		}
	}
	Handlers []struct {
		Name, Func, File string
		Line             int
	}
}

// state asks for it, as the page does.
func (s *shop) state() (got state) {
	s.Helper()
	page := s.get("_/dev/", "")
	_, rest, _ := strings.Cut(page, `name="owgen-token" content="`)
	token, _, found := strings.Cut(rest, `"`)
	if !found {
		s.Fatalf("the page has no token:\n%s", page)
	}
	if err := json.Unmarshal([]byte(s.get("_/dev/state", token)), &got); err != nil {
		s.Fatal(err)
	}
	return got
}

func (s *shop) get(path, token string) string {
	s.Helper()
	req, err := http.NewRequest("GET", s.URL+path, nil)
	if err != nil {
		s.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Owgen-Token", token)
	}
	resp, err := client.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 200 {
		s.Fatalf("GET %s: %d, %v", path, resp.StatusCode, err)
	}
	return string(body)
}

func TestDEV15WhatTheFunctionPrintsIsPrinted(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	s.said(`(?m)^owgen: build 1 in \d+\.\ds$`)
	s.edit("order.go", `fmt.Println("an order of", p.ID)`, `os.Stdout.WriteString("no \x01 line"); os.Stderr.WriteString("an error\r\n")`)
	s.wants("one", "cheap", "a note\n")
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if got := s.Stdout(); got != "an order of x\nno \x01 line" {
		t.Errorf("stdout is %q", got)
	}
	if got := s.Stderr(); !strings.Contains(got, "an error\r\n") || !strings.Contains(got, "owgen: build 2 in ") || !strings.Contains(got, "s (order.go)\n") {
		t.Errorf("stderr is %q", got)
	}
}

func TestDEV17EachBuildCanBeInitialised(t *testing.T) {
	s := open(t)
	for _, text := range []string{"one", "two", "three"} {
		if got := s.post("init", `{"value":{"main":"Order"}}`); got.status != 200 {
			t.Fatalf("/init: %d %s", got.status, got.body)
		}
		if got := s.post("run", `{"value":{"ID":"x"}}`); got.status != 200 || !strings.Contains(got.body, text) {
			t.Fatalf("/run: %d %s, want %s", got.status, got.body, text)
		}
		if text != "three" {
			next := map[string]string{"one": "two", "two": "three"}[text]
			s.edit("order.go", `"`+text+`"`, `"`+next+`"`)
		}
	}
}

func TestDEV31NothingOfTheLoopIsInTheProgram(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	cmd := exec.Command("go", "list", "-deps", "./cmd/order")
	cmd.Dir = s.dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for path := range strings.Lines(string(out)) {
		if strings.HasPrefix(path, "github.com/owgen/owgen/") && !strings.HasPrefix(path, "github.com/owgen/owgen/runtime") {
			t.Errorf("the program has %s", path)
		}
	}
}
