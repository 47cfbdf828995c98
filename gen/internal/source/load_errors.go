package source

import (
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// AddLoadErrors reports the errors that the go command and the compiler found in the package or, if there are none in
// it, in those that it imports. It returns false if files do not parse or types do not end, or if
// the files are of several packages, of which only one is looked at: nothing can be said about handlers then.
func (src *Package) AddLoadErrors(ctx context.Context) (parsed bool) {
	if len(src.Errors) > 0 || !src.IllTyped {
		return src.addErrorsOf(ctx, src.Package) && src.onePackage()
	}
	src.addErrorsOfImports(ctx)
	return true
}

// addErrorsOfImports reports the errors of what is imported. Why a package is not found, its importer says, with the position.
func (src *Package) addErrorsOfImports(ctx context.Context) {
	var all []*packages.Package
	told := map[string]bool{}
	packages.Visit([]*packages.Package{src.Package}, nil, func(pkg *packages.Package) {
		all = append(all, pkg)
		for _, err := range pkg.Errors {
			if m := unresolved.FindStringSubmatch(err.Msg); m != nil {
				told[m[1]] = true
			}
		}
	})
	for _, pkg := range all {
		if !told[pkg.PkgPath] {
			src.addErrorsOf(ctx, pkg)
		}
	}
}

// onePackage reports whether all files have the same package clause.
func (src *Package) onePackage() bool {
	return !slices.ContainsFunc(src.Syntax, func(file *ast.File) bool { return file.Name.Name != src.Name })
}

// addErrorsOf reports the errors of one package. The go command repeats as text what the compiler says with a position,
// and the compiler has doubtful things to say about files that do not parse, so only the most basic kind of error is
// reported. What the go command says of a line itself, the compiler only guesses at.
func (src *Package) addErrorsOf(ctx context.Context, pkg *packages.Package) (parsed bool) {
	byKind := map[packages.ErrorKind]Diagnostics{}
	for _, err := range pkg.Errors {
		d, same := src.loadError(ctx, pkg, err), byKind[err.Kind]
		if part, continued := strings.CutPrefix(err.Msg, "\t"); continued && len(same) > 0 {
			last := &same[len(same)-1]
			last.Notes = append(last.Notes, d.Pos.String()+": "+part)
			continue
		}
		byKind[err.Kind] = append(same, d)
	}
	own := slices.DeleteFunc(slices.Clone(byKind[packages.ListError]), func(d Diagnostic) bool { return !d.Pos.IsValid() })
	byKind[packages.ParseError] = onePerLine(byKind[packages.ParseError], own)
	byKind[packages.TypeError] = slices.DeleteFunc(byKind[packages.TypeError], func(d Diagnostic) bool {
		return slices.ContainsFunc(own, func(o Diagnostic) bool { return o.Pos.Filename == d.Pos.Filename && o.Pos.Line == d.Pos.Line })
	})
	byKind[packages.TypeError] = withoutGuesses(append(byKind[packages.TypeError], own...))
	for _, kind := range []packages.ErrorKind{packages.ParseError, packages.TypeError, packages.ListError} {
		if len(byKind[kind]) > 0 {
			src.Add(slices.Concat(first(byKind[kind]), byKind[packages.UnknownError])...)
			return kind != packages.ParseError && !slices.ContainsFunc(byKind[kind], isEndless)
		}
	}
	src.Add(byKind[packages.UnknownError]...)
	return true
}

// mostErrors is how many errors of a package are told, as the compiler does it: one slip can have hundreds.
const mostErrors = 10

// first returns the first errors of a package, with the number of the others.
func first(errs Diagnostics) Diagnostics {
	errs = errs.Sorted()
	if len(errs) <= mostErrors {
		return errs
	}
	others := "and 1 more error"
	if more := len(errs) - mostErrors; more > 1 {
		others = fmt.Sprintf("and %d more errors", more)
	}
	last := &errs[mostErrors-1]
	last.Notes = append(last.Notes, others)
	return errs[:mostErrors]
}

// onePerLine keeps one error of each line of files that do not parse, as the compiler does: others there follow from it. It is what
// the go command says as well, which stops at the first, or else what is no token at all.
func onePerLine(errs, own Diagnostics) Diagnostics {
	rank := func(d Diagnostic) int {
		switch {
		case slices.ContainsFunc(own, func(o Diagnostic) bool { return o.Pos == d.Pos && o.Msg == d.Msg }):
			return 0
		case !strings.HasPrefix(d.Msg, "expected "):
			return 1
		}
		return 2
	}
	slices.SortStableFunc(errs, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Pos.Filename, b.Pos.Filename), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(rank(a), rank(b)))
	})
	return slices.CompactFunc(errs, func(a, b Diagnostic) bool {
		return a.Pos.Filename == b.Pos.Filename && a.Pos.Line == b.Pos.Line
	})
}

