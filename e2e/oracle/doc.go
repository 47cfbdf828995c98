// Package oracle compares generated codecs with a judge other than the library that they imitate: encoding/json/v2 with
// the options of the first version, from github.com/go-json-experiment/json. Where the judges differ, one of them is
// wrong; oracle.go has the known cases.
//
// The codecs are those of testdata/golden/everything. They are in a package main, so the test copies them and the test in
// testdata into a module of their own, and runs that. For strict codecs owgen generates programs for the same types with
// options: strict.go says what v2 is told then, and what of its defaults owgen does not follow.
package oracle
