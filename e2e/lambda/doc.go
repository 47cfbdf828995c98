// Package lambda tests programs on AWS Lambda, against a runtime API that checks every byte that they send. Package emulator
// tests them under AWS's own emulator.
//
// TestMain builds the programs of two packages as a user does: fixture has many handlers, and single one.
package lambda
