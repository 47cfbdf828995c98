package logstyle

import "os"

// A Level says how much a line matters. The numbers are those of log/slog, which this package must not link.
type Level int

// The levels.
const (
	Debug Level = 4*iota - 4
	Info
	Warn
	Error
)

const names = "DEBUGINFO WARN ERROR"

// String returns the name of a level as it is in lines.
func (l Level) String() string {
	name := names[5*(l-Debug)/4:][:5]
	if name[4] == ' ' {
		name = name[:4]
	}
	return name
}

// A Style is the form of lines. The zero value is JSON, with levels from info on.
type Style struct {
	Text   bool  // key=value, for people; else JSON
	Least  Level // lines of lower levels are left out
	Lambda bool  // keys are those that CloudWatch knows
}

// Key returns what a member of a line is called, given what log/slog and OPS-1 call it. (awslabs/aws-lambda-rust-runtime:
// lambda-runtime/src/tracing; aws/aws-lambda-nodejs-runtime-interface-client: src/LogPatch.js)
func (s Style) Key(key string) string {
	if s.Lambda {
		switch key {
		case "time":
			return "timestamp"
		case "msg":
			return "message"
		case "id":
			return "requestId"
		}
	}
	return key
}

// Choose returns the style that the environment asks for. Lines are JSON unless they go to a terminal. On AWS Lambda the
// platform's own variables decide. The name of a variable that has an unknown value is returned as bad, with what it
// wants; the style is the default then.
func Choose(env func(name string) string, terminal bool) (s Style, bad, want string) {
	s.Text = terminal
	if s.Lambda = env("AWS_LAMBDA_RUNTIME_API") != ""; s.Lambda {
		s.Text = env("AWS_LAMBDA_LOG_FORMAT") != "JSON"
		s.Least, _ = level(env("AWS_LAMBDA_LOG_LEVEL"))
	} else if how := lower(env("OWGEN_LOG")); how == "json" || how == "text" {
		s.Text = how == "text"
	} else if how != "" {
		return s, "OWGEN_LOG", "json or text"
	}
	if name := env("OWGEN_LOG_LEVEL"); name != "" {
		var ok bool
		if s.Least, ok = level(name); !ok {
			return s, "OWGEN_LOG_LEVEL", "debug, info, warn or error"
		}
	}
	return s, "", ""
}

// level returns the level with that name. Names have any case; AWS Lambda writes capitals, and has two
// levels that are more extreme.
func level(name string) (l Level, ok bool) {
	switch lower(name) {
	case "debug", "trace":
		return Debug, true
	case "info":
		return Info, true
	case "warn":
		return Warn, true
	case "error", "fatal":
		return Error, true
	}
	return Info, false
}

// lower returns s with its ASCII letters in lower case.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// IsTerminal reports whether f is a terminal.
func IsTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
