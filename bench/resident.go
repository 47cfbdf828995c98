package main

import (
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"time"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

const (
	residentRounds  = 7
	idleConnections = 1000
)

// measureResident compares the memory of the reverse example with that of a bare server, both built by measureServers in
// dir: after the first request, after many, and for each connection that waits for another request.
func measureResident(dir string) ([]measure.Row, error) {
	var all [2]struct{ start, later, idle measure.Series }
	for range residentRounds {
		for i, name := range []string{"reverse", "bare"} {
			start, later, idle, err := resident(filepath.Join(dir, name))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			all[i].start, all[i].later, all[i].idle = append(all[i].start, start), append(all[i].later, later), append(all[i].idle, idle)
		}
	}
	own, bare := all[0], all[1]
	return []measure.Row{
		measure.NewRow("memory after the first answer", "bare net/http server", 0.60, own.start.Over(bare.start)),
		measure.NewRow("memory after 3,000 requests over 16 connections", "bare net/http server", 0.35, own.later.Over(bare.later)),
		measure.NewRow("memory of an idle connection", "bare net/http server", 0.35, own.idle.Over(bare.idle)),
	}, nil
}

// resident starts a server and returns its memory in bytes.
func resident(bin string) (start, later, idle float64, err error) {
	s, err := program.Serve(bin)
	if err != nil {
		return 0, 0, 0, err
	}
	defer s.Kill()
	address := "127.0.0.1:" + strconv.Itoa(s.Port)
	if err = firstAnswer(address); err != nil {
		return 0, 0, 0, err
	}
	if start, err = measure.Resident(s.PID()); err != nil {
		return 0, 0, 0, err
	}
	if err = load.Send(address, 16, 3000); err != nil {
		return 0, 0, 0, err
	}
	if later, err = measure.Resident(s.PID()); err != nil {
		return 0, 0, 0, err
	}
	idle, err = idleMemory(address, s.PID())
	return start, later, idle, err
}

// idleMemory returns the memory that each of many connections takes once it has had an answer.
func idleMemory(address string, pid int) (float64, error) {
	before, err := measure.Anonymous(pid)
	if err != nil {
		return 0, err
	}
	for range idleConnections {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return 0, err
		}
		defer conn.Close()
		if err := ask(conn); err != nil {
			return 0, err
		}
	}
	time.Sleep(100 * time.Millisecond)
	after, err := measure.Anonymous(pid)
	return (after - before) / idleConnections, err
}
