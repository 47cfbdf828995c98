//go:build linux

package emulator

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/e2e/internal/ci"
)

// managed starts the emulator of Managed Instances, which starts /var/task/bootstrap as a user of its own: so it has a root
// directory of its own.
func managed(t *testing.T, handler string, vars ...string) (e *emulator, root string) {
	t.Helper()
	if os.Getuid() != 0 {
		ci.Skip(t, "the emulator of Managed Instances has to be root, since it starts programs as another user")
	}
	root = openDir(t)
	for from, to := range map[string]string{tool: "rie", binary: "var/task/bootstrap", os.DevNull: "dev/null"} {
		b, err := os.ReadFile(from)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(root, to)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(root, to), b, 0o777)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	e = &emulator{t: t, addr: freeAddr(t)}
	cmd := exec.Command("/rie", "--runtime-interface-emulator-address", e.addr, "--runtime-api-address", freeAddr(t), "/var/task/bootstrap")
	cmd.Dir = "/"
	cmd.Env = append([]string{"AWS_LAMBDA_FUNCTION_NAME=shop", "AWS_LAMBDA_FUNCTION_TIMEOUT=20", "_HANDLER=" + handler}, vars...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root}
	e.run(cmd)
	return e, root
}

func TestAWS22FourAtOnce(t *testing.T) {
	e, root := managed(t, "Meet", "AWS_LAMBDA_MAX_CONCURRENCY=4")
	var wg sync.WaitGroup
	for k := range 4 {
		wg.Go(func() {
			if got := e.insist(fmt.Sprintf(`{"File":"/%d"}`, k)); got != fmt.Sprintf(`{"Met":"/%d"}`, k) {
				t.Errorf("%d: %s", k, got)
			}
		})
	}
	for k := range 4 { // they are all there before the first one ends
		e.await(fmt.Sprintf("waiting for /%d", k), 1)
	}
	for k := range 4 {
		if err := os.WriteFile(filepath.Join(root, fmt.Sprint(k)), nil, 0o666); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
}

func TestAWS22PanicsOfManagedInstances(t *testing.T) {
	e, _ := managed(t, "Fail", "AWS_LAMBDA_MAX_CONCURRENCY=2")
	for range 10 {
		if got := e.insist(`{"how":"panic","text":"secret"}`); !strings.Contains(got, `"errorType":"Panic"`) {
			t.Errorf("%s", got)
		}
	}
	if got := e.insist(`{}`); got != `{}` {
		t.Errorf("after panics: %s", got)
	}
}

// insist is invoke until somebody is there: the emulator refuses events while no loop has asked for one.
func (e *emulator) insist(payload string) (got string) {
	e.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if got = e.invoke(payload); got != `{"errorType":"Runtime.Unavailable"}` {
			break
		}
	}
	return got
}
