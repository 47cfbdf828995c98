// Command peer is the reverse example as a function of AWS Lambda over the platform's own library.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/owgen/owgen/examples/reverse"
)

func main() { lambda.Start(reverse.Reverse) }
