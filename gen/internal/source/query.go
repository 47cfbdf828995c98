package source

// A Query names a package, and says how it is built.
type Query struct {
	// Dir is the working directory: the pattern and paths are resolved in it. "" is the process's own.
	Dir string
	// Pattern names one package as the go command does. "" is ".".
	Pattern string
	// Tags are build tags. Nil: those of GOFLAGS. None, but not nil: none, whatever GOFLAGS says.
	Tags []string
	// GOOS and GOARCH are the target of the later build. "" is linux, and the host's architecture.
	GOOS, GOARCH string
	// Native loads the package as the user's own go command builds it on this machine, with all of GOFLAGS, and not as the program
	// will be built for an image: then nothing is compiled that go test and go vet do not need as well. What is generated is the
	// same, unless the package has other files or types on this machine.
	Native bool
	// Runtime is the import path of the copy of the runtime that the module has, "" if the program imports the runtime itself.
	Runtime string
	// Progress, if set, is told what takes long. Its argument is one line without a newline.
	Progress func(line string)
}
