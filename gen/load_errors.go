package gen

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// addLoadErrors reports the errors that the go command and the compiler found in the package or, if there are none in
// it, in those that it imports. It returns false if files do not parse or types do not end, or if
// the files are of several packages, of which only one is looked at: nothing can be said about handlers then.
func (in *inspector) addLoadErrors() (parsed bool) {
	if len(in.pkg.Errors) > 0 || !in.pkg.IllTyped {
		return in.addErrorsOf(in.pkg) && in.onePackage()
	}
	packages.Visit([]*packages.Package{in.pkg}, nil, func(pkg *packages.Package) { in.addErrorsOf(pkg) })
	return true
}

// onePackage reports whether all files have the same package clause.
func (in *inspector) onePackage() bool {
	return !slices.ContainsFunc(in.pkg.Syntax, func(file *ast.File) bool { return file.Name.Name != in.pkg.Name })
}

// addErrorsOf reports the errors of one package. The go command repeats as text what the compiler says with a position,
// and the compiler has doubtful things to say about files that do not parse, so only the most basic kind of error is
// reported.
func (in *inspector) addErrorsOf(pkg *packages.Package) (parsed bool) {
	byKind := map[packages.ErrorKind]Diagnostics{}
	for _, err := range pkg.Errors {
		d := Diagnostic{Pos: in.parsePosition(err.Pos), Msg: err.Msg, Broken: pkg.Name}
		if hint := loadHint(err.Msg); hint != "" {
			d.Notes = []string{hint}
		}
		byKind[err.Kind] = append(byKind[err.Kind], d)
	}
	for _, kind := range []packages.ErrorKind{packages.ParseError, packages.TypeError, packages.ListError} {
		if len(byKind[kind]) > 0 {
			in.found = slices.Concat(in.found, byKind[kind], byKind[packages.UnknownError])
			return kind != packages.ParseError && !slices.ContainsFunc(byKind[kind], isEndless)
		}
	}
	in.found = append(in.found, byKind[packages.UnknownError]...)
	return true
}

// isEndless reports whether an error of the compiler is about a type that has no end, such as Poly[T] with a field of
// type Poly[[]T]: looking at what it is made of would not come to one either.
func isEndless(d Diagnostic) bool { return strings.HasPrefix(d.Msg, "instantiation cycle") }

// loadHint says what to do about an error of the go command or the compiler, if there is more to say than it does.
func loadHint(msg string) string {
	switch {
	case strings.HasPrefix(msg, "could not import ") && strings.Contains(msg, "invalid package name"):
		return "run: go mod tidy"
	case strings.Contains(msg, "export data is newer version"),
		strings.Contains(msg, "application built with go"),
		strings.HasPrefix(msg, "This application uses version"):
		return "the go command is newer than the one that built owgen: use go tool owgen"
	}
	return ""
}

// parsePosition reads "file:line:col" or "file:line". A file's name may contain colons.
func (in *inspector) parsePosition(s string) token.Position {
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
		return token.Position{Filename: in.relative(s), Line: numbers[0]}
	case 2:
		return token.Position{Filename: in.relative(s), Line: numbers[1], Column: numbers[0]}
	}
	return token.Position{}
}
