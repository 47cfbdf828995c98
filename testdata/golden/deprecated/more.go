package deprecated

// Deprecated: nothing of this is used any more.
type (
	Box[T any] struct{ Value T }
	Unused     struct{}
)

type Entry struct {
	*Embedded
	Boxed map[string]Box[int]
}

type Embedded struct {
	// Deprecated: nobody reads it.
	ID int
}

// Fetch is not deprecated, but what it takes is.
//
//owgen:action
func Fetch(p Entry) Box[int] { return Box[int]{} }
