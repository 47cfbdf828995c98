package ow

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// A program is the process: its actions and its surroundings.
type program struct {
	actions registry
	name    string
	args    []string
	env     getenv
	stdin   *os.File
	stdout  *os.File
	stderr  *os.File
	log     *logger
	began   time.Time
}

// Main is the main function of a generated program. It finds out how the process was started, runs in the mode for
// that, and exits. The table in the package's documentation lists the modes.
func Main(actions ...Action) {
	p := &program{
		actions: actions,
		name:    filepath.Base(os.Args[0]),
		args:    os.Args[1:],
		env:     os.Getenv,
		stdin:   os.Stdin,
		stdout:  os.Stdout,
		stderr:  os.Stderr,
		log:     &logger{w: os.Stderr},
		began:   time.Now(),
	}
	os.Exit(p.run())
}

// run returns the exit code.
func (p *program) run() int {
	bad := p.log.choose(p.env, logstyle.IsTerminal(p.stderr))
	m, err := p.look().choose()
	if m == modeLambda {
		return p.lambda(cmp.Or(bad, err))
	}
	if bad != nil {
		p.log.fail(bad.Error())
		return 2
	}
	switch m {
	case modeServer:
		return p.serve()
	case modeActionLoop:
		return p.actionLoop()
	case modeArgument:
		return p.oneShot(m, &resumed{text: p.args[0]})
	case modeStdin:
		return p.oneShot(m, p.stdin)
	case modeWait:
		if all, ok := await(p.stdin, firstByteTime); ok {
			return p.oneShot(m, all)
		}
		return p.serve()
	case modeHelp:
		return p.print(p.usage())
	case modeVersion:
		return p.print(p.version())
	case modeHealthcheck:
		return p.healthcheck()
	}
	surviveBrokenPipes()
	io.WriteString(p.stderr, p.name+": "+plainly(err.Error(), "")+"\n"+p.usage())
	return 2
}

// print prints what the user asked for, and returns the exit code.
func (p *program) print(text string) int {
	surviveBrokenPipes()
	if err := deliver(p.stdout, []byte(text)); err != nil {
		p.log.fail(err.Error())
		return 1
	}
	return 0
}

// usage lists the ways to start the program.
func (p *program) usage() string {
	return "usage: " + p.name + `                serve HTTP on :8080, or $PORT
       ` + p.name + ` '{"name":…}'   call the action with these parameters; print the result
       ` + p.name + ` -              the same, with parameters from standard input
       ` + p.name + ` -healthcheck   ask a server on this machine whether it is well: exit code 0 or 1
       ` + p.name + ` -version       print the version
actions: ` + p.actions.names() + "; set OWGEN_ACTION to choose\n"
}

// healthcheck is for the HEALTHCHECK of an image without a shell.
func (p *program) healthcheck() int {
	surviveBrokenPipes()
	detected, err := detectPlatform(p.env)
	if err != nil {
		p.log.fail(err.Error())
		return 2
	}
	if !probe(listenPort(p.env), detected) {
		return 1
	}
	return 0
}
