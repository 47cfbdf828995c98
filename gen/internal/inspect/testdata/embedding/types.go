// Package embedding has structs whose fields are in doubt: TestMembers compares what gen makes of them with what
// encoding/json does.
package embedding

// All has a value of each type.
var All = []any{
	Plain{}, Tagged{}, Order{}, Shadow{}, ShadowByTag{}, Tie{}, TagBeatsName{}, TwoTags{}, SameTag{}, Diamond{}, DiamondBelow{},
	Pointers{}, Recursive{}, ThroughAlias{}, Generic{}, TaggedStruct{}, NotAStruct{}, Hidden{}, HiddenTwice{}, HiddenDeep{},
	Skipped{}, Revealed{}, Dash{}, Empty{}, Anonymous{}, Levels{}, OuterSame{}, MalformedAndHidden{}, BesideUnread{},
}

type Base struct {
	ID   int `json:"id"`
	Name int
}

type Other struct {
	Name  int
	Other int `json:"other,omitempty"`
}

type Plain struct {
	B, A   int
	hidden int
}

type Tagged struct {
	A int `json:"x"`
	B int `json:",omitempty"`
	C int `json:"ü-$ /%"`
	D int `xml:"y" json:"d" yaml:"z"`
}

type Order struct {
	Z int
	Base
	A int
}

type Shadow struct {
	Base
	Name int
}

type ShadowByTag struct {
	Base
	Something int `json:"id"`
}

type Tie struct {
	Base
	Other
}

type named struct {
	Other int `json:"Name"`
	Extra int
}

type TagBeatsName struct {
	Base
	named
}

type TwoTags struct {
	A int `json:"x"`
	B int `json:"x"`
	X int `json:"X"`
}

type SameTag struct {
	A int `json:"B"`
	B int
}

type Left struct{ Base }

type Right struct{ Base }

type Diamond struct {
	Left
	Right
	Own int
}

type DiamondBelow struct {
	Left
	Right
	ID int `json:"id"`
}

type Pointers struct {
	*Left
	*Other
}

type Recursive struct {
	Value int
	*Recursive
}

type Alias = Base

type ThroughAlias struct {
	Alias
	X int
}

type Box[T any] struct{ Boxed T }

type Generic struct {
	Box[int]
	*Other
}

type TaggedStruct struct {
	Base  `json:"base"`
	Other `json:",omitempty"`
}

type Number int

type number int

type NotAStruct struct {
	Number
	number
	*Other
}

type hidden struct {
	ID    int
	Extra int
	other int
}

type Hidden struct {
	hidden
	X int
}

type HiddenTwice struct {
	hidden
	Middle
}

type Middle struct{ hidden }

type deep struct{ *Base }

type HiddenDeep struct{ deep }

type Skipped struct {
	Base `json:"-"`
	A    int `json:"-"`
	B    int
}

type Revealed struct {
	Base
	Name int `json:"-"`
}

type Dash struct {
	A int `json:"-,"`
}

type Empty struct{}

type Anonymous struct {
	Inner struct{ X, Y int }
	Base
}

type L3 struct{ Deep, Shallow int }

type L2 struct {
	L3
	Shallow int
}

type L1 struct{ L2 }

type Levels struct {
	L1
	L3
}

type OuterSame struct {
	Base
	Inner
}

type Inner struct{ OuterBase }

type OuterBase struct {
	Base
	X int
}

type MalformedAndHidden struct {
	secret int `json:malformed`
	A      int
}

// BesideUnread has keys for others that package reflect cannot unquote. It does not mind: it is asked for json.
type BesideUnread struct {
	Pattern int `re:"^\d+$" json:"pattern"`
	Lines   int `doc:"two
lines" json:"lines"`
	Behind int `json:"behind" re:"\w"`
}
