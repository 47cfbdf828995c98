package front

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/ways"
)

// A Runner makes a call in one way, with a process of its own, which has the environment of the one that serves.
type Runner func(ctx context.Context, w ways.Way, bin string, c ways.Call) (ways.Outcome, error)

// The lines that answer a call in all ways.
type (
	wayLine struct {
		Type    string      `json:"type"` // way
		Way     ways.Way    `json:"way"`
		Outcome string      `json:"outcome"` // ok, error or broken
		Status  int         `json:"status"`  // 0 where a way has none
		Text    string      `json:"text"`
		Base64  []byte      `json:"base64,omitempty"` // in place of text
		MS      float64     `json:"ms"`
		Logs    []ways.Line `json:"logs"`
		Parts   [3]string   `json:"parts"` // the text: what plain begins with too, what differs, what plain ends with too
		Words   string      `json:"words"` // how it differs from plain, or ""
	}
	verdictLine struct {
		Type   string     `json:"type"` // verdict
		Agree  bool       `json:"agree"`
		Differ []ways.Way `json:"differ"`
		Text   string     `json:"text"`
	}
)

// serveWays makes a call in all ways, one after the other. They are no calls of the program that runs, and not in the history.
func (f *Front) serveWays(w http.ResponseWriter, r *http.Request) {
	var c pageCall
	if !take(w, r, &c) {
		return
	}
	if _, err := c.request(r.Host); err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	ctx := r.Context()
	lease, err := f.Program.Acquire(ctx)
	if err != nil {
		fail(w, http.StatusConflict, err.Error())
		return
	}
	defer lease.Release()
	call := ways.Call{Handler: c.Handler, Method: c.method(), Path: c.path(), Header: c.header(), Body: c.body()}
	handlers := f.Program.State().Handlers
	if k := handlerIndex(handlers, c.Handler); k >= 0 {
		call = ways.Comparable(&handlers[k], call)
	}
	page := f.newLines(w)
	var outcomes []ways.Outcome
	differ, said := []ways.Way{}, map[ways.Way]wayLine{}
	for _, way := range ways.All {
		o, err := f.Run(ctx, way, lease.Binary(), call)
		if ctx.Err() != nil {
			return
		}
		line := lineOf(way, o, err)
		if way == ways.Plain {
			said[way] = line
		}
		plain := said[ways.Plain]
		line.compare(&plain)
		if err == nil && len(outcomes) > 0 && outcomes[0].Way == ways.Plain && len(ways.Compare([]ways.Outcome{outcomes[0], o})) == 0 {
			line.agree()
		}
		said[way] = line
		if page.send(line) != nil {
			return
		}
		if err != nil {
			differ = append(differ, way)
		} else {
			outcomes = append(outcomes, o)
		}
	}
	differ = append(differ, ways.Compare(outcomes)...)
	slices.SortFunc(differ, func(a, b ways.Way) int { return slices.Index(ways.All, a) - slices.Index(ways.All, b) })
	page.send(verdictLine{"verdict", len(differ) == 0, differ, verdict(differ, said)})
}

// verdict says in words which ways differ from plain, and how.
func verdict(differ []ways.Way, said map[ways.Way]wayLine) string {
	if len(differ) == 0 {
		return "All ways agree"
	}
	var words []string
	for _, way := range differ {
		words = append(words, cmp.Or(said[way].Words, string(way)+" differs from plain"))
	}
	return strings.Join(words, "; ")
}

// lineOf says what came of a call in a way.
func lineOf(way ways.Way, o ways.Outcome, err error) wayLine {
	line := wayLine{
		Type: "way", Way: way, Outcome: "error", Status: o.Status, MS: float64(o.Took.Microseconds()) / 1000, Logs: o.Logs,
	}
	if line.Logs == nil {
		line.Logs = []ways.Line{}
	}
	switch {
	case err != nil:
		line.Outcome, line.Text = "broken", err.Error()
		return line
	case o.Ended != "":
		line.Outcome = "broken"
	case o.OK:
		line.Outcome = "ok"
	}
	switch {
	case o.Ended != "" && len(o.Answer) == 0:
		line.Text = o.Ended
	case utf8.Valid(o.Answer):
		line.Text = string(o.Answer)
	default:
		line.Base64 = o.Answer
	}
	return line
}
