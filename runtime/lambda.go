package ow

import (
	"cmp"
	"io"
	"net"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/owgen/owgen/runtime/http1"
)

// A lambda is the process on AWS Lambda. Nothing calls it: it asks the runtime API for one event after the other, and posts
// what becomes of each.
//
//	GET  /2018-06-01/runtime/invocation/next           waits for an event
//	POST /2018-06-01/runtime/invocation/ID/response    its result
//	POST /2018-06-01/runtime/invocation/ID/error       or why there is none
//	POST /2018-06-01/runtime/init/error                instead of all others
//
// (AWS Lambda Developer Guide: runtimes-api)
type lambda struct {
	env      getenv
	actions  registry
	args     []string
	log      *logger
	server   *net.TCPAddr
	base     string // in front of all paths
	head     string // of all requests
	action   *Action
	name     string // of the function
	version  string
	limits   limits
	failures *failures
	observer *observer
	alone    bool // one event at a time
	streams  bool // callers get answers while they are made
	gate     *gate
	failed   chan struct{} // receives one value from each loop that cannot go on
}

// Error types of a process that does not begin to serve. (aws/aws-lambda-runtime-interface-emulator:
// internal/lambda-managed-instances/rapid/model/error_types.go, which letters they are made of)
const (
	noSuchHandler = "Runtime.NoSuchHandler"
	badConfig     = "Runtime.InvalidConfiguration"
)

// lambda serves until it is told to stop, and returns the exit code. bad is what is wrong with the environment so far.
func (p *program) lambda(bad error) int {
	surviveBrokenPipes()
	l := &lambda{env: p.env, actions: p.actions, args: p.args, log: p.log, gate: newGate()}
	if err := l.locate(p.env("AWS_LAMBDA_RUNTIME_API")); err != nil {
		p.log.fail(err.Error())
		return 1
	}
	kind := badConfig
	if bad == nil {
		kind, bad = l.configure()
	}
	if bad != nil {
		p.log.fail(bad.Error())
		l.postInitError(kind, bad.Error())
		return 1
	}
	limitHeapTo(p.env)
	signals := stopSignals()
	if p.env.flag("OWGEN_SIGTERM") {
		l.register()
	}
	return l.serve(signals)
}

// serve runs the loops, until a signal comes or one of them cannot go on. It returns the exit code.
func (l *lambda) serve(signals chan os.Signal) int {
	const patience = 2 * time.Second // for the loops that can
	loops := 1
	if n, _ := natural(l.env("AWS_LAMBDA_MAX_CONCURRENCY")); n >= 2 {
		loops = int(n)
	}
	l.alone = loops == 1
	l.failed = make(chan struct{}, loops)
	for range loops {
		go l.newLoop().run()
	}
	exit := 0
	select {
	case <-signals:
		go exitAt(signals)
	case <-l.failed:
		exit = 1
		time.AfterFunc(patience, func() { os.Exit(1) })
	}
	l.gate.close()
	l.gate.wait()
	return exit
}

// locate reads where the runtime API is: an address, as the platform has it, or a URL with a path, as emulators may. Names
// would need a resolver, which is larger than all of this mode.
func (l *lambda) locate(api string) error {
	authority, path, _ := strings.Cut(strings.TrimPrefix(api, "http://"), "/")
	server, ok := tcpAddr(authority)
	if !ok || server.IP == nil {
		return message("AWS_LAMBDA_RUNTIME_API=" + api + ": want an address such as 127.0.0.1:9001")
	}
	if path = strings.TrimSuffix(path, "/"); path != "" {
		l.base = "/" + path
	}
	l.server = server
	l.head = "Host: " + authority + "\r\nUser-Agent: owgen/" + cmp.Or(originVersion, "devel") + "\r\n"
	return nil
}

