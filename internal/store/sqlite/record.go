package sqlite

import (
	"encoding/json"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/kept"
)

// The slots of a record's large parts. An end has all of its own; an event has
// those whose pointers are set.
const (
	slotCaptured = 0
	slotReceived = 1
	slotBase     = 2

	slotSnapshot = 0
	slotTold     = 1 // the issue in its envelope
	slotWant     = 2
	slotExpected = 3

	slots = 4
)

// record is an end or an event as it is stored and cached. It is not changed
// once made, and its parts are shared with the record that replaces it where
// they stay the same.
type record struct {
	rev   int64
	slim  []byte
	parts [slots][]byte // the JSON of each, nil for none
	block []byte
	keys  any // what the row's indexed columns hold: endKeys or eventKeys
	stage stage

	// What all that says. A record that is written has it from the beginning, one
	// that is read gets it when somebody first asks.
	once       sync.Once
	ready      atomic.Bool
	endForm    *kept.End
	evForm     *kept.Event
	unreadable error
}

// size estimates the memory a record takes: its JSON, the structs of what it says
// (a kB for the record and for each issue in it, most of whose fields are empty),
// and twice the JSON for what those lead to.
func (r *record) size() int {
	const structs = 1 << 10
	n := structs + 2*len(r.slim) + len(r.block)
	for _, p := range r.parts {
		if p != nil {
			n += structs + 3*len(p)
		}
	}
	return n
}

// plainSize is the length of its JSON.
func (r *record) plainSize() int {
	n := len(r.slim)
	for _, p := range r.parts {
		n += len(p)
	}
	return n
}

// builder makes the record of what is being put, with as much as possible of
// the record it replaces.
type builder struct {
	old *record // nil if it is not at hand, or nobody knows what it says
	rec *record
	err error
}

// issue puts an issue into a slot. was is what the replaced record has there, nil
// if it has none. What is encoded is what was put, not its form: a few odd times
// are other ones each time they go to and fro.
func (b *builder) issue(slot int, was, is *hub.Issue) {
	if b.old != nil && b.old.parts[slot] != nil && was != nil && kept.SameIssue(was, is) {
		b.rec.parts[slot] = b.old.parts[slot]
		return
	}
	raw, err := is.MarshalJSON()
	b.put(slot, raw, err)
}

// values puts parts into a slot.
func (b *builder) values(slot int, was, ps hub.Parts) {
	if b.old != nil && b.old.parts[slot] != nil && kept.SameParts(was, ps) {
		b.rec.parts[slot] = b.old.parts[slot]
		return
	}
	raw, err := ps.MarshalJSON()
	b.put(slot, raw, err)
}

func (b *builder) put(slot int, raw []byte, err error) {
	b.err = errors.Join(b.err, err)
	b.rec.parts[slot] = raw
}

// finish encodes the slim record and packs the parts.
func (b *builder) finish(s *Store, slim any) (*record, error) {
	var err error
	if b.rec.slim, err = json.Marshal(slim); err != nil || b.err != nil {
		return nil, errors.Join(err, b.err)
	}
	if b.old != nil && shared(&b.old.parts, &b.rec.parts) {
		b.rec.block = b.old.block
	} else if b.rec.block, err = s.pack(&b.rec.parts); err != nil {
		return nil, err
	}
	b.rec.rev = s.rev.Add(1)
	b.rec.ready.Store(true)
	return b.rec, nil
}

// shared reports whether all parts of two records are the same memory.
func shared(a, b *[slots][]byte) bool {
	for i := range a {
		if len(a[i]) != len(b[i]) || len(a[i]) > 0 && &a[i][0] != &b[i][0] {
			return false
		}
	}
	return true
}

// known returns the record if what it says is at hand.
func (r *record) known() *record {
	if r == nil || !r.ready.Load() {
		return nil
	}
	return r
}

// endRecord is the stored form of an end.
func (s *Store) endRecord(e *hub.End, old *record) (*record, error) {
	b := builder{old: old.known(), rec: &record{keys: keysOfEnd(e)}}
	was := new(kept.End)
	if b.old != nil {
		was = b.old.endForm
	}
	b.rec.endForm = new(kept.End)
	if err := b.rec.endForm.Replace(was, e); err != nil {
		return nil, err
	}
	b.issue(slotCaptured, &was.Captured, &e.Captured)
	b.issue(slotReceived, &was.Received, &e.Received)
	b.values(slotBase, was.Base, e.Base)
	slim := *e
	slim.Captured, slim.Received, slim.Base = hub.Issue{}, hub.Issue{}, nil
	return b.finish(s, &slim)
}

