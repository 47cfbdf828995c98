// Package image tests what owgen packs, without an engine: images are read, checked and moved by go-containerregistry, and
// unpacked by umoci, and Dockerfiles are read by BuildKit's own linter, none of which owgen is made with.
//
// TestMain builds owgen and makes a module of a user's with the package inside, whose program reports what it finds in its
// image. The tests of package engine run that program.
package image
