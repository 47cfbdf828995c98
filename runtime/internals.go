package ow

// For those who change this package: how a call goes.
//
//	bytes ─▶ front end ─▶ In: read or decode ─▶ handler ─▶ Out: give ─▶ reply ─▶ front end ─▶ one write
//
// A front end translates the protocol of a platform into a request, has the call's Action called, and puts the reply,
// or the error, in the terms of the platform: openWhisk (/init and /run), faas (everything else over HTTP), loop
// (ActionLoop), lambda (AWS Lambda), and oneShot. A site dispatches the requests of a server to openWhisk or faas.
// Below it is a transport, which package transport describes: front ends see its requests, with a body to read, and a
// wire to respond on. A call holds the state of one invocation. Calls are reused, but their bodies never are: decoded
// strings are parts of them.
//
// Between front ends and user code are forms, In and Out. A form knows no platform and a front end no form, so that there
// are as many pieces as there are of both, and not as many as there are pairs. A form is a value that holds functions, and
// is mentioned by generated code alone: so the linker drops those that a program does not use. For that to stay true,
// nothing here may list the forms, or ask which one it has.
//
//	JSON(decode)              has decode as well, for parameters within a document, which are read in one pass with it
//	RequestOf(Raw[[]byte]())  forms are put together of others, which fill and give parts of a call
//
// A plain handler pays for a call of two functions more, and for nothing else: the zero reply is a result in JSON.
//
// User code runs within call.do and nowhere else. A panic ends there. runtime.Goexit ends the goroutine, but still runs
// deferred functions: so front ends answer, and count calls out, in deferred functions.
//
// Which file holds what:
//
//	main.go mode.go                     the process, and which mode it runs in
//	action.go activation.go errors.go   what users and generated code see
//	event*.go                           CloudEvents
//	flow.go stream.go reader.go         answers that are sent while they are made: values, and what a reader yields
//	written.go accept.go                what a function writes; which forms a caller accepts
//	pace.go                             how long such an answer may take
//	livebody.go                         bodies that are read while the handler runs
//	native.go                           handlers that answer by themselves; package owhttp makes them
//	in.go out.go web.go                 forms: how parameters are made of a request, and replies of results
//	header.go values.go                 what is in a request and in a reply
//	webresult.go                        results that say what the answer is, as those of web actions do
//	parameters.go merge.go form.go      members of objects: from queries and forms, put together with those of a body
//	reserved.go                         names that no caller may use
//	call.go request.go reply.go         one invocation; its request and its reply
//	path.go naming.go                   what paths say; which action a path names
//	failure.go notjson.go validate.go   invocations that fail; bodies that are not JSON at all; what Validate says
//	openwhisk.go envelope.go init.go    OpenWhisk over HTTP
//	webrequest.go webanswer.go          web actions, however OpenWhisk starts the program: requests and answers in documents
//	unmerge.go sequence.go              parameters of web actions that are not raw; what those in a sequence pass on
//	mediatype.go                        what is text and what is binary for OpenWhisk
//	initcode.go                         drops the code in /init while reading
//	faas.go health.go                   plain HTTP
//	actionloop.go oneshot.go            the two modes without HTTP
//	lambda.go lambda_loop.go            AWS Lambda: the process; one event after the other
//	lambda_event.go lambda_error.go     what an event says about its call; what a call that fails is called there
//	lambda_web.go lambda_answer.go      requests that gateways put into events, and the answers
//	lambda_stream.go                    answers that are posted while they are made
//	platform.go site.go                 what started the process, and what is served where
//	server.go shutdown.go lock.go       from listening to draining
//	limits.go memory.go                 limits from the environment and of the container
//	log.go identity.go                  our own lines on stderr; what names a call in them
//	trace.go secret.go                  the trace of a call; secrets that platforms mount
//	observe.go metrics.go               who looks at how calls go: the access log, numbers for Prometheus
//	transport*.go                       between front ends and what carries requests: package http1, or with the tag
//	                                    owgen_nethttp package nethttp, over net/http
//	words.go                            letters, numbers and ports, in less code than the standard library's
//	version.go origin.go                the version that was built; where the runtime comes from
//	panicked.go                         what a handler panicked with
//	descriptor_*.go                     what needs the operating system
