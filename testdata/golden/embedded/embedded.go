// Package embedded promotes fields: by depth, by tag, through pointers. Fields that conflict drop out.
package embedded

type Base struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

type Left struct{ Same, OnlyLeft int }

type Right struct{ Same, OnlyRight int }

type Meta struct{ Tags []string }

type Params struct {
	Base
	*Meta
	Left
	Right
	Named Base `json:"named"`
	Name  string
}

type Result struct {
	*Base `json:"base"`
	Meta
}

func Embed(p Params) (Result, error) { return Result{Base: &p.Base}, nil }
