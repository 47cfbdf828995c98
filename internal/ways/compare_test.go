package ways

import (
	"slices"
	"testing"
)

func TestCompare(t *testing.T) {
	first := Outcome{Way: Plain, OK: true, Answer: []byte(`{"b":1.0,"a":[1, 2]}`)}
	for _, c := range []struct {
		o    Outcome
		same bool
	}{
		{Outcome{OK: true, Answer: []byte("{ \"b\":1.0,\n\"a\":[1,2] }\n")}, true},
		{Outcome{OK: true, Status: 200, Answer: first.Answer}, true},
		{Outcome{OK: false, Answer: first.Answer}, false},
		{Outcome{OK: true, Answer: []byte(`{"b":1,"a":[1,2]}`)}, false},
		{Outcome{OK: true, Answer: []byte(`{"a":[1,2],"b":1.0}`)}, false},
		{Outcome{OK: true, Answer: []byte(`{"a":[1,2],"b":1.0}`), reprinted: true}, true},
		{Outcome{OK: true, Answer: []byte(`{"a":[2,1],"b":1.0}`), reprinted: true}, false},
		{Outcome{OK: true, Answer: first.Answer, Ended: "exit status 1"}, false},
	} {
		c.o.Way = Argv
		if differ := Compare([]Outcome{first, c.o}); (differ == nil) != c.same {
			t.Errorf("%s: %v", c.o.Answer, differ)
		}
	}
	list := Outcome{Way: Plain, OK: true, values: true, Answer: []byte(`[{"a":1},{"a":2}]`)}
	if differ := Compare([]Outcome{list, {OK: true, Answer: []byte("{\"a\":1}\n{\"a\":2}\n")}}); differ != nil {
		t.Error("lines are not the list that they are")
	}
	data := Outcome{Way: Plain, OK: true, Answer: []byte(`{"a":1}`)}
	for document, isSame := range map[string]bool{
		`{"specversion":"1.0","id":"1","source":"/","type":"a","data":{"a": 1}}`:              true,
		`{"specversion":"1.0","id":"1","source":"/","type":"a","data":{"a": 2}}`:              false,
		`{"specversion":"1.0","id":"1","source":"/","type":"a","data_base64":"eyJhIjogMX0="}`: true,
		`{"id":"1","source":"/","type":"a","data":{"a": 1}}`:                                  false,
	} {
		if differ := Compare([]Outcome{data, {Way: Stdin, OK: true, Answer: []byte(document)}}); (differ == nil) != isSame {
			t.Errorf("%s: %v", document, differ)
		}
	}
	words := Outcome{Way: Plain, OK: true, Answer: []byte("hi")}
	document := Outcome{Way: Stdin, OK: true, Answer: []byte(`{"specversion":"1.0","id":"1","source":"/","type":"a","datacontenttype":"text/plain; charset=utf-8","data":"hi"}`)}
	if differ := Compare([]Outcome{words, document}); differ != nil {
		t.Error("a text is not the data of its event")
	}
	if whole := Documents([]Outcome{words, document, words}); !slices.Equal(whole, []Way{Stdin}) {
		t.Errorf("%v are whole events", whole)
	}
	ended := []Outcome{{Way: Plain, Ended: "exit status 1"}, {Way: Argv, Ended: "exit status 1", Answer: []byte(`{"error":"x"}`)}}
	if differ := Compare(ended); differ != nil {
		t.Error(differ)
	}
	if differ := Compare([]Outcome{first, {Way: Stdin}, first, {Way: ActionLoop}}); !slices.Equal(differ, []Way{Stdin, ActionLoop}) {
		t.Error(differ)
	}
	if Compare(nil) != nil {
		t.Error("nothing differs from nothing")
	}
}

func TestParse(t *testing.T) {
	for _, name := range Names() {
		if w, err := Parse(name); err != nil || string(w) != name {
			t.Error(name, err)
		}
	}
	if _, err := Parse("argvs"); err == nil || err.Error() != "want plain, openwhisk, argv, stdin, actionloop, lambda" {
		t.Error(err)
	}
}
