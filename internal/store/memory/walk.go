package memory

import (
	"iter"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Meta is one single value, as Walk yields it.
type Meta struct{ Key, Value string }

// Attachment is what is known of the bytes of an attachment, as Walk yields it.
type Attachment struct {
	Tracker, ID string
	Size        int64
	Digest      hub.Digest
}

// Blob is one entry of the blob index, as Walk yields it.
type Blob struct {
	Digest hub.Digest
	Size   int64
	Used   time.Time
}

// Walk yields all that is committed on the disk, in an order that depends on
// nothing else: ends by pair and side, events by position, faults by their first
// time, pauses by scope and id, histories by end and time, bulk runs and audits
// by time, meta values by key, attachments by tracker, id and size, blobs by
// digest, rules by connection, side and number. Where times are equal, what was put first comes first.
//
// A record is a *hub.End, with its remote ref and traces, a *hub.Event,
// *hub.Fault, *store.Pause, *store.History, *store.Bulk, *store.Audit, *Meta,
// *Attachment, *Blob or *store.RuleVersion. It is the stored record itself, which all copies of the
// disk share: it must not be changed. It never is, so a caller may remember what
// he computed of a record by its pointer, as long as he keeps that.
func (d *Disk) Walk() iter.Seq[any] {
	return func(yield func(any) bool) { d.committed().walk(yield) }
}

func (st *state) walk(yield func(any) bool) bool {
	return show(&st.ends, yield, func(r *endRec) any { return &r.end.End }) &&
		show(&st.events, yield, func(r *eventRec) any { return &r.ev.Event }) &&
		show(&st.faultAt, yield, func(r *faultRec) any { return &r.fault }) &&
		show(&st.pauses, yield, func(p *store.Pause) any { return p }) &&
		show(&st.histories, yield, func(v *store.History) any { return v }) &&
		st.walkBulks(yield) &&
		show(&st.audits, yield, func(a *store.Audit) any { return a }) &&
		show(&st.meta, yield, func(m *Meta) any { return m }) &&
		show(&st.digests, yield, func(a *Attachment) any { return a }) &&
		show(&st.blobs, yield, func(b *Blob) any { return b }) &&
		show(&st.rules, yield, func(v *store.RuleVersion) any { return v })
}

// show walks one kind of record.
func show[K ordered[K], V any](t *tree[K, V], yield func(any) bool, as func(V) any) bool {
	return t.all(func(_ K, v V) bool { return yield(as(v)) })
}

func (st *state) walkBulks(yield func(any) bool) bool {
	for _, r := range st.bulksInOrder() {
		if !yield(&r.bulk) {
			return false
		}
	}
	return true
}

// LastPosition returns the highest position that an event was ever given: the
// one thing that the records do not tell of what is stored.
func (d *Disk) LastPosition() int64 { return int64(d.committed().position) }
