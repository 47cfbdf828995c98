// Package front is what owgen dev serves: the function, at every path, and below /_/dev/ the page and its API.
//
//	front.go      which of them a request is for
//	guard.go      who may ask: hosts, origins, tokens
//	program.go    what the front wants of what builds and runs the program
//	proxy.go      a call from outside, passed on
//	forward.go    a request of net/http as one to the program, with nothing added and never sent twice
//	relay.go      an answer of the program, passed on while it comes
//	keep.go       what is kept of a call
//	call.go       a call from the page: its answer and its logs as lines of JSON
//	speaker.go    what the page is told of it
//	pagecall.go   what a caller of the API says of a call
//	refusal.go    what an answer says of fields of the parameters
//	ways.go       a call in all ways in which platforms make it
//	difference.go what is not the same in two ways
//	state.go      what the page shows
//	events.go     the same, and calls and logs, as they change
//	hub.go        who listens to them
//	calls.go      the history
//	saved.go      calls that are saved as files
//	copy.go       a call as a line for a shell
//	document.go   a call that is an event, in one text
//	answer.go     JSON in, JSON out
//
// # API
//
// All bodies are JSON, errors are {"error":TEXT}. Every request but that for the document has the header Owgen-Token, and one that
// changes something is a POST or DELETE with Content-Type: application/json. A Call is
//
//	{"handler":NAME, "method":"POST", "path":"/NAME", "header":{NAME:[VALUE…]}, "body":TEXT or "bodyBase64":BASE64}
//
// of which all but handler may be missing.
//
//	GET    /_/dev/state           a State
//	GET    /_/dev/events          server-sent events: state, call (a row), log ({"stream","text"})
//	POST   /_/dev/call            a Call; lines of JSON: start, head, body…, log…, end
//	POST   /_/dev/ways            a Call; lines of JSON: way…, verdict
//	POST   /_/dev/copy            a Call; {"curl","wsk","faas-cli","aws","invoke"}
//	GET    /_/dev/calls           {"calls":[ROW…]}, the newest first
//	GET    /_/dev/calls/ID        a row with "request", "answer" ({"header","body" or "bodyBase64","size","cut"}), "logs", "shared",
//	                              "fields" ([{"path","message"}] of what was refused), and "call", the Call to make again
//	GET    /_/dev/calls/ID/body   the bytes of the answer
//	DELETE /_/dev/calls           forgets all
//	POST   /_/dev/saved           {"name","id"} or {"name",…Call}, and "overwrite"; 201 {"path"}
//	GET    /_/dev/saved/NAME      a Call, with its "status"
package front
