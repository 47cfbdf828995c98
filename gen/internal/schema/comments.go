package schema

import (
	"go/types"
	"strings"
)

// described adds what the comment on a type says, unless the schema that the user wrote says something else.
func (b *builder) described(s schema, t types.Type) schema {
	named, ok := types.Unalias(t).(*types.Named)
	if _, written := s["description"]; !ok || written {
		return s
	}
	obj := named.Origin().Obj()
	return s.commented(b.comments.Text(obj.Pos(), obj.Name()))
}

// commented adds what a comment says, which counts for more than what another one has said before.
func (s schema) commented(comment string) schema {
	if comment == "" {
		return s
	}
	s["description"] = comment
	if deprecates(comment) {
		s["deprecated"] = true
	}
	return s
}

// deprecates reports whether a paragraph says so by the convention. (go.dev/wiki/Deprecated)
func deprecates(comment string) bool {
	return strings.HasPrefix(comment, "Deprecated: ") || strings.Contains(comment, "\n\nDeprecated: ")
}
