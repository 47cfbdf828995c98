// Command awslambda is the reverse example as a function of AWS Lambda over the platform's own library.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"github.com/owgen/owgen/examples/reverse"
)

func main() {
	lambda.Start(func(_ context.Context, p reverse.Params) (reverse.Result, error) { return reverse.Reverse(p) })
}
