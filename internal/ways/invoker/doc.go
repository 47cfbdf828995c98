// Package invoker is a small OpenWhisk invoker: it treats a program as the real one treats an action container, and
// reports what the user of the action would see.
//
// What the real one does, and this one too:
//
//   - It connects as soon as the process exists and tries again every 50 ms, until /init gets through or its time is up.
//   - Each request has a connection of its own, or comes through a pool that is dropped when the container is frozen.
//   - A response without Content-Length, with status 204, or cut off, does not count. A response above the limit is
//     truncated.
//   - Each activation's logs end with a sentinel on both streams, which are waited for before the activation is complete.
//   - Status and body decide what the user sees, and whether the container is kept or destroyed.
//   - A container at rest is frozen. Here it is frozen at once, with the last byte of the response and before the logs are
//     read, where the real one allows ten seconds of grace: so what the program did not write in time is missing for sure.
//
// The facts are those of apache/openwhisk at 1fae641a2: Container.scala, ContainerProxy.scala, DockerContainer.scala,
// ApacheBlockingContainerClient.scala, PekkoContainerClient.scala, ActivationResult.scala, ErrorResponse.scala. Nothing is
// copied from there but the texts that users see.
//
// # Files
//
//	container.go   a container: its process, frozen and thawed
//	client.go      one request and what becomes of it
//	outcome.go     what the user sees
//	logs.go        the logs of an activation
//	activation.go  Init and Run: all of that together
package invoker
