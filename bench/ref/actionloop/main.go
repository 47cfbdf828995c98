// Command actionloop is the reverse action for OpenWhisk's Go proxy, as one writes it by hand with encoding/json: it
// answers each line on standard input with a line on descriptor 3.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"log"
	"os"

	"github.com/owgen/owgen/bench/ref/activation"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	out := os.NewFile(3, "results")
	for {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		answer, err := run(line)
		if err != nil {
			log.Fatal(err)
		}
		if _, err := out.Write(append(answer, '\n')); err != nil {
			log.Fatal(err)
		}
	}
}

func run(line []byte) ([]byte, error) {
	result, err := activation.Run(line)
	if err != nil {
		return json.Marshal(activation.Failure{Error: err.Error()})
	}
	return json.Marshal(result)
}
