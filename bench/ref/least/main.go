// Command least prints a constant and links nothing but the package os: the least that a Go program can cost.
package main

import "os"

func main() {
	os.Stdout.WriteString(`{"reversed":"☃ ❄ ,olleH","length":10}` + "\n")
}
