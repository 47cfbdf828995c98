/*
# owgen init: begin a function in a new directory

Owgen init begins a function: a handler that works, with a test.

Usage:

	owgen init [flags] dir

It writes into the directory, which is made if need be and may be . :

	go.mod                        unless the directory is in a module
	<name>.go                     the handler, with its parameters and its result
	<name>_test.go                a table of cases, and all saved calls
	testdata/calls/example.json   a saved call; the page of owgen dev saves more

and all that owgen generates for them. Then go test ./... passes, and owgen dev
serves the function. The name is that of the directory.

The flags are:

	-kind function|web|event|stream
		what the function is: of parameters, which is the default; of
		requests and answers over HTTP; of CloudEvents; or one that
		gives values one after the other

An owgen that is no release copies the runtime into the module, so nothing needs
a network. A release adds itself to go.mod as a tool. Outside of its modules, a
workspace gets the new module.

If a file is in the way, nothing is written. The exit status is then 1; it is 2
if the command line is wrong or the environment fails.
*/
package main
