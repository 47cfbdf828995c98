// Package handler takes and gives types of other packages.
package handler

import (
	"net/netip"

	"github.com/owgen/owgen/testdata/golden/other-package/model"
)

type Result struct {
	Order model.Order
	Left  netip.Addr `json:"-"`
}

func Ship(p model.Order) (Result, error) { return Result{Order: p}, nil }
