package actionzip

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
)

func managed(t *testing.T) Kind {
	t.Helper()
	kind, err := ParseKind("go:1.22")
	if err != nil {
		t.Fatal(err)
	}
	return kind
}

func TestPackIsWhatThePlatformsUnpack(t *testing.T) {
	archive, err := managed(t).Pack(strings.NewReader("program"), time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"exec": "program", "exec.env": "openwhisk/action-golang-v1.22\n"}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil || string(content) != want[f.Name] {
			t.Errorf("%s holds %q (%v), want %q", f.Name, content, err, want[f.Name])
		}
		if f.Name == "exec" && f.Mode() != 0o755 {
			t.Errorf("the mode of exec is %v", f.Mode())
		}
		delete(want, f.Name)
	}
	for name := range want {
		t.Errorf("%s is missing", name)
	}
	again, _ := managed(t).Pack(strings.NewReader("program"), time.Unix(0, 0))
	if !bytes.Equal(archive, again) {
		t.Error("two archives of one program differ")
	}
}

func TestEnvironmentIsTheImageThatCompiles(t *testing.T) {
	if got, err := Environment("go:1.22"); err != nil || got != "openwhisk/action-golang-v1.22" {
		t.Errorf("got %q and %v", got, err)
	}
	for _, kind := range []string{"", "go", "go:", "go:default", "go:2.1", "python:3", "go:1.22\n"} {
		if _, err := Environment(kind); err == nil {
			t.Errorf("%q is taken", kind)
		}
	}
}

func TestSizeIsThatOfBase64(t *testing.T) {
	const most = limit / 4 * 3
	if remark, err := managed(t).CheckSize(most, 0); err != nil || remark != "the archive takes 100 % of what OpenWhisk accepts" {
		t.Errorf("%q, %v", remark, err)
	}
	if _, err := managed(t).CheckSize(most+1, 0); err == nil {
		t.Error("an archive that is too large passes")
	}
}

func TestFilesWereChangedWhenAskedForButNotBefore1980(t *testing.T) {
	for seconds, want := range map[int64]string{0: "1980-01-01T00:00:00Z", 1700000000: "2023-11-14T22:13:20Z"} {
		archive, err := managed(t).Pack(strings.NewReader("program"), time.Unix(seconds, 0).UTC())
		if err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			if got := f.Modified.UTC().Format(time.RFC3339); got != want {
				t.Errorf("%s was changed at %s, want %s", f.Name, got, want)
			}
		}
	}
}
