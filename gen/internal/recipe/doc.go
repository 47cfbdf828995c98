// Package recipe writes how the program and its image are built: a Dockerfile, a Makefile, and what belongs beside them.
//
// # Files
//
//	recipe.go                            the settings, and what the files say in common
//	image.go makefile.go                 Dockerfile and root file system, Makefile
//	attributes.go                        what git is told
package recipe