// withoutGuesses leaves out that imports were not found, if there is another error. The go command looks for no import of a
// package in which one is malformed, and the compiler then says of good ones, too, that there is no metadata for them.
func withoutGuesses(all Diagnostics) Diagnostics {
	causes := slices.DeleteFunc(slices.Clone(all), func(d Diagnostic) bool {
		return strings.HasPrefix(d.Msg, "could not import ") && strings.Contains(d.Msg, " (no metadata for ")
	})
	if len(causes) == 0 {
		return all
	}
	return causes
}

// loadError is an error in a package, with what is known of its cause and what to type.
func (src *Package) loadError(ctx context.Context, pkg *packages.Package, err packages.Error) Diagnostic {
	m := Misfit{Msg: err.Msg}
	if err.Kind == packages.ListError && !strings.HasPrefix(err.Msg, "# ") { // which stands before what a compiler said
		m = src.advise(ctx, err.Msg)
	}
	if isNewer(err.Msg) {
		m.Hint = "the go command is newer than the one that built owgen: use go tool owgen"
	}
	d := Diagnostic{Pos: src.parsePosition(err.Pos), Msg: m.Msg, Broken: pkg.Name}
	if m := cycle.FindStringSubmatch(err.Msg); m != nil {
		src.explainCycle(&d, strings.Fields(m[1]+m[3]+" "+m[2]))
		return d
	}
	if m := mixed.FindStringSubmatch(err.Msg); m != nil {
		src.explainMixed(&d, m[1], m[2], m[3], m[4], m[5])
		return d
	}
	if m := unresolved.FindStringSubmatch(err.Msg); m != nil {
		src.explainImport(ctx, &d, pkg.Imports[m[1]])
		return d
	}
	if d.Notes = WithoutEmpty([]string{m.Hint}); d.Notes != nil {
		return d
	}
	if m := undefined.FindStringSubmatch(err.Msg); m != nil {
		src.explainUndefined(&d, pkg, cmp.Or(m[1], m[3]), cmp.Or(m[2], m[4]))
	}
	return d
}

// unresolved is what the compiler says of an import that the go command did not find. Why it did not, that has said of the
// package in question.
var unresolved = regexp.MustCompile(`^could not import (\S+) \(invalid package name: ""\)$`)

// explainImport completes the error that the package imp cannot be imported.
func (src *Package) explainImport(ctx context.Context, d *Diagnostic, imp *packages.Package) {
	d.Msg = strings.TrimSuffix(d.Msg, ` (invalid package name: "")`)
	if imp == nil || len(imp.Errors) == 0 {
		return
	}
	problem := src.advise(ctx, imp.Errors[0].Msg)
	if strings.HasPrefix(problem.Msg, "build constraints exclude all Go files in ") {
		problem.Msg = "none of its files is left"
		for _, x := range src.env.exclusions(imp.Dir) {
			x.At.Filename = src.Relative(x.At.Filename)
			d.Notes = append(d.Notes, x.Note(x.At))
		}
	}
	// A module whose path has no dot could be one of the standard library for the go command.
	dir, own := src.directoryOf(imp.PkgPath)
	if own && (strings.HasPrefix(problem.Msg, "no required module provides") || strings.Contains(problem.Msg, "is not in std")) {
		problem = Misfit{"there are no Go files in " + src.Relative(dir), "write that package, or mend the path"}
	}
	d.Msg += ": " + problem.Msg
	d.Notes = WithoutEmpty(append(d.Notes, problem.Hint))
}

