// Package memtracker is a tracker in memory: the reference connector, and the
// tracker on which the engine is tested. It does everything the contract knows,
// and has, as knobs, every bad habit that trackers are known for.
//
// A [Tracker] is the server. [Tracker.Connector] is our side of it, and there
// may be several, as after a restart. The other methods of Tracker are the
// people who edit by hand, and the view of a test on what is really there.
//
// What a tracker is like for its whole life ([tracker.Habits], the way it
// normalises text, its accounts) is in [Config]. What goes wrong now and then is
// in [Knobs] and may be changed at any time with [Tracker.Set]. [Config.OnCall]
// sees every call twice, before and after its effect, and can end it at either
// place: that is how a test turns the power off between effect and answer.
//
// Nothing here starts a goroutine or sleeps: waits are timers on the caller's
// context, so all of it runs in a testing/synctest bubble, and a request that
// lands late does so when somebody next looks. With the same seed and the same
// calls in the same order the same things happen.
//
// The one thing to know before changing it: a state of an issue is never
// changed once stored. A write stores a new one, so older states can be shown,
// carried by changes, and read without being copied first.
package memtracker
