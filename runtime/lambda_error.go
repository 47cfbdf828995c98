package ow

import (
	"strings"
	"unicode/utf8"

	"github.com/owgen/owgen/runtime/codec"
)

// This file says in the terms of AWS Lambda that a call has failed:
//
//	{"errorMessage":"no such order","errorType":"NotFound"}
//
// Step Functions and alarms go by the type. (aws/aws-lambda-go: lambda/errors.go)

// errorType names err: by its code, else by its type, as aws-lambda-go does. It calls methods of the user's error.
func errorType(err error) string {
	if detailed, ok := asType[*Error](err); ok && detailed.Code != "" {
		return detailed.Code
	}
	switch err := err.(type) {
	case paramsError, *refusal, *wrongMethod, invalidError:
		return "ParamsError"
	case message, badReply, resultError, noSecret:
		return "Error"
	default:
		name, _, _ := strings.Cut(codec.TypeName(err), "[")
		return name[strings.LastIndexByte(name, '.')+1:]
	}
}

// lambdaMessage is what callers are told of the error of c.
func (c *call) lambdaMessage() string {
	switch {
	case c.err == errPanicked:
		return string(errPanicked)
	case c.hidden:
		return "internal error"
	}
	return c.reason
}

// largestError bounds the document of an error. (aws/aws-lambda-runtime-interface-emulator: 1 MiB, of which a caller that
// gets it in a log sees a quarter)
const largestError = 256 << 10

// errorDocument returns an error as callers get it.
func errorDocument(text, kind string) string {
	for most := largestError / 2; ; most /= 2 {
		text, kind = cutAtRune(text, most), cutAtRune(kind, most)
		document := `{"errorMessage":` + quoted(text, true) + `,"errorType":` + quoted(kind, true) + `}`
		if len(document) < largestError {
			return document
		}
	}
}

// cutAtRune returns at most so many bytes of text.
func cutAtRune(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// errorHead is what a header says about an error: its type for metrics, as far as that can be one, and its cause for
// X-Ray, where the call is traced. (aws/aws-lambda-runtime-interface-emulator: internal/lambda/rapi/handler/invocationerror.go)
func (l *lambdaLoop) errorHead(text string) string {
	head := errorTypeField + ": " + functionError(l.kind) + "\r\n"
	if strings.Contains(l.event[traceField], "Sampled=1") {
		head += "Lambda-Runtime-Function-Xray-Error-Cause: " + errorCause(text, l.kind) + "\r\n"
	}
	return head
}

// functionError returns a type of an error as the platform counts it: a capital, and letters.
func functionError(kind string) string {
	letters := len(kind) > 1 && 'A' <= kind[0] && kind[0] <= 'Z'
	for i := 0; i < len(kind); i++ {
		letters = letters && (kind[i]|0x20) >= 'a' && (kind[i]|0x20) <= 'z'
	}
	if !letters {
		kind = "Error"
	}
	return "Function." + kind
}

// errorCause returns what X-Ray shows of an error, in ASCII, since it is in a header.
//
//	{"working_directory":"/var/task","exceptions":[{"type":"NotFound","message":"no such order","stack":[]}],"paths":[]}
func errorCause(text, kind string) string {
	const most = 4 << 10
	cause := `{"working_directory":"/var/task","exceptions":[{"type":` + quoted(cutAtRune(kind, most), true) +
		`,"message":` + quoted(cutAtRune(text, most), true) + `,"stack":[]}],"paths":[]}`
	var ascii []byte
	for _, r := range cause {
		if piece := string(r); r < 0x7f {
			ascii = append(ascii, piece...)
		} else {
			ascii = append(ascii, escape(r)...)
		}
	}
	return string(ascii)
}
