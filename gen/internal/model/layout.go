package model

import "slices"

// A Layout says where the files go that are generated for a package. Paths are absolute, and "" if a file is not wanted.
type Layout struct {
	Out         string // directory of Main and Codec
	Main, Codec string

	Dockerfile   string
	Rootfs       string
	Gitignore    string
	Dockerignore string

	GoAttributes, ImageAttributes string // of git; one file if all is in one directory
	Certificates                  string // the file that those in the root file system come from; "" if it is not the user's
}

// Files returns the paths that are wanted.
func (l Layout) Files() []string {
	files := []string{
		l.Main, l.Codec, l.GoAttributes, l.Dockerfile, l.Rootfs, l.Gitignore, l.Dockerignore, l.ImageAttributes,
	}
	return slices.DeleteFunc(files, func(file string) bool { return file == "" })
}
