package predeclared_test

import (
	"errors"
	"testing"

	"github.com/owgen/owgen/runtime/codec/predeclared"
)

func TestFunctionsDoWhatTheirNamesSay(t *testing.T) {
	var (
		list   []int
		object map[string]int
		none   *int
		err    error
		some   = errors.New("some")
	)
	if got := predeclared.AppendString(predeclared.Append(nil, 'a', 'b'), "cd"); string(got) != "abcd" {
		t.Errorf("appended %q", got)
	}
	if predeclared.Len(list)+predeclared.Len(object) != 0 || predeclared.Len([]byte("abc")) != 3 || predeclared.Len(map[int]int{1: 1}) != 1 {
		t.Error("another length")
	}
	if !predeclared.IsNil(&list) || !predeclared.IsNil(&object) || !predeclared.IsNil(&none) || !predeclared.IsNil(&err) {
		t.Error("what is nil is not")
	}
	if predeclared.IsNil(&some) || predeclared.IsNil(&[]*int{new(int)}[0]) || predeclared.NoError() != nil {
		t.Error("what is not nil is")
	}
}
