// Package lambda knows what AWS Lambda asks of what is deployed there: of archives, of templates, of names.
package lambda

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/owgen/owgen/internal/image"
)

// Runtime is the runtime that starts a program of one's own. (docs.aws.amazon.com/lambda: runtimes-provided)
const Runtime = "provided.al2023"

// Bootstrap is the name that the program has in an archive. As a handler it stands for the default one.
// (awsdocs/aws-lambda-developer-guide: doc_source/runtimes-custom.md)
const Bootstrap = "bootstrap"

// What an archive may hold, in bytes: as it is sent, and unpacked. (docs.aws.amazon.com/lambda: gettingstarted-limits)
const (
	MaxArchive  = 50 << 20
	MaxUnpacked = 250 << 20
)

// Architecture returns Lambda's name for the processor of a platform: x86_64 or arm64. Functions run on no other.
func Architecture(p image.Platform) (string, error) {
	switch p.String() {
	case "linux/amd64":
		return "x86_64", nil
	case "linux/arm64":
		return "arm64", nil
	}
	return "", fmt.Errorf("platform %q: Lambda runs linux/amd64 and linux/arm64", p)
}

// repository matches the beginning of the name of an image in a private registry of ECR, the only ones that functions are
// made of: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/name, or the same with dkr-ecr and on.aws.
// (docs.aws.amazon.com/lambda: images-create; docs.aws.amazon.com/AmazonECR: registry_auth)
var repository = regexp.MustCompile(`^[0-9]{12}\.dkr[.-]ecr\.[^/]+/`)

// CheckImage returns an error if an image of that name is nowhere where Lambda looks for images.
func CheckImage(name string) error {
	if !repository.MatchString(name) {
		return fmt.Errorf("%q is no image that Lambda runs: it takes those of a private registry of ECR alone, ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG", name)
	}
	return nil
}

// FunctionName makes the name of a function from another name: my.func becomes my-func. A name has at most 64 letters,
// digits, - and _. (docs.aws.amazon.com/lambda: API_CreateFunction)
func FunctionName(s string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, s)
	return name[:min(len(name), 64)]
}
