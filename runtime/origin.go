package ow

// These say where the runtime comes from. In a copy that owgen -runtime embed made, this file has the version too,
// because then neither a go.mod nor the build information in a program names the module.
const (
	origin        = "github.com/owgen/owgen"
	originVersion = "" // of a copy
)
