// Package runtime has the name of owgen's runtime.
package runtime

type Other struct{ N int }
