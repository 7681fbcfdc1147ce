package hub

// Replica is what one side chose to tell the other about an issue. Each side
// keeps the last one it sent and the last one it received.
type Replica struct {
	Seen  uint64 `json:"seen"`  // last incoming seq wholly applied before this capture
	Hops  int    `json:"hops"`  // times it went to and fro without a person
	Issue Issue  `json:"issue"` // the told content
	// Format is the one of its long texts: markdown, textile, html, ... as in
	// package richtext. Empty says that they are taken as they are.
	Format string `json:"format,omitempty"`
	// Missed says that messages above Seen were acknowledged and not applied,
	// since the issue was away: whoever told them has to tell what still holds.
	Missed bool `json:"missed,omitempty"`
	// Traces go with the first message to a side that lost its records.
	Traces []Trace `json:"traces,omitempty"`
	Was    Parts   `json:"was,omitempty"` // told parts that differ from the teller's baseline, with their old values; absent as null
}

// Envelope is the one message form between nodes. Replica, removed and unpair
// take their place in order (Seq); an acknowledgement is an answer and has the
// seq it answers.
type Envelope struct {
	ID         EventID      `json:"id"` // receiver drops an ID it has seen
	Connection ConnectionID `json:"connection"`
	Pair       PairID       `json:"pair"`
	From       Side         `json:"from"` // the sender's side
	Epoch      uint64       `json:"epoch"`
	Seq        uint64       `json:"seq"`
	Kind       EnvelopeKind `json:"kind"`
	Bulk       bool         `json:"bulk,omitempty"` // part of a bulk run: may be overtaken by other pairs
	Ref        Ref          `json:"ref,omitzero"`   // the sender's issue
	Replica    *Replica     `json:"replica,omitempty"`
	Ack        *Ack         `json:"ack,omitempty"`
	Rejoin     *Rejoining   `json:"rejoin,omitempty"`
	Connect    *Connecting  `json:"connect,omitempty"`
}

// Connecting asks for a pair of two issues that both exist. Whoever asks names
// the other side's issue as people call it, and says what becomes of what the
// two show already.
type Connecting struct {
	Yours       string `json:"yours"` // key, or id, of the receiver's issue
	Fields      Choice `json:"fields"`
	Comments    Choice `json:"comments"` // and work logs
	Attachments Choice `json:"attachments"`
}

// Choice says, as the side sees it that asks for a connect, whose part of what
// exists already is told. Fields are one side's or left, since two values cannot
// both stand.
type Choice string

// The choices.
const (
	ChooseMine   Choice = "mine"
	ChooseTheirs Choice = "theirs"
	ChooseBoth   Choice = "both"
	ChooseLeave  Choice = "leave" // nothing is: both keep what they have
)

// Joining is what an end keeps of a connect until the other side's first message
// is applied to it.
type Joining struct {
	Connecting
	Asked EventID `json:"asked,omitempty"` // the event by which this side asked; "" if the other one did
}

// Rejoining names a pair to a side that was restored from an older copy and may
// not know it.
type Rejoining struct {
	Yours  Ref     `json:"yours,omitzero"`   // the receiver's issue, if the sender ever heard of it
	Traces []Trace `json:"traces,omitempty"` // which element is which, as the receiver has to see it
}

// EnvelopeKind says what an envelope means.
type EnvelopeKind string

// The kinds of envelope.
const (
	KindReplica EnvelopeKind = "replica" // this is what I tell of my issue now
	KindRemoved EnvelopeKind = "removed" // my issue was deleted
	KindUnpair  EnvelopeKind = "unpair"  // I stop syncing this issue
	KindAck     EnvelopeKind = "ack"     // I applied, or could not apply, your seq
	KindAbsent  EnvelopeKind = "absent"  // I was restored and have no issue for this pair: begin anew
	KindConnect EnvelopeKind = "connect" // a replica, the first of a pair: let it be one with an issue that you have

	// KindEdit never travels: a rule here wants the pair's other issue, in a
	// tracker of this node too, to show something.
	KindEdit EnvelopeKind = "edit"

	// These have no place in a pair's order.
	KindRestored EnvelopeKind = "restored" // I was restored from an older copy and begin this epoch
	KindRejoin   EnvelopeKind = "rejoin"   // this is one of our pairs
	KindRejoined EnvelopeKind = "rejoined" // these were all
)

// Ack answers one message. A fault is not final: a later success completes the
// event.
type Ack struct {
	Of     EventID `json:"of"`
	Seq    uint64  `json:"seq"`
	Local  Ref     `json:"local"` // the receiver's issue
	Traces []Trace `json:"traces,omitempty"`
	Fault  *Error  `json:"fault,omitempty"` // code, neutral sentence, reference; never rule text
	// Refused says why two issues are not connected. It is final.
	Refused *Error `json:"refused,omitempty"`
}

