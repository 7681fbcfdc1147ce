package hub

import (
	"encoding/json"
	"time"
)

// Event is one unit of work for one end. Events of a lane of an end run in
// order; different pairs run side by side.
type Event struct {
	ID         EventID      `json:"id"`
	Connection ConnectionID `json:"connection"`
	EndKey
	Tracker      string    `json:"tracker"`
	Issue        string    `json:"issue,omitempty"` // local issue id: work on one issue is serialised over pairs
	Key          string    `json:"key,omitempty"`   // what people call the issue
	Lane         Lane      `json:"lane"`
	Position     int64     `json:"position"` // stored order within the node, not a clock
	Step         Step      `json:"step"`
	State        State     `json:"state"`
	Bulk         bool      `json:"bulk,omitempty"`
	Run          string    `json:"run,omitempty"` // the bulk run that took the issue in
	Attempt      int       `json:"attempt,omitempty"`
	FailingSince time.Time `json:"failingSince,omitzero"`
	NotBefore    time.Time `json:"notBefore,omitzero"`
	Created      time.Time `json:"created"`
	Finished     time.Time `json:"finished,omitzero"`
	FaultID      string    `json:"faultId,omitempty"`
	Fault        *Error    `json:"fault,omitempty"`
	Note         string    `json:"note,omitempty"` // why it ended as it did, in words
	Skip         string    `json:"skip,omitempty"` // an owner's reason to go on without it

	// out: the change noticed and what it became
	Reason   Reason    `json:"reason,omitempty"`
	Rev      Rev       `json:"rev,omitempty"` // revision of Snapshot
	Log      string    `json:"log,omitempty"` // newest change-log entry of Snapshot
	Snapshot *Issue    `json:"snapshot,omitempty"`
	Carried  bool      `json:"carried,omitempty"` // Snapshot came with the notice, it was not read
	Changed  []Part    `json:"changed,omitempty"` // D: parts in which Snapshot differs from what was captured
	Captured bool      `json:"captured,omitempty"`
	Seen     uint64    `json:"seen,omitempty"`
	Force    bool      `json:"force,omitempty"` // tell even what equals the baseline
	Hops     int       `json:"hops,omitempty"`
	Merged   EventID   `json:"merged,omitempty"`   // what it was merged into
	Before   Parts     `json:"before,omitempty"`   // the values of Changed in what was captured before
	Told     Parts     `json:"told,omitempty"`     // those that went with the message
	Envelope *Envelope `json:"envelope,omitempty"` // what to send, or what arrived

	Approved bool `json:"approved,omitempty"` // an owner let it pass the guard
	// Refusal says why a connect came to nothing.
	Refusal *Error `json:"refusal,omitempty"`

	// in: what it takes to apply the message
	Apply *Apply `json:"apply,omitempty"`
	Calls []Call `json:"calls,omitempty"`

	// Case is what a script rule saw when it ran for this event, as entwine rule
	// run takes it.
	Case Values `json:"case,omitempty"`
	// Rules names the version of the rules that ran: a number where they were
	// published, else what tells one state of their folder from another.
	Rules string `json:"rules,omitempty"`
}

// Seq returns the seq of the message an event carries, 0 if it has none yet.
func (e *Event) Seq() uint64 {
	if e.Envelope == nil {
		return 0
	}
	return e.Envelope.Seq
}

// Lane is one of the two directions in which an end works.
type Lane string

// The lanes.
const (
	Out Lane = "out" // a local change to be told
	In  Lane = "in"  // a message to be applied
)

// Reason says why an out event is there.
type Reason string

// The reasons.
const (
	Changed Reason = "changed" // the tracker showed a change
	Trigger Reason = "trigger" // a trigger took the issue in
	Resync  Reason = "resync"  // somebody asked to tell it again
	Retell  Reason = "retell"  // the winner of a crossing tells once more
	Kept    Reason = "kept"    // a person's value that stood against a message
	Deleted Reason = "deleted" // the tracker says the issue was deleted
	Related Reason = "related" // an issue that it is linked with is paired now
	Rejoin  Reason = "rejoin"  // a restored side shows how its issue is
	Asked   Reason = "asked"   // our incoming rule asked for it
	Stop    Reason = "stop"    // an owner ends the pair
	Connect Reason = "connect" // it is to be a pair with an issue that exists over there
)

// State is how an event stands, in the words every surface uses.
type State string

// The states of an event.
const (
	Waiting  State = "waiting"  // for its turn, its time or an acknowledgement
	Running  State = "running"  // a worker has it
	Retrying State = "retrying" // heals by itself
	Blocked  State = "blocked"  // needs somebody: FaultID says why
	Failed   State = "failed"   // given up by an owner's decision of the other side
	Done     State = "done"
	Skipped  State = "skipped"
)

// Ended reports whether nothing is left to do.
func (s State) Ended() bool { return s == Done || s == Skipped || s == Failed }

// Step is where an event stands. A step reads what the step before it stored,
// has at most one outside effect at a time, and stores its outcome; so any step
// may be run again after a crash.
type Step string

// The steps, in the order an event takes them.
const (
	StepCapture Step = "capture" // read the issue, store the snapshot; runs even while paused
	StepPrepare Step = "prepare" // run the outgoing rule on the snapshot, store the replica
	StepSend    Step = "send"    // hand the envelope to the other node
	StepAwait   Step = "await"   // waits for the acknowledgement; occupies no lane, no time limit
	StepPlan    Step = "plan"    // read the issue, run the incoming rule, store the operations
	StepApply   Step = "apply"   // carry out the operations one by one, store each result
	StepConfirm Step = "confirm" // the issue is as it should be: send the acknowledgement
	StepDone    Step = "done"
)

