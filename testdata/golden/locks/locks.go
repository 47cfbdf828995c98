// Package locks has types that hold locks, which vet forbids copying. Generated code copies them where encoding/json
// does.
package locks

import (
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

type Params struct {
	sync.Mutex `json:"-"`
	Name       string `json:"name,omitempty,omitzero"`

	ByName map[string]Counter
	ByID   map[int]*Counter
	ByAddr map[Key]Counter
	Lists  map[string][]Counter
	Arrays map[string][2]Counter
	Nested map[string]map[Key]map[uint8]Counter
	Fixed  [2]Counter
	Many   []Counter
	Boxed  map[string]Box[Counter]
	Raw    struct {
		mu sync.RWMutex
		N  int
	} `json:",omitzero"`

	// What omitempty leaves out omitzero need not.
	Int       int              `json:",omitempty,omitzero"`
	Float     float32          `json:",omitempty,omitzero"`
	Bool      bool             `json:",omitempty,omitzero"`
	List      []int            `json:",omitempty,omitzero"`
	Map       map[string]int   `json:",omitempty,omitzero"`
	Pointer   *int             `json:",omitempty,omitzero"`
	Time      *time.Time       `json:",omitempty,omitzero"`
	Any       any              `json:",omitempty,omitzero"`
	Array     [2]int           `json:",omitempty,omitzero"`
	Duration  time.Duration    `json:",omitempty,omitzero"`
	Optional  *Counter         `json:",omitempty,omitzero"`
	Interface interface{ F() } `json:",omitempty,omitzero"`
	*Embedded
}

type Embedded struct {
	Count int      `json:",omitempty,omitzero"`
	Own   *Counter `json:",omitempty,omitzero"`
	Zero  Zeroer   `json:",omitempty,omitzero"`
}

// A Counter holds a lock and what looks like one.
type Counter struct {
	mu sync.Mutex
	n  atomic.Int64

	N int
}

// A Box holds whatever it is told.
type Box[T any] struct{ Value T }

// A Key is a key that reads and writes itself, and holds a lock.
type Key struct {
	netip.Addr
	mu sync.Mutex
}

// A Zeroer says what is zero.
type Zeroer int

func (z Zeroer) IsZero() bool { return z == 1 }

//owgen:action
func Pointer(p *Params) (*Params, error) { return p, nil }

//owgen:action
func Map() map[string]Counter { return nil }

//owgen:action
func List(p *Params) [2]Counter { return [2]Counter{} }
