package source

import (
	"os"
	"strings"
	"testing"
)

func TestModuleGoIsThatOfTheModule(t *testing.T) {
	data, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), "\ngo "+moduleGo+"\n") {
		t.Errorf("go.mod is not for Go %s:\n%s", moduleGo, data)
	}
}
