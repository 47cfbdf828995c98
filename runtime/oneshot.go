package ow

import (
	"cmp"
	"io"
	"math"
	"os"
	"strconv"

	"github.com/owgen/owgen/runtime/codec"
)

// oneShot makes one call with the parameters that in holds, prints one line of JSON, and returns the exit code. The
// mode says whether the parameters come from the argument or from standard input.
//
// Dockerskeleton passes parameters in the argument and looks at the line alone, so an error is a line and exit code 0.
// The watchdogs of OpenFaaS pass them on standard input and look at the exit code. If it is not 0, one of them drops
// the line and logs stderr. (apache/openwhisk-runtime-docker: core/actionProxy/actionproxy.py;
// openfaas/classic-watchdog: handler.go, pipeRequest; openfaas/of-watchdog: executor/serializing_fork_runner.go)
func (p *program) oneShot(m mode, in io.Reader) int {
	defer avoidSignals(p.stdout, p.stderr)()
	result := divert(p.stdout, p.stderr)
	failures, err := readFailures(p.env, p.log)
	if err != nil {
		p.log.fail(err.Error())
		return 2
	}
	c := newCall(failures, newObserver(p.env, p.log, nil))
	c.request = request{stream: in, length: -1}
	c.activation = environmentActivation()
	detected, _ := detectPlatform(p.env)
	c.activation.Platform = detected.reported()
	c.appear()
	alone := m != modeArgument && p.env("FLASK_PROXY_PORT") == "" // else OpenWhisk takes the line
	if alone {
		c.pipe = result
	}
	// A goroutine of its own, because a handler may end it.
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.do(p.callOnce)
	}()
	<-done
	if c.err != nil {
		c.reportOnly(m)
	}
	if c.finish != nil {
		c.finish(c)
		return c.exitCode(result.Close())
	}
	watched := p.env("Http_Method") != ""
	out, failed := c.output(alone && (watched || !c.web))
	c.end(c.plainStatus(), len(out), false)
	if err := deliver(result, out); err != nil {
		p.log.fail("the result could not be written: " + err.Error())
		return 1
	}
	if failed && m != modeArgument {
		return 1
	}
	return 0
}

// output returns what goes to stdout, and whether the call failed. Where OpenWhisk takes the line, that is a document. Else
// it is the body alone, to which JSON and nothing else adds a newline, and of a reply that is an error there is a line on
// stderr: there is no other place for the status.
func (c *call) output(alone bool) (out []byte, failed bool) {
	if !alone {
		c.asDocument()
		return c.line(), c.err != nil
	}
	if c.err != nil || !c.reply.isOwn() {
		return c.line(), c.err != nil
	}
	if failed = c.reply.status >= 400; failed {
		c.failures.log.fail("the action answered with status " + strconv.Itoa(c.reply.status))
	}
	if c.reply.kind == kindJSON {
		return c.line(), failed
	}
	return c.reply.body(c.out), failed
}

// exitCode is that of a call whose answer was written while it was made, to a file that was closed with err.
func (c *call) exitCode(err error) int {
	switch {
	case err != nil || c.cut && c.err == nil:
		c.failures.log.fail("the result could not be written")
	case c.err == nil && c.reply.status >= 400:
		c.failures.log.fail("the action answered with status " + strconv.Itoa(c.reply.status))
	case c.err == nil:
		return 0
	}
	return 1
}

// reportOnly is report for the only call of the process. If parameters come in the argument, it writes a line only if
// the answer does not tell the reason: the Docker SDK of 2016 takes everything on stderr for a part of the answer.
// (OW-19)
func (c *call) reportOnly(m mode) {
	if m != modeArgument || c.hidden || c.err == errPanicked || c.err == errVanished {
		c.report()
	}
}

// divert sends everything that is written to stdout to stderr, and returns what stdout was. It changes the file that
// loggers already hold, so that nothing that the handler prints gets into the line of the result.
func divert(stdout, stderr *os.File) (result *os.File) {
	result = new(os.File)
	*result = *stdout
	*stdout = *stderr
	return result
}

