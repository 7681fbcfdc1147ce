package sqlite

import (
	"errors"
	"fmt"
	"iter"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// notEnded is spelled as in the partial indexes, or SQLite would not use them.
const notEnded = `state NOT IN ('done', 'skipped', 'failed')`

const headColumns = `SELECT id, connection, pair, side, tracker, issue, lane, position, step, state, seq, bulk,
	has_snapshot, not_before, fault_id FROM events `

var (
	eventGet  = newQuery(`SELECT position, rev FROM events WHERE id = ?`)
	eventAt   = newQuery(`SELECT position, rev, id FROM events WHERE position = ?`)
	eventBody = newQuery(`SELECT body FROM events WHERE position = ?`)
	eventAdd  = newQuery(`INSERT INTO events (id, connection, pair, side, tracker, issue, lane, step, state, epoch, seq,
			bulk, has_snapshot, not_before, fault_id, created, finished, rev, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	eventSet = newQuery(`UPDATE events SET connection = ?2, pair = ?3, side = ?4, tracker = ?5, issue = ?6, lane = ?7,
			step = ?8, state = ?9, epoch = ?10, seq = ?11, bulk = ?12, has_snapshot = ?13, not_before = ?14,
			fault_id = ?15, created = ?16, finished = ?17, kept = 0, rev = ?18, body = ?19
		WHERE position = ?20 AND id = ?1`)
	eventStep = newQuery(`UPDATE events SET step = ?4, state = ?5, bulk = ?6, has_snapshot = ?7, not_before = ?8,
			rev = ?9, body = ?10
		WHERE position = ?1 AND id = ?2 AND rev = ?3`)
	eventBySeq = newQuery(`SELECT position, rev, id FROM events
		WHERE pair = ? AND side = ? AND lane = ? AND epoch = ? AND seq = ? AND seq > 0 ORDER BY position DESC LIMIT 1`)
	eventLastSeq = newQuery(`SELECT max(seq) FROM events
		WHERE pair = ? AND side = ? AND lane = ? AND epoch = ? AND seq > 0`)
	eventPending = newQuery(headColumns + `WHERE ` + notEnded + ` AND step <> 'await' AND position > ?
		ORDER BY position LIMIT ?`)
	eventOfEnd = newQuery(headColumns + `WHERE ` + notEnded + ` AND pair = ? AND side = ? AND position > ?
		ORDER BY position LIMIT ?`)
	eventCountsOf  = newQuery(`SELECT state, count(*) FROM events WHERE connection = ? GROUP BY state`)
	eventCountsAll = newQuery(`SELECT state, count(*) FROM events GROUP BY state`)
)

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
	r, err := e.t.one(eventGet, string(id))
	if err != nil {
		return nil, err
	}
	return e.load(id, r.int(0), r.int(1))
}

// find returns the event of a query that yields position, rev and id.
func (e events) find(q *query, args ...any) (*hub.Event, error) {
	r, err := e.t.one(q, args...)
	if err != nil {
		return nil, err
	}
	return e.load(hub.EventID(r.text(2)), r.int(0), r.int(1))
}

func (e events) load(id hub.EventID, position, rev int64) (*hub.Event, error) {
	rec, err := e.t.record(keyOfEvent(id), rev, eventBody, position)
	if err != nil {
		return nil, err
	}
	ev, err := rec.event()
	if err != nil {
		return nil, err
	}
	ev.Position = position // a new event's body was written before it had one
	return ev, nil
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
	var epoch, seq int64
	if ev.Envelope != nil {
		var errs [2]error
		epoch, errs[0] = seqOf("epoch", ev.Envelope.Epoch)
		seq, errs[1] = seqOf("seq", ev.Envelope.Seq)
		if err := errors.Join(errs[:]...); err != nil {
			return err
		}
	}
	key := keyOfEvent(ev.ID)
	old := e.t.s.cache.get(key)
	rec, err := e.t.s.eventRecord(ev, old)
	if err != nil {
		return err
	}
	if ev.Position == 0 {
		return e.add(ev, rec, epoch, seq)
	}
	if old != nil && old.keys == rec.keys {
		// Nothing but its progress has changed, if the row is still the one we know.
		res, err := e.t.exec(eventStep, ev.Position, string(ev.ID), old.rev, string(ev.Step), string(ev.State),
			flag(ev.Bulk), flag(ev.Snapshot != nil), millis(ev.NotBefore), rec.rev, rec.body())
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); n > 0 || err != nil {
			e.t.written(key, rec)
			return err
		}
	}
	res, err := e.t.exec(eventSet, append(columns(ev, rec, epoch, seq), ev.Position)...)
	if err != nil {
		return err
	}
	if err := found(res, "position %d", ev.Position); err != nil {
		return err
	}
	if err := e.unkeep(ev); err != nil { // it may have come from another lane
		return err
	}
	e.t.written(key, rec)
	return nil
}

func (e events) add(ev *hub.Event, rec *record, epoch, seq int64) error {
	res, err := e.t.exec(eventAdd, columns(ev, rec, epoch, seq)...)
	if err != nil {
		return err
	}
	if ev.Position, err = res.LastInsertId(); err != nil {
		return err
	}
	e.t.forgets = append(e.t.forgets, func() { ev.Position = 0 })
	if err := e.unkeep(ev); err != nil {
		return err
	}
	e.t.written(keyOfEvent(ev.ID), rec)
	return nil
}

func columns(ev *hub.Event, rec *record, epoch, seq int64) []any {
	return append(make([]any, 0, 20), string(ev.ID), string(ev.Connection), string(ev.Pair), string(ev.Side), ev.Tracker, ev.Issue,
		string(ev.Lane), string(ev.Step), string(ev.State), epoch, seq, flag(ev.Bulk), flag(ev.Snapshot != nil),
		millis(ev.NotBefore), ev.FaultID, millis(ev.Created), millis(ev.Finished), rec.rev, rec.body())
}

// eventKeys is what of an event is in an index, except step and state, which
// change all the time.
type eventKeys struct {
	connection hub.ConnectionID
	end        hub.EndKey
	tracker    string
	issue      string
	lane       hub.Lane
	epoch, seq uint64
	fault      string
	created    int64
	finished   int64
}

func keysOfEvent(ev *hub.Event) eventKeys {
	k := eventKeys{connection: ev.Connection, end: ev.EndKey, tracker: ev.Tracker, issue: ev.Issue, lane: ev.Lane,
		fault: ev.FaultID, created: millis(ev.Created), finished: millis(ev.Finished)}
	if ev.Envelope != nil {
		k.epoch, k.seq = ev.Envelope.Epoch, ev.Envelope.Seq
	}
	return k
}

func (e events) BySeq(k hub.EndKey, lane hub.Lane, epoch, seq uint64) (*hub.Event, error) {
	ev, err := e.find(eventBySeq, string(k.Pair), string(k.Side), string(lane), int64(epoch), int64(seq))
	if err != nil {
		return nil, fmt.Errorf("get event %d of end %s %s: %w", seq, k.Pair, k.Side, err)
	}
	return ev, nil
}

func (e events) LastSeq(k hub.EndKey, lane hub.Lane, epoch uint64) (uint64, error) {
	r, err := e.t.one(eventLastSeq, string(k.Pair), string(k.Side), string(lane), int64(epoch))
	if err != nil {
		return 0, err
	}
	return uint64(r.int(0)), nil
}

func (e events) Pending() iter.Seq2[store.Head, error] {
	return e.heads(eventPending)
}

func (e events) OfEnd(k hub.EndKey) iter.Seq2[store.Head, error] {
	return e.heads(eventOfEnd, string(k.Pair), string(k.Side))
}

// heads walks a query whose last two arguments are the position behind which to
// go on and how many.
func (e events) heads(q *query, args ...any) iter.Seq2[store.Head, error] {
	return pages(e.t, 0, func() func(int) ([]store.Head, error) {
		var last int64
		return func(n int) (heads []store.Head, err error) {
			err = e.t.each(q, func(r row) error {
				heads = append(heads, head(r))
				return nil
			}, append(args[:len(args):len(args)], last, int64(n))...)
			if len(heads) > 0 {
				last = heads[len(heads)-1].Position
			}
			return heads, err
		}
	})
}

func head(r row) store.Head {
	return store.Head{
		ID: hub.EventID(r.text(0)), Connection: hub.ConnectionID(r.text(1)),
		EndKey:  hub.EndKey{Pair: hub.PairID(r.text(2)), Side: hub.Side(r.text(3))},
		Tracker: r.text(4), Issue: r.text(5), Lane: hub.Lane(r.text(6)), Position: r.int(7),
		Step: hub.Step(r.text(8)), State: hub.State(r.text(9)), Seq: uint64(r.int(10)), Bulk: r.bool(11),
		Read: r.bool(12), NotBefore: r.time(13), FaultID: r.text(14),
	}
}

func (e events) Counts(c hub.ConnectionID) (map[hub.State]int, error) {
	counts := map[hub.State]int{}
	q, args := eventCountsAll, []any(nil)
	if c != "" {
		q, args = eventCountsOf, []any{string(c)}
	}
	err := e.t.each(q, func(r row) error {
		counts[hub.State(r.text(0))] = int(r.int(1))
		return nil
	}, args...)
	return counts, err
}
