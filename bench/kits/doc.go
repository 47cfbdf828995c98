// Package kits compares how much code a function takes with owgen and with the kits of three platforms. It holds five
// functions of docs/web.md, each written once for owgen and once for each kit, as somebody would who knows the kit:
//
//	webhook     checks a signature of the bytes of its body
//	thumbnail   takes an image and gives one
//	subscribe   shows a form, takes it and sends the browser on
//	export      streams a table of any size
//	billing     answers a CloudEvent with another one
//
// Below each are owgen, openwhisk (the Go runtime), openfaas (the template golang-http and its SDK, or golang-middleware
// where that is not enough) and knative (func). Each is complete: the test makes the same requests to all of them, and wants
// the same answers. For OpenWhisk's runtime a package is called main; here it has a name, so that the test can import it.
//
// # Files
//
//	count.go   lines and tokens of a package
//	print.go   the table, and what no kit can do
package kits
