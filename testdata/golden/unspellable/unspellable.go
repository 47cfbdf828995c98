// Package unspellable has types that a program in another package cannot name.
package unspellable

type item struct {
	Name  string  `json:"name"`
	Price float64 `json:"price"`
	Next  *item   `json:"next,omitempty"`
	Loud  loud    `json:"loud"`
}

// A loud writes itself otherwise where it has an address.
type loud struct{ Text string }

func (l *loud) MarshalText() ([]byte, error) { return []byte(l.Text + "!"), nil }

type (
	colour string
	open   interface{}
	table  map[string]colour
)

// Grid and ByColour have names, but what they hold has none.
type (
	Grid     [][]colour
	ByColour map[colour]int
)

// A Digit is a byte that reads itself, so that a slice of them may be base64 or an array.
type Digit byte

// UnmarshalText reads the length of the text.
func (d *Digit) UnmarshalText(text []byte) error { *d = Digit(len(text)); return nil }

// A DigitPointer is a pointer with a name: what it points to is a number, the method of which is not called.
type DigitPointer *Digit

// Params has a field for each way in which a type can be without a name.
type Params struct {
	Item     item                          `json:"item,omitzero"`
	Pointer  *item                         `json:"pointer,omitempty"`
	Items    []item                        `json:"items,omitempty"`
	Nested   [][]item                      `json:"nested"`
	Array    [2]item                       `json:"array"`
	Map      map[string]item               `json:"map"`
	Pointers map[int][]*item               `json:"pointers"`
	Colour   colour                        `json:"colour,omitempty"`
	Colours  []colour                      `json:"colours"`
	ByName   map[colour]int                `json:"byName"`
	Open     open                          `json:"open"`
	Table    table                         `json:"table"`
	Grid     Grid                          `json:"grid"`
	ByColour ByColour                      `json:"byColour"`
	Digits   []Digit                       `json:"digits"`
	Digit    DigitPointer                  `json:"digit"`
	Anon     struct{ a, B int }            `json:"anon"`
	Anons    map[string]struct{ a, B int } `json:"anons"`
}

// Echo returns what it gets.
func Echo(p Params) (Params, error) { return p, nil }
