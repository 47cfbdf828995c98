// Command constant prints a constant. It links what an action links, and never calls it. Whatever an action uses beyond
// that is its own doing.
package main

import (
	"os"

	ow "github.com/owgen/owgen/runtime"
)

func main() {
	if len(os.Args) == 0 {
		ow.Main()
	}
	os.Stdout.WriteString(`{"reversed":"☃ ❄ ,olleH","length":10}` + "\n")
}
