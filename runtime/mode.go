package ow

import (
	"io"
	"os"
	"strings"
	"time"
)

// A mode is what the process does.
type mode int

const (
	modeServer mode = iota
	modeLambda
	modeActionLoop
	modeArgument // one call, parameters in the first argument
	modeStdin    // one call, parameters on standard input
	modeWait     // modeStdin if something comes soon, else modeServer
	modeHelp
	modeVersion
	modeHealthcheck
	modeMisuse // an unknown argument
)

// A start is how the process was started, as far as the mode depends on it.
type start struct {
	args        []string // without the program's name
	env         getenv
	marked      bool // some variable's name starts with __OW_
	first       bool // process 1: a container's
	stdinPipe   bool // a pipe, or a socket, which is what Node and inetd start programs with
	stdinFile   bool // a regular file that is not empty
	resultsPipe bool // descriptor 3 is a pipe open for writing
}

// choose returns the mode of a start: the first that fits, in the order of the table in doc.go.
//
// Standard input alone never makes a container's process a filter, since a container's standard input is empty.
// Children of dockerskeleton and of the watchdogs inherit PORT and KUBERNETES_SERVICE_HOST, so the marks of those
// children are looked at first.
func (s start) choose() (mode, error) {
	arg := ""
	if len(s.args) > 0 {
		arg = s.args[0]
	}
	begin := trimLeft(arg, " \t\r\n")
	isJSON := strings.HasPrefix(begin, "{") || strings.HasPrefix(begin, "[")
	switch name := s.env("OWGEN_MODE"); lower(name) {
	case "server":
		return modeServer, nil
	case "actionloop":
		return modeActionLoop, nil
	case "oneshot":
		if isJSON {
			return modeArgument, nil
		}
		return modeStdin, nil
	case "", "lambda":
		if s.env("AWS_LAMBDA_RUNTIME_API") != "" {
			return modeLambda, nil
		}
		if name != "" {
			return modeMisuse, message("OWGEN_MODE=lambda, but AWS_LAMBDA_RUNTIME_API is not set, as AWS Lambda and its emulators set it")
		}
	default:
		err := message("OWGEN_MODE=" + name + ": want server, lambda, oneshot or actionloop")
		if s.env("AWS_LAMBDA_RUNTIME_API") != "" {
			return modeLambda, err // which is where such an error is told
		}
		return modeMisuse, err
	}
	switch {
	case s.env("__OW_PROXY_VERSION") != "", s.env("__OW_WAIT_FOR_ACK") != "",
		s.resultsPipe && s.stdinPipe && s.marked:
		return modeActionLoop, nil
	case len(s.args) > 1:
		return modeMisuse, message("too many arguments")
	case isJSON:
		return modeArgument, nil
	case arg == "-":
		return modeStdin, nil
	case arg == "-h", arg == "-help", arg == "--help":
		return modeHelp, nil
	case arg == "-version", arg == "--version":
		return modeVersion, nil
	case arg == "-healthcheck", arg == "--healthcheck":
		return modeHealthcheck, nil
	case len(s.args) > 0 && arg == "":
		return modeMisuse, message("the argument is empty; want parameters as JSON, such as {}")
	case len(s.args) > 0:
		return modeMisuse, message("unknown argument " + arg)
	case s.env("FLASK_PROXY_PORT") != "" && !s.first && s.stdinPipe: // apache/openwhisk-runtime-docker: Dockerfile
		return modeStdin, nil
	case s.env("Http_Method") != "": // openfaas/classic-watchdog: handler.go, getAdditionalEnvs
		return modeStdin, nil
	case s.first, s.env("PORT") != "", s.env("KUBERNETES_SERVICE_HOST") != "", s.env("K_SERVICE") != "":
		return modeServer, nil
	case s.stdinFile:
		return modeStdin, nil
	case s.stdinPipe && s.env("mode") != "http" && upstreamURL(s.env) == "":
		return modeWait, nil
	}
	return modeServer, nil
}

// firstByteTime is how long a pipe on standard input may be silent before the process serves.
const firstByteTime = time.Second

// await waits for the first byte of r, and returns all of r if a byte comes in time. If none comes, the goroutine that
// reads stays behind: nobody else reads standard input then, and there is no portable way to stop it.
func await(r io.Reader, within time.Duration) (all io.Reader, ok bool) {
	first := make(chan string, 1)
	go func() {
		var b [1]byte
		n, _ := io.ReadFull(r, b[:])
		first <- string(b[:n])
	}()
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case b := <-first:
		return &resumed{b, r}, b != ""
	case <-timer.C:
		return nil, false
	}
}

// A resumed reader reads a text, and then a reader, if there is one.
type resumed struct {
	text string
	rest io.Reader
}

// Read implements io.Reader.
func (r *resumed) Read(p []byte) (n int, err error) {
	switch {
	case r.text != "":
		n = copy(p, r.text)
		r.text = r.text[n:]
		return n, nil
	case r.rest == nil:
		return 0, io.EOF
	}
	return r.rest.Read(p)
}

// look finds out how this process was started.
func (p *program) look() start {
	s := start{args: p.args, env: p.env, first: os.Getpid() == 1}
	if info, err := p.stdin.Stat(); err == nil {
		s.stdinPipe = info.Mode()&(os.ModeNamedPipe|os.ModeSocket) != 0
		s.stdinFile = info.Mode().IsRegular() && info.Size() > 0
	}
	if s.stdinPipe && isWritablePipe(resultsDescriptor) {
		s.resultsPipe = true
		for _, v := range os.Environ() {
			s.marked = s.marked || strings.HasPrefix(v, "__OW_")
		}
	}
	return s
}