// deliver writes line, all that goes to stdout, and closes stdout: some file systems report only then that they are
// full.
func deliver(stdout *os.File, line []byte) error {
	_, err := stdout.Write(line)
	return cmp.Or(err, stdout.Close())
}

// mayBeWebAction reports whether the parameters of the only call may come from OpenWhisk's controller. On other
// platforms they come from callers, who can write anything. Dockerskeleton marks OpenWhisk in its own way, and the SDK
// of 2016 not at all.
func mayBeWebAction(env getenv, p platform) bool {
	return p == onOpenWhisk || env("FLASK_PROXY_PORT") != "" || p == unmarked && env("Http_Method") == ""
}

// callOnce does the work of c, whose body is the parameters, or a watchdog's document around them.
func (p *program) callOnce(c *call) (err error) {
	if c.action, err = p.environmentAction(); err != nil {
		return err
	}
	limits := readLimits(p.env, func(string) {}) // most are for servers
	c.mostOut = limits.body
	if p.env("Http_Method") != "" {
		c.readVariables(p.env)
		if err := c.refused(); err != nil { // for its method: the body is not read yet
			return err
		}
		if !c.action.needs.head && isUnasked(c.method, c.path) {
			return &refusal{404, "there is nothing at " + c.path}
		}
	}
	if c.action.needs.reads && c.pipe != nil && !p.env.flag("marshal_request") {
		if err := c.action.needs.ready(c, &limits); err != nil { // which only such handlers link
			return err
		}
		return c.invokeBody()
	}
	block, n, err := readBlock(c.stream, -1, math.MaxInt32-codec.Pad-1)
	if err != nil {
		return err
	}
	c.text = codec.Own(block, n)
	if p.env.flag("marshal_request") {
		if err := c.unwrap(); err != nil {
			return err
		}
	}
	if c.web {
		if err := c.refused(); err != nil {
			return err
		}
	}
	c.document, c.start = c.text, 0
	if p.isWebAction(c) {
		c.text = ""
		params, err := c.readValue()
		if err != nil {
			return err
		}
		return c.invoke(params)
	}
	return c.invokeBody()
}

// isWebAction reports whether the document is the value of a web action's activation.
func (p *program) isWebAction(c *call) bool {
	detected, _ := detectPlatform(p.env)
	return mayBeWebAction(p.env, detected) && !isBlank(c.document) && c.mayBeWeb() && isJSON(c.document)
}

// readVariables reads the head of the request that a watchdog starts the process for. (openfaas/classic-watchdog:
// handler.go, getAdditionalEnvs)
func (c *call) readVariables(env getenv) {
	c.web, c.headless = true, true
	c.method, c.path, c.query = upper(env("Http_Method")), rooted(env("Http_Path")), env("Http_Query")
	c.header = environmentHeader{}
}

// unwrap takes the body and the headers out of the document that the classic watchdog makes of a request when
// marshal_request is set:
//
//	{"header":{"X-Call-Id":["…"]},"body":{"raw":"eyJ9"}}
//
// (openfaas/classic-watchdog: types/requestresponse.go)
func (c *call) unwrap() error {
	c.document = c.text
	d, s := &c.outer, c.document
	headers := documentHeader{}
	var raw []byte
	i := members(d, s, 0, func(key string, i int) int {
		switch key {
		case "header":
			return members(d, s, i, func(key string, i int) int {
				var values []string
				i = codec.Slice(d, s, i, &values, codec.String[string])
				headers[key] = values
				return i
			})
		case "body":
			return members(d, s, i, func(key string, i int) int {
				if key != "raw" {
					return d.Skip(s, i)
				}
				return codec.Bytes(d, s, i, &raw)
			})
		}
		return d.Skip(s, i)
	})
	if i < 0 || d.Document(s, i) < 0 {
		return c.badJSON(d)
	}
	c.text = codec.Text(raw)
	c.header, c.activation.header = headers, headers
	return nil
}
