package inspect

import (
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about handlers of package net/http, which are served as they are where the user asks for it.

// httpForm returns the form of a function or a variable that is a handler of package net/http, or a function that returns
// one. It returns nil for others.
func httpForm(obj types.Object) *model.Form {
	t := obj.Type()
	_, isVar := obj.(*types.Var)
	switch {
	case isVar && servesHTTP(t):
		return &model.Form{Kind: model.HTTPHandler}
	case isHTTPFunc(t):
		return &model.Form{Kind: model.HTTPFunc}
	case !isVar && returnsHandler(t):
		return &model.Form{Kind: model.HTTPNew}
	}
	return nil
}

// returnsHandler reports whether t is func() http.Handler.
func returnsHandler(t types.Type) bool {
	sig, ok := t.(*types.Signature)
	return ok && sig.TypeParams().Len() == 0 && sig.Params().Len() == 0 && sig.Results().Len() == 1 && servesHTTP(sig.Results().At(0).Type())
}

// isHTTPFunc reports whether values of type t convert to http.HandlerFunc.
func isHTTPFunc(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.TypeParams().Len() == 0 && servesCalls(sig)
}

// servesHTTP reports whether t is an http.Handler.
func servesHTTP(t types.Type) bool { return hasMethod(t, "ServeHTTP", servesCalls) }

// servesCalls reports whether a signature is func(http.ResponseWriter, *http.Request).
func servesCalls(sig *types.Signature) bool {
	return sig.Params().Len() == 2 && sig.Results().Len() == 0 && !sig.Variadic() &&
		isNamed(sig.Params().At(0).Type(), "net/http", "ResponseWriter") && isRequestOfHTTP(sig.Params().At(1).Type())
}

// isRequestOfHTTP reports whether t is *http.Request.
func isRequestOfHTTP(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	return ok && isNamed(p.Elem(), "net/http", "Request")
}
