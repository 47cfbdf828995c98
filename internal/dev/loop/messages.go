package loop

import (
	"fmt"
	"strings"
	"time"
)

func (m *machine) say(format string, args ...any) { m.options.Tool.Say(format, args...) }

// sayServing says which build answers.
func (m *machine) sayServing(l *launch) {
	if l.again {
		m.say("build %d runs again", l.n)
		return
	}
	m.say("build %d in %.1fs%s", l.n, time.Since(l.began).Seconds(), listed(l.files))
}

// listed names files in brackets, but not many.
func listed(files []string) string {
	const most = 3
	switch {
	case len(files) == 0:
		return ""
	case len(files) > most:
		files = append(files[:most:most], fmt.Sprintf("and %d more", len(files)-most))
	}
	return " (" + strings.Join(files, ", ") + ")"
}

// sayFailed prints what the compiler says, and what it means.
func (m *machine) sayFailed(r *release, diagnostics []Diagnostic) {
	var b strings.Builder
	for _, d := range diagnostics {
		b.WriteString(d.In(m.options.Dir) + "\n")
	}
	fmt.Fprintf(m.options.Tool.Stderr, "%sowgen: build %d failed; %s\n", b.String(), r.n, m.answering())
}

func (m *machine) sayEndedAtStart(r *release, text string) {
	m.say("build %d %s", r.n, text)
	m.say("%s", m.answering())
}

// answering says who answers.
func (m *machine) answering() string {
	if m.serving == nil {
		return "nothing answers yet"
	}
	return fmt.Sprintf("build %d answers", m.serving.n)
}

func (m *machine) sayCrashed() { m.say("build %d ended: %s", m.live.n, m.death) }

// sayFirst says why there is nothing to call yet.
func (m *machine) sayFirst() {
	if m.n == 0 {
		m.say("building (compiling dependencies)…")
	}
}
