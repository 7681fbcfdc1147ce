// Package hub is the vocabulary every other package and both nodes share: the
// issue as it travels, its parts, the replica, the pair, the event and its
// steps, the envelope and the errors. It holds no I/O, imports only the
// standard library, and its JSON names are the wire format, so a change here
// is a protocol change.
package hub
