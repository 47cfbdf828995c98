// Package everything has a handler for each group of types that generated code knows. The test beside its generated
// program compares them with encoding/json.
package everything

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

type (
	Text  string
	Count uint32
	Rate  float32
	Flag  bool
	Blob  []byte
	Words []Text
	Table map[Text]Words
)

type Scalars struct {
	B    bool `json:"b"`
	S    string
	I    int
	I8   int8
	I16  int16
	I32  int32
	I64  int64
	U    uint
	U8   uint8
	U16  uint16
	U32  uint32
	U64  uint64
	P    uintptr
	F32  float32
	F64  float64
	Text Text
	N    Count
	Rate Rate
	Flag Flag
	Any  any
}

type Containers struct {
	Ints    []int
	Bytes   []int8
	Uints   []uint16
	Floats  []float64
	Rates   []Rate
	Strings []string
	Bools   []bool
	Grid    [][]float32
	Pair    [2]int
	Board   [2][3]*Leaf
	Blob    Blob
	Blobs   [][]byte
	Fixed   [4]byte
	Words   Words
	Table   Table
	Prices  map[string]float64
	Deep    map[string]map[Text][]Leaf
	Matrix  []map[string]*Leaf
	Pointer **int
	List    *[]string
	Anys    []any
	Open    Open
	Opens   []Open
	OpenMap map[string]Open
	Object  map[string]any
}

// Open is an interface type of its own.
type Open interface{}

type Leaf struct {
	ID   int64  `json:"id"`
	Name string `json:"name,omitempty"`
}

type Base struct {
	ID   int
	Same int
}

type Meta struct {
	Tags []string `json:"tags,omitempty"`
	Same int
}

type hidden struct {
	Seen bool
}

type Embedded struct {
	*Base
	Meta
	hidden
	Leaf `json:"leaf"`
	Deep struct {
		X, Y struct{ Z *int }
	}
}

type Tags struct {
	Renamed int         `json:"other"`
	Left    chan int    `json:"-"`
	Dash    int         `json:"-,"`
	B       bool        `json:"b,omitempty"`
	N       int8        `json:"n,omitempty"`
	F       float64     `json:"f,omitempty"`
	S       string      `json:"s,omitempty"`
	P       *int        `json:"p,omitempty"`
	L       []int       `json:"l,omitempty"`
	M       Table       `json:"m,omitempty"`
	A       [0]int      `json:"a,omitempty"`
	A2      [2]int      `json:"a2,omitempty"`
	I       any         `json:"i,omitempty"`
	ZT      time.Time   `json:"zt,omitzero"`
	ZS      Pair        `json:"zs,omitzero"`
	ZA      [2]float64  `json:"za,omitzero"`
	ZF      float64     `json:"zf,omitzero"`
	ZL      []int       `json:"zl,omitempty,omitzero"`
	ZP      *time.Time  `json:"zp,omitzero"`
	Only    int         `json:",omitempty"`
	Unicode int         `json:"größe"`
	Escaped int         `json:"a&b<c>"`
	Punct   int         `json:"$%-/.: "`
	Long    int         `json:"a name that is longer than the padding"`
	Kelvin  int         `json:"kelvin"`
	Upper   int         `json:"UPPER"`
	Lower   int         `json:"upper"`
	Late    interface{} `json:"late"`
}

type Pair struct {
	A float64
	B any
}

type Tree struct {
	Value    int
	Left     *Tree           `json:"left,omitempty"`
	Children []Tree          `json:"children,omitempty"`
	Named    map[string]Tree `json:"named,omitempty"`
}

type Forest map[string]Forest

type Recursive struct {
	Tree   Tree
	Forest Forest
}

type Box[T any] struct {
	Value T
	More  []T
	Next  *Box[T]
}

type Generics struct {
	Text  Box[string]
	When  Box[time.Time]
	Boxes Box[map[string]Box[Rate]]
}

type Times struct {
	At    time.Time
	Until *time.Time `json:"until,omitempty"`
	Wait  time.Duration
	Stops []time.Time
	Named map[string]time.Time
	Raw   json.RawMessage
	Raws  []json.RawMessage
}

type Quoted struct {
	S    string  `json:"s,string"`
	B    bool    `json:"b,string"`
	I    int8    `json:"i,string"`
	U    uint64  `json:"u,string"`
	F    float64 `json:"f,string,omitempty"`
	P    *int    `json:"p,string"`
	T    Text    `json:",string,omitempty"`
	Not  []int   `json:"not,string"`
	Also Pair    `json:"also,string"`
}

type (
	Named byte
	Names []Named
)

type Keys struct {
	Ints  map[int8]string
	Longs map[int64]int
	Uints map[uint16]Leaf
	Addrs map[netip.Addr]int
	Level map[Level]string
	Codes map[Code]int
	Times map[time.Time]int
	Marks map[Mark]map[Tag]*Mark
	Names Names
	Num   json.Number
	Nums  []json.Number `json:"nums,omitempty"`
}

