// Package tagged has fields that a build tag adds.
package tagged

func Tagged(p Params) (Params, error) { return p, nil }
