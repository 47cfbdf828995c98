// Package maps is the handler of OpenWhisk's own Go runtime.
package maps

func Main(p map[string]interface{}) map[string]interface{} { return p }
