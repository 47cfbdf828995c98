package lambdaapi

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/internal/program"
)

// BuildEmulator builds AWS's own emulator of Lambda, in the version that the end-to-end tests have.
func BuildEmulator(out string) error {
	return program.Build("../e2e/emulator", "github.com/aws/aws-lambda-runtime-interface-emulator/cmd/aws-lambda-rie", out)
}

// FirstCall starts the emulator and returns the time that its first call takes, which starts the function.
func FirstCall(emulator, bin string, event []byte) (took time.Duration, err error) {
	var ports [2]string
	for i := range ports {
		port, release, err := program.ReservePort()
		if err != nil {
			return 0, err
		}
		defer release()
		ports[i] = "127.0.0.1:" + strconv.Itoa(port)
	}
	cmd := exec.Command(emulator, "--runtime-interface-emulator-address", ports[0], "--runtime-api-address", ports[1], bin, "bootstrap")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "AWS_LAMBDA_FUNCTION_NAME=reverse"}
	cmd.Dir = filepath.Dir(bin)
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	for _, port := range ports { // the emulator starts a function before its runtime API listens, if the call comes at once
		if err := listens(port); err != nil {
			return 0, err
		}
	}
	begin := time.Now()
	client := http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Post("http://"+ports[0]+"/2015-03-31/functions/function/invocations", "application/json", bytes.NewReader(event))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	took = time.Since(begin)
	if err == nil && string(body) != load.Result {
		err = fmt.Errorf("%s under the emulator: answer %s", filepath.Base(bin), body)
	}
	return took, err
}

// listens waits until a server listens.
func listens(address string) error {
	for end := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			return conn.Close()
		}
		if time.Now().After(end) {
			return err
		}
	}
}
