package child

import (
	"os/exec"
	"runtime"
)

// A Process is one in a process group of its own. On Linux it is killed when this process ends, however that ends.
type Process struct {
	cmd   *exec.Cmd
	ended chan struct{}
	death string
	err   error
}

// StartProcess starts a command.
func StartProcess(cmd *exec.Cmd) (*Process, error) {
	p := &Process{cmd: cmd, ended: make(chan struct{})}
	setGroup(cmd)
	started := make(chan error)
	go p.run(started)
	return p, <-started
}

// run starts the process and waits for its end on one thread, since Linux takes the end of the thread that has started a
// process for the end of its parent.
func (p *Process) run(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := p.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	p.err = p.cmd.Wait()
	killGroup(p.cmd.Process) // what it has started itself
	p.death = p.cmd.ProcessState.String()
	close(p.ended)
}

// Ended is closed when the process is gone.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// Err is nil if the process has ended well. It is to be called after Ended.
func (p *Process) Err() error { return p.err }

// Kill ends the process and all that it has started. It may be gone already.
func (p *Process) Kill() {
	select {
	case <-p.ended: // its number may be that of another process by now
	default:
		killGroup(p.cmd.Process)
	}
}

func (p *Process) terminate() {
	select {
	case <-p.ended:
	default:
		terminate(p.cmd.Process)
	}
}
