// Package runtimeapi is the runtime API of AWS Lambda, as strict as the platform may be: it checks every byte that a client
// sends. Its users say which events there are, how they are sent, and what is answered to the answers.
//
// (AWS Lambda Developer Guide: runtimes-api, runtimes-extensions-api; aws/aws-lambda-runtime-interface-emulator:
// internal/lambda/rapi)
//
// # Files
//
//	api.go      the addresses, and events on their way
//	request.go  a request, byte by byte
//	moments.go  deadlines of reading
package runtimeapi
