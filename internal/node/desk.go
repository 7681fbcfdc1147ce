package node

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/notify"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
)

// Desk is what people ask of a node. A Node answers by itself, whether or not
// it runs; a Client asks one that runs elsewhere on this machine.
type Desk interface {
	Status(ctx context.Context) (Status, error)
	Pairs(ctx context.Context, q PairQuery) ([]Pair, error)
	// History lists values of an issue that did not stand, newest first.
	History(ctx context.Context, q HistoryQuery) ([]Past, error)
	Events(ctx context.Context, q EventQuery) ([]EventRow, error)
	Event(ctx context.Context, id hub.EventID) (*hub.Event, error)
	Faults(ctx context.Context, state string) ([]hub.Fault, error)
	Fault(ctx context.Context, id string) (FaultPage, error)
	// Retry lets everything a fault holds try again and returns how many that is.
	Retry(ctx context.Context, faultID string) (int, error)
	// Skip lets everything a fault holds go on without what was refused.
	Skip(ctx context.Context, faultID, why, who string) (int, error)
	// Sync tells an issue again, or takes it in.
	Sync(ctx context.Context, q SyncQuery) (Synced, error)
	Pause(ctx context.Context, p store.Pause) error
	Resume(ctx context.Context, s hub.Scope, id string) error
	// PlanBulk finds out what a bulk run would take, and begins none.
	PlanBulk(ctx context.Context, q BulkQuery) (BulkPlan, error)
	// StartBulk begins to take in what exists and matches, and does not wait.
	StartBulk(ctx context.Context, q BulkQuery) (BulkState, error)
	Bulk(ctx context.Context, c hub.ConnectionID, side hub.Side) (BulkState, error)
	StopBulk(ctx context.Context, c hub.ConnectionID, side hub.Side) (BulkState, error)
	// Invite makes an invitation to a connection with another node.
	Invite(ctx context.Context, q InviteQuery) (Invited, error)
	RevokeInvitation(ctx context.Context, c hub.ConnectionID) (int, error)
	// Accept uses an invitation.
	Accept(ctx context.Context, q AcceptQuery) (ConnectionStatus, error)
	// EndConnection stops or revokes a connection with another node.
	EndConnection(ctx context.Context, q EndQuery) (Ended, error)
	// MovePartner says where a partner is called from now on.
	MovePartner(ctx context.Context, c hub.ConnectionID, address string) error
	RotateKey(ctx context.Context) (string, error)
	// Declare says what a node is whose database was copied or moved.
	Declare(ctx context.Context, as Identity) error
	// StopPair ends the syncing of an issue on both sides.
	StopPair(ctx context.Context, q SyncQuery) (Synced, error)
	// ConnectPair asks for a pair of two issues that exist, and does not wait.
	ConnectPair(ctx context.Context, q ConnectQuery) (engine.Connected, error)
	// PairConnect tells how such a connect stands, by its event.
	PairConnect(ctx context.Context, id hub.EventID) (engine.Connected, error)
	// StopPairs ends the syncing of pairs of a connection on both sides.
	StopPairs(ctx context.Context, q StopQuery) (int, error)
	// Standing says how much is left to do.
	Standing(ctx context.Context) (NodeStanding, error)
	// Recorded lists what rules saw for events, newest first.
	Recorded(ctx context.Context, q RecordedQuery) ([]Recorded, error)
	// RuleHistory lists the versions of the rules of a side.
	RuleHistory(ctx context.Context, c hub.ConnectionID, side hub.Side) (RuleHistory, error)
	// RuleVersion returns one with its files: 0 is the draft, -1 the newest.
	RuleVersion(ctx context.Context, c hub.ConnectionID, side hub.Side, number int) (*store.RuleVersion, error)
	// DraftRules keeps rules without using them; no files drop the draft.
	DraftRules(ctx context.Context, t RuleText) (*store.RuleVersion, error)
	// PublishRules puts rules in force, or says why not.
	PublishRules(ctx context.Context, t RuleText) (RulePublished, error)
	// RollBackRules puts an older version in force again, as a new one.
	RollBackRules(ctx context.Context, t RuleText) (RulePublished, error)
}

