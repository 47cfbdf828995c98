package user

import (
	"os"
	"path/filepath"

	"github.com/owgen/owgen/internal/program"
)

// watched is a package whose handler writes to the log.
const watched = `package watched

import (
	"context"
	"errors"
	"fmt"
	"time"

	ow "github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/owlog"
)

type Params struct {
	Seen  string
	Do    string
	Sleep int
}

type Result struct{ Seen, Trace, Secret string }

//owgen:action
func Watch(ctx context.Context, p Params) (Result, error) {
	fmt.Println("printed " + p.Seen)
	log := owlog.Logger(ctx)
	log.Info("begins", "seen", p.Seen)
	time.Sleep(time.Duration(p.Sleep) * time.Millisecond)
	log.Debug("nobody asked for this")
	switch p.Do {
	case "fail":
		return Result{}, errors.New("failed " + p.Seen)
	case "panic":
		panic("panicked " + p.Seen)
	case "secret":
		text, err := ow.Secret(p.Seen)
		return Result{Secret: text}, err
	}
	log.Warn("ends", "seen", p.Seen)
	return Result{Seen: p.Seen, Trace: ow.FromContext(ctx).TraceParent}, nil
}
`

// Watched makes a module in dir with a handler that uses owlog, ow.Secret and the trace of its call, and builds its
// program.
func (u User) Watched(dir string) (binary string, err error) {
	for name, text := range map[string]string{"go.mod": u.GoMod(), "watched.go": watched} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return "", err
		}
	}
	if _, err := u.Run(dir); err != nil {
		return "", err
	}
	binary = program.Exe(dir, "program")
	return binary, program.Build(dir, "./cmd/watched", binary)
}
