// Package owhttp is for programs that use net/http. Nothing else in the runtime links net/http, so only they pay for it.
//
// A handler that makes requests of its own hands the trace of its call on with [Transport]. Generated code calls [Handler]:
//
//	func main() {
//		ow.Main(
//			owhttp.Handler("Shop", http.HandlerFunc(shop.Serve)),
//		)
//	}
//
// # Files
//
//	handler.go      an http.Handler as an action
//	constructor.go  one that is made at the first call
//	transport.go    the trace of a call, in requests that its handler makes
//	buffer.go       its answer where it is no HTTP response: a web action, a call from a shell
package owhttp
