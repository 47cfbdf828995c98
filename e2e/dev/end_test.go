//go:build linux

package dev

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// programs returns the processes that owgen dev has started and that still run, but not those of the go command.
func (s *shop) programs() []int {
	s.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		s.Fatal(err)
	}
	var all []int
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		exe, err := os.Readlink(filepath.Join("/proc", e.Name(), "exe"))
		if err == nil && strings.HasPrefix(exe, s.temp) {
			all = append(all, pid)
		}
	}
	return all
}

// program returns the process of the program, once there is one.
func (s *shop) program() int {
	s.Helper()
	var all []int
	s.until("there is one program", func() bool { all = s.programs(); return len(all) == 1 })
	return all[0]
}

// gone waits until there is no program.
func (s *shop) gone() {
	s.Helper()
	s.until("no program runs", func() bool { return len(s.programs()) == 0 })
}

func TestDEV26AProgramThatIsKilled(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	for k := range 2 {
		call := make(chan answer)
		go func() {
			a, err := post(s.URL+"order", fmt.Sprintf(`{"ID":"slow %d","Until":"never"}`, k))
			if err != nil {
				t.Error(err)
			}
			call <- a
		}()
		s.awaitStdout(fmt.Sprintf("an order of slow %d\n", k))
		syscall.Kill(s.program(), syscall.SIGKILL)
		if a := <-call; a.status != 502 || strings.TrimSpace(a.body) != `{"error":"the program ended during this call: signal: killed"}` {
			t.Errorf("the call in it is answered %d %s", a.status, a.body)
		}
		s.wants("one", "cheap", "a note\n")
	}
	s.said(`(?m)^owgen: build 1 ended: signal: killed$`)
	if got := s.post("order", `{"Exit":true}`); got.status != 502 || !strings.Contains(got.body, "the program ended during this call: exit status 3") {
		t.Errorf("a call that ends the program is answered %d %s", got.status, got.body)
	}
	s.wants("one", "cheap", "a note\n")
}

func TestDEV28AnInterruptLeavesNoProcessAndNoFile(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	call := make(chan answer, 1)
	go func() {
		a, _ := post(s.URL+"order", `{"ID":"short","Until":"end"}`)
		call <- a
	}()
	s.awaitStdout("an order of short\n")
	s.compiling()
	if err := s.Interrupt(); err != nil {
		t.Fatal(err)
	}
	s.put("end", "")
	if err := s.Wait(); err != nil {
		t.Fatal(err)
	}
	if a := <-call; a.status != 200 {
		t.Errorf("the running call is answered %d %s", a.status, a.body)
	}
	s.gone()
	left, err := os.ReadDir(s.temp)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range left {
		t.Errorf("%s is left", e.Name())
	}
}

// compiling edits until the go command is seen with temporary files.
func (s *shop) compiling() {
	s.Helper()
	text := `"one"`
	for k := 0; ; k++ {
		next, n := fmt.Sprintf(`"text %d"`, k), s.builds()
		s.edit("order.go", text, next)
		text = next
		for ; s.builds() == n; time.Sleep(time.Millisecond) {
			for _, pattern := range []string{"go-build*", "*/go-build*"} {
				if found, err := filepath.Glob(filepath.Join(s.temp, pattern)); err != nil || len(found) > 0 {
					return
				}
			}
		}
	}
}

// builds returns how many builds were said.
func (s *shop) builds() int { return strings.Count(s.Stderr(), "owgen: build ") }

func TestDEV28ASecondInterruptDoesNotWait(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	go post(s.URL+"order", `{"ID":"slow","Until":"never"}`)
	s.awaitStdout("an order of slow\n")
	interrupt := func() {
		if err := s.Interrupt(); err != nil {
			t.Fatal(err)
		}
	}
	interrupt()
	began := time.Now()
	for { // until the program is asked to end
		time.Sleep(20 * time.Millisecond)
		if a, err := post(s.URL+"order", "{}"); err != nil || a.status != 200 {
			break
		}
	}
	interrupt()
	<-s.Ended()
	t.Logf("it took %v", time.Since(began))
	s.gone()
}

func TestDEV28WhenOwgenIsKilledTheProgramDies(t *testing.T) {
	s := open(t)
	s.wants("one", "cheap", "a note\n")
	s.program()
	s.Kill()
	s.gone()
}
