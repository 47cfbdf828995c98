package ow

// Where the runtime comes from. In a copy of it, that owgen -runtime embed made, this file says from which version, because
// no go.mod names the module then, and neither does what the go command writes into a program.
const (
	origin        = "github.com/owgen/owgen"
	originVersion = "" // of a copy
)
