// Package image tests what owgen packs, without an engine: go-containerregistry reads, checks and copies images, umoci
// unpacks them, and BuildKit's own linter reads Dockerfiles. owgen itself uses none of these.
//
// TestMain builds owgen and makes a user's module with the package inside, whose program reports what it finds in its
// image. The tests of package engine run that program.
package image
