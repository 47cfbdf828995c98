package whisk

// A verdict says how a program of owgen's behaves in a case, for one of three ways to start it. "" means that the case
// does not apply, and same that the program does what the case expects. The number of a requirement means that it
// differs on purpose, for the reason given there.
type verdict string

const same verdict = "same"

// A row is a case.
type row struct {
	id    string
	title string

	ours     verdict // the program is the container's process
	skeleton verdict // the program is the exec of dockerskeleton, or the action of the SDK of 2016
	proxy    verdict // the program is the exec of a Go proxy
}

// table holds the conformance tests of action runtimes, those of dockerskeleton and of the Go runtime, what invokers
// expect, and additions of ours.
//
// Sources: apache/openwhisk: BasicActionRunnerTests (basic), ActivationResponseTests, ApacheBlockingContainerClientTests,
// AkkaContainerClientTests and SchemaTests (invoker); apache/openwhisk-runtime-docker: ActionProxyContainerTests
// (skeleton), DockerExampleContainerTests (example); apache/openwhisk-runtime-go: ActionLoopContainerTests,
// ActionLoopGoContainerTests, ActionLoopBasicGoTests and its tests in Go (go).
var table = []row{
	{"basic-1", "init with no code", same, same, same},
	{"basic-2", "init with no content", same, same, same},
	{"basic-3", "result that is not an object", same, "OW-19", "OW-18"},
	{"basic-4", "second init", same, same, same},
	{"basic-5", "entry point other than main", same, same, same},
	{"basic-6", "echo, and print to both streams", same, "OW-19", same},
	{"basic-7", "unicode", same, "OW-19", same},
	{"basic-8", "environment of init", same, "", same},
	{"basic-9", "environment of the activation", same, same, same},
	{"basic-10", "large input", same, same, same},

	{"skeleton-1", "run without init", same, same, ""},
	{"skeleton-2", "init with code null, then run", same, same, ""},
	{"skeleton-3", "init with {}, then run", same, same, ""},
	{"skeleton-4", "value that is not an object", "OW-10", same, ""},
	{"skeleton-5", "bad script", "OW-7", same, ""},
	{"skeleton-6", "zip with exec", "OW-7", same, ""},
	{"skeleton-7", "working directory", "", same, ""},
	{"skeleton-8", "array as result", same, same, ""},
	{"skeleton-9", "array as parameter", same, same, ""},

	{"example-1", "run without init", same, "OW-19", ""},
	{"example-2", "run after init with {}", same, "OW-19", ""},
	{"example-3", "two runs with arguments", same, "OW-19", ""},
	{"example-4", "hangs in init", same, "", ""},
	{"example-5", "exits in init", same, "", ""},
	{"example-6", "hangs in run", same, same, same},
	{"example-7", "exits in run", same, same, same},
	{"example-8", "never listens", "OW-16", "", ""},

	{"go-1", "init with {}: 403, run: 500", "OW-8", "", same},
	{"go-2", "shell script", "", "", same},
	{"go-3", "zipped script", "", "", same},
	{"go-4", "zipped binary", "", "", same},
	{"go-5", "sources, main and other entry points", "OW-6", "", ""},
	{"go-6", "sub-packages", same, "", same},
	{"go-7", "array as result", same, "", same},
	{"go-8", "array as parameter", same, "", same},
	{"go-9", "line on descriptor 3 that is not an object", "", "", "OW-18"},
	{"go-10", "acknowledgement", "", "", same},
	{"go-11", "bad acknowledgement", "", "", "OW-18"},
	{"go-12", "acknowledgement {}", "", "", "OW-18"},
	{"go-13", "environment of other types, as text", same, "", same},
	{"go-14", "exec.env that matches", "", "", same},
	{"go-15", "exec.env that does not match", "", "", same},
	{"go-16", "two runs, two sentinels on each stream", same, same, same},

	{"invoker-1", "status 204 is not a response", same, "", ""},
	{"invoker-2", "init retries refused connections", same, "", ""},
	{"invoker-3", "result over the limit is truncated", same, "", ""},
	{"invoker-4", "success: an object or an array", same, same, same},
	{"invoker-5", "application error: an object with error", same, same, same},
	{"invoker-6", "developer error: status not 200", same, "OW-19", "OW-18"},
	{"invoker-7", "503: another container serves", same, "", ""},
	{"invoker-8", "payload of init", same, "", ""},
	{"invoker-9", "frozen between activations", same, "", same},
	{"invoker-10", "pooled connections", same, "", ""},

	{"own-1", "results of 2,049 bytes and 1 MB are not chunked", same, "", ""},
	{"own-2", "200 KB of parameters", same, same, same},
	{"own-3", "array for a handler that takes a slice", same, same, same},
	{"own-4", "deadline as a number", same, "", same},
	{"own-5", "bodies {} and null", same, same, same},
	{"own-6", "error of the handler: status 200", same, same, same},
	{"own-7", "panic, then a good call", same, same, same},
	{"own-8", "404 and 405", same, "", ""},
	{"own-9", "20 activations at once", same, "", ""},
	{"own-10", "SIGTERM", same, "", ""},
	{"own-11", "sentinels come before the response", same, "", same},
	{"own-12", "zip with and without acknowledgement and exec.env", "", "", same},
	{"own-13", "131,071 and 131,072 characters of parameters", "", same, ""},
	{"own-14", "SDK of 2016: one object", "", same, ""},
	{"own-15", "SDK of 2016: no handler's output", "", same, ""},
	{"own-16", "error of a web action: its status", same, same, same},
	{"own-17", "OWGEN_ACTION where /init names no action", same, same, same},
}
