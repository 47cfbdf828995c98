module github.com/owgen/owgen/e2e

go 1.26.0

require github.com/owgen/owgen v0.0.0

replace github.com/owgen/owgen => ../
