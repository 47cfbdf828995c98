package ow

import "io"

// A logger writes what the operator should know to stderr.
type logger struct {
	w       io.Writer
	callIDs bool // OpenFaaS's log_callid: lines name the call
}

// line writes a line about a call, and details below it, in one piece, so that what calls at the same time log does not
// mix.
func (l *logger) line(callID, text, details string) {
	if l.callIDs {
		if callID == "" {
			callID = "none"
		}
		text += " [" + callID + "]"
	}
	io.WriteString(l.w, "owgen: "+text+"\n"+details)
}

// warn writes a line that is about no call.
func (l *logger) warn(text string) { io.WriteString(l.w, "owgen: "+text+"\n") }