// Status is how a node is.
type Status struct {
	Node         string             `json:"node"`
	Running      bool               `json:"running"`
	Since        time.Time          `json:"since,omitzero"`
	Trackers     []TrackerStatus    `json:"trackers"`
	Connections  []ConnectionStatus `json:"connections"`
	Pauses       []store.Pause      `json:"pauses"`
	Faults       int                `json:"faults"` // open ones
	Bulk         *store.Bulk        `json:"bulk,omitempty"`
	Counts       engine.Counts      `json:"counts"` // since the start
	TrackerCalls int64              `json:"trackerCalls"`
	// Processes share the node's database; Process is the one that answers.
	Process   string             `json:"process,omitempty"`
	Processes []postgres.Process `json:"processes,omitempty"`
	// Notices is how people are told of faults; nil if nobody is to hear.
	Notices *notify.Status `json:"notices,omitempty"`
}

// TrackerStatus is how a tracker is.
type TrackerStatus struct {
	Tracker string `json:"tracker"`
	Kind    string `json:"kind"`
	State   string `json:"state"` // active, paused, unreachable, unknown
	Message string `json:"message,omitempty"`

	Polls int64 `json:"polls"` // answered since the start

	Calls  string        `json:"calls,omitempty"`  // of a tracker that the node has call: "yes", or why it does not yet
	Budget []rest.Budget `json:"budget,omitempty"` // what it said last of how much it takes
}

// ConnectionStatus is how a connection is.
type ConnectionStatus struct {
	Connection hub.ConnectionID     `json:"connection"`
	State      string               `json:"state"` // pending, active, unreachable, paused, stopped
	Message    string               `json:"message,omitempty"`
	Initiator  string               `json:"initiator,omitempty"` // trackers
	Acceptor   string               `json:"acceptor,omitempty"`
	Pairs      map[hub.EndState]int `json:"pairs"`
	Events     map[hub.State]int    `json:"events"`
	Rules      []RuleStatus         `json:"rules,omitempty"` // in script mode

	// Of a connection with another node:
	Apart   bool       `json:"apart,omitempty"`
	Side    hub.Side   `json:"side,omitempty"`    // ours
	Winner  hub.Side   `json:"winner,omitempty"`  // as agreed
	Partner string     `json:"partner,omitempty"` // the other node's name
	Theirs  string     `json:"theirs,omitempty"`  // what it calls the connection
	Node    hub.NodeID `json:"node,omitempty"`    // its id
	Address string     `json:"address,omitempty"` // where it is called
	Private bool       `json:"private,omitempty"` // it calls us
	Check   string     `json:"check,omitempty"`   // to be compared by voice: the same on both sides
	Oldest  time.Time  `json:"oldest,omitzero"`   // since when the oldest change waits that has not arrived
	Unsent  int        `json:"unsent,omitempty"`  // how many wait to be taken over there
}

// PairQuery narrows a list of pairs; zero fields do not.
type PairQuery struct {
	Connection hub.ConnectionID
	State      hub.EndState
	Search     string
	Limit      int
}

// Pair is one pair as this node sees it: its initiator's end, or the acceptor's
// where only that is here.
type Pair struct {
	store.EndRow
	OtherState hub.EndState `json:"otherState,omitempty"` // of the other end, if it is here too
}

// Worst returns the state that needs people most.
func (p Pair) Worst() hub.EndState {
	if rank(p.OtherState) < rank(p.State) {
		return p.OtherState
	}
	return p.State
}

func rank(s hub.EndState) int {
	for i, o := range []hub.EndState{hub.EndMissing, hub.EndOrphan, hub.EndGone, hub.EndStopped, hub.EndActive} {
		if s == o {
			return i
		}
	}
	return 9
}

// EventQuery narrows a list of events; zero fields do not.
type EventQuery struct {
	Connection hub.ConnectionID
	Pair       hub.PairID
	State      hub.State
	FaultID    string
	Before     int64 // position
	Limit      int
}

