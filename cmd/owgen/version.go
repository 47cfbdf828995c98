package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
)

// printVersion is what -version does.
func printVersion(stdout io.Writer) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this binary was built without build information")
	}
	_, err := fmt.Fprintln(stdout, version(info))
	return err
}

// version is the line that -version prints, for example "owgen v0.3.1 (go1.26.8)".
func version(info *debug.BuildInfo) string {
	return fmt.Sprintf("owgen %s (%s)", moduleVersion(info), info.GoVersion)
}

// moduleVersion is the version of owgen, or (devel).
func moduleVersion(info *debug.BuildInfo) string {
	module := info.Main
	if module.Replace != nil {
		// A replacement is what was built; one by a directory has no version, whatever the requirement says.
		module = *module.Replace
	}
	return cmp.Or(module.Version, "(devel)")
}

// ownVersion is moduleVersion for this program.
func ownVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = new(debug.BuildInfo)
	}
	return moduleVersion(info)
}
