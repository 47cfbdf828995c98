package ow

import (
	"math"
	"os"
	"runtime/debug"
	"strings"
)

// limitHeap tells the garbage collector how much memory the container has. Otherwise the heap could grow to twice what
// is in use, and the kernel would kill the process long before calls use up its memory. read reads files below the root of
// the file system: a few, when the server is already listening. GOMEMLIMIT takes precedence.
//
// A tenth is left for what the kernel counts and Go does not: socket buffers, page tables, and the pages of the binary.
func limitHeap(env getenv, read func(name string) ([]byte, error)) {
	if env("GOMEMLIMIT") != "" {
		return
	}
	if limit := memoryLimit(read); limit < math.MaxInt64 {
		debug.SetMemoryLimit(limit / 10 * 9)
	}
}

// memoryLimit returns how many bytes the cgroups of this process may use, on machines with version 1, 2 or both. It is
// math.MaxInt64 if there is no limit. (Linux: Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst; man 7
// cgroups, /proc/pid/cgroup)
func memoryLimit(read func(name string) ([]byte, error)) int64 {
	var limit int64 = math.MaxInt64
	memberships, _ := read("proc/self/cgroup")
	for line := range strings.Lines(string(memberships)) { // 4:cpu,memory:/kubepods/pod1, or 0::/kubepods/pod1
		_, line, _ = strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		controllers, group, _ := strings.Cut(line, ":")
		if controllers == "" {
			limit = min(limit, lowest(read, "sys/fs/cgroup", group, "/memory.max", "/memory.high"))
		} else if strings.Contains(","+controllers+",", ",memory,") {
			limit = min(limit, lowest(read, "sys/fs/cgroup/memory", group, "/memory.limit_in_bytes"))
		}
	}
	return limit
}

// lowest returns the lowest number in the files of a cgroup and of its parents. In a container the group may be a path
// that only the host sees, and the mount may be the group itself: a file that is missing or holds no number sets no
// limit.
func lowest(read func(name string) ([]byte, error), mount, group string, files ...string) int64 {
	var least int64 = math.MaxInt64
	group = strings.TrimSuffix(group, "/")
	for {
		for _, name := range files {
			text, _ := read(mount + group + name)
			if n, ok := natural(strings.TrimSuffix(string(text), "\n")); ok && n > 0 {
				least = min(least, n)
			}
		}
		if group == "" {
			return least
		}
		group = group[:max(0, strings.LastIndexByte(group, '/'))]
	}
}

// readBelowRoot reads a file of this machine.
func readBelowRoot(name string) ([]byte, error) { return os.ReadFile("/" + name) }
