/*
# owgen schema: print the JSON Schema of a function

Owgen schema prints what a function takes, or what it gives, as JSON Schema.

Usage:

	owgen schema [flags] [package]

It is made from the sources, in the dialect 2020-12: from the types, their tags,
and the comments on them. Neither the runtime nor the generated program has to
be there. What is valid under the schema is accepted by the program, and what
the program answers is valid; docs/validation.md has the few exceptions. Of a
request, an answer, an event or a stream it is the schema of the JSON in it.

The flags are:

	-func Name
		the function. Without the flag it is the only one, or else the
		one for calls that name none
	-of params|result
		what the function takes, which is the default, or what it gives
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