// EventRow is an event without its contents; the names are those of hub.Event.
type EventRow struct {
	ID         hub.EventID      `json:"id"`
	Connection hub.ConnectionID `json:"connection"`
	hub.EndKey
	Tracker   string     `json:"tracker"`
	Issue     string     `json:"issue,omitempty"`
	Key       string     `json:"key,omitempty"`
	Lane      hub.Lane   `json:"lane"`
	Position  int64      `json:"position"`
	Step      hub.Step   `json:"step"`
	State     hub.State  `json:"state"`
	Bulk      bool       `json:"bulk,omitempty"`
	Attempt   int        `json:"attempt,omitempty"`
	NotBefore time.Time  `json:"notBefore,omitzero"`
	Created   time.Time  `json:"created"`
	Finished  time.Time  `json:"finished,omitzero"`
	FaultID   string     `json:"faultId,omitempty"`
	Fault     *hub.Error `json:"fault,omitempty"`
	Note      string     `json:"note,omitempty"`
	Skip      string     `json:"skip,omitempty"`
	Reason    hub.Reason `json:"reason,omitempty"`
	Rules     string     `json:"rules,omitempty"` // the version that ran
	Changed   []hub.Part `json:"changed,omitempty"`
	Wrote     []hub.Part `json:"wrote,omitempty"`
	Warnings  []string   `json:"warnings,omitempty"` // of the rule that ran
}

func rowOf(ev *hub.Event) EventRow {
	r := EventRow{
		ID: ev.ID, Connection: ev.Connection, EndKey: ev.EndKey, Tracker: ev.Tracker, Issue: ev.Issue, Key: ev.Key, Lane: ev.Lane,
		Position: ev.Position, Step: ev.Step, State: ev.State, Bulk: ev.Bulk, Attempt: ev.Attempt, NotBefore: ev.NotBefore,
		Created: ev.Created, Finished: ev.Finished, FaultID: ev.FaultID, Fault: ev.Fault, Note: ev.Note, Skip: ev.Skip,
		Reason: ev.Reason, Changed: ev.Changed, Rules: ev.Rules,
	}
	r.Wrote, _ = wrote(ev.Apply)
	list, _ := ev.Case[scripted.Warnings].([]hub.Value)
	for _, v := range list {
		if s, ok := v.(string); ok {
			r.Warnings = append(r.Warnings, s)
		}
	}
	return r
}

// wrote lists the parts that a message's writes have written, and whether one
// of them made the issue.
func wrote(a *hub.Apply) (parts []hub.Part, created bool) {
	if a == nil {
		return nil, false
	}
	for _, op := range a.Ops {
		if op.State == hub.OpDone {
			parts = append(parts, op.Parts...)
			created = created || op.Do == hub.DoCreate
		}
	}
	return parts, created
}

// FaultPage is one fault with what hangs on it.
type FaultPage struct {
	hub.Fault
	Events []EventRow `json:"events"` // that it holds, first in turn first
}

// SyncQuery names an issue to be told again or taken in.
type SyncQuery struct {
	Key        string           `json:"key"`
	Tracker    string           `json:"tracker,omitempty"`
	Connection hub.ConnectionID `json:"connection,omitempty"`
}

// Synced is what a sync set going.
type Synced struct {
	Tracker string  `json:"tracker"`
	Issue   hub.Ref `json:"issue"`
	Pairs   int     `json:"pairs"`
}

// BulkQuery says what to take in. Query nil stands for the side's trigger.
type BulkQuery struct {
	Connection hub.ConnectionID `json:"connection"`
	Side       hub.Side         `json:"side"`
	Query      *string          `json:"query,omitempty"`
}

// BulkState is how far a bulk run has come.
type BulkState struct {
	store.Bulk
	NodeStanding
}

// NodeStanding says how much is left to do.
type NodeStanding struct {
	Pending int  `json:"pending"` // events that are not at an end, blocked ones included
	Idle    bool `json:"idle"`    // what is left needs somebody
	Faults  int  `json:"faults"`  // open ones
}
