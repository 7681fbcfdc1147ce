package memory

import (
	"fmt"
	"iter"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/kept"
)

// eventRec is a stored event. The head has the texts as they were put, which
// differ from those of the event only if they are no UTF-8.
type eventRec struct {
	head     store.Head
	epoch    uint64
	finished int64
	ev       kept.Event
}

// events implements store.Events.
type events struct{ t *tx }

func (e events) Get(id hub.EventID) (*hub.Event, error) {
	ev, err := e.get(id)
	if err != nil {
		return nil, fmt.Errorf("get event %s: %w", id, err)
	}
	return ev, nil
}

func (e events) get(id hub.EventID) (*hub.Event, error) {
	st, err := e.t.read()
	if err != nil {
		return nil, err
	}
	position, ok := st.eventByID.get(text(id))
	if !ok {
		return nil, store.ErrNone
	}
	return st.eventAt(position)
}

// eventAt returns the event of a position, as it is handed out.
func (st *state) eventAt(position number) (*hub.Event, error) {
	rec, ok := st.events.get(position)
	if !ok {
		return nil, store.ErrNone
	}
	return rec.ev.Copy(), nil
}

// Put implements store.Events. An event that has a position but is not stored,
// since it was pruned meanwhile, is store.ErrNone. If the update is undone, a
// position that was given is taken out of ev again.
func (e events) Put(ev *hub.Event) error {
	if err := e.put(ev); err != nil {
		return fmt.Errorf("put event %s: %w", ev.ID, err)
	}
	return nil
}

func (e events) put(ev *hub.Event) error {
	st, err := e.t.mayWrite()
	if err != nil {
		return err
	}
	position, known := st.eventByID.get(text(ev.ID))
	old, _ := st.events.get(position) // 0 is nobody's
	rec, err := newEventRec(ev, old)
	if err != nil {
		return err
	}
	switch added := ev.Position == 0; {
	case added && known:
		return fmt.Errorf("there is one of this id, at position %d", position)
	case added:
		position = st.position + 1
		ev.Position = int64(position)
		e.t.forgets = append(e.t.forgets, func() { ev.Position = 0 })
	case !known || ev.Position != int64(position):
		return fmt.Errorf("position %d: %w", ev.Position, store.ErrNone)
	}
	if st, err = e.t.write(); err != nil {
		return err
	}
	rec.head.Position, rec.ev.Position = int64(position), int64(position)
	st.position = max(st.position, position)
	st.putEvent(old, rec)
	return nil
}

// newEventRec makes the record that replaces old, which may be nil.
func newEventRec(ev *hub.Event, old *eventRec) (*eventRec, error) {
	rec := &eventRec{head: store.HeadOf(ev), finished: store.Millis(ev.Finished)}
	rec.head.NotBefore = store.Stored(ev.NotBefore)
	if ev.Envelope != nil {
		rec.epoch = ev.Envelope.Epoch
		if err := fits("epoch", rec.epoch); err != nil {
			return nil, err
		}
		if err := fits("seq", ev.Envelope.Seq); err != nil {
			return nil, err
		}
	}
	if old == nil {
		old = new(eventRec)
	}
	if err := rec.ev.Replace(&old.ev, ev); err != nil {
		return nil, err
	}
	return rec, nil
}

func (r *eventRec) position() number { return number(r.head.Position) }
func (r *eventRec) isEnded() bool    { return r.head.State.Ended() }
func (r *eventRec) isQueued() bool   { return !r.isEnded() && r.head.Step != hub.StepAwait }

// putEvent puts rec (nil: nothing) in the place of old (nil: there is none).
func (st *state) putEvent(old, rec *eventRec) {
	if rec != nil {
		st.events.set(st.owner, rec.position(), rec)
	} else {
		st.events.del(st.owner, old.position())
	}
	if old == nil {
		st.eventByID.set(st.owner, text(rec.head.ID), rec.position())
	}
	if rec == nil {
		st.eventByID.del(st.owner, text(old.head.ID))
	}
	index(&st.laneOf, st.owner, old, rec, (*eventRec).laneKey)
	index(&st.seqOf, st.owner, old, rec, (*eventRec).seqKey)
	index(&st.openOf, st.owner, old, rec, (*eventRec).openKey)
	index(&st.queued, st.owner, old, rec, (*eventRec).queuedKey)
	index(&st.ended, st.owner, old, rec, (*eventRec).endedKey)
	index(&st.faulty, st.owner, old, rec, (*eventRec).faultKey)
	if old == nil || rec == nil || old.countKey() != rec.countKey() {
		st.count(old, -1)
		st.count(rec, +1)
	}
}

