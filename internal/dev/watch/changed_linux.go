package watch

import (
	"io/fs"
	"syscall"
	"time"
)

// changed returns when a file last became another. Who puts a file in the place of one, or gives it the time of another, cannot
// set this.
func changed(info fs.FileInfo) time.Time {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(s.Ctim.Unix())
	}
	return info.ModTime()
}
