package ow

import (
	"io"
	"strings"
	"testing"
	"time"
)

// OW-1, OF-16: each platform's way of starting the binary is a row, and none of them meets the bounded wait.
func TestOF16OW1Modes(t *testing.T) {
	pipe := start{stdinPipe: true}
	file := start{stdinFile: true}
	pid1 := start{first: true}
	loop := start{stdinPipe: true, resultsPipe: true, marked: true}
	for _, c := range []struct {
		name  string
		start start
		args  string
		vars  string
		want  mode
	}{
		{"shell", start{}, "", "", modeServer},
		{"container", pid1, "", "", modeServer},
		{"container with docker run -i", start{first: true, stdinPipe: true}, "", "", modeServer},
		{"pod", start{}, "", "KUBERNETES_SERVICE_HOST=10.0.0.1", modeServer},
		{"pod, stdin a pipe", pipe, "", "KUBERNETES_SERVICE_HOST=10.0.0.1", modeServer},
		{"Cloud Run", pipe, "", "K_SERVICE=x PORT=8080", modeServer},
		{"OpenWhisk", pid1, "", "__OW_API_HOST=x", modeServer},

		{"Go proxy with ack", pipe, "", "__OW_WAIT_FOR_ACK=1", modeActionLoop},
		{"Go proxy", pipe, "", "__OW_PROXY_VERSION=1.17", modeActionLoop},
		{"old Go proxy", loop, "", "", modeActionLoop},
		{"Go proxy in a pod", loop, "", "KUBERNETES_SERVICE_HOST=10.0.0.1 __OW_PROXY_VERSION=1.17", modeActionLoop},
		{"a pipe on 3 alone", start{stdinPipe: true, resultsPipe: true}, "", "", modeWait},

		{"JSON argument", start{}, `{"a":1}`, "", modeArgument},
		{"JSON array argument", start{}, `[1]`, "", modeArgument},
		{"spaced JSON argument", start{}, `{}`, "", modeArgument},
		{"JSON argument as process 1", pid1, `{}`, "", modeArgument},
		{"dockerskeleton", pipe, `{}`, "FLASK_PROXY_PORT=8080 KUBERNETES_SERVICE_HOST=10.0.0.1", modeArgument},
		{"dockerskeleton, long parameters", pipe, "", "FLASK_PROXY_PORT=8080 KUBERNETES_SERVICE_HOST=10.0.0.1 PORT=1", modeStdin},
		{"in place of dockerskeleton's proxy", start{first: true, stdinPipe: true}, "", "FLASK_PROXY_PORT=8080", modeServer},
		{"dash", start{}, "-", "", modeStdin},
		{"dash in a pod", pid1, "-", "KUBERNETES_SERVICE_HOST=10.0.0.1 PORT=8080", modeStdin},

		{"watchdog child", pipe, "", "Http_Method=POST KUBERNETES_SERVICE_HOST=10.0.0.1 port=8080", modeStdin},
		{"of-watchdog's http child", pipe, "", "mode=http upstream_url=http://127.0.0.1:8082", modeServer},
		{"upstream_url alone", pipe, "", "upstream_url=http://127.0.0.1:8082", modeServer},

		{"filter", pipe, "", "", modeWait},
		{"file", file, "", "", modeStdin},
		{"file as process 1", start{first: true, stdinFile: true}, "", "", modeServer},
		{"file with PORT", file, "", "PORT=8080", modeServer},

		{"help", start{}, "-h", "", modeHelp},
		{"version", start{}, "-version", "", modeVersion},
		{"healthcheck", start{}, "-healthcheck", "", modeHealthcheck},
		{"unknown argument", start{}, "serve", "", modeMisuse},
		{"unknown flag", start{}, "-x", "", modeMisuse},
		{"two arguments", start{}, "{} {}", "", modeMisuse},

		{"forced server", pipe, "", "OWGEN_MODE=server __OW_WAIT_FOR_ACK=1", modeServer},
		{"forced loop", start{}, "", "OWGEN_MODE=actionloop", modeActionLoop},
		{"forced one-shot", pid1, "", "OWGEN_MODE=oneshot PORT=1", modeStdin},
		{"forced one-shot with argument", pid1, "{}", "OWGEN_MODE=oneshot", modeArgument},
		{"forced nonsense", start{}, "", "OWGEN_MODE=fast", modeMisuse},
	} {
		s := c.start
		s.args, s.env = strings.Fields(c.args), environment(strings.Fields(c.vars)...)
		got, err := s.choose()
		if got != c.want || (err != nil) != (got == modeMisuse) {
			t.Errorf("%s: got mode %d, error %v; want %d", c.name, got, err, c.want)
		}
	}
}

func TestOF16BoundedWait(t *testing.T) {
	all, ok := await(strings.NewReader(`{"a":1}`), time.Minute)
	if !ok {
		t.Fatal("input is not seen")
	}
	if b, _ := io.ReadAll(all); string(b) != `{"a":1}` {
		t.Errorf("got %q", b)
	}
	if _, ok := await(strings.NewReader(""), time.Minute); ok {
		t.Error("the end of the input counts as input")
	}
	r, w := io.Pipe()
	defer w.Close()
	began := time.Now()
	if _, ok := await(r, 20*time.Millisecond); ok || time.Since(began) > patience/2 {
		t.Error("silence counts as input, or takes long")
	}
}
