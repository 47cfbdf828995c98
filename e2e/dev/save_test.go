package dev

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
)

func TestDEV22ACallIsAnsweredByTheTextThatWasSavedBefore(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	before := "one"
	for k := range 10 {
		text := fmt.Sprint("text ", k)
		s.edit("order.go", strconv.Quote(before), strconv.Quote(text))
		s.wants(text, "cheap", "a note\n")
		before = text
	}
	s.edit("order.go", strconv.Quote(before), `"one"`)
	if got := s.post("order", "{}"); got.build != "12" || got.stale != "" {
		t.Errorf("the answer is of build %q (%q), want 12", got.build, got.stale)
	}
}

func TestDEV18FilesOfOtherModulesInDirectoriesAndEmbeddedOnes(t *testing.T) {
	s := open(t)
	s.edit("price/price.go", "cheap", "dear")
	s.wants("one", "dear", "a note\n")
	s.put("note.txt", "another")
	s.wants("one", "dear", "another")
	s.put("more.go", "package order\n\nfunc init() { note += \" and more\" }\n")
	s.wants("one", "dear", "another and more")
	s.remove("more.go")
	s.wants("one", "dear", "another")
	n := s.state().Build.N
	s.put("order_test.go", "package order\n")
	s.put("testdata/x.go", "package x\n")
	s.put(".hidden.go", "package x\n")
	s.wants("one", "dear", "another")
	if got := s.state().Build.N; got != n {
		t.Errorf("build %d is of files that do not belong to the program", got)
	}
}

// wantsCleanCache builds texts of order.go that were saved, and looks whether the go command's cache takes one for another.
func (s *shop) wantsCleanCache(source string) {
	s.Helper()
	for k := 3; k < 100; k += 6 {
		text := strconv.Itoa(k)
		s.put("order.go", strings.Replace(source, `"0"`, strconv.Quote(text), 1))
		bin := filepath.Join(s.TempDir(), "order")
		build := exec.Command("go", "build", "-trimpath", "-o", bin, "./cmd/order")
		build.Dir, build.Env = s.dir, program.GoEnv()
		if out, err := build.CombinedOutput(); err != nil {
			s.Fatalf("%v\n%s", err, out)
		}
		out, err := program.Run(bin, "", nil, `{"ID":"x"}`)
		if err != nil || !strings.Contains(out.Stdout, `"Text":"`+text+`"`) {
			s.Errorf("go build of text %s makes a program that prints %s, %v", text, out.Stdout, err)
		}
	}
}

// A call counts what it was answered, and which text had been saved before it began.
func TestDEV21DEV22ManySavesWhileManyCallsRun(t *testing.T) {
	calls := filepath.Join(t.TempDir(), "calls")
	t.Setenv("SHOP_CALLS", calls)
	s := open(t, func(s *shop) { s.put("order.go", strings.Replace(s.text("order.go"), `"one"`, `"0"`, 1)) })
	s.wants("0", "cheap", "a note\n")
	source := s.text("order.go") + "\n// " + rand.Text() // so that no cache has anything of it

	const saves, total, workers, pause = 100, 5000, 250, 50 * time.Millisecond
	var saved, next atomic.Int64
	var work sync.WaitGroup
	for range workers {
		work.Go(func() {
			for id := next.Add(1); id <= total; id = next.Add(1) {
				least := saved.Load()
				a, err := post(s.URL+"order", fmt.Sprintf(`{"ID":"call %d"}`, id))
				var got struct{ ID, Text string }
				if err != nil || a.status != 200 || json.Unmarshal([]byte(a.body), &got) != nil || got.ID != fmt.Sprint("call ", id) {
					t.Errorf("call %d: %d %s, %v", id, a.status, a.body, err)
					continue
				}
				if text, err := strconv.ParseInt(got.Text, 10, 64); err != nil || text < least {
					t.Errorf("call %d is answered by text %s of build %s, and %d was saved before", id, got.Text, a.build, least)
				}
			}
		})
	}
	began := time.Now()
	for k := 1; k <= saves; k++ {
		s.put("order.go", strings.Replace(source, `"0"`, fmt.Sprintf("%q", fmt.Sprint(k)), 1))
		saved.Store(int64(k))
		time.Sleep(pause)
	}
	took := time.Since(began)
	work.Wait()
	s.wants("100", "cheap", "a note\n")
	if st := s.state().Build; st.State != "ready" || st.Served != st.N {
		t.Errorf("the state at the end is %+v", st)
	}
	builds := len(regexp.MustCompile(`(?m)^owgen: build \d+ `).FindAllString(s.Stderr(), -1))
	if most := int(20 * took / (saves * pause)); builds > most {
		t.Errorf("there were %d builds in %v, want at most %d", builds, took, most)
	}
	t.Logf("%d builds", builds)
	s.wantsCleanCache(source)

	text, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for id := range strings.Lines(string(text)) {
		times[strings.TrimSpace(id)]++
	}
	for id := 1; id <= total; id++ {
		if n := times[fmt.Sprint("call ", id)]; n != 1 {
			t.Errorf("call %d came to the program %d times", id, n)
		}
	}
}

func TestDEV23CallsUnderWayEndInTheOldProgram(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	slow := make(chan answer)
	go func() {
		a, err := post(s.URL+"order", `{"ID":"slow","Until":"end"}`)
		if err != nil {
			t.Error(err)
		}
		slow <- a
	}()
	s.awaitStdout("an order of slow\n")
	s.edit("order.go", `"one"`, `"two"`)
	s.wants("two", "cheap", "a note\n")
	s.put("end", "")
	if a := <-slow; a.status != 200 || !strings.Contains(a.body, `"Text":"one"`) || a.build != "1" {
		t.Errorf("the slow call is answered %d %s by build %s", a.status, a.body, a.build)
	}
}

// awaitStdout waits until the program has printed a text.
func (s *shop) awaitStdout(text string) {
	s.Helper()
	if _, err := s.Printed(regexp.QuoteMeta(text)); err != nil {
		s.Fatal(err)
	}
}
