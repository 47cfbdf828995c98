package gen

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen/internal/constraint"
)

// labTypes are the types of fields in these packages, and labDeclared declares what they name.
var labTypes = []string{
	"string", "int", "int8", "uint8", "uint64", "float32", "float64", "bool", "[]byte", "[]string", "[]int", "[]float32", "[3]int", "*int", "**string",
	"[]*int", "*[]string", "[][]string", "map[string]int", "map[Status]int", "map[int]Odd", "map[Textual]string", "time.Time", "time.Duration",
	"json.Number", "json.RawMessage", "any", "Stringer", "Text", "Size", "Rate", "Status", "[]Status", "*Status", "Level", "Odd", "Loop", "List", "Self",
	"*Self", "[]Self", "struct{ A int }", "Textual", "*Textual", "JSON", "Box[int]", "Box[string]", "Outer",
}

const labDeclared = `package hello

import (
	"encoding/json"
	"time"
)

var (
	_ json.Number
	_ time.Time
)

type (
	Text string
	Size uint16
	Rate float32
	//owgen:enum
	Status string
	//owgen:enum
	Level int
	//owgen:enum
	Odd      float32
	Loop     *Loop
	List     []List
	Self     struct { Next *Self; Many []Self; N int }
	Outer    struct { *Self; N string }
	Box[T any] struct { V T }
	Textual  struct{ T string }
	JSON     struct{ T string }
	Stringer interface{ String() string }
)

const (
	A   Status = "a"
	B   Status = "b,c"
	C   Status = "\xff"
	One Level  = 1
	Two Level  = -2
	F   Odd    = 1e20
	G   Odd    = 0.1
)

func (*Textual) UnmarshalText([]byte) error { return nil }
func (*JSON) UnmarshalJSON([]byte) error    { return nil }
func (JSON) MarshalJSON() ([]byte, error)   { return nil, nil }

`

// labKeys and labWords are what random tags are made of.
var (
	labKeys  = append(constraint.Names(), "ow", "json", "xml", "Minimum", "validate")
	labWords = []string{
		"1", "-1", "0.5", "1e3", "2", "9007199254740993", "18446744073709551615", "0.1", "1e-300", "1e308", "3.5e38", "00", "+1", "-0", "-0.0", "1E+2",
		"1,2,3", "[1,2]", `["a","b"]`, "[null]", "[[1]]", "a,b", "true", "email", "date-time", "uri", "password", "[[:", "[[:]", "[", "]", "(", "?", "*", "{2}",
		`\d`, `\pL`, `\p{Greek}`, "(?<n>a)", "(?i)", "[^", "a-z", "required", "null", "{}", `{"A":1}`, `{"Next":{}}`, `{"Next":null}`, "[{}]", `{"N":1}`, "",
		"\xff", "1e400", "default=x", "string", "omitzero", "é", "\u2028", `"`, `\`, ",", " ", "\n", "\x00", "2024-01-01T00:00:00Z", "YWJj", "30s", "`", "*/",
		"<&>", "b,c", "1e20",
	}
)

// labFits are fields with which nothing is wrong.
var labFits = []string{
	`int "minimum:\"-5\" maximum:\"1000\" multipleOf:\"5\""`, `float32 "exclusiveMinimum:\"0.1\" multipleOf:\"1e-3\""`, `*uint8 "minimum:\"1\" enum:\"1,2\""`,
	`string "minLength:\"1\" maxLength:\"9\" pattern:\"^[a-z]+$\""`, `Text "format:\"uri\" example:\"a:b\""`, `[]string "minItems:\"1\" uniqueItems:\"true\" format:\"email\""`,
	`*[]int "maxItems:\"3\" minimum:\"0\" default:\"[1,2]\""`, `[3]int "maximum:\"9\" default:\"[1,2,3]\""`, `Status "enum:\"a\" default:\"a\""`, `*Level "enum:\"-2\""`,
	`[]Status "enum:\"[\\\"b,c\\\"]\""`, `Odd "default:\"1e20\""`, `map[Status]int "default:\"{\\\"a\\\":1}\""`, `Self "default:\"{\\\"N\\\":1}\""`, `bool "default:\"true\""`,
	`time.Time "default:\"2024-01-01T00:00:00Z\""`, `[]byte "default:\"YWJj\""`, `Textual "format:\"uuid\""`, `JSON "deprecated:\"true\" ow:\"required\""`,
	`uint64 "maximum:\"18446744073709551614\""`, `Box[string] "ow:\"required\""`, `time.Duration "minimum:\"1\""`, `**string "maxLength:\"3\""`,
}

// labSource is a package whose handler takes and gives a struct of these fields.
func labSource(fields ...string) string {
	return labDeclared + "type Params struct {\n" + strings.Join(fields, "\n") + "\n}\n\nfunc Hello(p Params) (Params, error) { return p, nil }\n"
}

