// Package live tells stories on real trackers: Redmine, Request Tracker and
// folders of Markdown, and on simulated Jiras, joined by a node as its owner joins them, with a config.
// People work there by the trackers' own interfaces and know nothing of our
// code; what arrives is counted in the same way. Between the node and a tracker
// stands a proxy that counts, and that can do what networks do.
//
// The trackers are found by the variables that test/trackers prints
// (REDMINE_URL and so on); a story whose trackers are not there is skipped by
// name. Run them with
//
//	test/trackers/with redmine rt -- go test ./test/live
//
// Nothing here waits by the clock: what is waited for is a state, and time is
// moved by hand where the engine wants some to pass.
package live
