// Package random compares generated codecs with encoding/json on random types.
//
// A generator makes declarations from a seed. A batch of them becomes a package, whose program owgen generates as it does
// for a user. A test beside that program, compiled once, runs internal/difftest on each type. The declaration of a type
// that fails is reduced until no part of it can go, and printed with the seed that makes it again:
//
//	OWGEN_SEED=7 OWGEN_TYPES=400 go test -count=1 ./random
//
// Some of the types have a second handler with random options. What is compared then is in fixture/optioned.
//
// The files: fixture holds types with methods, and generic ones, that declarations refer to; unit_test.go is what a
// declaration is, declare_test.go and type_test.go make random ones; batch_test.go runs them, blame_test.go finds whose
// declaration is at fault, and shrink_test.go reduces it.
package random
