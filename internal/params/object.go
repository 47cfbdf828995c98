package params

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"

	"github.com/owgen/owgen/internal/plainjson"
)

// An object is a JSON object whose members keep their order and their text.
type object struct{ entries []entry }

// An entry is a member of an object: a text, or an object that is being filled.
type entry struct {
	name   string
	text   json.RawMessage
	object *object
}

var errNoObject = errors.New("it is not an object")

// readObject reads an object. Nothing, white space and null are one without members.
func readObject(text []byte) (*object, error) {
	o := new(object)
	if text = bytes.TrimSpace(text); len(text) == 0 || string(text) == "null" {
		return o, nil
	}
	if !json.Valid(text) {
		return nil, json.Unmarshal(text, new(any))
	}
	if text[0] != '{' {
		return nil, errNoObject
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.Token()
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		o.entries = append(o.entries, entry{name: name.(string), text: value})
	}
	return o, nil
}

// set sets the member of that name, in the place of the first that is the same.
func (o *object) set(e entry, same func(a, b string) bool) {
	at := slices.IndexFunc(o.entries, func(old entry) bool { return same(old.name, e.name) })
	if at < 0 {
		o.entries = append(o.entries, e)
		return
	}
	o.entries[at] = e
	rest := slices.DeleteFunc(o.entries[at+1:], func(old entry) bool { return same(old.name, e.name) })
	o.entries = o.entries[:at+1+len(rest)]
}

// inner returns the object that is the member of that name. What is there and no object gives way.
func (o *object) inner(name string, same func(a, b string) bool) *object {
	for k := len(o.entries) - 1; k >= 0; k-- { // the last one counts
		e := &o.entries[k]
		if !same(e.name, name) {
			continue
		}
		if e.object != nil {
			return e.object
		}
		if in, err := readObject(e.text); err == nil {
			e.object = in
			return in
		}
		break
	}
	in := new(object)
	o.set(entry{name: name, object: in}, same)
	return in
}

// json writes the object.
func (o *object) json() []byte {
	b := []byte{'{'}
	for k, e := range o.entries {
		if k > 0 {
			b = append(b, ',')
		}
		b = append(append(b, plainjson.Must(e.name)...), ':')
		if e.object != nil {
			b = append(b, e.object.json()...)
		} else {
			b = append(b, e.text...)
		}
	}
	return append(b, '}')
}
