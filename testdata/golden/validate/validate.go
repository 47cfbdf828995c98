// Package validate has handlers whose parameters judge themselves, in all forms.
package validate

import (
	"context"
	"errors"

	ow "github.com/owgen/owgen/runtime"
)

type Base struct{ Broken bool }

func (b Base) Validate() error {
	if b.Broken {
		return errors.New("broken")
	}
	return nil
}

// Promoted has the method of what it embeds.
type Promoted struct {
	Base
	Name string
}

// List has a method on the pointer.
type List []int

func (l *List) Validate() error { return nil }

// Loud has another method.
type Loud struct{ Name string }

func (Loud) Validate(context.Context) error { panic("not called") }

//owgen:action
func Value(p Promoted) (Base, error) { return p.Base, nil }

//owgen:action
func Pointer(p *Promoted) (Base, error) { return p.Base, nil }

//owgen:action
func Silent(ctx context.Context, l List) {}

//owgen:action
func Asked(r *ow.Request[Promoted]) (*ow.Response[Base], error) { return nil, nil }

//owgen:action
func Happened(e ow.Event[Promoted]) error { return nil }

//owgen:action
func Other(l Loud) (Base, error) { return Base{}, nil }
