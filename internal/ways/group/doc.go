// Package group acts on a process together with its children, as a container engine acts on a container.
//
// # Files
//
//	lead_linux.go    the leader of a group, frozen and thawed
//	lead_bsd.go      the leader elsewhere
//	kill_unix.go     the end of a group
//	freeze_other.go  nothing is frozen elsewhere
//	*_windows.go     Windows has no groups, but knows a process's children
package group
