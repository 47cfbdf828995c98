//go:build !special

package tagged

type Params struct{ Plain int }
