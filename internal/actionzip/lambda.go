package actionzip

import (
	"fmt"
	"io"
	"time"

	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/lambda"
	"github.com/owgen/owgen/internal/shell"
)

// forLambda is a function of AWS Lambda.
type forLambda struct{}

func (forLambda) CheckPlatform(p image.Platform) error {
	_, err := lambda.Architecture(p)
	return err
}

// Pack packs the binary as bootstrap. The mode counts there: without it Lambda cannot start the program.
func (forLambda) Pack(r io.Reader, changed time.Time) ([]byte, error) {
	return pack([]entry{{lambda.Bootstrap, 0o755, r}}, changed)
}

func (forLambda) CheckSize(archive, binary int64) (remark string, err error) {
	const instead = "make an image of it with owgen image"
	switch {
	case archive > lambda.MaxArchive:
		return "", fmt.Errorf("the archive has %d bytes, and Lambda takes %d: %s", archive, lambda.MaxArchive, instead)
	case binary > lambda.MaxUnpacked:
		return "", fmt.Errorf("the program has %d bytes, and Lambda unpacks %d: %s", binary, lambda.MaxUnpacked, instead)
	case archive > lambda.MaxArchive/5*4:
		return fmt.Sprintf("the archive takes %d %% of what Lambda accepts", 100*archive/lambda.MaxArchive), nil
	}
	return "", nil
}

// Deploy names the architecture, because a function of the other one ends with an exec format error at its first call.
func (forLambda) Deploy(name, file string, p image.Platform) string {
	architecture, _ := lambda.Architecture(p)
	return fmt.Sprintf("aws lambda create-function --function-name %s --runtime %s --architectures %s --handler %s --zip-file %s --role ROLE",
		lambda.FunctionName(name), lambda.Runtime, architecture, lambda.Bootstrap, "fileb://"+shell.Word(file))
}
