module github.com/owgen/owgen/e2e

go 1.26.0

require (
	github.com/go-json-experiment/json v1.27.2
	github.com/owgen/owgen v0.0.0
)

replace github.com/owgen/owgen => ../
