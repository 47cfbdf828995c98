//go:build !owgen_nethttp

package ow

import (
	"github.com/owgen/owgen/runtime/http1"
	"github.com/owgen/owgen/runtime/transport"
)

func newTransport(config transport.Config) transport.Server { return http1.New(config) }
