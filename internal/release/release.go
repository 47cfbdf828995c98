// Package release knows whether this owgen is a release.
package release

import (
	"runtime/debug"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// path is that of the module of owgen.
const path = "github.com/owgen/owgen"

// Version is the version of the owgen in this program if it is one that the go command can fetch again, or "".
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return versionIn(info)
}

// versionIn is Version of a build. What is built in a clone has a version of its commit, which nobody has published, and what takes
// the place of a module need not be what the requirement says.
func versionIn(info *debug.BuildInfo) string {
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path == path && m.Replace == nil && semver.IsValid(m.Version) && semver.Build(m.Version) == "" && !module.IsPseudoVersion(m.Version) {
			return m.Version
		}
	}
	return ""
}
