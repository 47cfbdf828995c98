// Package engine tests the images of owgen's users with real container engines: docker and podman.
//
// Each engine builds an image from the generated Dockerfile, with the commands in it, and loads the image that owgen
// image writes. Both must hold the same. They run as a careful operator runs them, with a read-only root file system
// and without any capability, and as less careful platforms do. Their program, whose source is in ../image/inside,
// reports what it finds in its image. The image of examples/reverse runs with little memory.
//
// The tests work on machines where engines are hard to run, such as a container of a CI system: each engine that they
// start has storage of its own in a temporary directory, and is ended again.
package engine
