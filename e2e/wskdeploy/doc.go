// Package wskdeploy deploys what owgen manifest openwhisk prints, with OpenWhisk's own tool, to a cloud within this
// process, and invokes the actions. The tool is built from its module. Since it needs old versions of many other
// modules, this directory is a module of its own, whose go.mod names the tool.
//
// # Files
//
//	cloud_test.go       the REST interface to packages and actions, and invocations through it
//	action_test.go      an action: its parameters, and its container, which holds a real program
//	web_test.go         web actions: from a request of HTTP to parameters, and from a result to an answer
//	fixture             the user's package
//
// The other files are the tests. The facts are those of apache/openwhisk at 1fae641a2: WebActions.scala, Actions.scala,
// Parameter.scala. Containers are those of the package invoker.
package wskdeploy
