// Package store keeps everything a node must not forget: the ends of pairs,
// events, traces, faults, pauses, cursors, histories, bulk runs, rules and the
// audit log. It is a contract with one schema and two drivers, SQLite (embedded) and
// PostgreSQL (several processes); storetest is what both must pass.
//
// It knows records, not rules: what may follow what is the engine's business.
// Times are stored as unix milliseconds in UTC.
package store

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// ErrNone is answered where a record asked for by its key is not there.
var ErrNone = errors.New("store: no such record")

// Store is one database. All reads and writes go through a transaction, so an
// event and what it changed are stored together or not at all. All methods may
// be called from several goroutines.
type Store interface {
	// View runs fn on one consistent state. fn must not write.
	View(ctx context.Context, fn func(Tx) error) error
	// Update runs fn alone among writers and returns once its writes are durable,
	// or returns fn's error with nothing written. A store may answer a write to a
	// record that is not there with nil, and fail the update with ErrNone once fn has
	// returned. Concurrent updates share a commit. fn may run more than once, so it touches only tx and its own locals;
	// what must happen once, it hands to tx.After.
	Update(ctx context.Context, fn func(Tx) error) error
	Close() error
}

// Glancer is a store that answers a single question more cheaply than by View.
type Glancer interface {
	// Glance is View for an fn that calls Tx for one thing; a second call fails.
	Glance(ctx context.Context, fn func(Tx) error) error
}

// Glance runs fn, which calls Tx for one thing, on one consistent state.
func Glance(ctx context.Context, s Store, fn func(Tx) error) error {
	if g, ok := s.(Glancer); ok {
		return g.Glance(ctx, fn)
	}
	return s.View(ctx, fn)
}

// Tx is one transaction. It ends with the function it was given to.
type Tx interface {
	Ends() Ends
	Events() Events
	Faults() Faults
	Pauses() Pauses
	Histories() Histories
	Bulks() Bulks
	Audits() Audits
	Meta() Meta
	Blobs() BlobIndex
	Rules() Rules
	// After runs fn once the transaction is durable, in order, before Update
	// returns; not at all if it is rolled back. fn may View but not Update.
	After(fn func())
}

// Ends keeps the ends of pairs.
type Ends interface {
	// Get returns the end with its remote ref and traces, or ErrNone.
	Get(hub.EndKey) (*hub.End, error)
	// Put stores all of an end except its remote ref and its traces.
	Put(*hub.End) error
	// SetRemote stores the other side's issue of an existing end.
	SetRemote(hub.EndKey, hub.Ref) error
	// AddTraces stores traces of an existing end; one of the same field and local
	// id is replaced.
	AddTraces(hub.EndKey, ...hub.Trace) error
	// Drop forgets an end, its traces and its histories. Dropping none is no error.
	Drop(hub.EndKey) error
	// ByIssue returns the ends whose local issue is one of these, without their
	// contents.
	ByIssue(tracker string, localIDs ...string) ([]EndRow, error)
	// OfIssue returns the whole ends whose local issue this is, in order of pair id.
	OfIssue(tracker, localID string) ([]*hub.End, error)
	// ByRemote returns the ends of a connection's side whose remote issue this is.
	ByRemote(c hub.ConnectionID, side hub.Side, remoteID string) ([]EndRow, error)
	// List yields rows in order of pair id.
	List(EndQuery) iter.Seq2[EndRow, error]
	// Count counts what List would yield.
	Count(EndQuery) (int, error)
}

// EndQuery narrows a list of ends; zero fields do not.
type EndQuery struct {
	Connection hub.ConnectionID
	Side       hub.Side
	Tracker    string
	State      hub.EndState
	Search     string     // part of a local or remote key, case folded
	After      hub.PairID // only pairs behind this one: who pages asks for one side, or for whole pairs
	Limit      int        // 0: all
}

// EndRow is an end without its contents.
type EndRow struct {
	hub.EndKey
	Connection hub.ConnectionID `json:"connection"`
	Tracker    string           `json:"tracker"`
	State      hub.EndState     `json:"state"`
	Local      hub.Ref          `json:"local"`
	Remote     hub.Ref          `json:"remote"`
	Summary    string           `json:"summary"`
	OutSeq     uint64           `json:"outSeq"`
	InSeq      uint64           `json:"inSeq"`
	Updated    time.Time        `json:"updated"` // hub.End.TouchedAt
	MissingAt  time.Time        `json:"missingAt,omitzero"`
}

// Events keeps the events.
type Events interface {
	// Get returns an event, or ErrNone.
	Get(hub.EventID) (*hub.Event, error)
	// Put stores an event; a new one (Position 0) gets the next position, which
	// is put into ev, and taken out again if the transaction is rolled back.
	// Positions grow and are never used again. A position that is not stored is
	// ErrNone, a new event with the id of another an error.
	Put(ev *hub.Event) error
	// BySeq returns the newest event of a lane that carries the message of that
	// seq and epoch, or ErrNone.
	BySeq(k hub.EndKey, lane hub.Lane, epoch, seq uint64) (*hub.Event, error)
	// LastSeq returns the highest seq stored in a lane and epoch, 0 if none.
	LastSeq(k hub.EndKey, lane hub.Lane, epoch uint64) (uint64, error)
	// Pending yields the heads of all events that have not ended and do not await
	// an answer, in order of position.
	Pending() iter.Seq2[Head, error]
	// OfEnd yields the heads of an end's events that have not ended, the awaiting
	// ones included, in order of position.
	OfEnd(hub.EndKey) iter.Seq2[Head, error]
	// List yields events, newest first.
	List(EventQuery) iter.Seq2[*hub.Event, error]
	// Counts counts the events of a connection ("" for all) by state.
	Counts(hub.ConnectionID) (map[hub.State]int, error)
	// Prune forgets up to limit events that ended before t, but keeps the last
	// one of each lane of an end; it returns how many it forgot.
	Prune(t time.Time, limit int) (int, error)
}

