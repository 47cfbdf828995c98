package emit

import (
	"cmp"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/owgen/owgen/gen/internal/model"
)

// isLocal has the names of parameters and variables in generated functions. Nothing at file scope may be called so, since
// a local would hide it.
var isLocal = map[string]bool{
	"b": true, "ctx": true, "d": true, "e": true, "had": true, "i": true, "k": true, "keys": true, "m": true, "open": true, "p": true, "s": true,
	"seen": true, "space": true, "start": true, "v": true, "x": true, guardName: true,
}

// names gives every identifier that generated code declares and every name under which it imports. Two things never
// share a name, and a name does not depend on which of its users is emitted first.
type names struct {
	pkg      *model.Package
	ow       string          // import path of the runtime
	self     string          // what a package main is imported as while it is emitted: see give_way.go
	taken    map[string]bool // at file scope
	imports  map[string]importName
	bases    map[string]*typeutil.Map // by suffix: types.Type → string, what follows decode and encode
	handlers map[handlerName]string
}

// A handlerName is a wanted name and the handler it is for.
type handlerName struct {
	h    *model.Handler
	want string
}

func newNames(p *model.Package) *names {
	n := &names{pkg: p, ow: cmp.Or(p.Runtime, model.RuntimePath), taken: map[string]bool{"main": true, "init": true}, imports: map[string]importName{}, handlers: map[handlerName]string{}, bases: map[string]*typeutil.Map{}}
	maps.Copy(n.taken, isLocal)
	for _, name := range types.Universe.Names() {
		n.taken[name] = true
	}
	maps.Copy(n.taken, p.Beside.Declared)
	n.imports[n.ow] = importName{n.unique("ow", ""), true}
	n.addImport(n.ow+model.CodecStep, "codec")
	n.addImport(n.ow+model.FallbackStep, "fallback")
	n.addImport(n.ow+model.ZeroStep, "zero")
	n.addImport(n.ow+model.PredeclaredStep, "predeclared")
	n.addImport("context", "context")
	n.addImport("strings", "strings")
	if slices.ContainsFunc(p.Handlers, func(h *model.Handler) bool { return h.Input.IsHTTP() }) {
		n.addImport(n.ow+model.HTTPStep, "owhttp")
		n.addImport("net/http", "http")
	}
	if p.Main() {
		n.self = n.unique("self", "pkg")
	}
	return n
}

// runtime names something that the runtime exports.
func (n *names) runtime(name string) *jen.Statement { return jen.Qual(n.ow, name) }

// codec names something that its package codec exports.
func (n *names) codec(name string) *jen.Statement { return jen.Qual(n.ow+model.CodecStep, name) }

// zero names a function that tells zero values.
func (n *names) zero(name string) *jen.Statement { return jen.Qual(n.ow+model.ZeroStep, name) }

// An importName is the name of a package in the generated files.
type importName struct {
	name  string
	alias bool // the name is not the package's own
}

func (n *names) addImport(path, own string) {
	name := n.unique(own, "pkg")
	n.imports[path] = importName{name, name != own}
}

// importOnce is addImport for a package that may have a name already.
func (n *names) importOnce(path, own string) {
	if _, known := n.imports[path]; !known {
		n.addImport(path, own)
	}
}

// unique returns want, or else want with the suffix, or else with a number, and takes what it returns.
func (n *names) unique(want, suffix string) string {
	name := want
	for k := 1; n.taken[name] || token.IsKeyword(name); k++ {
		name = want + suffix
		if k > 1 {
			name += strconv.Itoa(k)
		}
	}
	n.taken[name] = true
	return name
}

