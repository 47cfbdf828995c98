// Package runtimeapi is the runtime API of AWS Lambda, as strict as the platform may be: it checks every byte that a client
// sends. Tests say which events there are, how they are sent, and what is answered to the answers.
//
// (AWS Lambda Developer Guide: runtimes-api, runtimes-extensions-api; aws/aws-lambda-runtime-interface-emulator:
// internal/lambda/rapi)
package runtimeapi
