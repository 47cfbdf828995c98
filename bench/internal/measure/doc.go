// Package measure compares contenders that take turns in one run: the CPU time and the sizes of each, ratios of these, and
// the table that they are printed as.
package measure
