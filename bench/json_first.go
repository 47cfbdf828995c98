package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"

	"github.com/owgen/owgen/bench/json/codecs"
	"github.com/owgen/owgen/bench/json/docs"
)

// firstRounds is how many processes each library gets.
const firstRounds = 60

// measureFirst compares what the first decoding and encoding of the medium document costs in a process: a cold start
// pays for it. This program starts itself for that, with the document on stdin, since making it would be a first use.
func measureFirst() ([]row, error) {
	text, err := json.Marshal(docs.NewEvent(101))
	if err != nil {
		return nil, err
	}
	bin, err := os.Executable()
	if err != nil {
		return nil, err
	}
	columns := []string{private}
	for _, l := range libraries {
		columns = append(columns, l.name)
	}
	var turns []func() (float64, error)
	for _, c := range columns {
		turns = append(turns, func() (float64, error) {
			cmd := exec.Command(bin, "first", c)
			cmd.Stdin, cmd.Stderr = bytes.NewReader(text), os.Stderr
			cmd.Env = []string{"GOMAXPROCS=1"}
			out, err := cmd.Output()
			if err != nil {
				return 0, err
			}
			return strconv.ParseFloat(string(out), 64)
		})
	}
	s, err := interleave(firstRounds, turns...)
	if err != nil {
		return nil, err
	}
	fmt.Println("| first decode and encode in a process | median |\n|---|---:|")
	for i, c := range columns {
		fmt.Printf("| %s | %.2f |\n", c, s[i].over(s[1]).median)
	}
	fmt.Println()
	return []row{{private + ": first decode and encode, medium", columns[1], 0.25, s[0].over(s[1])}}, nil
}

// runFirst is the started process: it prints the CPU time that the first use of one library takes.
func runFirst(column string) error {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	for _, x := range contenders(text, codecs.Event) {
		if x.column != column {
			continue
		}
		cpu, err := cpuOf(task{column, func() error {
			v := new(docs.Event)
			if err := x.unmarshal(v); err != nil {
				return err
			}
			_, err := x.marshal(v)
			return err
		}}, 1)
		if err != nil {
			return err
		}
		fmt.Print(cpu.Nanoseconds())
		return nil
	}
	return fmt.Errorf("there is no library %q", column)
}
