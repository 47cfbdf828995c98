package ow

// Invalid is for generated code. It returns err, which a method Validate of parameters returned, as an error of the
// caller: with the status 400, unless err has a status of its own.
func Invalid(err error) error {
	if statusOf(err) != 0 {
		return err
	}
	return invalidError{err}
}

// An invalidError says what is wrong with parameters, as their author wrote it.
type invalidError struct{ error }

func (e invalidError) StatusCode() int { return 400 }

func (e invalidError) Unwrap() error { return e.error }
