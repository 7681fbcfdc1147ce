package postgres

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// events implements store.Events.
type events struct{ t *tx }

func (e events) Get(id hub.EventID) (*hub.Event, error) {
	ev, err := e.find(eventByID, text(id))
	if err != nil {
		return nil, fmt.Errorf("get event %s: %w", id, err)
	}
	return ev, nil
}

const eventByID = `SELECT position, body FROM events WHERE id = $1`

// find returns the event of a query that yields position and body.
func (e events) find(sql string, args ...any) (ev *hub.Event, err error) {
	err = e.t.send(&statement{sql: sql, args: args, rows: func(r pgx.Rows) (err error) {
		ev, err = e.row(r)
		return err
	}})
	return ev, err
}

// row is the event of the first row.
func (e events) row(r pgx.Rows) (*hub.Event, error) {
	if !r.Next() {
		return nil, store.ErrNone
	}
	var position int64
	var body []byte
	if err := r.Scan(&position, &body); err != nil {
		return nil, err
	}
	return e.event(position, body)
}

func (e events) event(position int64, body []byte) (*hub.Event, error) {
	ev := new(hub.Event)
	if err := e.t.s.unpack(body, ev); err != nil {
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
	body, err := e.t.s.packEvent(ev)
	if err != nil {
		return err
	}
	ended := ev.State.Ended()
	columns := []any{text(ev.ID), text(ev.Connection), text(ev.Pair), text(ev.Side), text(ev.Tracker), text(ev.Issue),
		text(ev.Lane), text(ev.Step), text(ev.State), !ended && ev.Step != hub.StepAwait, ended, epoch, seq, ev.Bulk,
		ev.Snapshot != nil, store.Millis(ev.NotBefore), text(ev.FaultID), store.Millis(ev.Created), store.Millis(ev.Finished), body}
	if ev.Position == 0 {
		return e.add(ev, columns)
	}
	return e.set(ev, columns)
}

// add stores a new event, which takes the mark from the one in its lane that Prune
// kept: that is not the last one any more.
func (e events) add(ev *hub.Event, columns []any) error {
	err := e.t.write(`WITH unmarked AS (UPDATE events SET kept = false WHERE kept AND pair = $3 AND side = $4 AND lane = $7)
		INSERT INTO events (id, connection, pair, side, tracker, issue, lane, step, state, queued, ended,
			epoch, seq, bulk, has_snapshot, not_before, fault_id, created, finished, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
		ON CONFLICT (id) DO NOTHING RETURNING position`, columns, &ev.Position)
	if errors.Is(err, store.ErrNone) {
		return errors.New("there is an event of that id")
	}
	if err == nil {
		e.t.forgets = append(e.t.forgets, func() { ev.Position = 0 })
	}
	return err
}

func (e events) set(ev *hub.Event, columns []any) error {
	return e.t.later(&statement{sql: `UPDATE events SET connection = $2, pair = $3, side = $4, tracker = $5, issue = $6, lane = $7,
			step = $8, state = $9, queued = $10, ended = $11, epoch = $12, seq = $13, bulk = $14, has_snapshot = $15,
			not_before = $16, fault_id = $17, created = $18, finished = $19, body = $20, kept = false
		WHERE position = $21 AND id = $1`, args: append(columns, ev.Position),
		none: fmt.Errorf("put event %s: position %d: %w", ev.ID, ev.Position, store.ErrNone)})
}

func (e events) BySeq(k hub.EndKey, lane hub.Lane, epoch, seq uint64) (*hub.Event, error) {
	ev, err := e.find(`SELECT position, body FROM events
		WHERE pair = $1 AND side = $2 AND lane = $3 AND epoch = $4 AND seq = $5 AND seq > 0 ORDER BY position DESC LIMIT 1`,
		text(k.Pair), text(k.Side), text(lane), int64(epoch), int64(seq))
	if err != nil {
		return nil, fmt.Errorf("get event %d of end %s %s: %w", seq, k.Pair, k.Side, err)
	}
	return ev, nil
}

func (e events) LastSeq(k hub.EndKey, lane hub.Lane, epoch uint64) (uint64, error) {
	var last int64
	err := e.t.one(`SELECT coalesce(max(seq), 0) FROM events WHERE pair = $1 AND side = $2 AND lane = $3 AND epoch = $4 AND seq > 0`,
		[]any{text(k.Pair), text(k.Side), text(lane), int64(epoch)}, &last)
	return uint64(last), err
}

const headColumns = `SELECT id, connection, pair, side, tracker, issue, lane, position, step, state, seq, bulk,
	has_snapshot, not_before, fault_id FROM events `

func (e events) Pending() iter.Seq2[store.Head, error] {
	return e.heads(`WHERE queued AND position > $1 ORDER BY position LIMIT $2`)
}

func (e events) OfEnd(k hub.EndKey) iter.Seq2[store.Head, error] {
	return e.heads(`WHERE NOT ended AND pair = $3 AND side = $4 AND position > $1 ORDER BY position LIMIT $2`,
		text(k.Pair), text(k.Side))
}

// heads walks a query whose first two arguments are the position behind which
// to go on and how many.
func (e events) heads(which string, args ...any) iter.Seq2[store.Head, error] {
	return store.Pages(e.t.given, store.PageSize, 0, func() func(int) ([]store.Head, error) {
		var last int64
		return func(n int) (heads []store.Head, err error) {
			err = e.t.each(headColumns+which, append([]any{last, n}, args...), func(r pgx.Rows) error {
				h, err := head(r)
				heads = append(heads, h)
				return err
			})
			if len(heads) > 0 {
				last = heads[len(heads)-1].Position
			}
			return heads, err
		}
	})
}

func head(r pgx.Rows) (h store.Head, err error) {
	var seq, notBefore int64
	err = r.Scan(as(&h.ID), as(&h.Connection), as(&h.Pair), as(&h.Side), as(&h.Tracker), as(&h.Issue), as(&h.Lane),
		&h.Position, as(&h.Step), as(&h.State), &seq, &h.Bulk, &h.Read, &notBefore, as(&h.FaultID))
	h.Seq, h.NotBefore = uint64(seq), store.FromMillis(notBefore)
	return h, err
}

// eventPage is how many events of a list are read at a time: their bodies are
// large, and most lists are left early.
const eventPage = 32

func (e events) List(q store.EventQuery) iter.Seq2[*hub.Event, error] {
	return store.Pages(e.t.given, eventPage, q.Limit, func() func(int) ([]*hub.Event, error) {
		last, w := int64(math.MaxInt64), eventFilter(q)
		if q.Before > 0 {
			last = q.Before
		}
		return func(n int) (list []*hub.Event, err error) {
			p := w.with()
			p.terms = append(p.terms, "position < "+p.bind(last))
			err = e.t.each(`SELECT position, body FROM events`+p.where()+` ORDER BY position DESC LIMIT `+p.bind(n), p.args,
				func(r pgx.Rows) error {
					var position int64
					var body []byte
					if err := r.Scan(&position, &body); err != nil {
						return err
					}
					ev, err := e.event(position, body)
					list = append(list, ev)
					return err
				})
			if err == nil && len(list) > 0 {
				last = list[len(list)-1].Position
			}
			return list, err
		}
	})
}

func eventFilter(q store.EventQuery) (w filter) {
	w.text("connection", string(q.Connection))
	w.text("pair", string(q.Pair))
	w.text("side", string(q.Side))
	w.text("lane", string(q.Lane))
	if q.FaultID != "" {
		w.text("fault_id", q.FaultID)
		w.terms = append(w.terms, "fault_id <> ''")
	}
	if len(q.States) > 0 {
		states := make([]string, len(q.States))
		for i, s := range q.States {
			states[i] = encode(string(s))
		}
		w.terms = append(w.terms, "state = ANY ("+w.bind(states)+")")
	}
	return w
}

func (e events) Counts(c hub.ConnectionID) (map[hub.State]int, error) {
	var w filter
	w.text("connection", string(c))
	counts := map[hub.State]int{}
	err := e.t.each(`SELECT state, count(*) FROM events`+w.where()+` GROUP BY state`, w.args, func(r pgx.Rows) error {
		var state hub.State
		var n int
		err := r.Scan(as(&state), &n)
		counts[state] = n
		return err
	})
	return counts, err
}

// Prune implements store.Events. It must keep the last event of each lane of an
// end, and those it keeps are the oldest: every call would have to step over all
// of them again. So it marks them the first time, which takes them out of the
// index it walks, and a newer event in the lane takes the mark away.
func (e events) Prune(t time.Time, limit int) (int, error) {
	gone := 0
	for gone < limit {
		n := min(limit-gone, store.PageSize)
		dropped, seen, err := e.prunePage(store.Millis(t), n)
		if gone += dropped; err != nil {
			return 0, err
		}
		if seen < n {
			break
		}
	}
	return gone, nil
}

// prunePage looks at the n events that ended first.
func (e events) prunePage(before int64, n int) (dropped, seen int, err error) {
	var old, last []int64
	err = e.t.each(`SELECT position, EXISTS (SELECT 1 FROM events n
			WHERE n.pair = e.pair AND n.side = e.side AND n.lane = e.lane AND n.position > e.position)
		FROM events e WHERE ended AND NOT kept AND finished < $1 ORDER BY finished, position LIMIT $2`, []any{before, n},
		func(r pgx.Rows) error {
			var position int64
			var newer bool
			if err := r.Scan(&position, &newer); err != nil {
				return err
			}
			if newer {
				old = append(old, position)
			} else {
				last = append(last, position)
			}
			return nil
		})
	if err == nil && len(last) > 0 {
		_, err = e.t.exec(`UPDATE events SET kept = true WHERE position = ANY ($1)`, last)
	}
	if err == nil && len(old) > 0 {
		_, err = e.t.exec(`DELETE FROM events WHERE position = ANY ($1)`, old)
	}
	return len(old), len(old) + len(last), err
}
