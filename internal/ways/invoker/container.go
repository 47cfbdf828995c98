package invoker

import (
	"cmp"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/ways/group"
)

// Options are how the operator and the owner of an action have set things. The zero value is the default installation.
type Options struct {
	Time       time.Duration // time limit of /init and of /run; 0: a minute
	MaxResult  int64         // bytes of a result; 0: 1 MB
	Pooled     bool          // reuse connections, as the Pekko client does
	Awake      bool          // never freeze the container
	Blackbox   bool          // an image of the user's: sentinels are not waited for
	Concurrent bool          // several activations at once: logs are not told apart
	Impatient  bool          // give up on a process that has ended, where the real invoker tries until the time limit
	OneStream  bool          // stdout is stderr, so that lines come in the order in which they were printed

	// Heard is told of each line of the logs as it comes, without its line feed and without sentinels.
	Heard func(stream int, text string)
}

// A Body is what is inside a container.
type Body interface {
	Freeze() error
	Thaw() error
	Kill()
}

// A Container is one of an action's containers, in the hands of an invoker.
type Container struct {
	*Logs
	options Options
	client  *client
	body    Body

	mu     sync.Mutex
	inside int  // requests
	warm   bool // a /run went well
	gone   bool
}

// Start starts a program as the process of a container, with the variables given and PORT, and returns at once: whether
// it listens is for Init to find out.
func Start(bin string, o Options, env ...string) (*Container, error) {
	logs, err := NewLogs()
	if err != nil {
		return nil, err
	}
	logs.Tell(o.Heard)
	port, release, err := program.ReservePort()
	if err != nil {
		logs.Close()
		return nil, err
	}
	cmd := exec.Command(bin)
	cmd.Env = append([]string{"PORT=" + strconv.Itoa(port)}, env...)
	cmd.Stdout, cmd.Stderr = logs.Stdout, logs.Stderr
	if o.OneStream {
		cmd.Stdout = logs.Stderr
	}
	p, err := startProcess(cmd)
	if err != nil {
		release()
		logs.Close()
		return nil, err
	}
	go func() {
		<-p.exited
		release()
	}()
	c := Attach("127.0.0.1:"+strconv.Itoa(port), logs, p, o)
	if o.Impatient {
		c.client.ended = p.exited
	}
	return c, nil
}

// Attach makes a container of anything that listens at the address and writes to the logs.
func Attach(address string, logs *Logs, body Body, o Options) *Container {
	o.Time = cmp.Or(o.Time, time.Minute)
	o.MaxResult = cmp.Or(o.MaxResult, 1<<20)
	return &Container{Logs: logs, options: o, body: body, client: newClient(address, o.MaxResult, o.Pooled)}
}

// Limit sets the time limit of the requests to come.
func (c *Container) Limit(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.options.Time = d
}

func (c *Container) limit() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.options.Time
}

// enter thaws the container for a request.
func (c *Container) enter() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gone {
		return errGone
	}
	c.inside++
	if c.inside > 1 || c.options.Awake {
		return nil
	}
	return c.body.Thaw()
}

var errGone = errors.New("the container was destroyed")

// leave freezes the container after the last of its requests.
func (c *Container) leave() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inside--
	if c.inside > 0 || c.gone || c.options.Awake {
		return nil
	}
	c.client.drop()
	return c.body.Freeze()
}

// Destroy removes the container, if it is still there.
func (c *Container) Destroy() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.gone {
		c.gone = true
		c.client.destroy()
		c.body.Kill()
		c.client.drop()
	}
}

// Close destroys the container and its logs.
func (c *Container) Close() {
	c.Destroy()
	c.Logs.Close()
}

// A Process is the body of a container that consists of it and of its children.
type Process struct {
	cmd    *exec.Cmd
	exited chan struct{}
}

func startProcess(cmd *exec.Cmd) (*Process, error) {
	group.Lead(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start of the container: %w", err)
	}
	p := &Process{cmd: cmd, exited: make(chan struct{})}
	go func() {
		cmd.Wait()
		close(p.exited)
	}()
	return p, nil
}

// Freeze stops the process.
func (p *Process) Freeze() error { return group.Freeze(p.cmd) }

// Thaw ends Freeze.
func (p *Process) Thaw() error { return group.Thaw(p.cmd) }

// Kill ends the process.
func (p *Process) Kill() {
	if group.Kill(p.cmd) == nil {
		<-p.exited
	}
}

// Process returns the body of a container made by Start.
func (c *Container) Process() *Process { return c.body.(*Process) }

// State returns how the process ended, such as "signal: killed", or "" while it runs.
func (p *Process) State() string {
	select {
	case <-p.exited:
		return p.cmd.ProcessState.String()
	default:
		return ""
	}
}

// PID is the process.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Terminate asks the process to end, as Kubernetes does with a pod that it drains.
func (p *Process) Terminate() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.Thaw()
}

// Wait waits for the end of the process and returns its exit code.
func (p *Process) Wait() (exit int, err error) {
	select {
	case <-p.exited:
		return p.cmd.ProcessState.ExitCode(), nil
	case <-time.After(patience):
		return -1, errors.New("the process does not end")
	}
}
