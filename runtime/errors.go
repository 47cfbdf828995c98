package ow

import "github.com/owgen/owgen/runtime/codec"

// An Error is an error that says what the caller sees. Handlers return it if a plain error is not enough:
//
//	return Result{}, &ow.Error{Status: 404, Message: "no such order"}
//
// A caller over HTTP gets the status, and so does the caller of an OpenWhisk web action. The body is the JSON object that
// this package makes of all errors: {"error":"no such order"}. With Code or Fields it is
//
//	{"error":{"message":"invalid order","code":"invalid","fields":{"items":"must not be empty"}}}
//
// Who calls a function of AWS Lambda without HTTP gets what that platform has for errors, where the Code is the type:
//
//	{"errorMessage":"no such order","errorType":"NotFound"}
//
// Any other error that has a method StatusCode() int sets the status, too. A wrapped Error counts; the message is then
// the text of the whole chain.
//
// A nil *Error is not a nil error. If a handler returns one, even wrapped or joined, its caller gets an error that says
// so.
type Error struct {
	Status  int               // HTTP status, 400 to 599; anything else means 500
	Message string            // for the caller; if empty, the text of Err
	Code    string            // for the caller's program, if not empty
	Fields  map[string]string // what is wrong with single parameters, by their paths: items[3].sku
	Err     error             // the cause; callers see its text only where Message is empty
}

// Error returns the message.
func (e *Error) Error() string {
	switch {
	case e == nil:
		return errNilError.Error()
	case e.Message == "" && e.Err != nil:
		return e.Err.Error()
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error {
	if e == nil {
		return errNilError // by which errors.Is finds it, wherever it is
	}
	return e.Err
}

// StatusCode returns Status.
func (e *Error) StatusCode() int {
	if e == nil {
		return 0
	}
	return e.Status
}

// statusOf returns the HTTP status that err carries, or 0.
func statusOf(err error) int {
	type coded interface {
		error
		StatusCode() int
	}
	if coded, ok := asType[coded](err); ok {
		if status := coded.StatusCode(); 400 <= status && status <= 599 {
			return status
		}
	}
	return 0
}

// appendError appends the JSON object that tells a caller about err, whose text is reason.
func appendError(b []byte, reason string, err error) []byte {
	var e codec.Enc
	b = append(b, `{"error":`...)
	code, fields := details(err)
	if code == "" && len(fields) == 0 {
		return append(codec.AppendString(&e, b, &reason), '}')
	}
	b = append(b, `{"message":`...)
	b = codec.AppendString(&e, b, &reason)
	if code != "" {
		b = append(b, `,"code":`...)
		b = codec.AppendString(&e, b, &code)
	}
	if len(fields) > 0 {
		b = append(b, `,"fields":`...)
		open := len(b)
		for _, f := range fields {
			b = codec.AppendKey(&e, b, f.Path)
			b = codec.AppendString(&e, b, &f.Msg)
		}
		b = codec.Close(b, open)
	}
	return append(b, `}}`...)
}

// asType returns the first error of type T in the tree of err. It does what errors.AsType does since Go 1.26: copies of this
// package are for older versions, too, and errors.As would link reflection.
func asType[T error](err error) (found T, ok bool) {
	for err != nil {
		if found, ok := err.(T); ok {
			return found, true
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(&found) {
			return found, true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, err := range x.Unwrap() {
				if found, ok := asType[T](err); ok {
					return found, true
				}
			}
			return found, false
		default:
			return found, false
		}
	}
	return found, false
}

// details returns what err says besides its text.
func details(err error) (code string, fields []codec.Violation) {
	if invalid, ok := err.(paramsError); ok && len(invalid.cause.Violations) > 0 {
		return "invalid", invalid.cause.Violations
	}
	detailed, ok := asType[*Error](err)
	if !ok {
		return "", nil
	}
	for path, msg := range detailed.Fields {
		fields = append(fields, codec.Violation{Path: path, Msg: msg})
		for k := len(fields) - 1; k > 0 && fields[k-1].Path > path; k-- { // package slices would add 16 kB to the program
			fields[k-1], fields[k] = fields[k], fields[k-1]
		}
	}
	return detailed.Code, fields
}

// errorBody is appendError for an error that has only a text.
func errorBody(reason string) []byte { return appendError(nil, reason, nil) }

// A message is an error of this package that needs only a text.
type message string

func (m message) Error() string { return string(m) }

// errNilError is in the tree of each error that holds a nil *Error.
const errNilError = message("a nil *ow.Error, which is not a nil error")

// A call ends with one of these if the handler fails without returning an error.
const (
	errPanicked = message("The action panicked. See logs for details.")
	errVanished = message("The action ended its goroutine instead of returning.")
	// The text is OpenWhisk's: its conformance tests compare it. (apache/openwhisk: BasicActionRunnerTests.scala)
	errNotContainer = message("The action did not return a dictionary or array.")
)

// A paramsError says that the parameters of a call are not what the handler takes. This is the caller's fault.
type paramsError struct{ cause *codec.Error }

func (e paramsError) Error() string { return e.cause.Error() }

func (e paramsError) StatusCode() int { return 400 }

// A resultError says that a result has no JSON form. This is the handler's fault.
type resultError struct{ cause *codec.Error }

func (e resultError) Error() string { return e.cause.Error() }
