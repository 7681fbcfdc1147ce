// Package storm plays random stories in a world of two nodes and two trackers
// and checks afterwards that every promise was kept.
//
// A [Story] comes from one seed: what the trackers are like, which rules the
// two owners have, and a list of acts (people edit, nodes work, answers are
// lost, the power goes, a worker is taken over in the middle of a call). Each
// act draws from a source of its own, so an act that is left out changes
// nothing of the others: that is how [Shrink] makes a failing story short.
// [Play] carries a story out, lets the weather clear up, lets the owner see to
// what waits for him, and checks; [Fleet] plays many stories side by side.
//
// What must hold is decided against a plain model, kept from what a bystander
// with full view of both trackers saw: who wrote what, and when it was read.
// The engines' own records are asked only where the promise is about them
// (the history of a pair, open faults, how many messages were made).
//
// The one thing to know before changing it: whatever a story does must depend
// on its seed alone. No clock, no order of a map, no global source.
package storm
