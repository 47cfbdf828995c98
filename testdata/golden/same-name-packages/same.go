// Package same meets two packages of one name.
package same

import (
	a "github.com/owgen/owgen/testdata/golden/same-name-packages/a/model"
	b "github.com/owgen/owgen/testdata/golden/same-name-packages/b/model"
)

type Params struct {
	A a.Thing
	B b.Thing
}

func Both(p Params) (Params, error) { return p, nil }
