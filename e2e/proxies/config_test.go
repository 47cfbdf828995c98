package proxies

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

// A kind is a proxy that is configured in some way.
type kind struct {
	name    string
	command string
	args    []string // before the name of the configuration
	reload  syscall.Signal
	config  func(setup) string
	streams bool // passes bodies on while they arrive
}

// A setup is what a configuration depends on.
type setup struct {
	dir   string // for files
	port  int
	ports []int // of the programs
}

var kinds = []kind{
	nginx("nginx", "proxy_pass http://app;", "on"),
	// A path after the name makes nginx pass on what it understood of the path, and not what the client wrote.
	nginx("nginx that rewrites paths", "proxy_pass http://app/;", "on"),
	nginx("nginx without buffers", "proxy_pass http://app;", "off"),
	{name: "haproxy", command: "haproxy", args: []string{"-W", "-db", "-f"}, reload: syscall.SIGUSR2, config: haproxyConfig, streams: true},
}

func nginx(name, pass, buffering string) kind {
	return kind{
		name: name, command: "nginx", args: []string{"-e", "stderr", "-c"}, reload: syscall.SIGHUP, streams: buffering == "off",
		config: func(s setup) string { return nginxConfig(s, pass, buffering) },
	}
}

// nginxConfig keeps connections to the programs and says whom it speaks for, as nginx's documentation advises. Everything that
// has a limit of its own is wide open, so that the program's limits show.
func nginxConfig(s setup, pass, buffering string) string {
	var servers, user string
	for _, port := range s.ports {
		servers += fmt.Sprintf("server 127.0.0.1:%d max_fails=0; ", port)
	}
	if os.Geteuid() == 0 { // its workers would be somebody who may not use the directory
		user = "user root;"
	}
	return strings.NewReplacer("DIR", s.dir, "PORT", fmt.Sprint(s.port), "SERVERS", servers, "USER", user, "PASS", pass, "BUFFERING", buffering).
		Replace(`
daemon off;
worker_processes 1;
pid DIR/nginx.pid;
USER
events { worker_connections 256; }
http {
	access_log off;
	client_body_temp_path DIR/body;
	proxy_temp_path DIR/proxy;
	fastcgi_temp_path DIR/fastcgi;
	uwsgi_temp_path DIR/uwsgi;
	scgi_temp_path DIR/scgi;
	client_max_body_size 0;
	large_client_header_buffers 4 2m;
	upstream app { SERVERS keepalive 16; }
	server {
		listen 127.0.0.1:PORT;
		location / {
			PASS
			proxy_http_version 1.1;
			proxy_set_header Connection "";
			proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
			proxy_request_buffering BUFFERING;
		}
	}
}
`)
}

// checkInterval is how often haproxy asks.
const checkInterval = 500 * time.Millisecond

// haproxyConfig asks each program for its health, which is how haproxy learns that one is about to end.
func haproxyConfig(s setup) string {
	var servers string
	for i, port := range s.ports {
		servers += fmt.Sprintf("\tserver s%d 127.0.0.1:%d check inter %dms fall 1 rise 1\n", i, port, checkInterval.Milliseconds())
	}
	return strings.NewReplacer("PORT", fmt.Sprint(s.port), "SERVERS", servers).Replace(`
global
	maxconn 256
	tune.bufsize 131072
defaults
	mode http
	timeout connect 5s
	timeout client 60s
	timeout server 60s
	timeout check 10s
	option forwardfor
	option redispatch
	http-reuse always
frontend front
	bind 127.0.0.1:PORT
	default_backend app
backend app
	balance roundrobin
	option httpchk GET /_/health
SERVERS`)
}
