package lambdaapi

import (
	"fmt"
	"os/exec"
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
)

// A Function is a process and the API that it talks to.
type Function struct {
	api *API
	cmd *exec.Cmd
}

// Start starts a function.
func Start(bin string) (*Function, error) {
	api, err := NewAPI()
	if err != nil {
		return nil, err
	}
	f := &Function{api, exec.Command(bin)}
	f.cmd.Env = []string{
		"AWS_LAMBDA_RUNTIME_API=" + api.address, "_HANDLER=bootstrap", "AWS_LAMBDA_FUNCTION_NAME=reverse", "AWS_LAMBDA_FUNCTION_VERSION=$LATEST",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=128", "AWS_REGION=eu-central-1", "TZ=:UTC",
	}
	if err := f.cmd.Start(); err != nil {
		api.Close()
		return nil, err
	}
	return f, nil
}

// Stop ends the function, and then its API.
func (f *Function) Stop() {
	f.cmd.Process.Kill()
	f.cmd.Wait()
	f.api.Close()
}

// Call hands the function an event n times, and expects the answer of the reverse example each time.
func (f *Function) Call(event []byte, n int) error {
	for range n {
		got, err := f.api.Call(event)
		if err == nil && string(got) != load.Result {
			err = fmt.Errorf("answer %s", got)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(f.cmd.Path), err)
		}
	}
	return nil
}

// CPU returns the CPU time of n calls.
func (f *Function) CPU(event []byte, n int) (float64, error) {
	before, err := measure.CPUTime(f.cmd.Process.Pid)
	if err != nil {
		return 0, err
	}
	if err := f.Call(event, n); err != nil {
		return 0, err
	}
	after, err := measure.CPUTime(f.cmd.Process.Pid)
	return float64(after - before), err
}

// Resident returns the memory of the function, in bytes.
func (f *Function) Resident() (float64, error) { return measure.Resident(f.cmd.Process.Pid) }
