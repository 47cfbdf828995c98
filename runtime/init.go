package ow

import (
	"io"
	"strconv"
)

// errInitializedTwice is a text that the conformance tests compare. (apache/openwhisk: BasicActionRunnerTests.scala)
const errInitializedTwice = "Cannot initialize the action more than once."

// initialize does the work of /init: it chooses the action and sets the environment. An /init that fails does not
// count, and may be repeated.
func (w *openWhisk) initialize(c *call) error {
	limit := w.limits.initBody
	if c.length > limit {
		return tooLarge(limit)
	}
	filter := &codeFilter{r: &countingReader{r: c.stream, left: limit, limit: limit}}
	if c.length != 0 {
		c.stream, c.length = filter, -1 // without the code, the rest is bounded like any other body
	}
	if err := c.readBody(w.limits.body, initTime); err != nil {
		return err
	}
	doc, err := c.decodeInit()
	if err != nil {
		return err
	}
	w.setup.Lock()
	defer w.setup.Unlock()
	if w.initialized {
		w.log.warn(errInitializedTwice)
		return &refusal{403, errInitializedTwice}
	}
	action, err := w.actions.choose(w.nameFor(doc), byMain)
	if err != nil {
		return &refusal{502, err.Error()}
	}
	for _, v := range doc.env {
		if err := setenv(v.name, v.value); err != nil {
			w.log.warn("/init: environment variable " + strconv.Quote(v.name) + ": " + err.Error())
		}
	}
	// Code that is text is sent on purpose: wskdeploy passes main on only if there is code, so a manifest names any
	// file.
	if filter.dropped && doc.binary {
		w.log.warn("/init: the code sent is ignored; this image carries its own")
	}
	w.chosen.Store(action)
	w.initialized = true
	c.out = append(c.out[:0], `{"ok":true}`...)
	return nil
}

// nameFor returns the name of the action that /init asks for, "" for the default action. The platform sends main if the
// user chose nothing, so main counts only if there is an action of that very name. Otherwise OWGEN_ACTION chooses. The
// one in /init wins, because users of OpenWhisk cannot set the other.
func (w *openWhisk) nameFor(doc initDocument) string {
	if doc.main != "" && (doc.main != "main" || w.actions.exact(doc.main) != nil) {
		return doc.main
	}
	for _, v := range doc.env {
		if v.name == "OWGEN_ACTION" {
			return v.value
		}
	}
	return w.named
}

// A countingReader refuses to read more than limit bytes.
type countingReader struct {
	r           io.Reader
	left, limit int64
}

// Read implements io.Reader.
func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, tooLarge(c.limit)
	}
	return n, err
}
