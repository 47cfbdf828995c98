package ow

// For those who change this package: how a call goes.
//
//	bytes ─▶ readBlock ─▶ front end ─▶ Action.decode ─▶ handler ─▶ Action.invoke encodes ─▶ front end ─▶ one write
//
// A front end translates the protocol of a platform into calls of the two functions of an Action, and their outcome
// into answers of the platform: openWhisk (/init and /run), faas (everything else over HTTP), loop (ActionLoop), and
// oneShot. A site dispatches the requests of a server to openWhisk or faas. Below it is a transport, which package
// transport describes: front ends see its requests, with a body to read, and a wire to respond on. A call holds the
// state of one invocation. Calls are reused, but their bodies never are: decoded strings are parts of them.
//
// User code runs within call.do and nowhere else. A panic ends there. runtime.Goexit ends the goroutine, but still runs
// deferred functions: so front ends answer, and count calls out, in deferred functions.
//
// Which file holds what:
//
//	main.go mode.go                     the process, and which mode it runs in
//	action.go activation.go errors.go   what users and generated code see
//	event*.go                           CloudEvents
//	call.go request.go                  one invocation; its request and its answer
//	path.go naming.go                   what paths say; which action a path names
//	failure.go notjson.go               invocations that fail; bodies that are not JSON at all
//	openwhisk.go envelope.go init.go    OpenWhisk over HTTP
//	webaction.go                        errors of web actions, however OpenWhisk starts the program
//	initcode.go                         drops the code in /init while reading
//	faas.go health.go                   plain HTTP
//	actionloop.go oneshot.go            the two modes without HTTP
//	platform.go site.go                 what started the process, and what is served where
//	server.go shutdown.go lock.go       from listening to draining
//	limits.go memory.go log.go          limits from the environment and of the container; our own lines on stderr
//	transport*.go                       between front ends and what carries requests: package http1, or with the tag
//	                                    owgen_nethttp package nethttp, over net/http
//	version.go origin.go                the version that was built; where the runtime comes from
//	panicked.go                         what a handler panicked with
//	descriptor_*.go                     what needs the operating system
