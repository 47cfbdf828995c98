// Package controller is OpenWhisk's controller as callers of web actions meet it: an HTTP request goes in, and the HTTP
// response that the caller sees comes out. In between it makes the activation's parameters of the request, has an
// invoker run them, and makes a response of the result: what counts is what callers see, not what the program has written.
//
// The facts are those of apache/openwhisk at 1fae641a2 (WebActions.scala, Exec.scala, CorsSettings.scala,
// ErrorResponse.scala) and of apache/pekko-http at de0c3e191 (MediaType.scala, HttpCharset.scala, CommonActions.scala,
// Uri.scala, CharacterClasses.scala, HttpMessageParser.scala, HttpResponseRendererFactory.scala). DigitalOcean's variant
// is that of its reference of Functions. Only the texts that callers see are copied.
//
// Header values are passed on as they are, where the real one parses those it knows and prints them anew.
//
// # Files
//
//	action.go        an action, and a request to it from end to end
//	value.go         the parameters that the action is sent
//	digitalocean.go  the same as DigitalOcean sends them
//	result.go        what becomes of a result
//	response.go      a response in the making
//	media.go         media types, and which of them are text
//	registered.go    the table of media types
//	uri.go           paths and queries, decoded and printed anew
package controller
