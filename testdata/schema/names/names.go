// Package names has types that are hard to name.
package names

import (
	"time"

	corev1 "github.com/owgen/owgen/testdata/schema/names/core/v1"
	eventsv1 "github.com/owgen/owgen/testdata/schema/names/events/v1"
)

// Node holds itself.
type Node struct {
	Next     *Node
	Children []Node
	Core     corev1.Event
	Events   []eventsv1.Event
	Only     corev1.Only
	Boxes    []Box[Item]
	Listed   Box[[]*Item]
	Pair     Pair[string, map[int8][4]byte]
	Timed    Box[time.Time]
	Any      Box[any]
	Foreign  Box[corev1.Event]
	Taken    Box_Item
	Größe    Größe
	Alias    Alias
	Error    Error
}

// Item is in boxes.
type Item struct{ N int }

// Box holds one T.
type Box[T any] struct{ Value T }

// Pair holds two.
type Pair[K comparable, V any] struct {
	Key   K
	Value V
}

// Box_Item is called as an instance is.
type Box_Item struct{ Boxed bool }

// Größe is no name for a component.
type Größe struct{ Höhe int }

// Alias is another name for Item.
type Alias = Item

// Error is called as the answer to a wrong call is.
type Error struct{ Text string }

func Names(p *Node) (*Node, error) { return p, nil }