// TestSCH8SCH9SCH10RandomTagsAreToldOrCompile mixes random tags with good ones. Those fields of a struct whose tags owgen finds a fault with are taken
// out, until there is none; then it generates.
func TestSCH8SCH9SCH10RandomTagsAreToldOrCompile(t *testing.T) {
	const seed, structs, fieldsOfEach = 1, 10, 40
	l := newLab(t, "encoding/json", "time")
	r := rand.New(rand.NewPCG(seed, seed))
	for range structs {
		var fields []string
		for k := range fieldsOfEach {
			field := labTypes[r.IntN(len(labTypes))] + " " + strconv.Quote(randomTag(r))
			if k%2 == 0 {
				field = labFits[r.IntN(len(labFits))]
			}
			fields = append(fields, fmt.Sprintf("F%d %s", k, field))
		}
		for told := true; told; {
			p := l.try(t, labSource(fields...))
			var good []string
			for k, field := range fields {
				if !p.tells(strings.Count(labDeclared, "\n") + 2 + k) {
					good = append(good, field)
				}
			}
			told = len(good) < len(fields)
			fields = good
		}
	}
}

func randomTag(r *rand.Rand) string {
	var pairs []string
	for range 1 + r.IntN(3) {
		value := ""
		for range 1 + r.IntN(2)*r.IntN(3) {
			value += labWords[r.IntN(len(labWords))]
		}
		pairs = append(pairs, labKeys[r.IntN(len(labKeys))]+":"+strconv.Quote(value))
	}
	return strings.Join(pairs, " ")
}

// FuzzSCH8SCH9SCH10TagsAreToldOrCompile puts a tag on a field of each type.
func FuzzSCH8SCH9SCH10TagsAreToldOrCompile(f *testing.F) {
	l := newLab(f, "encoding/json", "time")
	for k, word := range labWords {
		f.Add(labKeys[k%len(labKeys)]+":"+strconv.Quote(word), uint8(k))
		f.Add("pattern:"+strconv.Quote(word), uint8(0))
	}
	for k := range labTypes {
		f.Add(`minimum:"1" maxLength:"3" minItems:"1" example:"1"`, uint8(k))
	}
	f.Fuzz(func(t *testing.T, tag string, typ uint8) {
		l.try(t, labSource("F "+labTypes[int(typ)%len(labTypes)]+" "+strconv.Quote(tag)))
	})
}

// FuzzSCH5SCH6CommentsAreToldOrCompile puts a comment on a type, a field or a handler.
func FuzzSCH5SCH6CommentsAreToldOrCompile(f *testing.F) {
	l := newLab(f, "encoding/json", "time")
	for k, comment := range []string{
		"//owgen:enum", "//owgen:enum x", "// owgen:schema {", `//owgen:schema {"type":"string"}`, "//owgen:schema {\n//owgen:schema }", "//owgen:schema true",
		"//owgen:schema", `//owgen:schema {"pattern":"["}`, `//owgen:schema {"$ref":"#/a","$defs":{"a":{}}}`, `//owgen:schema {"$id":1}`, "//owgen:", "//owgen",
		"//owgen:schema {\"enum\":[1,null,\"\xff\"],\"const\":1e999}", "//owgen:action a unknown=reject", "//owgen:action a b", "// owgen:action", "/*\n*/",
		"// Deprecated: x", "// Text.\n//\n//\tcode\n//\n// # Head\n//   - list\n//\n// [link]: https://a", "//go:generate owgen -func A", "// \xff\x00",
	} {
		f.Add(comment, uint8(k))
		f.Add(comment, uint8(k+3))
	}
	f.Fuzz(func(t *testing.T, comment string, place uint8) {
		parts := strings.Split(`
@type Params struct {
	@X X
	Y Y @
	Z map[Y]*Z
}

@type X string

@type Y int

const Y1 Y = 1

@type Z struct{ A int }

func (*Z) UnmarshalJSON([]byte) error { return nil }

@func Hello(p Params) (Params, error) { return p, nil }
`, "@")
		parts[int(place)%(len(parts)-1)] += comment + "\n"
		l.try(t, labDeclared+strings.Join(parts, ""))
	})
}

// try generates for a package: either something is told with a position, or there is code that compiles and there are schemas.
func (l *lab) try(t *testing.T, text string) *product {
	t.Helper()
	p, err := l.generate(text)
	if errors.Is(err, errNoGo) {
		t.Skip("the compiler refuses it")
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, d := range p.findings.Problems {
		if d.Pos.Line == 0 || d.Pos.Column == 0 {
			t.Errorf("this has no position: %v\n%s", d, text)
		}
	}
	if p.openAPI == nil {
		return p
	}
	var document struct {
		Components struct{ Schemas map[string]json.RawMessage }
	}
	if err := json.Unmarshal(p.openAPI, &document); err != nil {
		t.Errorf("%v\n%s\n%s", err, p.openAPI, text)
	}
	for name, schema := range document.Components.Schemas {
		// References are to the document, in which no schema of a user's would stand.
		if wrong := constraint.CheckSchema(strings.ReplaceAll(string(schema), `"#/`, `"/`)); wrong != "" {
			t.Errorf("%s %s\n%s\n%s", name, wrong, schema, text)
		}
	}
	return p
}

// tells reports whether there is a problem in a line.
func (p *product) tells(line int) bool {
	for _, d := range p.findings.Problems {
		if d.Pos.Line == line {
			return true
		}
	}
	return false
}
