// Package typed has fields of all sorts, for those who make parameters of what people type.
package typed

import (
	"encoding/json"
	"math/big"
	"net/netip"
	"time"
)

type Color string

const (
	Red  Color = "red"
	Blue Color = "blue"
)

type Level int

func (l *Level) UnmarshalText(b []byte) error { *l = Level(len(b)); return nil }
func (l Level) MarshalText() ([]byte, error)  { return []byte("x"), nil }

type Own struct {
	A string
	B int
}

func (o *Own) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &o.A) }
func (o Own) MarshalJSON() ([]byte, error)  { return json.Marshal(o.A) }

//owgen:enum
type Mode int

const (
	On  Mode = 1
	Off Mode = 2
)

type Addr struct {
	City string `json:"city"`
	Zip  string `json:"zip"`
	Next *Addr  `json:"next,omitempty"`
}
type Item struct {
	Name  string  `json:"name"`
	Price float64 `json:"price"`
}
type Base struct {
	Lang string `json:"lang"`
}
type Order struct {
	Base
	Zip    string            `json:"zip" pattern:"^[0-9]+$"`
	Qty    int               `json:"qty" minimum:"1" maximum:"9"`
	Big    int64             `json:"big"`
	U      uint8             `json:"u"`
	F      float64           `json:"f"`
	On     bool              `json:"on"`
	When   time.Time         `json:"when"`
	Opt    *int              `json:"opt"`
	OptS   *string           `json:"optS"`
	OptT   *time.Time        `json:"optT"`
	D      time.Duration     `json:"d"`
	Blob   []byte            `json:"blob"`
	Num    json.Number       `json:"num"`
	Q      int               `json:"q,string"`
	Qb     bool              `json:"qb,string"`
	Qs     string            `json:"qs,string"`
	Any    any               `json:"any"`
	Raw    json.RawMessage   `json:"raw"`
	Addr   Addr              `json:"address"`
	AddrP  *Addr             `json:"addressp"`
	Tags   []string          `json:"tag"`
	Ints   []int             `json:"ints"`
	Items  []Item            `json:"items"`
	Grid   [][]int           `json:"grid"`
	Arr    [2]int            `json:"arr"`
	M      map[string]string `json:"m"`
	MI     map[int]int       `json:"mi"`
	MA     map[string]Addr   `json:"ma"`
	MAny   map[string]any    `json:"many"`
	Color  Color             `json:"color"`
	Level  Level             `json:"level"`
	LevelP *Level            `json:"levelp"`
	Own    Own               `json:"own"`
	Mode   Mode              `json:"mode"`
	IP     netip.Addr        `json:"ip"`
	Bi     *big.Int          `json:"bi"`
	Enum   string            `json:"enum" enum:"a,b"`
	Blobs  [][]byte          `json:"blobs"`
	Bytes  [4]byte           `json:"bytes"`
	Anys   []any             `json:"anys"`
	Raws   []json.RawMessage `json:"raws"`
	Dot    string            `json:"a.b"`
	NoTag  string
	Rune   rune   `json:"rune"`
	PP     **int  `json:"pp"`
	QP     *int64 `json:"qp,string"`
}

func Pass(o Order) (Order, error) { return o, nil }
