package constraint

import "github.com/owgen/owgen/gen/internal/model"

// Endless reports whether the default of a field of t would have to be set in itself: an object in it lacks the member, or
// one whose default leads back to it.
func Endless(t *model.Type, field int) bool {
	e := endless{goal: &t.Fields[field], seen: map[*model.Field]bool{}, absent: map[*model.Type]bool{}}
	return e.sets(e.goal)
}

// An endless search follows defaults to the fields that they set by the way.
type endless struct {
	goal   *model.Field
	seen   map[*model.Field]bool
	absent map[*model.Type]bool // structs of which nothing is given, which were looked at
}

// sets reports whether reading the default of f sets that of the goal.
func (e endless) sets(f *model.Field) bool {
	var value any
	return parseJSON(f.Default, &value) == nil && e.in(f.Type, value)
}

// in reports whether reading a value of type t does.
func (e endless) in(t *model.Type, value any) bool {
	t = Target(t)
	if t.Method != model.ByKind {
		return false
	}
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			if t.Elem != nil && e.in(t.Elem, item) {
				return true
			}
		}
	case map[string]any:
		for _, item := range value {
			if t.Kind == model.Map && e.in(t.Elem, item) {
				return true
			}
		}
		return t.Kind == model.Struct && e.inStruct(t, value)
	}
	return false
}

func (e endless) inStruct(t *model.Type, object map[string]any) bool {
	for k := range t.Fields {
		f := &t.Fields[k]
		value, given := object[f.Name]
		switch given = given && (value != nil || f.Type.Nullable()); {
		case given:
			if e.in(f.Type, value) {
				return true
			}
		case f.Default == "":
			if f.Type.Kind == model.Struct && e.inAbsent(f.Type) {
				return true
			}
		case f == e.goal:
			return true
		case !e.seen[f]:
			e.seen[f] = true
			if e.sets(f) {
				return true
			}
		}
	}
	return false
}

// inAbsent is in for a struct of which nothing is given. It looks at each type once, however many ways lead to it.
func (e endless) inAbsent(t *model.Type) bool {
	if e.absent[t] {
		return false
	}
	e.absent[t] = true
	return e.in(t, map[string]any{})
}
