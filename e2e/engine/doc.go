// Package engine tests the images of owgen's users with real container engines: docker and podman.
//
// Each engine builds an image from the generated Dockerfile, with the commands that stand in it, and loads the one that
// owgen image writes. Both must hold the same. They run as a careful operator runs them, with a root file system that cannot
// be written and without any capability, and as platforms do that are less careful. Their program, whose source is in
// ../image/inside, reports what it finds in its image. That of examples/reverse runs with little memory.
//
// The tests work on machines where engines are hard to run, such as a container of a CI system: whatever engine they
// start is started with storage of its own in a temporary directory, and ended again.
package engine