// Trace remembers which local part was made for which remote part, so that a
// repeated step does not write it twice. Ours says that we made the local part
// for the remote one, and so may change and remove it. One that is neither ours
// nor of anything over there is of a part that is not told: it was there before
// the issue was connected, and was to be left alone.
type Trace struct {
	Field  string `json:"field"` // "comments", "attachments", "workLogs"
	Remote string `json:"remote"`
	Local  string `json:"local"`
	Ours   bool   `json:"ours,omitempty"`
}

// Untold is the stamp of a part whose last change by a person our outgoing
// rule did not tell: greater than any number of a message.
const Untold = ^uint64(0)

// End is one side of a pair as this node keeps it; docs/pair-protocol.md gives
// the rules by which it changes. Nothing in it grows with time.
type End struct {
	EndKey
	Connection ConnectionID    `json:"connection"`
	Tracker    string          `json:"tracker"` // this node's name for its tracker
	State      EndState        `json:"state"`
	Epoch      uint64          `json:"epoch"`
	Local      Ref             `json:"local"` // zero until created here
	Captured   Issue           `json:"captured"`
	CapRev     Rev             `json:"capRev"`
	SeenRev    Rev             `json:"seenRev,omitempty"` // of the state that was seen last; CapRev may be of a write of ours
	LogID      string          `json:"logId,omitempty"`   // newest change-log entry at capture
	Base       Parts           `json:"base"`              // content the other side takes us to show
	OutSeq     uint64          `json:"outSeq"`
	InSeq      uint64          `json:"inSeq"`    // last incoming seq wholly applied
	Received   Issue           `json:"received"` // content of that message
	Stamps     map[Part]uint64 `json:"stamps,omitempty"`
	Aliases    map[Part]Alias  `json:"aliases,omitempty"`
	Hops       int             `json:"hops,omitempty"`  // of the message applied last
	Wrote      []Part          `json:"wrote,omitempty"` // parts it wrote
	TouchedAt  int64           `json:"touchedAt"`       // unix ms of our last capture or write, for the read lag
	MissingAt  int64           `json:"missingAt,omitempty"`
	Join       *Joining        `json:"join,omitempty"`   // while two issues that exist are being connected
	Twin       string          `json:"twin,omitempty"`   // address of the other side's issue that people are shown here
	Share      bool            `json:"share,omitempty"`  // the next message says which element is which
	Passed     uint64          `json:"passed,omitempty"` // first message acknowledged and not applied while the issue was away; 0: none

	// Kept apart from the rest, since acknowledgements change them while a step
	// works on the end.
	Remote Ref     `json:"-"` // the other side's issue; zero until acknowledged
	Traces []Trace `json:"-"`
}

// Alias is the form a tracker gave to a value we wrote. While the field still
// shows Stored, the partner is told Meant, byte for byte.
type Alias struct {
	Stored Value
	Meant  Value
}

// EndState says whether an end syncs.
type EndState string

// The states of an end.
const (
	EndActive  EndState = "active"
	EndMissing EndState = "missing" // its issue cannot be found: held, nothing told
	EndGone    EndState = "gone"    // its issue was deleted here, and that was told
	EndOrphan  EndState = "orphan"  // the other side's issue was deleted
	EndStopped EndState = "stopped" // no longer synced
)

// Joining reports whether the end is being connected and nothing of the other
// side's issue was applied to its own.
func (e *End) Joining() bool { return e.Join != nil && e.InSeq == 0 }

// Ours reports whether this side asked for the connect.
func (j *Joining) Ours() bool { return j.Asked != "" }

// Tells reports whether a side tells, with its first message, what it has of a
// field: the one that asks, or the other one.
func (c *Connecting) Tells(field string, asks bool) bool {
	choice := c.Comments
	if field == "attachments" {
		choice = c.Attachments
	}
	return choice == ChooseBoth || choice == ChooseMine && asks || choice == ChooseTheirs && !asks
}

// Untold reports whether nothing was ever told of this end's issue, in any
// epoch.
func (e *End) Untold() bool { return e.OutSeq == 0 && e.Epoch <= 1 }

// Untouched reports whether nothing was ever told or applied at this end.
func (e *End) Untouched() bool { return e.Untold() && e.InSeq == 0 }

// TraceRemote returns the trace of the other side's element.
func (e *End) TraceRemote(field, remote string) (Trace, bool) {
	return findTrace(e.Traces, func(t Trace) bool { return t.Field == field && t.Remote == remote })
}

// TraceLocal returns the trace of our element.
func (e *End) TraceLocal(field, local string) (Trace, bool) {
	return findTrace(e.Traces, func(t Trace) bool { return t.Field == field && t.Local == local })
}

func findTrace(traces []Trace, is func(Trace) bool) (Trace, bool) {
	for _, t := range traces {
		if is(t) {
			return t, true
		}
	}
	return Trace{}, false
}
