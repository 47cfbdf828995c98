// Package runtime is called like that of owgen.
package runtime

type Other struct{ N int }
