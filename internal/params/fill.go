package params

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
)

// Types says what parameters are.
type Types struct {
	Schema json.RawMessage // what owgen schema prints; nil: nothing is known
	Exact  bool            // names match in their own case only
}

// An Error is a text that cannot become a part of the parameters.
type Error struct {
	Text   string // name=value
	Reason string
}

func (e *Error) Error() string { return "-p " + e.Text + ": " + e.Reason }

// A filler sets members of a document.
type filler struct {
	same func(a, b string) bool
	set  map[string][]json.RawMessage // lists that texts have begun, by their names
}

// Fill returns the document, an object, with the members that texts of the form name=value name. A text for a list adds an
// element, the first one in place of those of the document; of several texts for another member the last one counts.
func Fill(document []byte, texts []string, t Types) ([]byte, error) {
	root, err := readSchema(t.Schema)
	if err != nil {
		return nil, err
	}
	o, err := readObject(document)
	if err != nil {
		return nil, fmt.Errorf("-p sets members of an object, and the parameters are none: %w", err)
	}
	f := &filler{same: strings.EqualFold, set: map[string][]json.RawMessage{}}
	if t.Exact {
		f.same = equal
	}
	for _, text := range texts {
		if err := f.fill(o, root, text); err != nil {
			return nil, &Error{text, err.Error()}
		}
	}
	return o.json(), nil
}

var errForm = errors.New("want name=value")

// fill sets the member that a text names.
func (f *filler) fill(o *object, root slot, text string) error {
	name, value, ok := strings.Cut(text, "=")
	if !ok || name == "" {
		return errForm
	}
	switch root.kind {
	case record, dictionary, free:
	case list:
		return errors.New("the parameters are a list and have no names; give them with -f")
	default:
		return errors.New("the parameters are a single value and have no names; give them with -f")
	}
	at := place{object: o, slot: root}
	for at.rest = name; at.rest != ""; {
		if err := f.step(&at); err != nil {
			return err
		}
	}
	if at.kind == list {
		return f.add(&at, value)
	}
	member, err := at.slot.value(at.path, value)
	if err != nil {
		return err
	}
	at.object.set(entry{name: at.name, text: member}, at.same)
	maps.DeleteFunc(f.set, func(path string, _ []json.RawMessage) bool { return strings.HasPrefix(path, at.path+".") })
	return nil
}

// add adds what a text says to a list.
func (f *filler) add(at *place, value string) error {
	elements, whole, err := at.slot.elements(at.path, value)
	if err != nil {
		return err
	}
	if whole != nil { // null
		delete(f.set, at.path)
		at.object.set(entry{name: at.name, text: whole}, at.same)
		return nil
	}
	all := append(f.set[at.path], elements...)
	f.set[at.path] = all
	text := []byte{'['}
	for k, e := range all {
		if k > 0 {
			text = append(text, ',')
		}
		text = append(text, e...)
	}
	at.object.set(entry{name: at.name, text: append(text, ']')}, at.same)
	return nil
}
