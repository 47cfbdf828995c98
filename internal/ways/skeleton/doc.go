// Package skeleton imitates the two ways in which OpenWhisk's docker actions start a process for each activation:
// the action proxy of the image openwhisk/dockerskeleton, and the Docker SDK of 2016 that it replaced.
//
// The facts are those of apache/openwhisk-runtime-docker at 8403728 (core/actionProxy/actionproxy.py), and of
// apache/openwhisk at ee72ad01b (sdk/docker/server/src/service.js).
//
// # Files
//
//	proxy.go   dockerskeleton's HTTP side: /init and /run
//	runner.go  the process of an activation: what it gets, and what is made of its output
//	dumps.go   JSON as Python writes it
//	sdk.go     the Docker SDK of 2016
package skeleton
