// Package kept makes the form in which a store keeps ends and events in memory,
// and copies of it for callers. What comes out is what the codecs would give back
// for what was put, so that a store may hand it out instead of decoding what it
// wrote; and what did not change is shared with what was kept before.
//
// Nothing that was made here is changed afterwards, by nobody: who wants to, copies.
package kept

import (
	"encoding/json"
	"time"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// keeper makes the form in which something is kept: a copy that shares nothing
// with what was put, and is what JSON would give back. So empty lists are none,
// what never goes on the wire is left out, and a time's zone is its offset. Its
// methods take what is kept now (was) beside what is put, and return that again
// where nothing changes.
//
// What is rare is not known here, only noticed: then the record is left to the
// codec, which alone says what becomes of a text that is no UTF-8, and what is
// refused.
type keeper struct {
	odd bool
}

// recode has the codec make the form of what is odd.
func recode[T any](to, from *T) error {
	b, err := json.Marshal(from)
	if err != nil {
		return err
	}
	*to = *new(T)
	return json.Unmarshal(b, to)
}

// End is an end as it is kept. Its zero value is none.
type End struct {
	hub.End
	deep []hub.Part // those of the baseline that a copy must look into
}

// Decoded is the form of an end that a codec gave back, which nobody may change.
func Decoded(end *hub.End) End { return End{*end, deepParts(end.Base)} }

// Replace makes to the form of an end, with the remote ref and the traces of was,
// which it replaces. Its error is the codec's, for what that refuses.
func (to *End) Replace(was *End, end *hub.End) error {
	var k keeper
	e, old := &to.End, &was.End
	*e = *end
	k.texts(string(end.Pair), string(end.Side), string(end.Connection), end.Tracker, string(end.State), end.Local.ID,
		end.Local.Key, string(end.CapRev), string(end.SeenRev), end.LogID, end.Twin)
	k.issue(&old.Captured, &e.Captured)
	k.issue(&old.Received, &e.Received)
	switch {
	case end.Base == nil:
	case old.Base != nil && sameMap(old.Base, end.Base):
		e.Base, to.deep = old.Base, was.deep
	default:
		e.Base = keepMap(&k, old.Base, end.Base, 0)
		to.deep = deepParts(e.Base)
	}
	e.Stamps = k.stamps(old.Stamps, end.Stamps)
	e.Aliases = k.aliases(old.Aliases, end.Aliases)
	e.Wrote = keepTexts(&k, old.Wrote, end.Wrote)
	switch {
	case end.Join == nil:
	case old.Join != nil && *old.Join == *end.Join:
		e.Join = old.Join
	default:
		e.Join = copyPtr(end.Join)
		k.connecting(&e.Join.Connecting)
		k.texts(string(e.Join.Asked))
	}
	if k.odd {
		if err := recode(e, end); err != nil {
			return err
		}
		to.deep = deepParts(e.Base)
	}
	e.Remote, e.Traces = old.Remote, old.Traces
	return nil
}

// Event is an event as it is kept. Its zero value is none.
type Event struct{ hub.Event }

// Replace makes form that of an event, which replaces before. Its error is the
// codec's, for what that refuses.
func (form *Event) Replace(before *Event, ev *hub.Event) error {
	to, was := &form.Event, &before.Event
	var k keeper
	as := *ev
	for _, t := range []*time.Time{&as.FailingSince, &as.NotBefore, &as.Created, &as.Finished} {
		*t = store.Stored(*t)
		k.years(*t)
	}
	k.texts(string(ev.ID), string(ev.Connection), string(ev.Pair), string(ev.Side), ev.Tracker, ev.Issue, ev.Key,
		string(ev.Lane), string(ev.Step), string(ev.State), ev.Run, ev.FaultID, ev.Note, ev.Skip, string(ev.Reason),
		string(ev.Rev), ev.Log, string(ev.Merged), ev.Rules)
	*to = as
	to.Fault, to.Refusal = k.error(ev.Fault), k.error(ev.Refusal)
	to.Snapshot = k.snapshot(was.Snapshot, ev.Snapshot)
	to.Changed = keepTexts(&k, was.Changed, ev.Changed)
	to.Before, to.Told = k.told(was.Before, ev.Before), k.told(was.Told, ev.Told)
	to.Envelope = k.envelope(was.Envelope, ev.Envelope)
	to.Apply = k.apply(was.Apply, ev.Apply)
	to.Calls = k.calls(was.Calls, ev.Calls)
	to.Case = k.values(was.Case, ev.Case)
	if k.odd {
		return recode(to, &as)
	}
	return nil
}

// Fault makes the form of a fault.
func Fault(f *hub.Fault) (to hub.Fault, err error) {
	as := *f
	as.First, as.Last = store.Stored(f.First), store.Stored(f.Last)
	var k keeper
	k.years(as.First)
	k.years(as.Last)
	k.texts(f.ID, f.Cause, string(f.Scope), string(f.Code), f.Message, string(f.Connection), f.Tracker, string(f.Pair),
		string(f.Side), string(f.Event), f.Issue, string(f.Step), f.State, f.Detail)
	if to = as; k.odd {
		err = recode(&to, &as)
	}
	return to, err
}

// Bulk makes the form of a bulk run.
func Bulk(b *store.Bulk) (to store.Bulk, err error) {
	as := *b
	as.Started, as.Ended = store.Stored(b.Started), store.Stored(b.Ended)
	var k keeper
	k.years(as.Started)
	k.years(as.Ended)
	k.texts(b.ID, string(b.Connection), string(b.Side), b.Query, b.State, b.Fault)
	if to = as; k.odd {
		err = recode(&to, &as)
	}
	return to, err
}

// History makes the form of a history, of which only the values are JSON.
func History(v *store.History) (*store.History, error) {
	as := *v
	as.At = store.Stored(v.At)
	for _, p := range []*hub.Value{&as.Value, &as.By} {
		var k keeper
		kept := k.value(nil, *p, 0)
		if k.odd {
			b, err := hub.EncodeValue(*p)
			if err == nil {
				kept, err = hub.DecodeValue(b)
			}
			if err != nil {
				return nil, err
			}
		}
		*p = kept
	}
	return &as, nil
}

func (k *keeper) texts(list ...string) {
	for _, s := range list {
		if !utf8.ValidString(s) {
			k.odd = true
		}
	}
}

// years notices a time that may have no form in JSON: that has four digits for
// the year, and the day at either end is left to the codec for its offset.
func (k *keeper) years(t time.Time) {
	if s := t.Unix(); s < firstYear || s >= lastYear {
		k.odd = true
	}
}

var (
	firstYear = time.Date(0, 1, 2, 0, 0, 0, 0, time.UTC).Unix()
	lastYear  = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC).Unix()
)

// date is a time that is left out where it is zero.
func (k *keeper) date(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return k.moment(t)
}

// moment is the time as it is parsed again: in the local zone if that has its
// offset, else in one without a name. With its zone it loses what it may have read
// from the process's own clock; a time in UTC has none.
func (k *keeper) moment(t time.Time) time.Time {
	k.years(t)
	if t.Location() == time.UTC {
		return t
	}
	const day = 24 * 60 * 60
	offset := offsetOf(t)
	switch {
	case offset == 0:
		return t.UTC()
	case offset%60 != 0 || offset <= -day || offset >= day:
		k.odd = true
		return t
	}
	if local := t.In(time.Local); offsetOf(local) == offset {
		return local
	}
	return t.In(time.FixedZone("", offset))
}

func offsetOf(t time.Time) int {
	_, offset := t.Zone()
	return offset
}