// Head is what the queue must know of an event.
type Head struct {
	ID         hub.EventID
	Connection hub.ConnectionID
	hub.EndKey
	Tracker   string
	Issue     string
	Lane      hub.Lane
	Position  int64
	Step      hub.Step
	State     hub.State
	Seq       uint64
	Bulk      bool
	Read      bool // it has a snapshot
	NotBefore time.Time
	FaultID   string
}

// HeadOf returns the head of an event.
func HeadOf(ev *hub.Event) Head {
	return Head{
		ID: ev.ID, Connection: ev.Connection, EndKey: ev.EndKey, Tracker: ev.Tracker, Issue: ev.Issue,
		Lane: ev.Lane, Position: ev.Position, Step: ev.Step, State: ev.State, Seq: ev.Seq(), Bulk: ev.Bulk,
		Read: ev.Snapshot != nil, NotBefore: ev.NotBefore, FaultID: ev.FaultID,
	}
}

// EventQuery narrows a list of events; zero fields do not.
type EventQuery struct {
	Connection hub.ConnectionID
	Pair       hub.PairID
	Side       hub.Side
	Lane       hub.Lane
	States     []hub.State
	FaultID    string
	Before     int64 // position
	Limit      int   // 0: all
}

// Faults keeps the faults.
type Faults interface {
	Get(id string) (*hub.Fault, error)
	Put(*hub.Fault) error
	// Open returns the open fault of a cause, or ErrNone.
	Open(cause string) (*hub.Fault, error)
	// List yields faults, newest first; state "" for all.
	List(state string, limit int) iter.Seq2[*hub.Fault, error]
}

// Pause says that everything within a scope stands still.
type Pause struct {
	Scope   hub.Scope `json:"scope"`
	ID      string    `json:"id"` // connection, tracker or peer; "" for the node
	Why     string    `json:"why"`
	FaultID string    `json:"faultId,omitempty"`
	At      time.Time `json:"at"`
}

// Pauses keeps what stands still.
type Pauses interface {
	Put(Pause) error
	Drop(s hub.Scope, id string) error
	List() ([]Pause, error)
}

// History is a value that a sync replaced, or that lost a contest.
type History struct {
	hub.EndKey
	Event hub.EventID `json:"event"`
	At    time.Time   `json:"at"`
	Kind  string      `json:"kind"` // replaced, lost, overwritten
	Part  hub.Part    `json:"part"`
	Value hub.Value   `json:"value"` // what was there
	By    hub.Value   `json:"by"`    // what stands now
}

// Histories keeps replaced and losing values.
type Histories interface {
	Add(...History) error
	// OfEnd yields an end's values, newest first.
	OfEnd(k hub.EndKey, limit int) iter.Seq2[History, error]
	// Since counts the distinct pairs of a connection with a replaced value, and
	// lists none.
	Since(c hub.ConnectionID, t time.Time) (pairs int, err error)
}

// Bulk is one run that takes in what already exists.
type Bulk struct {
	ID         string           `json:"id"`
	Connection hub.ConnectionID `json:"connection"`
	Side       hub.Side         `json:"side"`
	Query      string           `json:"query"`
	State      string           `json:"state"` // finding, running, stopped, done, failed
	Found      int              `json:"found"` // issues the query named so far
	Taken      int              `json:"taken"` // of those, new pairs
	Settled    int              `json:"settled"`
	Fault      string           `json:"fault,omitempty"`
	Started    time.Time        `json:"started"`
	Ended      time.Time        `json:"ended,omitzero"`
}

// Bulks keeps bulk runs.
type Bulks interface {
	Get(id string) (*Bulk, error)
	Put(*Bulk) error
	List() ([]*Bulk, error) // newest first
}

// Audit is one thing a person or the node decided.
type Audit struct {
	At   time.Time `json:"at"`
	Who  string    `json:"who"`
	Verb string    `json:"verb"`
	What string    `json:"what"`
	Note string    `json:"note,omitempty"`
}

// Audits keeps decisions.
type Audits interface {
	Add(Audit) error
	List(limit int) ([]Audit, error) // newest first
}

// Meta keeps single values: cursors, identities.
type Meta interface {
	Get(key string) (string, error) // "" if there is none
	Put(key, value string) error
}

// BlobIndex remembers which bytes an attachment has and which bytes are kept.
type BlobIndex interface {
	// Digest returns the digest of an attachment seen before, "" if unknown. An
	// attachment is known by tracker, id and size.
	Digest(tracker, id string, size int64) (hub.Digest, error)
	PutDigest(tracker, id string, size int64, d hub.Digest) error
	// Use notes that a blob is kept and was needed at t.
	Use(d hub.Digest, size int64, t time.Time) error
	// Unused yields up to limit blobs last needed before t.
	Unused(t time.Time, limit int) ([]hub.Digest, error)
	Drop(hub.Digest) error
}
