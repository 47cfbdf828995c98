// Package dev runs owgen dev for tests, as somebody runs it in a terminal: it is started in a directory, says where it
// serves, and ends by Ctrl+C.
package dev

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/program"
)

// patience is how long owgen dev may take for anything that a test waits for. A first build on a busy machine is slow.
const patience = time.Minute

// A Loop is a running owgen dev.
type Loop struct {
	Dir  string // where it was started
	URL  string // of the function, with a final slash
	Page string // the URL of the page

	cmd    *exec.Cmd
	stdout program.Transcript
	stderr program.Transcript
	ended  chan struct{}
}

// settled is the age that a file must have so that owgen dev knows it to be older than its first build. What is younger may have
// changed since that began, and is built again.
const settled = 20 * time.Millisecond

// goCache returns where the go command has its cache.
var goCache = sync.OnceValues(func() (string, error) {
	dir, err := exec.Command("go", "env", "GOCACHE").Output()
	return strings.TrimSpace(string(dir)), err
})

// announcement is the line with the addresses.
const announcement = `(?m)^owgen: \S+ at (http://\S+/), page at (http://\S+)$`

// Start runs owgen dev in dir with arguments, such as -addr and an address, and returns when it has said where it serves.
// Its history is kept in the directory cache, which can be that of a loop that has ended.
func Start(u user.User, dir, cache string, args ...string) (*Loop, error) {
	cmd := u.Owgen(dir, append([]string{"dev"}, args...)...)
	// The history is where caches are. The go command's own cache stays where it is.
	goCache, err := goCache()
	if err != nil {
		return nil, fmt.Errorf("asking for the build cache: %w", err)
	}
	cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+cache, "GOCACHE="+goCache)
	l := &Loop{Dir: dir, cmd: cmd, ended: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = &l.stdout, &l.stderr
	cmd.WaitDelay = patience
	dieWithUs(cmd)
	time.Sleep(settled)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		cmd.Wait()
		close(l.ended)
	}()
	found, err := l.Said(announcement)
	if err != nil {
		l.Kill()
		return nil, err
	}
	l.URL, l.Page = found[1], found[2]
	return l, nil
}

// Said waits until stderr matches a regular expression, and returns the match and its groups. What is said beside an answer may
// come to this process after it.
func (l *Loop) Said(pattern string) ([]string, error) { return l.await(&l.stderr, 0, pattern) }

// SaidAfter is Said of what stderr has from a position on.
func (l *Loop) SaidAfter(from int, pattern string) ([]string, error) {
	return l.await(&l.stderr, from, pattern)
}

// Printed is as Said, of stdout, which is what the program prints.
func (l *Loop) Printed(pattern string) ([]string, error) { return l.await(&l.stdout, 0, pattern) }

func (l *Loop) await(on *program.Transcript, from int, pattern string) (found []string, err error) {
	match := regexp.MustCompile(pattern)
	met := func(text string) bool {
		found = match.FindStringSubmatch(text[from:])
		return found != nil
	}
	if on.Await(met, l.ended, patience) {
		return found, nil
	}
	select {
	case <-l.ended:
		return nil, fmt.Errorf("owgen dev ended (%v) without saying %s:\n%s", l.cmd.ProcessState, pattern, on.String()[from:])
	default:
		return nil, fmt.Errorf("owgen dev does not say %s within %v:\n%s", pattern, patience, on.String()[from:])
	}
}

// Stdout returns what it has printed so far, which is what the program prints.
func (l *Loop) Stdout() string { return l.stdout.String() }

// Stderr returns what it has said so far.
func (l *Loop) Stderr() string { return l.stderr.String() }

// Edit replaces a text that a file of the package has once, as an editor saves it: by another file that takes its name.
func (l *Loop) Edit(file, old, new string) error {
	path := filepath.Join(l.Dir, file)
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if n := strings.Count(string(text), old); n != 1 {
		return fmt.Errorf("editing %s: %q is there %d times, want once", file, old, n)
	}
	saved := path + "~"
	if err := os.WriteFile(saved, []byte(strings.Replace(string(text), old, new, 1)), 0o666); err != nil {
		return err
	}
	return os.Rename(saved, path)
}

// Stop ends it as Ctrl+C does. What it said is in the error if it does not exit with 0.
func (l *Loop) Stop() error {
	if err := l.Interrupt(); err != nil {
		return err
	}
	return l.Wait()
}

// Interrupt does what Ctrl+C does.
func (l *Loop) Interrupt() error {
	if err := l.cmd.Process.Signal(os.Interrupt); err != nil {
		return fmt.Errorf("owgen dev has ended before it was stopped: %v\n%s", l.cmd.ProcessState, l.Stderr())
	}
	return nil
}

// Wait waits for the end of what was interrupted.
func (l *Loop) Wait() error {
	select {
	case <-l.ended:
	case <-time.After(patience):
		l.Kill()
		return fmt.Errorf("owgen dev does not end:\n%s", l.Stderr())
	}
	if !l.cmd.ProcessState.Success() {
		return fmt.Errorf("owgen dev: %v\n%s", l.cmd.ProcessState, l.Stderr())
	}
	return nil
}

// Kill ends it without a word.
func (l *Loop) Kill() {
	l.cmd.Process.Kill()
	<-l.ended
}

// PID is the process of owgen dev.
func (l *Loop) PID() int { return l.cmd.Process.Pid }

// Ended is closed when the process of owgen dev has ended.
func (l *Loop) Ended() <-chan struct{} { return l.ended }
