// Package ow is the runtime of the programs that owgen generates. A handler need not import it: it takes its parameters
// and returns its result. If that is not enough, a handler can use these:
//
//   - [Request] has the method, the path, the query and the header of a request, and a body of any kind.
//   - [Response] is an answer with a status and a header.
//   - [Written] is the body of an answer that a function writes while it is sent.
//   - [Event] is a CloudEvent, as parameter and as answer.
//   - [FromContext] returns the [Activation] that a handler serves: its id, action, namespace, deadline and headers.
//   - [Error] is an error with the status and the text that the caller sees.
//   - [Secret] reads a secret that the platform provides.
//   - [NewContext] makes the context of a call, for tests of handlers.
//
// The rest is for generated code, which looks like this:
//
//	func main() {
//		ow.Main(
//			ow.Bind("Reverse", ow.Params(decodeParams, matchParams), reverse.Reverse, ow.Result(encodeResult)),
//		)
//	}
//
// # What the process is
//
// Main decides this once. OWGEN_MODE (server, lambda, actionloop or oneshot) overrides the table; else the first row that fits
// counts.
//
//	AWS_LAMBDA_RUNTIME_API is set                                      AWS Lambda: asks for events, posts results
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
// # Environment
//
// docs/platforms.md lists all variables that this package reads; a test compares it with the source.
package ow
