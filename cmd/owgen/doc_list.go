/*
# owgen list: list the handlers of packages

Owgen list prints the handlers of packages, and whether what was generated is
up to date.

Usage:

	owgen list [flags] [package ...]

Without a package it looks at all packages below the working directory, like
./... . There is a line for each handler:

	./order  order  order/order.go:41:6  Order  current

It has the package, the name of the action, the position, the function, and the
state of the files that are generated for it: current, or those that are stale,
or missing. Of several handlers in a program, the one for calls that name none
has a * behind its name. Files are judged with the flags of the directive for
the package; without one, by what owgen writes there without flags.

The flags are:

	-json
		print an array with an object for each package instead of lines
	-why
		also print the exported functions that are no handlers, behind
		those of their package, each with the first reason that has to
		be mended

The list is empty if there are no handlers, which is said on stderr. Nothing is
written.

The exit status is 0 if all is well; 1 if a package does not compile, or owgen
cannot generate for it, while the others are listed; 2 if the command line is
wrong or the environment fails.
*/
package main
