package ow

import (
	"math"
	"runtime/debug"
	"testing"
	"testing/fstest"
)

// tree is a file system of names and texts in turn.
func tree(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

func TestMemoryLimit(t *testing.T) {
	const (
		groups = "proc/self/cgroup"
		v1     = "sys/fs/cgroup/memory"
		v2     = "sys/fs/cgroup"
	)
	for _, c := range []struct {
		name string
		root fstest.MapFS
		want int64
	}{
		{"no Linux", tree(), math.MaxInt64},
		{"container", tree(groups, "0::/\n", v2+"/memory.max", "268435456\n", v2+"/memory.high", "max\n"), 268435456},
		{"container, throttled before", tree(groups, "0::/\n", v2+"/memory.max", "268435456\n", v2+"/memory.high", "2000\n"), 2000},
		{"container without limit", tree(groups, "0::/\n", v2+"/memory.max", "max\n", v2+"/memory.high", "max\n"), math.MaxInt64},
		{"host", tree(groups, "0::/a/b\n", v2+"/a/b/memory.max", "5000\n", v2+"/a/memory.max", "max\n"), 5000},
		{"limit of a parent", tree(groups, "0::/a/b/c\n", v2+"/a/b/c/memory.max", "5000\n", v2+"/a/memory.high", "4000\n"), 4000},
		{"path of the host only", tree(groups, "0::/kubepods/pod1\n", v2+"/memory.max", "5000\n"), 5000},
		{"outside of the namespace", tree(groups, "0::/../../other\n", v2+"/memory.max", "5000\n"), 5000},
		{"version 1", tree(groups, "3:cpu:/x\n4:memory:/a/b\n", v1+"/a/b/memory.limit_in_bytes", "5000\n",
			v1+"/a/memory.limit_in_bytes", "9000\n", v1+"/memory.limit_in_bytes", "9223372036854771712\n"), 5000},
		{"version 1, container", tree(groups, "4:memory:/docker/0123\n", v1+"/memory.limit_in_bytes", "5000\n"), 5000},
		{"version 1, shared hierarchy", tree(groups, "4:cpu,memory:/\n", v1+"/memory.limit_in_bytes", "5000\n"), 5000},
		{"version 1, another controller", tree(groups, "4:memory2:/\n", v1+"/memory.limit_in_bytes", "5000\n"), math.MaxInt64},
		{"both versions", tree(groups, "4:memory:/a\n0::/b\n", v1+"/a/memory.limit_in_bytes", "5000\n", v2+"/b/memory.max", "6000"), 5000},
		{"nonsense", tree(groups, "\n0\n0:\n0::\n0::b\n4:memory\n", v2+"/memory.max", "-1", v2+"/memory.high", "0"), math.MaxInt64},
	} {
		if got := memoryLimit(c.root.ReadFile); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

func TestHeapIsLimited(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	limited := tree("proc/self/cgroup", "0::/\n", "sys/fs/cgroup/memory.max", "10000000000\n")
	limitHeap(environment("GOMEMLIMIT=off"), limited.ReadFile)
	limitHeap(environment(), tree().ReadFile)
	if got := debug.SetMemoryLimit(-1); got != before {
		t.Errorf("set to %d, though GOMEMLIMIT is set or no limit is known", got)
	}
	limitHeap(environment(), limited.ReadFile)
	if got := debug.SetMemoryLimit(-1); got != 9_000_000_000 {
		t.Errorf("set to %d", got)
	}
}

// Calls wait for the next request in a pool: what a large one needed must not wait with them.
func TestLargeBuffersAreDropped(t *testing.T) {
	for size, kept := range map[int]bool{1000: true, largestKept + 1: false} {
		c := &call{invocation: invocation{request: request{text: "x"}}, out: make([]byte, size)}
		c.reset()
		if got := cap(c.out) > 0; got != kept || c.text != "" {
			t.Errorf("a result of %d bytes: kept %v; the body is %q", size, got, c.text)
		}
	}
}

// What the limit costs a start: the files are read once.
func BenchmarkMemoryLimit(b *testing.B) {
	for b.Loop() {
		memoryLimit(readBelowRoot)
	}
}
