package ow

// For those who change this package: how a call goes.
//
//	bytes ─▶ readBlock ─▶ front end ─▶ Action.decode ─▶ handler ─▶ Action.invoke encodes ─▶ front end ─▶ one write
//
// A front end turns the protocol of a platform into calls of the two functions of an Action, and what became of them into
// answers of the platform: openWhisk (/init and /run), faas (everything else over HTTP), loop (ActionLoop), and oneShot.
// A site leads the requests of a server to openWhisk or faas. Below is a transport, which package transport describes:
// front ends see its requests, with a body to read, and a wire, to respond on. A call holds what serves one invocation, and
// is reused, but never its body: decoded strings are parts of it.
//
// User code runs within call.do, nowhere else. A panic ends there. runtime.Goexit ends the goroutine, but not without
// running deferred functions: so front ends answer in deferred functions, and count calls out in deferred functions.
//
// Which file holds what:
//
//	main.go mode.go                     the process and what it is to be
//	action.go activation.go errors.go   what users and generated code see
//	call.go request.go                  one invocation; what it needs of the outside
//	path.go naming.go                   what paths say; which action a path names
//	failure.go notjson.go               invocations that fail; bodies that are no JSON at all
//	openwhisk.go envelope.go init.go    OpenWhisk over HTTP
//	webaction.go                        errors of web actions, under all of OpenWhisk's ways to start a program
//	initcode.go                         the code in /init, dropped while reading
//	faas.go health.go                   plain HTTP
//	actionloop.go oneshot.go            the two modes without HTTP
//	platform.go site.go                 what started the process, and what is served where
//	server.go shutdown.go lock.go       from listening to draining
//	limits.go memory.go log.go          bounds from the environment and of the container; our own lines on stderr
//	transport*.go                       between front ends and what carries requests: package http1, or with the tag
//	                                    owgen_nethttp package nethttp, over net/http
//	version.go origin.go                the version that was built; where the runtime comes from
//	panicked.go                         what a handler panicked with
//	descriptor_*.go                     what needs the operating system
