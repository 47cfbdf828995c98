// Package goproxy imitates the ActionLoop proxy of OpenWhisk's Go runtime: the HTTP server of the images actionloop-base
// and action-golang, which starts an action's program, the exec of a zip, once and then exchanges lines with it.
//
// The facts are those of apache/openwhisk-runtime-go at 1b00151: openwhisk/executor.go, actionProxy.go, initHandler.go,
// runHandler.go, extractor.go. It differs from the real one on purpose in two ways: it has no compiler, since a generated
// program is compiled already, and it serves one request at a time, where the real one mixes up concurrent ones.
//
// # Files
//
//	proxy.go     the HTTP side: /init and /run
//	code.go      what /init sends as code
//	executor.go  the program: started, acknowledged, talked to
package goproxy
