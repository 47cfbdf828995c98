package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

const (
	oneShotRounds = 200
	coldRounds    = 100
)

// measureOneShot compares the CPU time of a call that has a process of its own with that of programs that do nothing.
// measureServers has built the reverse example in dir.
func measureOneShot(dir string) ([]measure.Row, error) {
	var turns []func() (float64, error)
	turns = append(turns, oneShot(filepath.Join(dir, "reverse"), load.Params))
	for _, name := range []string{"constant", "least"} {
		bin := filepath.Join(dir, name)
		if err := program.Build(".", "./ref/"+name, bin); err != nil {
			return nil, err
		}
		turns = append(turns, oneShot(bin))
	}
	s, err := measure.Interleave(oneShotRounds, turns...)
	if err != nil {
		return nil, err
	}
	return []measure.Row{
		measure.NewRow("CPU of a call in a process of its own", "constant, the same packages", 1.2, s[0].Over(s[1])),
		measure.NewRow("CPU of a call in a process of its own", "constant, package os alone", 1.25, s[0].Over(s[2])),
	}, nil
}

// oneShot returns the CPU time of a process, from its start to its end.
func oneShot(bin string, args ...string) func() (float64, error) {
	return func() (float64, error) {
		cmd := exec.Command(bin, args...)
		cmd.Env = []string{}
		out, err := cmd.Output()
		if err != nil {
			return 0, fmt.Errorf("%s: %w", filepath.Base(bin), err)
		}
		if string(out) != load.Result+"\n" {
			return 0, fmt.Errorf("%s printed %s", filepath.Base(bin), out)
		}
		return float64(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()), nil
	}
}

// measureCold compares how long it takes from starting a server to its first answer. measureServers has built both in
// dir.
func measureCold(dir string) ([]measure.Row, error) {
	var cpu [2]measure.Series
	s, err := measure.Interleave(coldRounds, cold(filepath.Join(dir, "reverse"), &cpu[0]), cold(filepath.Join(dir, "bare"), &cpu[1]))
	if err != nil {
		return nil, err
	}
	return []measure.Row{
		measure.NewRow("time from start to the first answer", "bare net/http server", 0.9, s[0].Over(s[1])),
		measure.NewRow("CPU from start to the first answer", "bare net/http server", 0.9, cpu[0].Over(cpu[1])),
	}, nil
}

// cold returns the time from the start of a server to its first answer, and adds the CPU time that it took to a series.
func cold(bin string, cpu *measure.Series) func() (float64, error) {
	return func() (float64, error) {
		number, release, err := program.ReservePort()
		if err != nil {
			return 0, err
		}
		defer release()
		port := strconv.Itoa(number)
		cmd := exec.Command(bin)
		cmd.Env = []string{"PORT=" + port}
		start := time.Now()
		if err := cmd.Start(); err != nil {
			return 0, err
		}
		defer cmd.Wait()
		defer cmd.Process.Kill()
		if err := firstAnswer("127.0.0.1:" + port); err != nil {
			return 0, fmt.Errorf("%s: %w", filepath.Base(bin), err)
		}
		took := time.Since(start)
		used, err := measure.CPUTime(cmd.Process.Pid)
		*cpu = append(*cpu, float64(used))
		return float64(took), err
	}
}

// firstAnswer connects as soon as that is possible, and makes a call.
func firstAnswer(address string) error {
	conn, err := net.Dial("tcp", address)
	for deadline := time.Now().Add(load.RoundTime); err != nil && time.Now().Before(deadline); {
		time.Sleep(50 * time.Microsecond)
		conn, err = net.Dial("tcp", address)
	}
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(load.RoundTime)); err != nil {
		return err
	}
	return ask(conn)
}

// ask makes a call.
func ask(conn net.Conn) error {
	if _, err := conn.Write(load.Post("/", load.Params)); err != nil {
		return err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && string(body) != load.Result {
		err = fmt.Errorf("answer %s", body)
	}
	return err
}
