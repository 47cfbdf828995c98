/*
# owgen openapi: print the OpenAPI document of a program

Owgen openapi prints how a program is called over HTTP, as OpenAPI 3.1 in JSON.

Usage:

	owgen openapi [flags] [package]

The only function is at /, each of several at the path of its name. Types have
names under components; where one is read otherwise than it is written, as a
member may be required of callers or always be there in answers, they end in
Input and Output. All is made from the sources, as by owgen schema. What no
keyword says, such as which methods call a function, is said in words.

The flags are:

	-title text
		the title of the document. The default is the name of the
		program
	-version text
		the version of what the document describes. The default is
		0.0.0
	-func A,B
		the functions that the program serves. Without the flag these
		are the same as when owgen generates without it
	-tags list
		build tags, separated by commas. Without the flag those of the
		directive, or else those of GOFLAGS, count, and with an empty
		list none do

The following flags are those that the program is generated with.

	-unknown ignore|reject
		members of an object that match no field are skipped, or are an
		error. Top-level members that begin with __ow_ are never an
		error: OpenWhisk adds them
	-duplicates last|reject
		if an object has two members with the same name the last one
		counts, or the second one is an error. Values that are skipped,
		kept as json.RawMessage or left to UnmarshalJSON are not
		searched
	-case fold|exact
		names of members match fields in any case, or only in the exact
		case
	-utf8 replace|reject
		bytes that are not UTF-8, and halves of surrogate pairs, are
		replaced by U+FFFD, or are an error
	-html escape|raw
		<, > and & are escaped in results, or not
	-nil null|empty
		nil slices, maps and []byte are null in results, or [], {} and
		"". Nil pointers, interfaces and json.RawMessage stay null
	-strings alias|copy
		strings share the memory of the request, so that one that is
		kept keeps all of it alive, or have memory of their own
	-any full|native
		interfaces in results may hold any value, with the help of
		encoding/json where needed; or only nil, values of basic types,
		time.Time, time.Duration, []any, map[string]any,
		[]map[string]any, map[string]string, []string, []int, []float64
		and []byte, while other values are an error and encoding/json
		is not linked for them

The flags of the directive for go generate in the package count as well; flags
that are typed override them.
*/
package main
