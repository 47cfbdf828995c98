package child

import (
	"bytes"
	"io"
	"os"
	"sync"
)

// A stream is one of a program's. This process holds both ends of the pipe, so that it can write marks into it: what was
// printed before a mark comes before it.
type stream struct {
	r, w *os.File
	mark []byte
	out  io.Writer    // gets the bytes as they are, without marks
	line func(string) // gets the lines; a part of one before a mark is a line

	marking sync.Mutex // one mark at a time
	mu      sync.Mutex
	actions []func() // what to do at the marks that were not read yet

	partial []byte // a line that has not ended
}

// longest is how long a line may be before it is passed on in pieces.
const longest = 64 << 10

// follow reads the stream to its end.
func (s *stream) follow() {
	defer s.r.Close()
	var held []byte // not passed on yet, since it may begin a mark
	buf := make([]byte, 32<<10)
	for {
		n, err := s.r.Read(buf)
		data := append(held, buf[:n]...)
		for {
			before, after, found := bytes.Cut(data, s.mark)
			if !found {
				break
			}
			s.pass(before)
			s.end()
			s.next()()
			data = after
		}
		keep := 0
		if err == nil {
			keep = overlap(data, s.mark)
		}
		s.pass(data[:len(data)-keep])
		held = bytes.Clone(data[len(data)-keep:])
		if err != nil {
			s.end()
			for s.pending() > 0 {
				s.next()() // whoever waits at a mark that did not come
			}
			return
		}
	}
}

// overlap returns how many bytes at the end of data may be the beginning of the mark.
func overlap(data, mark []byte) int {
	for n := min(len(data), len(mark)-1); n > 0; n-- {
		if bytes.HasSuffix(data, mark[:n]) {
			return n
		}
	}
	return 0
}

// pass passes on what was printed.
func (s *stream) pass(data []byte) {
	if len(data) == 0 {
		return
	}
	s.out.Write(data)
	for {
		k := bytes.IndexByte(data, '\n')
		if k < 0 {
			break
		}
		s.partial = append(s.partial, data[:k+1]...)
		s.end()
		data = data[k+1:]
	}
	if s.partial = append(s.partial, data...); len(s.partial) > longest {
		s.end()
	}
}

// end ends a line.
func (s *stream) end() {
	if len(s.partial) > 0 {
		s.line(string(bytes.TrimRight(s.partial, "\r\n")))
		s.partial = nil
	}
}

// at does something when all that was printed before now has been read. It may block if nobody reads.
func (s *stream) at(action func()) error {
	s.marking.Lock()
	defer s.marking.Unlock()
	s.mu.Lock()
	s.actions = append(s.actions, action)
	s.mu.Unlock()
	_, err := s.w.Write(s.mark)
	return err
}

func (s *stream) pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.actions)
}

func (s *stream) next() func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.actions) == 0 {
		return func() {}
	}
	action := s.actions[0]
	s.actions = s.actions[1:]
	return action
}
