package watch

import (
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"runtime"
	"time"
)

// A sum stands for the bytes of a file. The zero sum is that of no file.
type sum [sha256.Size]byte

func sumOf(data []byte) sum { return sha256.Sum256(data) }

// A file is what is known of one.
type file struct {
	info        fs.FileInfo // as of the last reading; nil if there was no file
	settled     bool        // a later change cannot have the same time
	now, marked sum
}

// settling is how long after its last change a file may change again without getting another time: file systems count in
// up to two seconds.
const settling = 2 * time.Second

// look reads the file if it may have changed, and reports whether its bytes have.
func (f *file) look(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		was := f.now
		f.info, f.now = nil, sum{}
		return was != f.now
	}
	if f.settled && f.info != nil && same(f.info, info) {
		return false
	}
	before := time.Now()
	now, err := read(path)
	if err != nil {
		return false // it is being replaced, or belongs to somebody else: the next look tells
	}
	was := f.now
	f.info, f.now, f.settled = info, now, before.Sub(changed(info)) > settling
	return was != f.now
}

// same reports whether two looks saw the same file, by all that is cheap to compare.
func same(a, b fs.FileInfo) bool {
	return a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) && changed(a).Equal(changed(b)) &&
		(runtime.GOOS == "windows" || os.SameFile(a, b)) // there it would open both
}

// After reports whether a file may have changed after a time.
func After(info fs.FileInfo, t time.Time) bool { return changed(info).After(t.Add(-tick)) }

// tick is how far the times of files may be behind the clock: the kernel takes them from one that ticks.
const tick = 10 * time.Millisecond

// read returns the sum of a file's content.
func read(path string) (s sum, err error) {
	f, err := os.Open(path)
	if err != nil {
		return s, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return s, err
	}
	return sum(h.Sum(nil)), nil
}
