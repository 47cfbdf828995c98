package compile

import (
	"path/filepath"
	"testing"
	"time"
)

const before = `package order

import "fmt"

// Order orders.
func Order(p Params) (Result, error) {
	return Result{}, nil
}

var list = func() []string { return nil }

func (p Params) String() string { return fmt.Sprint(p.ID) }
`

func TestDEV30OnlyEditsOutsideOfFunctionsNeedOwgen(t *testing.T) {
	for _, test := range []struct {
		name, after string
		want        bool
	}{
		{"nothing", before, false},
		{"a body", replace(before, "return Result{}, nil", "x := 1\n\treturn Result{x}, nil // more"), false},
		{"the body of a method", replace(before, "fmt.Sprint(p.ID)", `"x"`), false},
		{"a signature", replace(before, "Order(p Params)", "Order(p *Params)"), true},
		{"a name", replace(before, "func Order", "func Refund"), true},
		{"a comment, which is documentation", replace(before, "Order orders.", "Order orders more."), true},
		{"an import", replace(before, `"fmt"`, `. "fmt"`), true},
		{"the body of a variable, which may have any type", replace(before, "return nil }", "return []string{} }"), true},
		{"what does not parse", replace(before, "return Result{}, nil", "return Result{}, nil }"), true},
		{"a function without a body", replace(before, "{\n\treturn Result{}, nil\n}", ""), true},
	} {
		path := filepath.Join(t.TempDir(), "order.go")
		put(t, path, before)
		remembered := remember([]string{path}, time.Now().Add(time.Minute))
		put(t, path, test.after)
		if got := remembered.changed([]string{path}); got != test.want {
			t.Errorf("%s: owgen is needed: %v", test.name, got)
		}
	}
}

// Nobody knows whether owgen has seen a file that changed while it ran.
func TestDEV30AFileThatChangedMeanwhileIsNotRemembered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "order.go")
	began := time.Now()
	put(t, path, before)
	if !remember([]string{path}, began).changed([]string{path}) {
		t.Error("it counts as seen")
	}
	if !(outlines{}).changed([]string{filepath.Join(t.TempDir(), "new.go")}) {
		t.Error("a new file needs nothing")
	}
}

func TestDEV29PositionsOfHandlersFollowEditsInsideOfFunctions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "order.go")
	put(t, path, "package order\n\nfunc helper() {\n\n\n}\n\nfunc (p Params) Order() {}\n\nfunc Order() {}\n")
	found := lines(path)
	if pos := found["Order"]; len(found) != 2 || pos.Line != 10 || pos.Column != 6 {
		t.Errorf("functions are at %v", found)
	}
}