// importAll names the packages of all the types given, in the order of their paths, so that a new use of a package does
// not rename another one.
func (n *names) importAll(pkgs map[string]*types.Package) {
	paths := make([]string, 0, len(pkgs))
	for path := range pkgs {
		if _, known := n.imports[path]; !known && path != n.pkg.OutPath {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		n.addImport(path, pkgs[path].Name())
	}
}

// base returns the part of a function's name that stands for t: decode+base reads a t, encode+base writes one. hint names
// a struct type that has no name of its own. What a type is read or written by otherwise than by default is at the end:
// ItemExact.
func (n *names) base(t *model.Type, hint string) string {
	suffix := t.Options.Suffix(t.Mode)
	if t.Mode == model.WritingCopy {
		suffix = "Copy" + suffix
	}
	if n.bases[suffix] == nil {
		n.bases[suffix] = new(typeutil.Map)
	}
	bases := n.bases[suffix]
	if b := bases.At(t.Go); b != nil {
		return b.(string)
	}
	want := model.Title(baseName(t.Go, hint)) + suffix
	name := want
	for k := 0; !n.canDeclare("decode"+name) || !n.canDeclare("encode"+name) || !n.canDeclare("match"+name); k++ {
		if named := model.PackageOf(t.Go); k == 0 && named != nil {
			name = model.Title(named.Name()) + want
		} else {
			name = want + strconv.Itoa(k+1)
		}
	}
	n.taken["decode"+name], n.taken["encode"+name], n.taken["match"+name] = true, true, true
	bases.Set(t.Go, name)
	return name
}

// baseName spells a type as part of an identifier: []*shop.Item → SliceOfPointerToItem.
func baseName(t types.Type, hint string) string {
	switch t := t.(type) {
	case *types.Alias:
		return t.Obj().Name() + argNames(t.TypeArgs())
	case *types.Named:
		return t.Obj().Name() + argNames(t.TypeArgs())
	case *types.Basic:
		return model.Title(t.Name())
	case *types.Pointer:
		return "PointerTo" + model.Title(baseName(t.Elem(), hint))
	case *types.Slice:
		return "SliceOf" + model.Title(baseName(t.Elem(), hint))
	case *types.Array:
		return "ArrayOf" + strconv.FormatInt(t.Len(), 10) + model.Title(baseName(t.Elem(), hint))
	case *types.Map:
		return "MapOf" + model.Title(baseName(t.Elem(), hint))
	case *types.Struct:
		if t.NumFields() == 0 {
			return "Nothing"
		}
		return hint
	case *types.Interface:
		return "Any"
	}
	return "Value"
}

// argNames spells type arguments as part of an identifier: [string, shop.Item] → OfStringItem.
func argNames(args *types.TypeList) string {
	if args.Len() == 0 {
		return ""
	}
	s := "Of"
	for arg := range args.Types() {
		s += model.Title(baseName(arg, "Struct"))
	}
	return s
}

// adapter names the function that calls a handler of another form than a Bind function takes: Ping → callPing.
func (n *names) adapter(h *model.Handler) string { return n.forHandler("call"+model.Title(h.Func), h) }

// request names the decoder of a handler whose options are for the whole of its parameters: Count → decodeCountRequest.
func (n *names) request(h *model.Handler) string {
	return n.forHandler("decode"+model.Title(h.Func)+"Request", h)
}

// reply names the encoder of a result that may be nil, or of a handler with such options: Count → encodeCountReply.
func (n *names) reply(h *model.Handler) string {
	return n.forHandler("encode"+model.Title(h.Func)+"Reply", h)
}

// forHandler returns the same free name each time it is asked for a name of h.
func (n *names) forHandler(want string, h *model.Handler) string {
	key := handlerName{h, want}
	if n.handlers[key] == "" {
		n.handlers[key] = n.free(want)
	}
	return n.handlers[key]
}

// free returns want, or else want with a number, and takes what it returns.
func (n *names) free(want string) string {
	name := want
	for k := 2; !n.canDeclare(name); k++ {
		name = want + strconv.Itoa(k)
	}
	n.taken[name] = true
	return name
}

// canDeclare reports whether a function can be called name.
func (n *names) canDeclare(name string) bool { return !n.taken[name] && !n.pkg.Beside.Imported[name] }

// labels names the labels of a struct's decoder: the Go field's name, or enough of its selector to be unique.
func labels(fields []model.Field) []string {
	taken := map[string]bool{"key": true, "end": true} // labels of every decoder
	names := make([]string, len(fields))
	for k, f := range fields {
		parts := strings.Split(f.Go, ".")
		name := parts[len(parts)-1]
		for p := len(parts) - 2; taken[name] && p >= 0; p-- {
			name = model.Title(parts[p]) + name
		}
		for want, n := name, 2; taken[name]; n++ {
			name = want + strconv.Itoa(n)
		}
		taken[name] = true
		names[k] = name
	}
	return names
}
