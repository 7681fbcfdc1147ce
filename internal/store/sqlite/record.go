package sqlite

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"github.com/entwine-sync/entwine/hub"
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
	parts [slots]*part
	block []byte
	keys  any // what the row's indexed columns hold: endKeys or eventKeys
	stage stage
}

// size estimates the memory a record takes: its JSON, and about three times
// that once it is decoded.
func (r *record) size() int {
	n := len(r.slim) + len(r.block)
	for _, p := range r.parts {
		if p != nil {
			n += 4 * len(p.raw)
		}
	}
	return n
}

// plainSize is the length of its JSON.
func (r *record) plainSize() int {
	n := len(r.slim)
	for _, p := range r.parts {
		if p != nil {
			n += len(p.raw)
		}
	}
	return n
}

// part is one large part. Its decoded form is made when somebody first asks for
// it, and only copies of it are handed out.
type part struct {
	raw   []byte
	once  sync.Once
	ready atomic.Bool // it is decoded
	issue hub.Issue
	value hub.Parts
	err   error
}

func (p *part) decode(into json.Unmarshaler) {
	p.once.Do(func() {
		if err := into.UnmarshalJSON(p.raw); err != nil {
			p.err = errors.Join(errBody, err)
			return
		}
		p.ready.Store(true)
	})
}

// issueCopy returns the issue of a slot.
func (r *record) issueCopy(slot int) (hub.Issue, error) {
	p := r.parts[slot]
	if p == nil {
		return hub.Issue{}, errBody
	}
	if p.decode(&p.issue); p.err != nil {
		return hub.Issue{}, p.err
	}
	return copyIssue(&p.issue), nil
}

func (r *record) partsCopy(slot int) (hub.Parts, error) {
	p := r.parts[slot]
	if p == nil {
		return nil, errBody
	}
	if p.decode(&p.value); p.err != nil {
		return nil, p.err
	}
	return copyParts(p.value), nil
}

// builder makes the record of what is being put, with as much as possible of
// the record it replaces.
type builder struct {
	old *record // nil if it is not at hand
	rec *record
	err error
}

// issue puts an issue into a slot.
func (b *builder) issue(slot int, is *hub.Issue) {
	p := b.before(slot)
	if p != nil && p.ready.Load() && reflect.DeepEqual(is, &p.issue) {
		b.rec.parts[slot] = p
		return
	}
	raw, err := is.MarshalJSON()
	b.put(slot, raw, err)
}

// values puts parts into a slot.
func (b *builder) values(slot int, ps hub.Parts) {
	p := b.before(slot)
	if p != nil && p.ready.Load() && (ps == nil) == (p.value == nil) && identical(ps, p.value) {
		b.rec.parts[slot] = p
		return
	}
	raw, err := ps.MarshalJSON()
	b.put(slot, raw, err)
}

func (b *builder) before(slot int) *part {
	if b.old == nil {
		return nil
	}
	return b.old.parts[slot]
}

func (b *builder) put(slot int, raw []byte, err error) {
	if err != nil {
		b.err = errors.Join(b.err, err)
		return
	}
	if p := b.before(slot); p != nil && bytes.Equal(raw, p.raw) {
		b.rec.parts[slot] = p
		return
	}
	b.rec.parts[slot] = &part{raw: raw}
}

// finish encodes the slim record and packs the parts.
func (b *builder) finish(s *Store, slim any) (*record, error) {
	var err error
	if b.rec.slim, err = json.Marshal(slim); err != nil || b.err != nil {
		return nil, errors.Join(err, b.err)
	}
	if b.old != nil && b.old.parts == b.rec.parts {
		b.rec.block = b.old.block
	} else if b.rec.block, err = s.pack(&b.rec.parts); err != nil {
		return nil, err
	}
	b.rec.rev = s.rev.Add(1)
	return b.rec, nil
}

// endRecord is the stored form of an end.
func (s *Store) endRecord(e *hub.End, old *record) (*record, error) {
	b := builder{old: old, rec: &record{keys: keysOfEnd(e)}}
	b.issue(slotCaptured, &e.Captured)
	b.issue(slotReceived, &e.Received)
	b.values(slotBase, e.Base)
	slim := *e
	slim.Captured, slim.Received, slim.Base = hub.Issue{}, hub.Issue{}, nil
	return b.finish(s, &slim)
}

// end is the way back from endRecord.
func (r *record) end() (e *hub.End, err error) {
	e = new(hub.End)
	if err := json.Unmarshal(r.slim, e); err != nil {
		return nil, errors.Join(errBody, err)
	}
	var errs [slots]error
	e.Captured, errs[0] = r.issueCopy(slotCaptured)
	e.Received, errs[1] = r.issueCopy(slotReceived)
	e.Base, errs[2] = r.partsCopy(slotBase)
	return e, errors.Join(errs[:]...)
}

// eventRecord is the stored form of an event, its times as they come back.
func (s *Store) eventRecord(ev *hub.Event, old *record) (*record, error) {
	b := builder{old: old, rec: &record{keys: keysOfEvent(ev), stage: stage{ev.Step, ev.State}}}
	slim := *ev
	for _, t := range []*time.Time{&slim.FailingSince, &slim.NotBefore, &slim.Created, &slim.Finished} {
		*t = stored(*t)
	}
	if ev.Snapshot != nil {
		b.issue(slotSnapshot, ev.Snapshot)
		slim.Snapshot = &hub.Issue{}
	}
	if ev.Envelope != nil && ev.Envelope.Replica != nil {
		b.issue(slotTold, &ev.Envelope.Replica.Issue)
		envelope, replica := *ev.Envelope, *ev.Envelope.Replica
		replica.Issue = hub.Issue{}
		envelope.Replica, slim.Envelope = &replica, &envelope
	}
	if ev.Apply != nil {
		b.issue(slotWant, &ev.Apply.Want)
		b.issue(slotExpected, &ev.Apply.Expected)
		apply := *ev.Apply
		apply.Want, apply.Expected = hub.Issue{}, hub.Issue{}
		slim.Apply = &apply
	}
	return b.finish(s, &slim)
}

// event is the way back from eventRecord. The slim record says which parts
// there are.
func (r *record) event() (ev *hub.Event, err error) {
	ev = new(hub.Event)
	if err := json.Unmarshal(r.slim, ev); err != nil {
		return nil, errors.Join(errBody, err)
	}
	var errs [slots]error
	if ev.Snapshot != nil {
		*ev.Snapshot, errs[0] = r.issueCopy(slotSnapshot)
	}
	if ev.Envelope != nil && ev.Envelope.Replica != nil {
		ev.Envelope.Replica.Issue, errs[1] = r.issueCopy(slotTold)
	}
	if ev.Apply != nil {
		ev.Apply.Want, errs[2] = r.issueCopy(slotWant)
		ev.Apply.Expected, errs[3] = r.issueCopy(slotExpected)
	}
	return ev, errors.Join(errs[:]...)
}
