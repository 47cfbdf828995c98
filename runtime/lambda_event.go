package ow

import (
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// This file reads what the header of an event says about the call. (AWS Lambda Developer Guide: runtimes-api;
// aws/aws-lambda-runtime-interface-emulator: internal/lambda/rapi/rendering)

// A lambdaHead is the fields of an event that mean something, "" for those that are missing.
type lambdaHead [len(lambdaFields)]string

// The fields of an event.
const (
	requestID = iota
	deadlineMs
	functionARN
	traceField
	clientContext
	cognitoIdentity
	tenantID
	invocationID // of AWS Lambda Managed Instances, which want it back
)

var lambdaFields = [...]string{
	requestID:       "Lambda-Runtime-Aws-Request-Id",
	deadlineMs:      "Lambda-Runtime-Deadline-Ms",
	functionARN:     "Lambda-Runtime-Invoked-Function-Arn",
	traceField:      "Lambda-Runtime-Trace-Id",
	clientContext:   "Lambda-Runtime-Client-Context",
	cognitoIdentity: "Lambda-Runtime-Cognito-Identity",
	tenantID:        "Lambda-Runtime-Aws-Tenant-Id",
	invocationID:    "Lambda-Runtime-Invocation-Id",
}

// describe fills in what is known of the call.
func (l *lambdaLoop) describe(a *Activation) {
	e := &l.event
	a.Platform, a.Action, a.Version = "lambda", l.name, l.version
	a.ID, a.TraceID = e[requestID], e[traceField]
	a.event = e
}

// complete reads the rest, for handlers that take a context.
func (e *lambdaHead) complete(a *Activation) {
	if text := e[clientContext]; text != "" && isJSON(text+padding) {
		a.ClientContext = text
	}
	if text := e[cognitoIdentity]; text != "" {
		a.setIdentity(text + padding)
	}
	a.setDeadline(e[deadlineMs])
	a.FunctionARN, a.TenantID = e[functionARN], e[tenantID]
	if a.TraceParent == "" {
		a.TraceParent = xrayParent(a.TraceID)
	}
	a.event = nil // which is another one soon
}

// setIdentity reads who called through Amazon Cognito. The document is padded.
func (a *Activation) setIdentity(document string) {
	if !isJSON(document) {
		return
	}
	d := new(codec.Dec)
	members(d, document, 0, func(name string, i int) int {
		switch name {
		case "cognitoIdentityId":
			return scalar(d, document, i, &a.CognitoIdentityID)
		case "cognitoIdentityPoolId":
			return scalar(d, document, i, &a.CognitoIdentityPoolID)
		}
		return d.Skip(document, i)
	})
}

// deadlineMargin is how much earlier the context ends than the platform kills the process: then a handler that gives up is an
// answer. It is less where little time is left.
const deadlineMargin = 50 * time.Millisecond

// setDeadline reads when the platform gives up on the call, in milliseconds since 1970. Some emulators say nothing, or how
// many there are: that is no deadline. (cargo-lambda/cargo-lambda: functions_router.rs)
func (a *Activation) setDeadline(text string) {
	const year2001 = 978_307_200_000
	ms, ok := natural(text)
	if !ok || ms < year2001 {
		return
	}
	a.Deadline = time.UnixMilli(ms)
	a.margin = min(deadlineMargin, max(0, time.Until(a.Deadline)/10))
}
