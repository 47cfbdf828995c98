package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-playground/validator/v10"

	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/bench/json/codecs"
	"github.com/owgen/owgen/bench/json/docs"
	"github.com/owgen/owgen/bench/json/ruled"
	ruledcodecs "github.com/owgen/owgen/bench/json/ruled/codecs"
	"github.com/owgen/owgen/runtime/codec"
)

// rulesRounds is how often each takes part: differences are smaller here than between libraries.
const rulesRounds = 60

const bigDocument = 8 << 20 // bytes

// MeasureRules prints what it costs to hold the values of a document to rules.
func MeasureRules() error {
	runtime.GOMAXPROCS(1) // as in Measure
	event, err := json.Marshal(docs.NewEvent(eventSeed))
	if err != nil {
		return err
	}
	right, err := json.Marshal(ruled.NewLines(bigDocument, true))
	if err != nil {
		return err
	}
	wrong, err := json.Marshal(ruled.NewLines(bigDocument, false))
	if err != nil {
		return err
	}
	byHuma := newHuma()
	validate := validator.New(validator.WithRequiredStructEnabled())
	validate.SetTagName("rule")
	s, err := raceTasks(
		task{do: decodeOwned(codecs.Event, event)},
		task{do: decodeOwned(ruledcodecs.Event, event)},
		task{do: func() error {
			var v ruled.Event
			if err := json.Unmarshal(event, &v); err != nil {
				return err
			}
			return validate.Struct(&v)
		}},
		task{do: func() error { return byHuma.decode(event) }},
		task{do: decodeOwned(ruledcodecs.Lines, right)},
		task{do: refuse(decodeOwned(ruledcodecs.Lines, wrong))},
	)
	if err != nil {
		return err
	}
	measure.PrintConditions()
	verdictOf := func(what string, x int, with string, base int, limit float64) verdict {
		r := s[x].Over(s[base])
		return verdict{what, with, limit, r.Least, number(r.Median)}
	}
	printVerdicts([]verdict{
		verdictOf("medium, 20 rules", 1, "without rules", 0, 1.15),
		verdictOf("medium, 20 rules", 1, "encoding/json and go-playground/validator", 2, 0.15),
		verdictOf("medium, 20 rules", 1, "encoding/json and huma", 3, 0.10),
		verdictOf("8 MiB, each element wrong", 5, "each right", 4, 1.2),
	})
	return nil
}

// raceTasks returns the CPU times of tasks that take turns.
func raceTasks(tasks ...task) ([]measure.Series, error) {
	var turns []func() (float64, error)
	for _, t := range tasks {
		turn, err := turnOf(t)
		if err != nil {
			return nil, err
		}
		turns = append(turns, turn)
	}
	return measure.Interleave(rulesRounds, turns...)
}

// decodeOwned decodes a text as the runtime does. The decoder never writes to it.
func decodeOwned[T any](c codecs.Codec[T], text []byte) func() error {
	block := append(bytes.Clone(text), make([]byte, codec.Pad)...)
	return func() error {
		var v T
		return c.UnmarshalOwn(block, len(text), &v)
	}
}

// refuse is a task that must not succeed.
func refuse(decode func() error) func() error {
	return func() error {
		if decode() == nil {
			return errors.New("what is wrong was accepted")
		}
		return nil
	}
}

// A humaWay decodes and validates as huma does: into any, which is validated, and into the type.
type humaWay struct {
	registry huma.Registry
	schema   *huma.Schema
	path     *huma.PathBuffer
	result   huma.ValidateResult
}

// newHuma leaves out what huma checks beyond the rules: that all members are there, and no others.
func newHuma() *humaWay {
	r := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	h := &humaWay{registry: r, path: huma.NewPathBuffer(nil, 0)}
	h.schema = r.Schema(reflect.TypeFor[ruled.Event](), false, "")
	for _, s := range r.Map() {
		s.Required, s.AdditionalProperties = nil, nil
		s.PrecomputeMessages()
	}
	return h
}

func (h *humaWay) decode(text []byte) error {
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return err
	}
	h.path.Reset()
	h.result.Reset()
	huma.Validate(h.registry, h.schema, h.path, huma.ModeWriteToServer, value, &h.result)
	if len(h.result.Errors) > 0 {
		return fmt.Errorf("huma: %w", errors.Join(h.result.Errors...))
	}
	var v ruled.Event
	return json.Unmarshal(text, &v)
}
