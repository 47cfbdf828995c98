// Package kinds has a field of each kind of type.
package kinds

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// All is read and written.
type All struct {
	Bool     bool
	String   string
	Float32  float32
	Float64  float64
	Int      int
	Int8     int8
	Int16    int16
	Int32    int32
	Int64    int64
	Uint     uint
	Uint8    uint8
	Uint16   uint16
	Uint32   uint32
	Uint64   uint64
	Uintptr  uintptr
	Duration time.Duration
	Time     time.Time
	Number   json.Number
	Raw      json.RawMessage
	Any      any
	Error    error
	Stringer fmt.Stringer `json:"stringer"`
	Bytes    []byte
	Quad     [4]byte

	Names   []string
	Grid    [][]float64
	Three   [3]int
	None    [0]int
	ByName  map[string]int
	ByInt   map[int8]string
	ByUint  map[uint]bool
	ByLevel map[Level]int
	Deep    map[string][]map[int]*string

	Pointer       *int
	ToSlice       *[]string
	ToPointer     **bool
	ToStruct      *Part
	ToTime        *time.Time
	ToAny         *any
	Struct        Part
	Anonymous     struct{ X, Y int }
	Parts         []Part
	Pointers      []*Part
	Omitted       string      `json:",omitempty"`
	Zero          Part        `json:",omitzero"`
	OmittedPart   *Part       `json:"part,omitempty"`
	QuotedInt     int         `json:",string"`
	QuotedUint    uint8       `json:",string"`
	QuotedFloat   float64     `json:",string"`
	QuotedBool    bool        `json:",string"`
	QuotedString  string      `json:",string"`
	QuotedNumber  json.Number `json:",string"`
	QuotedPointer *int        `json:",string"`
	Unquoted      []int       `json:",string"`

	Text    Level
	TextPtr *Level
	JSON    Celsius
	JSONs   []Celsius
	Written Written            // by methods of its pointer
	InMap   map[string]Written // where it has no address
	Named   Names
	Mixed   Mixed
	Streams *Streams
	Hidden  Hidden
	*Base
	Embedded
	Skipped chan int `json:"-"`
}

// Part is a struct.
type Part struct{ N int }

// Base is embedded by a pointer.
type Base struct{ FromBase string }

// Embedded is embedded.
type Embedded struct {
	FromEmbedded string // is promoted
}

// Names are a slice with a name.
type Names []string

// Level reads and writes itself as text.
type Level int

func (l Level) MarshalText() ([]byte, error) { return []byte(fmt.Sprint(int(l))), nil }
func (l *Level) UnmarshalText(text []byte) error {
	_, err := fmt.Sscan(string(text), (*int)(l))
	return err
}

// Celsius reads and writes itself as JSON.
type Celsius float64

func (c Celsius) MarshalJSON() ([]byte, error)     { return json.Marshal(fmt.Sprint(float64(c), "°C")) }
func (c *Celsius) UnmarshalJSON(text []byte) error { return errors.New("not so cold") }

// Written is written by a method of its pointer.
type Written struct{ N int }

func (w *Written) MarshalText() ([]byte, error) { return []byte("written"), nil }

// Mixed is read as text and written as JSON.
type Mixed struct{ N int }

func (m *Mixed) UnmarshalText([]byte) error  { return nil }
func (m Mixed) MarshalJSON() ([]byte, error) { return []byte("1"), nil }

// Streams goes through encoding/json, in which nothing is left empty.
type Streams struct {
	*hidden
	List []string
}

type hidden struct {
	InHidden int // is seen by encoding/json only
}

// Hidden has a struct that is not exported.
type Hidden struct {
	hidden
	Own bool
}

func Kinds(p All) (All, error) { return p, nil }
