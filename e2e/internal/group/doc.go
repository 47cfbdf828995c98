// Package group acts on a process together with its children, as a container engine acts on a container.
package group