func (r *eventRec) laneKey() (laneKey, bool) {
	return laneKey{keyOf(r.head.EndKey), r.head.Lane, r.position()}, true
}

func (r *eventRec) seqKey() (seqKey, bool) {
	return seqKey{keyOf(r.head.EndKey), r.head.Lane, r.epoch, r.head.Seq, r.position()}, r.head.Seq > 0
}

func (r *eventRec) openKey() (openKey, bool) {
	return openKey{keyOf(r.head.EndKey), r.position()}, !r.isEnded()
}

func (r *eventRec) queuedKey() (number, bool) { return r.position(), r.isQueued() }
func (r *eventRec) endedKey() (timeKey, bool) { return timeKey{r.finished, r.position()}, r.isEnded() }

func (r *eventRec) faultKey() (causeKey, bool) {
	return causeKey{r.head.FaultID, r.position()}, r.head.FaultID != ""
}

func (r *eventRec) countKey() countKey { return countKey{r.head.Connection, r.head.State} }

// count counts a record in (+1) or out (-1).
func (st *state) count(r *eventRec, by int) {
	if r == nil {
		return
	}
	k := r.countKey()
	n, _ := st.counts.get(k)
	if n += by; n == 0 {
		st.counts.del(st.owner, k)
	} else {
		st.counts.set(st.owner, k, n)
	}
}

func (e events) BySeq(k hub.EndKey, lane hub.Lane, epoch, seq uint64) (*hub.Event, error) {
	ev, err := e.bySeq(k, lane, epoch, seq)
	if err != nil {
		return nil, fmt.Errorf("get event %d of end %s %s: %w", seq, k.Pair, k.Side, err)
	}
	return ev, nil
}

func (e events) bySeq(k hub.EndKey, lane hub.Lane, epoch, seq uint64) (*hub.Event, error) {
	st, err := e.t.read()
	if err != nil {
		return nil, err
	}
	is, _, ok := st.seqOf.below(seqKey{keyOf(k), lane, epoch, seq, last})
	if !ok || is != (seqKey{keyOf(k), lane, epoch, seq, is.position}) {
		return nil, store.ErrNone
	}
	return st.eventAt(is.position)
}

func (e events) LastSeq(k hub.EndKey, lane hub.Lane, epoch uint64) (uint64, error) {
	st, err := e.t.read()
	if err != nil {
		return 0, err
	}
	is, _, ok := st.seqOf.below(seqKey{keyOf(k), lane, epoch, 1<<64 - 1, last})
	if !ok || is != (seqKey{keyOf(k), lane, epoch, is.seq, is.position}) {
		return 0, nil
	}
	return is.seq, nil
}

func (e events) Pending() iter.Seq2[store.Head, error] {
	return e.heads(func(st *state, behind number, yield func(number) bool) {
		st.queued.up(behind+1, func(position number, _ none) bool { return yield(position) })
	})
}

func (e events) OfEnd(k hub.EndKey) iter.Seq2[store.Head, error] {
	end := keyOf(k)
	return e.heads(func(st *state, behind number, yield func(number) bool) {
		st.openOf.up(openKey{end, behind + 1}, func(k openKey, _ none) bool { return k.end == end && yield(k.position) })
	})
}

// heads walks the events whose positions walk gives, in order, from behind a
// position on.
func (e events) heads(walk func(st *state, behind number, yield func(number) bool)) iter.Seq2[store.Head, error] {
	recs := pages(e.t, 0, func() func(*state, int) []*eventRec {
		var behind number
		return func(st *state, n int) (page []*eventRec) {
			walk(st, behind, func(position number) bool {
				behind = position
				rec, _ := st.events.get(position)
				return collect(&page, n, rec)
			})
			return page
		}
	})
	return func(yield func(store.Head, error) bool) {
		for rec, err := range recs {
			var head store.Head
			if err == nil {
				head = rec.head
			}
			if !yield(head, err) {
				return
			}
		}
	}
}

func (e events) Counts(c hub.ConnectionID) (map[hub.State]int, error) {
	st, err := e.t.read()
	if err != nil {
		return nil, err
	}
	counts := map[hub.State]int{}
	st.counts.up(countKey{connection: c}, func(k countKey, n int) bool {
		if c != "" && k.connection != c {
			return false
		}
		counts[k.state] += n
		return true
	})
	return counts, nil
}