// directoryOf returns the directory of a package of the user's module, whether there is one or not.
func (src *Package) directoryOf(path string) (dir string, own bool) {
	if src.Module == nil {
		return "", false
	}
	rest, own := strings.CutPrefix(path+"/", src.Module.Path+"/")
	return filepath.Join(src.Module.Dir, filepath.FromSlash(rest)), own
}

// undefined is what the compiler says of a name that is not declared, in the package or in one that it imports, and of a
// method.
var undefined = regexp.MustCompile(`^undefined: (?:(\w+)\.)?(\w+)$|undefined \(type \*?(?:(\w+)\.)?\w+ has no field or method (\w+)`)

// explainUndefined adds to the error that a name is not declared where it would be, if files that are excluded were not.
func (src *Package) explainUndefined(d *Diagnostic, pkg *packages.Package, qualifier, name string) {
	where := []*packages.Package{pkg}
	if qualifier != "" {
		where = src.imported(pkg, qualifier)
	}
	for _, p := range where {
		for _, x := range src.env.exclusions(p.Dir) {
			if at, ok := x.declaration(name); ok {
				if m := p.Module; x.why == usesCgo && (m == nil || !m.Main) {
					x.remedy = "use a package that does without cgo"
				}
				at.Filename = src.Relative(at.Filename)
				d.Notes = append(d.Notes, fmt.Sprintf("%s: %s is declared here, but this file %s", at, name, x.why), x.remedy)
			}
		}
	}
}

// imported returns what a file of pkg calls by a name, if some of its files are excluded.
func (src *Package) imported(pkg *packages.Package, name string) []*packages.Package {
	var all []*packages.Package
	for _, path := range slices.Sorted(maps.Keys(pkg.Imports)) {
		imp := pkg.Imports[path]
		renamed := slices.ContainsFunc(pkg.Syntax, func(file *ast.File) bool {
			spec := importOf(file, path)
			return spec != nil && spec.Name != nil && spec.Name.Name == name
		})
		if len(imp.IgnoredFiles) > 0 && (imp.Name == name || renamed) {
			all = append(all, imp)
		}
	}
	return all
}

// isEndless reports whether an error of the compiler is about a type that has no end, such as Poly[T] with a field of
// type Poly[[]T]: looking at what it is made of would not come to one either.
func isEndless(d Diagnostic) bool { return strings.HasPrefix(d.Msg, "instantiation cycle") }

// isNewer reports whether an error of the go command or the compiler is that owgen cannot read what a newer one wrote.
func isNewer(msg string) bool {
	return strings.Contains(msg, "export data is newer version") ||
		strings.Contains(msg, "application built with go") ||
		strings.HasPrefix(msg, "This application uses version")
}

// parsePosition reads "file:line:col" or "file:line". A file's name may contain colons.
func (src *Package) parsePosition(s string) token.Position {
	var numbers []int
	for len(numbers) < 2 {
		k := strings.LastIndexByte(s, ':')
		n, err := strconv.Atoi(s[k+1:])
		if k < 0 || err != nil {
			break
		}
		s, numbers = s[:k], append(numbers, n)
	}
	switch len(numbers) {
	case 1:
		return token.Position{Filename: src.Relative(s), Line: numbers[0]}
	case 2:
		return token.Position{Filename: src.Relative(s), Line: numbers[1], Column: numbers[0]}
	}
	return token.Position{}
}
