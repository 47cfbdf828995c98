//go:build special && extra

package tagged

type Params struct{ Special int }
