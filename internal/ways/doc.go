// Package ways calls generated programs in the ways in which platforms and people do: over HTTP, as an action of
// OpenWhisk, as a child that finds its parameters in its argument or on standard input, in the loop of OpenWhisk's Go
// runtime, and on AWS Lambda. Each call has a process of its own, in the hands of an imitation of the platform.
//
// A call is either one with parameters, or a request: one that says how it came. What is no server sees a request as its
// platform hands it over, and what it answers is read as the platform's callers would: three of the ways belong to
// OpenWhisk, whose controller stands before them.
//
// # Files
//
//	ways.go       the ways, calls and what comes of them
//	handler.go    a call as a handler wants it
//	process.go    a program while it serves the one call
//	request.go    a call as an HTTP request
//	plain.go      over HTTP
//	openwhisk.go  the three ways of OpenWhisk
//	argv.go       as a child with an argument
//	loop.go       in the loop of OpenWhisk's Go runtime
//	stdin.go      as a child of OpenFaaS's classic watchdog, or as a filter
//	lambda.go     on AWS Lambda
//	compare.go    which outcomes are the same
//
// # Rooms
//
//	invoker     OpenWhisk's invoker, which calls a container
//	controller  OpenWhisk's controller, which makes activations of requests
//	skeleton    dockerskeleton and the Docker SDK of 2016
//	goproxy     the proxy of OpenWhisk's Go runtime
//	runtimeapi  the runtime API of AWS Lambda
//	sentinel    what ends the logs of an activation
//	group       a process with its children
package ways
