//go:build !race

package whisk

import "testing"

// watched is the program. Under the race detector, as make race has it, the program looks for data races, too.
func watched(*testing.T) (bin string) { return fixture.Binary }