// A Mark has methods for both JSON and text. As the name of a member encoding/json reads it by the one and writes it by
// the other.
type Mark struct{ Text string }

// UnmarshalJSON keeps quotes and escapes.
func (m *Mark) UnmarshalJSON(text []byte) error { m.Text = "json " + string(text); return nil }

// UnmarshalText keeps the text.
func (m *Mark) UnmarshalText(text []byte) error { m.Text = "text " + string(text); return nil }

// MarshalJSON writes the text in capitals.
func (m Mark) MarshalJSON() ([]byte, error) { return json.Marshal(strings.ToUpper(m.Text)) }

// MarshalText writes the text.
func (m Mark) MarshalText() ([]byte, error) { return []byte(m.Text), nil }

// A Tag is a string with both methods for reading. It refuses escapes.
type Tag string

// UnmarshalJSON keeps the quotes.
func (t *Tag) UnmarshalJSON(text []byte) error {
	if *t = Tag(text); strings.Contains(string(text), `\u`) {
		return errors.New("there is an escape")
	}
	return nil
}

// UnmarshalText is not called.
func (t *Tag) UnmarshalText([]byte) error { return errors.New("this is not JSON") }

// A Celsius writes and reads itself as JSON.
type Celsius float64

func (c Celsius) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, ` { "deg" : %q } `, strconv.FormatFloat(float64(c), 'g', -1, 64)+"<&>"), nil
}

func (c *Celsius) UnmarshalJSON(text []byte) error {
	var v struct{ Deg string }
	if err := json.Unmarshal(text, &v); err != nil {
		return err
	}
	f, err := strconv.ParseFloat(strings.TrimSuffix(v.Deg, "<&>"), 64)
	*c = Celsius(f)
	return err
}

// A Level writes itself as text, and reads itself.
type Level int8

func (l Level) MarshalText() ([]byte, error) {
	if l == 13 {
		return nil, errors.New("13 brings bad luck")
	}
	return []byte("level " + strconv.Itoa(int(l))), nil
}

func (l *Level) UnmarshalText(text []byte) error {
	n, err := strconv.ParseInt(strings.TrimPrefix(string(text), "level "), 10, 8)
	*l = Level(n)
	return err
}

// A Code is a string that has methods.
type Code string

func (c Code) MarshalText() ([]byte, error)     { return []byte("code " + c), nil }
func (c *Code) UnmarshalText(text []byte) error { *c = Code(text); return nil }

// A Counter has methods of the pointer only.
type Counter struct{ N int }

func (c *Counter) MarshalJSON() ([]byte, error) { return []byte(strconv.Itoa(c.N)), nil }
func (c *Counter) UnmarshalJSON(text []byte) (err error) {
	c.N, err = strconv.Atoi(string(text))
	return err
}

type Holder struct {
	Counter Counter
	Two     [2]Counter
	Many    []Counter
}

// A Sharer has its counter behind a pointer, so that it has an address in a map as well.
type Sharer struct{ *Shared }

type Shared struct {
	Counter Counter
	Two     [2]Counter
}

type Stringer interface{ String() string }

type Methods struct {
	Celsius  Celsius
	Pointer  *Celsius
	Omitted  *Level `json:"omitted,omitempty"`
	Level    Level  `json:"level,omitempty"`
	Levels   []Level
	Code     Code
	Counter  Counter
	Counters map[string]Counter
	Holder   Holder
	Holders  map[string]Holder
	Sharers  map[string]Sharer
	Sharer   Sharer
	ByRef    map[string]*Counter
	Addr     netip.Addr
	Big      *big.Int
	Temps    [2]Celsius
	Any      any
}

// Shape is only written: what is in its interfaces is known at run time.
type Shape struct {
	Stringer Stringer `json:"stringer"`
	Any      any      `json:"any,omitempty"`
	Error    error    `json:"err,omitempty"`
}

//owgen:action
func DoQuoted(p Quoted) (Quoted, error) { return p, nil }

//owgen:action
func DoKeys(p Keys) (Keys, error) { return p, nil }

//owgen:action
func DoMethods(p Methods) (Methods, error) { return p, nil }

//owgen:action
func DoShape(p Shape) (Shape, error) { return p, nil }

//owgen:action
func DoScalars(p Scalars) (Scalars, error) { return p, nil }

//owgen:action
func DoContainers(p Containers) (Containers, error) { return p, nil }

//owgen:action
func DoEmbedded(p Embedded) (Embedded, error) { return p, nil }

//owgen:action
func DoTags(p Tags) (Tags, error) { return p, nil }

//owgen:action
func DoRecursive(p Recursive) (Recursive, error) { return p, nil }

//owgen:action
func DoGenerics(p Generics) (Generics, error) { return p, nil }

//owgen:action
func DoTimes(p Times) (Times, error) { return p, nil }
