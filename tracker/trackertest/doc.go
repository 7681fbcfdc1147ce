// Package trackertest is the suite that every connector passes. It tests the
// prose of the contract in package tracker, clause by clause:
//
//	func TestConnector(t *testing.T) {
//		trackertest.Run(t, func(t *testing.T) trackertest.Subject {
//			return trackertest.Subject{Spec: redmine.Spec, Connector: open(t), Project: "test"}
//		})
//	}
//
// Each check gets a subject of its own, whose tracker may hold other issues: a
// check looks only at what it made. Capabilities are found by assertion, the way
// the engine finds them. What cannot be checked is skipped with a reason, and
// all reasons are printed as a table at the end.
//
// The one thing to know before changing it: names that the suite makes up are
// the same in each run, so that a connector can be tested on recorded traffic.
// Subject.Seed keeps them apart on a tracker that keeps its issues.
package trackertest
