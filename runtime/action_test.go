package ow

import (
	"context"
	"errors"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// An order is what tests ask of the handler obey.
type order struct {
	Do   string
	Text string
	N    int
}

// decodeOrder has the shape of generated code.
func decodeOrder(d *codec.Dec, s string, i int, v *order) int {
	var k string
	if i = d.Object(s, i); i < 0 {
		return codec.End(i)
	}
	if !strings.HasPrefix(s[i:], `"do":`) {
		goto key
	}
	i += len(`"do":`)
Do:
	if i = d.Next(s, codec.String(d, s, i, &v.Do)); i < 0 {
		return codec.End(i)
	}
	if !strings.HasPrefix(s[i:], `"text":`) {
		goto key
	}
	i += len(`"text":`)
Text:
	if i = d.Next(s, codec.String(d, s, i, &v.Text)); i < 0 {
		return codec.End(i)
	}
	if !strings.HasPrefix(s[i:], `"n":`) {
		goto key
	}
	i += len(`"n":`)
N:
	if i = d.Next(s, codec.Int(d, s, i, &v.N)); i < 0 {
		return codec.End(i)
	}
key:
	if k, i = d.Key(s, i); i < 0 {
		return -1
	}
	switch k {
	case "do":
		goto Do
	case "text":
		goto Text
	case "n":
		goto N
	}
	if i = d.Next(s, d.Skip(s, i)); i < 0 {
		return codec.End(i)
	}
	goto key
}

// raw stands for json.RawMessage, so that handlers can give any result.
type raw []byte

func decodeRaw(d *codec.Dec, s string, i int, v *raw) int { return codec.Raw(d, s, i, v) }

// decodeObject reads an object as its text, but key by key, as decoders of structs do.
func decodeObject(d *codec.Dec, s string, i int, v *raw) int {
	i = skipSpace(s, i)
	end := members(d, s, i, func(_ string, i int) int { return d.Skip(s, i) })
	if end >= 0 {
		*v = raw(s[i:end])
	}
	return end
}

func encodeRaw(e *codec.Enc, b []byte, v *raw) []byte { return codec.AppendRaw(e, b, v) }
func decodeList(d *codec.Dec, s string, i int, v *[]int) int {
	return codec.Slice(d, s, i, v, codec.Int[int])
}

type reading struct{ Value float64 }

func encodeReading(e *codec.Enc, b []byte, v *reading) []byte {
	b = append(b, `{"value":`...)
	b = codec.AppendFloat(e, b, &v.Value)
	return append(b, '}')
}

func quote(s string) string {
	var e codec.Enc
	return string(codec.AppendString(&e, nil, &s))
}

// A brokenError cannot be asked for its text.
type brokenError struct{ *order }

func (e brokenError) Error() string { return e.Text }

// obey does what the order says.
func obey(ctx context.Context, o order) (raw, error) {
	reply := func(text string) (raw, error) { return raw(`{"text":` + quote(text) + `}`), nil }
	switch o.Do {
	case "":
		return reply(o.Text)
	case "raw":
		return raw(o.Text), nil
	case "big":
		return reply(strings.Repeat("x", o.N))
	case "panic":
		panic(o.Text)
	case "index":
		var none []int
		return reply(strconv.Itoa(none[o.N]))
	case "goexit":
		runtime.Goexit()
	case "error":
		return nil, errors.New(o.Text)
	case "status":
		return nil, &Error{Status: o.N, Message: o.Text}
	case "bad panic":
		panic(brokenError{})
	case "bad error":
		return nil, brokenError{}
	case "fields":
		return nil, &Error{Status: 422, Message: o.Text, Code: "invalid", Fields: map[string]string{"b": "no", "a": "empty"}}
	case "print":
		os.Stdout.WriteString(o.Text)
		os.Stderr.WriteString(o.Text)
		return reply("printed")
	case "env":
		return reply(os.Getenv(o.Text))
	case "header":
		return reply(FromContext(ctx).Header(o.Text))
	case "activation":
		a := FromContext(ctx)
		deadline := ""
		if d, ok := ctx.Deadline(); ok {
			deadline = strconv.FormatInt(d.UnixMilli(), 10)
		}
		return reply(strings.Join([]string{a.ID, a.Action, a.Version, a.Namespace, a.TransactionID, a.APIKey, a.APIHost,
			deadline, a.Platform, a.CallID}, "|"))
	case "sleep":
		time.Sleep(time.Duration(o.N) * time.Millisecond)
		return reply("slept")
	case "await": // a file, after a line that says so
		os.Stderr.WriteString("awaiting " + o.Text + "\n")
		for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
			if _, err := os.Stat(o.Text); err == nil {
				return reply("met")
			}
		}
		return nil, errors.New("there is no " + o.Text)
	case "wait":
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(o.N) * time.Millisecond):
			return reply("waited")
		}
	}
	return nil, errors.New("no such order: " + o.Do)
}

func obeyAction(name string) Action {
	return BindContext(name, JSON(decodeOrder), obey, Result(encodeRaw))
}

func testActions() []Action {
	return []Action{
		Default(obeyAction("Obey")),
		Bind("Echo", JSON(decodeRaw), func(p raw) (raw, error) { return p, nil }, Result(encodeRaw)),
		Bind("Count", JSON(decodeList), func(p []int) (reading, error) { return reading{float64(len(p))}, nil }, Result(encodeReading)),
		Bind("NaN", JSON(decodeOrder), func(order) (reading, error) { return reading{math.NaN()}, nil }, Result(encodeReading)),
	}
}
