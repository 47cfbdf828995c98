package codec_test

import (
	"strings"
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// matchNode and matchLeaf are written as the generator writes them.
func matchNode(m *codec.Match) bool {
	return m.Is("id", codec.AsNumber) || m.Inside("next", matchNode) || m.Is("a.b.id", codec.AsBool) || m.Inside("a.b", matchLeaf) ||
		m.Inside("leaf", matchLeaf) || m.Is("ID2", codec.AsText) || m.Is("id2", codec.AsString)
}

func matchLeaf(m *codec.Match) bool {
	return m.Exact() && (m.Is("Name", codec.AsString) || m.Is("tags", codec.List|codec.AsString))
}

func matchAny(m *codec.Match) bool { return m.Any(codec.AsString) }

func TestWEB11NamesFindMembers(t *testing.T) {
	for _, test := range []struct {
		name string
		path string // "" for none
		as   codec.As
	}{
		{"id", "id", codec.AsNumber},
		{"ID", "id", codec.AsNumber},
		{"id2", "id2", codec.AsString}, // what is equal goes before what differs in case
		{"Id2", "ID2", codec.AsText},
		{"next.id", "next\x00id", codec.AsNumber},
		{"NEXT.next.Id", "next\x00next\x00id", codec.AsNumber},
		{"next", "next", codec.AsNothing},
		{"leaf.Name", "leaf\x00Name", codec.AsString},
		{"leaf.tags", "leaf\x00tags", codec.List | codec.AsString},
		{"Leaf.Name", "leaf\x00Name", codec.AsString},
		{"leaf.name", "", 0}, // case=exact
		{"leaf.Name.x", "", 0},
		{"a.b.Name", "a.b\x00Name", codec.AsString},
		{"a.b.id", "a.b.id", codec.AsBool},
		{"A.B.ID", "a.b.id", codec.AsBool},
		{"a.b", "a.b", codec.AsNothing},
		{"a", "", 0},
		{"", "", 0},
		{".", "", 0},
		{"next.", "", 0},
		{"next..id", "", 0},
		{"leaf[Name]", "", 0},
		{"id.x", "", 0},
		{strings.Repeat("next.", 1000) + "id", strings.Repeat("next\x00", 1000) + "id", codec.AsNumber},
		{strings.Repeat("next.", 1001) + "id", "", 0},
		{strings.Repeat("Next.", 900) + "none", "", 0}, // and soon: one member at most is looked into
	} {
		var m codec.Match
		path, as := "", codec.As(0)
		if m.Find(test.name, matchNode) {
			path, _ = m.Path()
			as = m.As()
		}
		if path != test.path || as != test.as {
			t.Errorf("%.40q is %.60q as %d, want %.60q as %d", test.name, path, as, test.path, test.as)
		}
	}
}

func TestKeysAreNotCutAtDots(t *testing.T) {
	var m codec.Match
	for _, test := range []struct {
		key     string
		members func(*codec.Match) bool
		path    string
	}{
		{"leaf.Name", matchNode, ""},
		{"Leaf", matchNode, "leaf"},
		{"x.y", matchAny, "x.y"},
	} {
		path := ""
		if m.FindKey(test.key, test.members) {
			path, _ = m.Path()
		}
		if path != test.path {
			t.Errorf("the key %s has found %q", test.key, path)
		}
	}
	if path, outer := m.Path(); outer != 0 || !m.Find("x.y", matchAny) || m.As() != codec.AsString {
		t.Error("in a map x.y has found", path)
	}
	if !m.Find("leaf.Name", matchNode) {
		t.Fatal("leaf.Name has found nothing")
	}
	if path, outer := m.Path(); path[:outer] != "leaf\x00" {
		t.Error("around leaf.Name is", path[:outer])
	}
}

func TestPrefixesOfMembersAreFound(t *testing.T) {
	for prefix, want := range map[string]bool{"i": true, "NE": true, "a.": true, "name": false, "idx": false, "leaf.": false} {
		if got := codec.HasPrefix(prefix, matchNode); got != want {
			t.Errorf("a member that begins with %q: %v", prefix, got)
		}
	}
	if !codec.HasPrefix("Na", matchLeaf) || !codec.HasPrefix("x", matchAny) {
		t.Error("case=exact or a map hides a member")
	}
}

func TestWEB12TextBecomesJSON(t *testing.T) {
	for _, test := range []struct {
		as         codec.As
		text, want string
	}{
		{codec.AsString, "", `""`},
		{codec.AsString, "a\"b\\c\n\x00é<&>", `"a\"b\\c\u000a\u0000é<&>"`},
		{codec.AsText, "2026-01-02T03:04:05Z", `"2026-01-02T03:04:05Z"`},
		{codec.AsNothing, "{}", `"{}"`},
		{codec.AsBool, "T", "true"},
		{codec.AsBool, "0", "false"},
		{codec.AsBool, "yes", `"yes"`},
		{codec.AsNumber, "3", "3"},
		{codec.AsNumber, "+007", "7"},
		{codec.AsNumber, "-0", "-0"},
		{codec.AsNumber, "1.50", "1.50"},
		{codec.AsNumber, ".5", "0.5"},
		{codec.AsNumber, "5.", "5.0"},
		{codec.AsNumber, "-.5E+3", "-0.5E+3"},
		{codec.AsNumber, "1e5", "1e5"},
		{codec.AsNumber, "99999999999999999999", "99999999999999999999"},
		{codec.AsNumber, "+-1", `"+-1"`},
		{codec.AsNumber, ".", `"."`},
		{codec.AsNumber, "e5", `"e5"`},
		{codec.AsNumber, "1e", `"1e"`},
		{codec.AsNumber, "1e+-5", `"1e+-5"`},
		{codec.AsNumber, "1_000", `"1_000"`},
		{codec.AsNumber, "0x10", `"0x10"`},
		{codec.AsNumber, "NaN", `"NaN"`},
		{codec.AsNumber, "Inf", `"Inf"`},
		{codec.AsNumber, " 1", `" 1"`},
		{codec.AsJSON, "12", "12"},
		{codec.AsJSON, "true", "true"},
		{codec.AsJSON, "1s", `"1s"`},
		{codec.AsJSON, "[]", `"[]"`},
		{codec.Quoted | codec.AsNumber, "7", `"7"`},
		{codec.Quoted | codec.AsString, `a"`, `"\"a\\\"\""`},
		{codec.List | codec.AsNumber, "7", "7"},
	} {
		if got := string(test.as.Append(nil, test.text)); got != test.want {
			t.Errorf("%q as %d is %s, want %s", test.text, test.as, got, test.want)
		}
	}
	for as, absent := range map[codec.As]bool{codec.AsString: false, codec.List | codec.AsString: false, codec.Quoted | codec.AsString: false, codec.AsText: true, codec.AsNumber: true, codec.AsNothing: true} {
		if as.IsAbsent("") != absent || as.IsAbsent("x") {
			t.Errorf("as %d: empty text is absent: %v", as, !absent)
		}
	}
}
