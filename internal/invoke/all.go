package invoke

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/owgen/owgen/internal/ways"
)

// all makes a call in each way, prints a line for each answer, and says whether they agree.
func (i *Invocation) all(ctx context.Context, bin string, env []string, call ways.Call) error {
	call.Heard, call.OneStream = i.heard, true
	var outcomes []ways.Outcome
	for _, w := range i.Ways {
		i.announce(w, &call)
		o, err := ways.Run(ctx, w, bin, env, call)
		if unfit, ok := errors.AsType[*ways.Unfit](err); ok {
			o.Ended, err = unfit.Error(), nil
		}
		if err != nil {
			return err
		}
		i.sum(&o)
		if _, err := fmt.Fprintln(i.Stdout, row(&o)); err != nil {
			return fmt.Errorf("printing the answers: %w", err)
		}
		outcomes = append(outcomes, o)
	}
	if differ := ways.Compare(outcomes); len(differ) > 0 {
		return Failure(difference(differ, outcomes[0].Way))
	}
	for _, w := range ways.Documents(outcomes) {
		i.say("%s has no headers for what an event says of itself, so its answer is the event, and not only the data", w)
	}
	i.say("all ways agree")
	return verdict(&outcomes[0])
}

// row is the line of an outcome.
func row(o *ways.Outcome) string {
	what := "ok"
	if !o.OK {
		what = "error"
	}
	answer := oneLine(o.Answer)
	if o.Ended != "" {
		answer = o.Ended
	}
	return string(o.Way) + "\t" + what + "\t" + answer
}

// oneLine is an answer in one line: JSON as it is, but for white space, and other text quoted where it is not a line of text.
func oneLine(answer []byte) string {
	var b bytes.Buffer
	if json.Compact(&b, answer) == nil {
		return b.String()
	}
	isOdd := func(r rune) bool { return !unicode.IsPrint(r) }
	if utf8.Valid(answer) && bytes.IndexFunc(answer, isOdd) < 0 {
		return string(answer)
	}
	return fmt.Sprintf("%q", answer)
}

// difference says which ways differ: argv and stdin differ from plain.
func difference(differ []ways.Way, from ways.Way) string {
	var names []string
	for _, w := range differ {
		names = append(names, string(w))
	}
	last := len(names) - 1
	if last == 0 {
		return fmt.Sprintf("%s differs from %s", names[0], from)
	}
	return fmt.Sprintf("%s and %s differ from %s", strings.Join(names[:last], ", "), names[last], from)
}
