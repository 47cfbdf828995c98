package ow

import (
	"os"
	"slices"
)

// exports are the environment variables that the last activation has set. They are used only while activations run one
// at a time.
type exports struct {
	names []string // in the order of its envelope
	added []string // those of them that the environment did not have before
}

// set sets the variables of an activation. Variables that only an earlier activation had are removed: nobody must take
// them for this one's, and callers must not fill up the environment.
func (e *exports) set(vars []variable) {
	if !slices.EqualFunc(e.names, vars, func(name string, v variable) bool { return name == v.name }) {
		e.replace(vars)
	}
	for _, v := range vars {
		setenv(v.name, v.value) // fails for keys that cannot name a variable; nobody misses those
	}
}

// replace is the part of set that adds and removes variables.
func (e *exports) replace(vars []variable) {
	old := *e
	*e = exports{}
	for _, v := range vars {
		e.names = append(e.names, v.name)
		if _, known := os.LookupEnv(v.name); !known || slices.Contains(old.added, v.name) {
			e.added = append(e.added, v.name)
		}
	}
	for _, name := range old.added {
		if !slices.Contains(e.added, name) {
			os.Unsetenv(name)
		}
	}
}

// setenv sets a variable if that changes it. Setting one copies it and takes a lock of the whole process, and most of
// them never change while a container lives.
func setenv(name, value string) error {
	if old, ok := os.LookupEnv(name); ok && old == value {
		return nil
	}
	return os.Setenv(name, value)
}
