package actionzip

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/lambda"
)

func TestAWS27ArchiveIsWhatLambdaStarts(t *testing.T) {
	kind, err := ParseKind("lambda")
	if err != nil {
		t.Fatal(err)
	}
	archive, err := kind.Pack(strings.NewReader("program"), time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	if len(z.File) != 1 {
		t.Fatalf("%d files, want one", len(z.File))
	}
	const unix = 3 // else the mode does not count (APPNOTE.TXT, 4.4.2)
	f := z.File[0]
	if f.Name != "bootstrap" || f.Mode() != 0o755 || f.CreatorVersion>>8 != unix || f.Method != zip.Deflate {
		t.Errorf("%+v", f.FileHeader)
	}
	again, _ := kind.Pack(strings.NewReader("program"), time.Unix(0, 0))
	if !bytes.Equal(archive, again) {
		t.Error("two archives of one program differ")
	}
}

func TestAWS27LimitsAndPlatforms(t *testing.T) {
	for _, test := range []struct {
		archive, binary int64
		remark, err     string
	}{
		{lambda.MaxArchive / 2, lambda.MaxUnpacked, "", ""},
		{lambda.MaxArchive, 1, "the archive takes 100 % of what Lambda accepts", ""},
		{lambda.MaxArchive + 1, 1, "", "the archive has 52428801 bytes, and Lambda takes 52428800: make an image of it with owgen image"},
		{1, lambda.MaxUnpacked + 1, "", "the program has 262144001 bytes, and Lambda unpacks 262144000: make an image of it with owgen image"},
	} {
		remark, err := forLambda{}.CheckSize(test.archive, test.binary)
		if remark != test.remark || (err == nil) != (test.err == "") || err != nil && err.Error() != test.err {
			t.Errorf("%d, %d: %q, %v", test.archive, test.binary, remark, err)
		}
	}
	for name, want := range map[string]string{
		"linux/amd64": "x86_64", "linux/arm64": "arm64", "linux/amd64/v2": "", "linux/arm64/v8": "", "linux/arm/v7": "", "linux/s390x": "",
	} {
		p, err := image.ParsePlatform(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := (forLambda{}).CheckPlatform(p); (err == nil) != (want != "") {
			t.Errorf("%s: %v", name, err)
		}
		if got := (forLambda{}).Deploy("my.func", "x.zip", p); want != "" && !strings.Contains(got, "--function-name my-func ") ||
			!strings.Contains(got, " --architectures "+want+" ") {
			t.Errorf("%s: %s", name, got)
		}
	}
}
