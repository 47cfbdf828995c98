// Package binary tests the binary that owgen's users build, in every mode in which platforms and people start it.
// Package whisk tests it under OpenWhisk and its proxies.
//
// TestMain builds owgen, copies the package fixture into a module of its own as a user would have one, generates its
// program and builds it. The tests start that binary with an environment that holds what they say and nothing else.
// They need Go, but neither a container engine nor a C compiler.
//
// With OWGEN_RUNTIME=embed the program has its runtime from a copy in its module, and Go finds no other module.
package binary
