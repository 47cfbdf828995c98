// Package emulator tests programs under AWS's own emulator of Lambda, as it is and as it emulates Managed Instances, with the
// events that aws-lambda-go has for its tests. Package lambda tests them byte by byte.
//
// It is a module of its own because the emulator needs versions of others that are older than ours.
package emulator
