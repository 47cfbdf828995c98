/*
# owgen invoke: call a function once

Owgen invoke calls a function of a package, and prints its answer.

Usage:

	owgen invoke [flags] [package|URL]

It generates what is stale, as go generate would, builds the program, calls it
in a process of its own, and ends it:

	owgen invoke -p payload=abc ./reverse
	owgen invoke -f order.json -p address.city=Bonn

The directory of a program, such as ./reverse/cmd/reverse, stands for it where a
package has several.

The type of a parameter decides what its text means: 01234 is a string where
that is a string, and a number keeps its digits. Members of structs and maps are
written with dots, and lists by repeating -p; all of them may be JSON. What
begins with http:// or https:// is called as it is: a text is then JSON if it is
valid JSON, and else a string.

The answer goes to stdout; what the function prints goes to stderr, and so does
its log, as text unless OWGEN_LOG says otherwise. The program has the
environment of the command.

The flags are:

	-p name=value
		set a parameter. The flag may be repeated
	-f file
		the parameters as JSON, or a whole event, or any body for a
		function that takes requests. - is standard input. Without the
		flag there are none but those of -p, which override members
	-as way
		how to call: plain, which is the default, over HTTP; openwhisk,
		by /init and /run; argv and stdin, as a child; actionloop, as
		OpenWhisk's Go runtime; lambda, as AWS Lambda; or all, to see
		whether they agree
	-func Name
		the function. Without the flag it is the only one, or else the
		one for calls that name none
	-v
		also print the request, and the status, the time and the size
		of the answer

With -as all stdout has a line for each way but lambda: its name, ok or error,
and the answer, with tabs between them.

The exit status is 0 if there is a result; 1 if the function answered with an
error, or ended, or does not compile, or if the ways differ; 2 if the command
line is wrong or the environment fails.
*/
package main
