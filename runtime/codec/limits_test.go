package codec_test

import (
	"encoding/json"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

func TestAllocationsAreFew(t *testing.T) {
	docs := samples()
	var d codec.Dec
	var e codec.Enc
	for _, test := range []struct {
		name           string
		decode, encode float64
	}{{"small", 2, 0}, {"order", 20, 2}, {"large", 9, 0}, {"escapes", 12, 0}, {"unicode", 7, 0}, {"uXXXX", 11, 0}} {
		doc := docs[test.name]
		var v *order
		n := testing.AllocsPerRun(20, func() {
			d.Reset()
			v = new(order)
			s := codec.Text(doc)
			decodeOrder(&d, s, 0, v)
		})
		if n > test.decode {
			t.Errorf("decoding %s allocates %v times, want %v", test.name, n, test.decode)
		}
		out := make([]byte, 0, 2*len(doc))
		n = testing.AllocsPerRun(20, func() {
			e.Reset()
			out = encodeOrder(&e, out[:0], v)
		})
		if n > test.encode {
			t.Errorf("encoding %s allocates %v times, want %v", test.name, n, test.encode)
		}
	}
	ints := map[int16]string{}
	for i := range int16(16) {
		ints[i*1000] = "x"
	}
	out := make([]byte, 0, 1000)
	if n := testing.AllocsPerRun(20, func() { out = encodeInts(&e, out[:0], &ints) }); n > 0 {
		t.Errorf("encoding a map with 16 integers as keys allocates %v times", n)
	}
	number := json.Number("-12.5e3")
	if n := testing.AllocsPerRun(20, func() { out = codec.AppendNumber(&e, out[:0], &number) }); n > 0 {
		t.Errorf("encoding a number allocates %v times", n)
	}
}

// TestMemoryIsBoundedByTheDocument feeds documents that promise more than they hold.
func TestMemoryIsBoundedByTheDocument(t *testing.T) {
	type big struct{ Data [4096]byte }
	bigs := func(d *codec.Dec, s string, i int, v *[]big) int {
		return codec.Slice(d, s, i, v, func(d *codec.Dec, s string, i int, v *big) int {
			return codec.Array(d, s, i, v.Data[:], codec.Uint)
		})
	}
	const size = 1 << 20
	measure := func(name string, limit uint64, f func(s string)) {
		t.Helper()
		s := codec.Text([]byte(name + strings.Repeat(" ", size)))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f(s)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > limit {
			t.Errorf("%.20s: %d bytes for a document of %d", name, used, len(s))
		}
	}
	var d codec.Dec
	var v order
	measure(`[[1],`, 12*size, func(s string) { var v []big; bigs(&d, s, 0, &v) })
	measure(`{"tags":["a",`, 12*size, func(s string) { decodeOrder(&d, s, 0, &v) })
	measure(`{"scores":[1`+strings.Repeat(",", size), 9*size, func(s string) { decodeOrder(&d, s, 0, &v) })
	measure(`{"note":"\n`, 4*size, func(s string) { decodeOrder(&d, s, 0, &v) })
	measure(`{"extra":[1,`, 12*size, func(s string) { decodeOrder(&d, s, 0, &v) })
	measure(`{"items":[{},`, 12*size, func(s string) { decodeOrder(&d, s, 0, &v) })
}

func TestOnlySmallPackagesAreImported(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	allowed := strings.Fields("cmp encoding/base64 errors io iter math math/bits runtime slices strconv strings sync sync/atomic " +
		"syscall time unicode unicode/utf16 unicode/utf8 unsafe github.com/owgen/owgen/runtime/codec")
	for _, path := range strings.Fields(string(out)) {
		if !strings.HasPrefix(path, "internal/") && !slices.Contains(allowed, path) {
			t.Errorf("imports %s", path)
		}
	}
}

// A program pays for encoding/json only if one of its types needs it.
func TestProgramsWithoutInterfacesDoNotLinkEncodingJSON(t *testing.T) {
	for name, want := range map[string]bool{"basic": false, "nested": false, "recursive": false, "slices-maps": false, "everything": true} {
		out, err := exec.Command("go", "list", "-deps", "../../testdata/golden/"+name+"/cmd/...").Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Contains(strings.Fields(string(out)), "encoding/json"); got != want {
			t.Errorf("%s links encoding/json: %v", name, got)
		}
	}
}
