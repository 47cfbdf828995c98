package ow

import (
	"bufio"
	"io"
	"os"
	"slices"

	"github.com/owgen/owgen/runtime/codec"
)

// resultsDescriptor is where an ActionLoop proxy reads results. (apache/openwhisk-runtime-go: openwhisk/executor.go)
const resultsDescriptor = 3

// A loop serves OpenWhisk's ActionLoop proxy: each line on standard input is the body of a /run, and gets one line with
// the result. The proxy ends the logs of an activation itself, and it ends the process by closing standard input.
type loop struct {
	in       *bufio.Reader
	out      io.Writer
	call     *call
	action   *Action
	exported exports
	stopped  bool
	failure  error // why the last result could not be written
	mostOut  int64 // see request
	done     chan struct{}
}

// actionLoop serves the proxy until it is gone, and returns the exit code.
func (p *program) actionLoop() int {
	surviveBrokenPipes()
	action, err := p.environmentAction()
	if err != nil {
		p.log.fail(err.Error())
		return 2 // which the proxy notices before it sends anything
	}
	failures, err := readFailures(p.env, p.log)
	if err != nil {
		p.log.fail(err.Error())
		return 2
	}
	if !isWritable(resultsDescriptor) {
		p.log.fail("descriptor 3, where an ActionLoop proxy reads results, is not open for writing")
		return 1
	}
	results := os.NewFile(resultsDescriptor, "descriptor 3")
	l := newLoop(p.stdin, results, action, newCall(failures, newObserver(p.env, p.log, nil)))
	l.mostOut = readLimits(p.env, func(string) {}).body // the others are for servers
	// An acknowledgement that was not asked for would be taken for the first result, and each result for the next one.
	if p.env("__OW_WAIT_FOR_ACK") != "" {
		l.write([]byte(`{"ok":true}` + "\n"))
	}
	go limitHeap(p.env, readBelowRoot)
	go l.run()
	<-l.done
	if l.failure != nil {
		p.log.fail("the result could not be written: " + l.failure.Error())
		return 1
	}
	return 0
}

func newLoop(in io.Reader, out io.Writer, action *Action, c *call) *loop {
	return &loop{
		in: bufio.NewReaderSize(in, 64<<10), out: out, action: action,
		call: c, done: make(chan struct{}),
	}
}

// run serves line after line. If a handler ends its goroutine, which is this one, another goroutine takes over.
func (l *loop) run() {
	defer func() {
		if l.stopped {
			close(l.done)
		} else {
			go l.run()
		}
	}()
	for !l.stopped {
		l.serveLine()
	}
}

// serveLine reads a line and answers it.
func (l *loop) serveLine() {
	text, ok := l.readLine()
	if !ok {
		l.stopped = true
		return
	}
	c := l.call
	c.reset()
	c.appear()
	c.text, c.action, c.digital, c.mostOut = text, l.action, true, l.mostOut
	defer l.answer()
	c.do(l.activate)
}

// activate does the work of a line.
func (l *loop) activate(c *call) error {
	c.activation.Platform = string(onOpenWhisk)
	params, err := c.decodeEnvelope()
	if err != nil {
		return err
	}
	l.exported.set(c.vars)
	return c.invoke(params)
}

// answer writes the line that is the result of l.call.
func (l *loop) answer() {
	l.call.reportActivation()
	l.call.asDocument()
	line := l.call.line()
	l.call.end(l.call.plainStatus(), len(line), false)
	l.write(line)
}

// write writes a line to the proxy. If that fails nobody gets results any more, and the loop stops.
func (l *loop) write(line []byte) {
	if _, err := l.out.Write(line); err != nil {
		l.failure, l.stopped = err, true
	}
}

// line returns the outcome of c as one line. It holds no other line feed, since JSON is written compactly.
//
//go:noinline // which would make the program larger
func (c *call) line() []byte {
	c.out = append(c.out, '\n')
	return c.out
}

// readLine reads a line of any length into a block of its own, because decoded strings are parts of it.
func (l *loop) readLine() (text string, ok bool) {
	var block []byte
	for {
		part, err := l.in.ReadSlice('\n')
		block = append(slices.Grow(block, len(part)+codec.Pad), part...)
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && len(block) == 0:
			return "", false
		}
		block = slices.Grow(block, codec.Pad)
		return codec.Own(block, len(block)), true
	}
}

// environmentAction returns the action that a process of one action serves: the one that OWGEN_ACTION names, else the
// one with OpenWhisk's name for the action, else the one for the path, if a watchdog says which path was called.
func (p *program) environmentAction() (*Action, error) {
	if name := p.env("OWGEN_ACTION"); name != "" {
		return p.actions.choose(name, byVariable)
	}
	if a := p.actions.named(lastElement(p.env("__OW_ACTION_NAME"))); a != nil {
		return a, nil
	}
	if path := p.env("Http_Path"); path != "" {
		return p.actions.byPath(path)
	}
	return p.actions.choose("", byVariable)
}