// configure reads the environment. The error has a type.
func (l *lambda) configure() (kind string, err error) {
	if l.failures, err = readFailures(l.env, l.log); err != nil {
		return badConfig, err
	}
	switch mode := l.env("OWGEN_INVOKE_MODE"); lower(mode) {
	case "stream":
		l.streams = true
	case "", "buffered":
	default:
		return badConfig, message("OWGEN_INVOKE_MODE=" + mode + ": want stream or buffered")
	}
	l.limits = readLimits(l.env, l.log.warn)
	l.observer = newObserver(l.env, l.log, nil)
	l.name, l.version = l.env("AWS_LAMBDA_FUNCTION_NAME"), l.env("AWS_LAMBDA_FUNCTION_VERSION")
	l.action, err = l.choose()
	return noSuchHandler, err
}

// choose returns the action of the function. Images have its name as an argument, where zips have _HANDLER. People write
// anything into that, as there is mostly one handler, and the name of the program: bootstrap.
func (l *lambda) choose() (*Action, error) {
	last := ""
	if len(l.args) > 0 {
		last = l.args[len(l.args)-1]
	}
	name := cmp.Or(l.env("OWGEN_ACTION"), l.env("_HANDLER"), last)
	if len(l.actions) == 1 {
		return &l.actions[0], nil
	}
	if a := l.actions.named(name); a != nil {
		return a, nil
	}
	if name = name[strings.LastIndexByte(name, '.')+1:]; name == "bootstrap" {
		name = ""
	}
	return l.actions.choose(name, byHandler)
}

// client returns a client for the runtime API, with a connection of its own.
func (l *lambda) client() http1.Client { return http1.Client{Server: l.server, Head: l.head} }

// lost says that there is no answer of the runtime API.
func (l *lambda) lost(err error) error {
	return message("the runtime API at " + l.server.String() + ": " + err.Error())
}

// accept returns reply, or an error for what says that the request was not taken: a refusal, or err.
func (l *lambda) accept(reply *http1.Reply, err error) (*http1.Reply, error) {
	switch {
	case err != nil:
		return nil, l.lost(err)
	case reply.Status < 300:
		return reply, nil
	}
	var text [256]byte
	n, _ := io.ReadFull(reply, text[:])
	reply.Done()
	return nil, &refusal{reply.Status, "the runtime API answered with status " + strconv.Itoa(reply.Status) + ": " + string(text[:n])}
}

// ask sends a request that is none about an event, and returns a field of the answer.
func (l *lambda) ask(line, head, body, field string) (value string, err error) {
	c := l.client()
	reply, err := l.accept(c.Do(&http1.Request{Line: line, Head: head, Body: []byte(body)}))
	if err == nil {
		value = reply.Get(field)
		reply.Done()
	}
	return value, err
}

// postInitError tells why the process ends before it has asked for an event. The caller has it when it is answered.
func (l *lambda) postInitError(kind, text string) {
	_, err := l.ask("POST "+l.base+runtimePath+"init/error", jsonLine+errorTypeField+": "+kind+"\r\n", errorDocument(text, kind), "")
	if err != nil {
		l.log.fail(err.Error())
	}
}

// register makes the platform send SIGTERM before it ends the process, which it does only where there is an extension. An
// internal one asks for no events, so the answer to its next request never comes. (AWS Lambda Developer Guide:
// runtimes-extensions-api)
func (l *lambda) register() {
	path := l.base + "/2020-01-01/extension/"
	const identifier = "Lambda-Extension-Identifier"
	id, err := l.ask("POST "+path+"register", jsonLine+"Lambda-Extension-Name: owgen\r\n", `{"events":[]}`, identifier)
	if err != nil {
		l.log.warn("OWGEN_SIGTERM: there will be no SIGTERM: " + err.Error())
		return
	}
	go l.ask("GET "+path+"event/next", identifier+": "+id+"\r\n", "", "")
}

// limitHeapTo is limitHeap where the platform says in megabytes how much memory there is.
func limitHeapTo(env getenv) {
	if n, ok := natural(env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")); ok && n > 0 && n < 1<<31 && env("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(n << 20 / 10 * 9)
	}
}
