//go:build owgen_nethttp

package ow

import (
	"github.com/owgen/owgen/runtime/nethttp"
	"github.com/owgen/owgen/runtime/transport"
)

func newTransport(config transport.Config) transport.Server { return nethttp.New(config) }
