// Package engine tests the image that owgen's users build, with real container engines: docker and podman.
//
// The image is built from the generated Dockerfile of examples/reverse. It runs as a careful operator runs it, with a
// root file system that cannot be written, without any capability and with little memory, and is called through a published
// port.
//
// The tests work on machines where engines are hard to run, such as a container of a CI system: whatever engine they
// start is started with storage of its own in a temporary directory, and ended again.
package engine
