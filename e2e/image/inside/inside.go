// Package inside is a user's package whose handler reports what there is in its image. The tests generate its program in a
// module of its own.
package inside

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/user"
	"strconv"
)

// A Question is what the handler is to look for.
type Question struct {
	Certificate string `json:"certificate"` // in PEM: is it trusted?
	User        string `json:"user"`        // a name
}

// A Report is what there is. Where there should be something and is not, it holds the error.
type Report struct {
	UID     int    `json:"uid"`
	Self    string `json:"self"`    // name of the user
	User    string `json:"user"`    // id of the user asked for
	Temp    string `json:"temp"`    // "" if files can be created in the directory for temporary ones
	Root    string `json:"root"`    // the same for the directory /
	Trusted string `json:"trusted"` // "" if the certificate is
}

// Look reports.
func Look(q Question) (Report, error) {
	return Report{
		UID:     os.Getuid(),
		Self:    self(),
		User:    id(q.User),
		Temp:    create(""),
		Root:    create("/"),
		Trusted: verify(q.Certificate),
	}, nil
}

func self() string {
	// Not user.Current, which makes do with variables of the environment.
	u, err := user.LookupId(strconv.Itoa(os.Getuid()))
	if err != nil {
		return err.Error()
	}
	return u.Username
}

func id(name string) string {
	u, err := user.Lookup(name)
	if err != nil {
		return err.Error()
	}
	return u.Uid
}

func create(dir string) string {
	f, err := os.CreateTemp(dir, "inside-*")
	if err != nil {
		return err.Error()
	}
	f.Close()
	os.Remove(f.Name())
	return ""
}

// verify looks in the pool of the system, which is what TLS does.
func verify(certificate string) string {
	block, _ := pem.Decode([]byte(certificate))
	if block == nil {
		return "no PEM"
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err == nil {
		_, err = c.Verify(x509.VerifyOptions{})
	}
	if err != nil {
		return err.Error()
	}
	return ""
}