// end is the way back from endRecord, without the remote ref and the traces.
func (r *record) end() (*hub.End, error) {
	r.once.Do(func() {
		if r.ready.Load() {
			return
		}
		e := new(hub.End)
		err := errors.Join(json.Unmarshal(r.slim, e), r.into(slotCaptured, &e.Captured), r.into(slotReceived, &e.Received), r.into(slotBase, &e.Base))
		form := kept.Decoded(e)
		r.endForm = &form
		r.decoded(err)
	})
	if r.unreadable != nil {
		return nil, r.unreadable
	}
	return r.endForm.Copy(), nil
}

// eventRecord is the stored form of an event, its times as they come back.
func (s *Store) eventRecord(ev *hub.Event, old *record) (*record, error) {
	b := builder{old: old.known(), rec: &record{keys: keysOfEvent(ev), stage: stage{ev.Step, ev.State}}}
	was := new(kept.Event)
	if b.old != nil {
		was = b.old.evForm
	}
	b.rec.evForm = new(kept.Event)
	if err := b.rec.evForm.Replace(was, ev); err != nil {
		return nil, err
	}
	slim := *ev
	for _, t := range []*time.Time{&slim.FailingSince, &slim.NotBefore, &slim.Created, &slim.Finished} {
		*t = store.Stored(*t)
	}
	if ev.Snapshot != nil {
		b.issue(slotSnapshot, was.Snapshot, ev.Snapshot)
		slim.Snapshot = &hub.Issue{}
	}
	if ev.Envelope != nil && ev.Envelope.Replica != nil {
		var told *hub.Issue
		if was.Envelope != nil && was.Envelope.Replica != nil {
			told = &was.Envelope.Replica.Issue
		}
		b.issue(slotTold, told, &ev.Envelope.Replica.Issue)
		envelope, replica := *ev.Envelope, *ev.Envelope.Replica
		replica.Issue = hub.Issue{}
		envelope.Replica, slim.Envelope = &replica, &envelope
	}
	if ev.Apply != nil {
		var want, expected *hub.Issue
		if was.Apply != nil {
			want, expected = &was.Apply.Want, &was.Apply.Expected
		}
		b.issue(slotWant, want, &ev.Apply.Want)
		b.issue(slotExpected, expected, &ev.Apply.Expected)
		apply := *ev.Apply
		apply.Want, apply.Expected = hub.Issue{}, hub.Issue{}
		slim.Apply = &apply
	}
	return b.finish(s, &slim)
}

// event is the way back from eventRecord. The slim record says which parts
// there are.
func (r *record) event() (*hub.Event, error) {
	r.once.Do(func() {
		if r.ready.Load() {
			return
		}
		ev := new(hub.Event)
		err := json.Unmarshal(r.slim, ev)
		if ev.Snapshot != nil {
			err = errors.Join(err, r.into(slotSnapshot, ev.Snapshot))
		}
		if ev.Envelope != nil && ev.Envelope.Replica != nil {
			err = errors.Join(err, r.into(slotTold, &ev.Envelope.Replica.Issue))
		}
		if ev.Apply != nil {
			err = errors.Join(err, r.into(slotWant, &ev.Apply.Want), r.into(slotExpected, &ev.Apply.Expected))
		}
		r.evForm = &kept.Event{Event: *ev}
		r.decoded(err)
	})
	if r.unreadable != nil {
		return nil, r.unreadable
	}
	return r.evForm.Copy(), nil
}

// into decodes a part.
func (r *record) into(slot int, to json.Unmarshaler) error {
	if r.parts[slot] == nil {
		return errBody
	}
	return to.UnmarshalJSON(r.parts[slot])
}

// decoded ends the decoding of a record: it is known what it says, or that
// nobody can tell.
func (r *record) decoded(err error) {
	if err != nil {
		r.unreadable = errors.Join(errBody, err)
		return
	}
	r.ready.Store(true)
}
