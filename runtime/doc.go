// Package ow is the runtime of programs that owgen generates: it makes one binary the server of an OpenWhisk action, of an
// OpenFaaS function and of a Knative service, an ActionLoop process, and a program for the shell. Generated code imports
// it as ow. Handlers may import it for FromContext and Error, and do not have to; their tests may for NewContext.
//
//	func main() {
//		ow.Main(
//			ow.Bind("Reverse", decodeParams, reverse.Reverse, encodeResult),
//		)
//	}
//
// # What the process is
//
// Main decides once, by the first row that fits, or as OWGEN_MODE says: server, actionloop or oneshot.
//
//	__OW_PROXY_VERSION or __OW_WAIT_FOR_ACK is set; or descriptor 3
//	is a writable pipe, stdin a pipe, and an __OW_ variable is set     ActionLoop: lines on stdin, results on descriptor 3
//	the argument starts with { or [                                    one call, parameters from the argument
//	the argument is -                                                  one call, parameters from stdin
//	-h, -version, -healthcheck                                         that; other arguments are an error, exit code 2
//	FLASK_PROXY_PORT is set, not process 1, stdin a pipe               one call from stdin: child of dockerskeleton
//	Http_Method is set                                                 one call from stdin: child of a watchdog
//	not process 1, none of PORT, KUBERNETES_SERVICE_HOST, K_SERVICE,
//	and stdin is a file, or a pipe with something in it within 1 s     one call from stdin: a filter
//	otherwise                                                          server
//
// A socket on stdin, which is what Node starts its children with, counts as a pipe.
//
// # How a call goes
//
//	bytes ─▶ readBlock ─▶ front end ─▶ Action.decode ─▶ handler ─▶ Action.invoke encodes ─▶ front end ─▶ one write
//
// A front end turns the protocol of a platform into calls of the two functions of an Action, and what became of them into
// answers of the platform: whisk (/init and /run), plain (everything else over HTTP), loop (ActionLoop), and oneShot. A
// site leads the requests of a server to whisk or plain. Below is a transport, which package transport describes: front ends
// see a request of it, with a body to read, and a wire, to respond on. A call holds what serves one invocation, and is
// reused, its body never: decoded strings are parts of it.
//
// User code runs within call.do, nowhere else. A panic ends there. runtime.Goexit ends the goroutine, but not without
// running deferred functions: so front ends answer in deferred functions, and count calls out in deferred functions.
//
// # Files
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
//	platform.go server.go shutdown.go   what is served where, from listening to draining
//	limits.go memory.go log.go          bounds from the environment and of the container; our own lines on stderr
//	transport*.go                       between front ends and what carries requests: package http1, or with the tag
//	                                    owgen_nethttp package nethttp, over net/http
//	version.go panicked.go              the version that was built; what a handler panicked with
//	descriptor_*.go                     what needs the operating system
//
// # Environment
//
// docs/platforms.md lists all variables that this package reads; a test compares it with the source.
package ow
