package binary

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/e2e/internal/ci"
)

// A container of 176 MB survives 64 concurrent callers whose parameters and results have a megabyte each and are all in
// memory at the same time. If the collector does not know the limit, the container usually does not survive.
func TestManyLargeCallsFitASmallContainer(t *testing.T) {
	const limit, guests, rounds = 176 << 20, 64, 4
	s := serveBinary(t, confined(t, limit))
	var wait sync.WaitGroup
	for i := range guests {
		wait.Go(func() {
			name := fmt.Sprint(i, strings.Repeat("x", 1<<20))
			for range rounds {
				a := s.post("/meet", object("name", name, "expected", guests, "patience", long))
				if a.Status != 200 || decode[meeting](t, a.Body).Name != name {
					t.Errorf("guest %d got %d %s", i, a.Status, short(a.Body))
				}
			}
		})
	}
	wait.Wait()
	s.wantStop()
}

func TestHeapLimitIsTheContainers(t *testing.T) {
	s := serveBinary(t, confined(t, 200<<20))
	deadline := time.Now().Add(time.Minute) // the limit is set after the server has begun to serve
	for {
		got := decode[vitals](t, s.post("/examine", `{}`).Body).MemoryLimit
		if got == 180<<20 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the limit of the heap is %d", got)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// A vitals is what the action Examine answers.
type vitals struct {
	Goroutines  int
	MemoryLimit int64
}

// confined returns a program that is the fixture in a cgroup of its own, which may use so many bytes.
func confined(t *testing.T, limit int) (bin string) {
	t.Helper()
	mount, file := "/sys/fs/cgroup", "memory.max"
	if _, err := os.Stat(mount + "/memory/memory.limit_in_bytes"); err == nil {
		mount, file = mount+"/memory", "memory.limit_in_bytes"
	}
	group := fmt.Sprintf("%s/owgen-e2e-%d", mount, os.Getpid())
	if err := os.Mkdir(group, 0o777); err != nil {
		ci.Skip(t, "no cgroup can be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := os.Remove(group); err != nil {
			t.Error(err)
		}
	})
	if err := os.WriteFile(filepath.Join(group, file), []byte(strconv.Itoa(limit)), 0o666); err != nil {
		ci.Skip(t, "no cgroup here bounds memory: %v", err)
	}
	script := fmt.Sprintf("#!/bin/sh\necho $$ >%s/cgroup.procs && exec %s\n", group, binary)
	bin = filepath.Join(t.TempDir(), "confined")
	if err := os.WriteFile(bin, []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	return bin
}
