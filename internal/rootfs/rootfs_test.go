package rootfs

import (
	"archive/tar"
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/epoch"
)

func TestTarHasTheModesThatPlatformsNeed(t *testing.T) {
	archive, err := Tar([]byte("certificates\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	r := tar.NewReader(bytes.NewReader(archive))
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		got = append(got, fmt.Sprintf("%04o %d:%d %s", h.Mode, h.Uid, h.Gid, h.Name))
		if !h.ModTime.Equal(epoch.Default) {
			t.Errorf("%s was changed at %v", h.Name, h.ModTime)
		}
	}
	want := `0755 0:0 etc/
0644 0:0 etc/group
0644 0:0 etc/passwd
0755 0:0 etc/ssl/
0755 0:0 etc/ssl/certs/
0644 0:0 etc/ssl/certs/ca-certificates.crt
1777 0:0 tmp/`
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("the archive holds\n%s\nwant\n%s", text, want)
	}
	again, _ := Tar([]byte("certificates\n"))
	if !bytes.Equal(archive, again) {
		t.Error("two archives of the same certificates differ")
	}
}

// headers returns the type and the name of each header as they stand in an archive, also of those that archive/tar hides.
func headers(t *testing.T, archive []byte) (all []string) {
	t.Helper()
	for block := archive; len(block) >= 512 && block[0] != 0; {
		name, _, _ := strings.Cut(string(block[:100]), "\x00")
		all = append(all, string(block[156])+" "+name)
		size, err := strconv.ParseInt(string(block[124:135]), 8, 64)
		if err != nil {
			t.Fatal(err)
		}
		block = block[512+(size+511)/512*512:]
	}
	return all
}

// Readers of images, such as umoci and dive, refuse headers that are neither files nor directories.
func TestTheLayerIsTheArchiveWithoutItsMark(t *testing.T) {
	archive, err := Tar([]byte("certificates\n"))
	if err != nil {
		t.Fatal(err)
	}
	layer, err := Layer([]byte("certificates\n"), epoch.Default)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"5 etc/", "0 etc/group", "0 etc/passwd", "5 etc/ssl/", "5 etc/ssl/certs/", "0 etc/ssl/certs/ca-certificates.crt", "5 tmp/"}
	if got := headers(t, layer); !slices.Equal(got, want) {
		t.Errorf("the layer has the headers %q, want %q", got, want)
	}
	if !bytes.HasSuffix(archive, layer) {
		t.Error("the archive does not end as the layer does")
	}
}

func TestOursIsWhatTarMade(t *testing.T) {
	archive, err := Tar(nil)
	if err != nil {
		t.Fatal(err)
	}
	var other bytes.Buffer
	w := tar.NewWriter(&other)
	if err := errors.Join(w.WriteHeader(&tar.Header{Name: "tmp/", Typeflag: tar.TypeDir}), w.Close()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		archive []byte
		want    bool
	}{
		{"of Tar", archive, true},
		{"by hand", other.Bytes(), false},
		{"none", []byte("text"), false},
		{"empty", nil, false},
	} {
		if got := Ours(test.archive); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

// TestRootsVerify verifies a root itself with the pool: each must be there, and be a certificate that crypto/x509 takes.
func TestRootsVerify(t *testing.T) {
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(Roots()) {
		t.Fatal("no certificates")
	}
	n := 0
	for rest := Roots(); ; n++ {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		if !cert.IsCA {
			t.Errorf("%v is no authority", cert.Subject)
		}
	}
	if n < 100 {
		t.Errorf("only %d roots", n)
	}
}

func TestCheckTellsWhatIsNoCertificate(t *testing.T) {
	key := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("secret")})
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"roots", Roots(), ""},
		{"text", []byte("hello\n"), "no certificate"},
		{"empty", nil, "no certificate"},
		{"key", key, "private key"},
		{"certificates and key", append(Roots(), key...), "private key"},
	} {
		switch err := Check(test.data); {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", test.name, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: got %v, want an error with %q", test.name, err, test.want)
		}
	}
}
