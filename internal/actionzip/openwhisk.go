package actionzip

import (
	"encoding/base64"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/shell"
)

// openWhisk is an action of OpenWhisk.
type openWhisk struct {
	kind        string // such as go:1.22; "" is native
	environment string // of the kind
}

// limit is the most bytes that the code of an action may have, unless an operator sets another limit. The size counts
// in base64, the form in which archives are sent. (apache/openwhisk: whisk.action.exec-size in common/scala
// application.conf)
const limit = 48 << 20

var goKind = regexp.MustCompile(`^go:(1\.[0-9]{1,3})$`)

// Environment returns what the file exec.env must say for an action of the managed kind, such as go:1.22. It is the name
// of the image that would have compiled the action. (apache/openwhisk-runtime-go: golang1.22/Dockerfile, docs/ENVVARS.md)
func Environment(kind string) (string, error) {
	m := goKind.FindStringSubmatch(kind)
	if m == nil {
		return "", fmt.Errorf("%q is no kind of Go: want go:1.22 or another one that wsk property get -i lists", kind)
	}
	return "openwhisk/action-golang-v" + m[1], nil
}

// CheckPlatform leaves it to who runs OpenWhisk, and on what.
func (openWhisk) CheckPlatform(image.Platform) error { return nil }

// Pack packs the binary as exec, and for a managed kind exec.env beside it.
func (o openWhisk) Pack(r io.Reader, changed time.Time) ([]byte, error) {
	entries := []entry{{"exec", 0o755, r}}
	if o.kind != "" {
		entries = append(entries, entry{"exec.env", 0o644, strings.NewReader(o.environment + "\n")})
	}
	return pack(entries, changed)
}

func (openWhisk) CheckSize(archive, _ int64) (remark string, err error) {
	size := base64.StdEncoding.EncodedLen(int(archive))
	switch {
	case size > limit:
		return "", fmt.Errorf("the archive has %d bytes in base64, and OpenWhisk takes %d: make an image of it with owgen image", size, limit)
	case size > limit/5*4:
		return fmt.Sprintf("the archive takes %d %% of what OpenWhisk accepts", 100*size/limit), nil
	}
	return "", nil
}

func (o openWhisk) Deploy(name, file string, _ image.Platform) string {
	how := "--native"
	if o.kind != "" {
		how = "--kind " + o.kind
	}
	return fmt.Sprintf("wsk action create %s %s %s", name, shell.Word(file), how)
}