// Apply is the record of one message being applied: L, want and the other
// names are those of docs/pair-protocol.md.
type Apply struct {
	Want     Issue   `json:"want"`               // what we mean the issue to show
	Expected Issue   `json:"expected"`           // what it shows if nobody touched it: L with the calls made so far
	Rev      Rev     `json:"rev,omitempty"`      // revision of the plan or of our last call
	Log      string  `json:"log,omitempty"`      // newest change-log entry then
	Keep     []Part  `json:"keep,omitempty"`     // contested parts this end won
	Kept     []Part  `json:"kept,omitempty"`     // parts left as L had them
	Lost     []Part  `json:"lost,omitempty"`     // parts whose value here did not stand
	Stays    Parts   `json:"stays,omitempty"`    // persons' values that a crossing half way leaves standing
	Ops      []Op    `json:"ops,omitempty"`      //
	Done     int     `json:"done,omitempty"`     // how many of Ops are settled
	Made     int     `json:"made,omitempty"`     // how many calls were made
	Loose    bool    `json:"loose,omitempty"`    // some call was not conditional: read once more after confirm
	Skipped  bool    `json:"skipped,omitempty"`  // an owner skipped a refused call
	Replans  int     `json:"replans,omitempty"`  // times it was planned again
	Wrote    []Part  `json:"wrote,omitempty"`    // parts written so far
	Traces   []Trace `json:"traces,omitempty"`   // of the elements made so far
	SyncBack bool    `json:"syncBack,omitempty"` // the rule wants the other side told afterwards
	Stop     bool    `json:"stop,omitempty"`     // the rule wants the pair stopped afterwards
	Rule     bool    `json:"rule,omitempty"`     // once the issue is made, the rule goes on
	Expose   []Ref   `json:"expose,omitempty"`   // further issues that the rule wants synced
	Edits    Parts   `json:"edits,omitempty"`    // what the rule wants the pair's other side to show, where that is here too
}

// Op is one write to a tracker, small enough to be repeated or skipped alone.
type Op struct {
	Do      Do        `json:"do"`
	Parts   []Part    `json:"parts"`            // what it writes; values are taken from Want
	Remote  string    `json:"remote,omitempty"` // the other side's id of the element it makes
	Back    bool      `json:"back,omitempty"`   // gives parts back what Apply.Stays says, instead of Want
	State   OpState   `json:"state,omitempty"`
	Mark    string    `json:"mark,omitempty"`    // effect key: found again where the tracker carries marks
	Request Digest    `json:"request,omitempty"` // of what was asked for
	Cursor  string    `json:"cursor,omitempty"`  // of the tracker before a create that carries no mark
	At      time.Time `json:"at,omitzero"`       // when the intent was stored
	Note    string    `json:"note,omitempty"`
}

// Do names a kind of write.
type Do string

// The kinds of write, in the order a plan has them.
const (
	DoCreate Do = "create"
	DoSet    Do = "set"
	DoAdd    Do = "add"  // a comment, attachment, work log or link
	DoEdit   Do = "edit" // a comment or work log
	DoDrop   Do = "drop"
	DoStatus Do = "status" // last, where the tracker changes it by a call of its own
)

// OpState is how far a write has come.
type OpState string

// The states of a write. The empty one: not yet begun.
const (
	OpIntent  OpState = "intent"  // stored before the call; found after a crash it means unknown
	OpDone    OpState = "done"    // made, by us or by somebody who wrote the same
	OpRefused OpState = "refused" // the tracker said no: nothing happened
	OpSkipped OpState = "skipped" // counts as made, by the owner's word
)

// Call is the journal of one effectful call of a rule: its place in the run,
// what was asked, and what came back. A run that is repeated is given the
// recorded results.
type Call struct {
	N       int     `json:"n"`
	Request Digest  `json:"request"`
	Result  Values  `json:"result,omitempty"` // one entry, "value"
	State   OpState `json:"state"`
}

// MarshalJSON writes the two forms with the codec of Value.
func (a Alias) MarshalJSON() ([]byte, error) {
	return Values{"stored": a.Stored, "meant": a.Meant}.MarshalJSON()
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *Alias) UnmarshalJSON(b []byte) error {
	var v Values
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	a.Stored, a.Meant = v["stored"], v["meant"]
	return nil
}

// Fault is an error shown to people: one for each cause, with everything it
// blocks counted on it.
type Fault struct {
	ID         string       `json:"id"`
	Cause      string       `json:"cause"` // equal causes are one fault
	Scope      Scope        `json:"scope"`
	Code       Code         `json:"code"`
	Message    string       `json:"message"`
	Connection ConnectionID `json:"connection,omitempty"`
	Tracker    string       `json:"tracker,omitempty"`
	EndKey
	Event  EventID   `json:"event,omitempty"` // the first it hit
	Issue  string    `json:"issue,omitempty"` // key of the first issue it hit
	Step   Step      `json:"step,omitempty"`
	Count  int       `json:"count"`
	First  time.Time `json:"first"`
	Last   time.Time `json:"last"`
	State  string    `json:"state"`            // open, resolved
	Detail string    `json:"detail,omitempty"` // stack or sample, secrets removed
}
