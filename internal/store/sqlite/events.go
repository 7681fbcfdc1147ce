package sqlite

import (
	"errors"
	"fmt"
	"iter"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

const headColumns = `SELECT id, connection, pair, side, tracker, issue, lane, position, step, state, seq, bulk,
	has_snapshot, not_before, fault_id FROM events `

var (
	eventGet  = newQuery(`SELECT position, rev FROM events WHERE id = ?`)
	eventAt   = newQuery(`SELECT position, rev, id FROM events WHERE position = ?`)
	eventBody = newQuery(`SELECT body, connection, pair, side, tracker, issue, lane, epoch, seq, fault_id, created,
			finished, step, state
		FROM events WHERE position = ?`)
	eventAdd = newQuery(`INSERT INTO events (id, connection, pair, side, tracker, issue, lane, step, state, queued,
			ended, epoch, seq, bulk, has_snapshot, not_before, fault_id, created, finished, rev, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	eventSet = newQuery(`UPDATE events SET connection = ?2, pair = ?3, side = ?4, tracker = ?5, issue = ?6, lane = ?7,
			step = ?8, state = ?9, queued = ?10, ended = ?11, epoch = ?12, seq = ?13, bulk = ?14, has_snapshot = ?15,
			not_before = ?16, fault_id = ?17, created = ?18, finished = ?19, kept = 0, rev = ?20, body = ?21
		WHERE position = ?22 AND id = ?1`)
	// The cheaper ones name fewer columns: an index is written for every column of
	// it that is named, whether that changes or not.
	eventTouch = newQuery(`UPDATE events SET bulk = ?4, has_snapshot = ?5, not_before = ?6, rev = ?7, body = ?8
		WHERE position = ?1 AND id = ?2 AND rev = ?3`)
	eventStep = newQuery(`UPDATE events SET bulk = ?4, has_snapshot = ?5, not_before = ?6, rev = ?7, body = ?8,
			step = ?9, state = ?10
		WHERE position = ?1 AND id = ?2 AND rev = ?3`)
	eventMove = newQuery(`UPDATE events SET bulk = ?4, has_snapshot = ?5, not_before = ?6, rev = ?7, body = ?8,
			step = ?9, state = ?10, queued = ?11, ended = ?12
		WHERE position = ?1 AND id = ?2 AND rev = ?3`)
	eventBySeq = newQuery(`SELECT position, rev, id FROM events
		WHERE pair = ? AND side = ? AND lane = ? AND epoch = ? AND seq = ? AND seq > 0 ORDER BY position DESC LIMIT 1`)
	eventLastSeq = newQuery(`SELECT max(seq) FROM events
		WHERE pair = ? AND side = ? AND lane = ? AND epoch = ? AND seq > 0`)
	eventPending = newQuery(headColumns + `WHERE queued = 1 AND position > ?
		ORDER BY position LIMIT ?`)
	eventOfEnd = newQuery(headColumns + `WHERE ended = 0 AND pair = ? AND side = ? AND position > ?
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
	rec, err := e.t.record(keyOfEvent(id), rev, eventBody, position, eventKeysOf)
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
		if done, err := e.step(ev, old, rec); done || err != nil {
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

// step stores an event of which nothing that is indexed has changed but its
// stage, or not even that. It returns false if the row is not the one we know.
func (e events) step(ev *hub.Event, old, rec *record) (bool, error) {
	q, args := eventTouch, append(make([]any, 0, 12), ev.Position, string(ev.ID), old.rev, flag(ev.Bulk),
		flag(ev.Snapshot != nil), store.Millis(ev.NotBefore), rec.rev, rec.body())
	if was, is := old.stage, rec.stage; was != is {
		q, args = eventStep, append(args, string(is.step), string(is.state))
		if was.queued() != is.queued() || was.ended() != is.ended() {
			q, args = eventMove, append(args, is.queued(), is.ended())
		}
	}
	res, err := e.t.exec(q, args...)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	if n > 0 {
		e.t.written(keyOfEvent(ev.ID), rec)
	}
	return n > 0, err
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
	return append(make([]any, 0, 22), string(ev.ID), string(ev.Connection), string(ev.Pair), string(ev.Side), ev.Tracker,
		ev.Issue, string(ev.Lane), string(ev.Step), string(ev.State), rec.stage.queued(), rec.stage.ended(), epoch, seq,
		flag(ev.Bulk), flag(ev.Snapshot != nil), store.Millis(ev.NotBefore), ev.FaultID, store.Millis(ev.Created),
		store.Millis(ev.Finished), rec.rev, rec.body())
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

// stage is the two columns of a row that change all the time.
type stage struct {
	step  hub.Step
	state hub.State
}

func (s stage) ended() int64  { return flag(s.state.Ended()) }
func (s stage) queued() int64 { return flag(!s.state.Ended() && s.step != hub.StepAwait) }

// eventKeysOf reads both from a row of eventBody.
func eventKeysOf(r row, rec *record) {
	rec.keys = eventKeys{
		connection: hub.ConnectionID(r.text(1)), end: hub.EndKey{Pair: hub.PairID(r.text(2)), Side: hub.Side(r.text(3))},
		tracker: r.text(4), issue: r.text(5), lane: hub.Lane(r.text(6)), epoch: uint64(r.int(7)), seq: uint64(r.int(8)),
		fault: r.text(9), created: r.int(10), finished: r.int(11),
	}
	rec.stage = stage{hub.Step(r.text(12)), hub.State(r.text(13))}
}

func keysOfEvent(ev *hub.Event) eventKeys {
	k := eventKeys{connection: ev.Connection, end: ev.EndKey, tracker: ev.Tracker, issue: ev.Issue, lane: ev.Lane,
		fault: ev.FaultID, created: store.Millis(ev.Created), finished: store.Millis(ev.Finished)}
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
	return store.Pages(e.t.given, store.PageSize, 0, func() func(int) ([]store.Head, error) {
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
