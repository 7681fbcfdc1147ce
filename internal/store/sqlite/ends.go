package sqlite

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"unicode"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var (
	endGet  = newQuery(`SELECT id, rev, remote_id, remote_key FROM ends WHERE pair = ? AND side = ?`)
	endBody = newQuery(`SELECT body, connection, tracker, state, local_id, local_key FROM ends WHERE id = ?`)
	endSet  = newQuery(`UPDATE ends SET out_seq = ?3, in_seq = ?4, updated = ?5, missing_at = ?6, rev = ?7,
		summary = ?8, body = ?9 WHERE pair = ?1 AND side = ?2 AND rev = ?10`)
	endPut = newQuery(`INSERT INTO ends (pair, side, connection, tracker, state, local_id, local_key, local_fold,
			out_seq, in_seq, updated, missing_at, rev, summary, body)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
		ON CONFLICT (pair, side) DO UPDATE SET connection = ?3, tracker = ?4, state = ?5, local_id = ?6,
			local_key = ?7, local_fold = ?8, out_seq = ?9, in_seq = ?10, updated = ?11, missing_at = ?12, rev = ?13,
			summary = ?14, body = ?15`)
	endRemote = newQuery(`UPDATE ends SET remote_id = ?3, remote_key = ?4, remote_fold = ?5
		WHERE pair = ?1 AND side = ?2`)
	endID   = newQuery(`SELECT id FROM ends WHERE pair = ? AND side = ?`)
	endDrop = newQuery(`DELETE FROM ends WHERE pair = ? AND side = ?`)
	// Without the name SQLite takes an index that saves it the sorting, and reads
	// a tracker's every end to find the one or two.
	endByIssue = newQuery(endColumns + ` INDEXED BY ends_of_issue
		WHERE local_id = ?2 AND tracker = ?1 ORDER BY pair, side`)
	endByRemote = newQuery(endColumns + ` INDEXED BY ends_of_remote
		WHERE remote_id = ?3 AND connection = ?1 AND side = ?2 AND remote_id <> '' ORDER BY pair, side`)
	tracesGet = newQuery(`SELECT field, remote, local, ours FROM traces WHERE of_end = ? ORDER BY field, local`)
	tracePut  = newQuery(`INSERT INTO traces (of_end, field, remote, local, ours) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (of_end, field, local) DO UPDATE SET remote = excluded.remote, ours = excluded.ours`)
)

// ends implements store.Ends.
type ends struct{ t *tx }

func (e ends) Get(k hub.EndKey) (*hub.End, error) {
	end, err := e.get(k)
	if err != nil {
		return nil, fmt.Errorf("get end %s %s: %w", k.Pair, k.Side, err)
	}
	return end, nil
}

func (e ends) get(k hub.EndKey) (*hub.End, error) {
	r, err := e.t.one(endGet, string(k.Pair), string(k.Side))
	if err != nil {
		return nil, err
	}
	id, rev, remote := r.int(0), r.int(1), hub.Ref{ID: r.text(2), Key: r.text(3)}
	rec, err := e.t.record(keyOfEnd(k), rev, endBody, id, endKeysOf)
	if err != nil {
		return nil, err
	}
	end, err := rec.end()
	if err != nil {
		return nil, err
	}
	end.Remote = remote
	err = e.t.each(tracesGet, func(r row) error {
		end.Traces = append(end.Traces, hub.Trace{Field: r.text(0), Remote: r.text(1), Local: r.text(2), Ours: r.bool(3)})
		return nil
	}, id)
	return end, err
}

func (e ends) Put(end *hub.End) error {
	if err := e.put(end); err != nil {
		return fmt.Errorf("put end %s %s: %w", end.Pair, end.Side, err)
	}
	return nil
}

func (e ends) put(end *hub.End) error {
	out, err := seqOf("seq", end.OutSeq)
	if err != nil {
		return err
	}
	in, err := seqOf("seq", end.InSeq)
	if err != nil {
		return err
	}
	key := keyOfEnd(end.EndKey)
	old := e.t.s.cache.get(key)
	rec, err := e.t.s.endRecord(end, old)
	if err != nil {
		return err
	}
	if old != nil && old.keys == rec.keys {
		// Nothing that is indexed has changed, if the row is still the one we know.
		res, err := e.t.exec(endSet, string(end.Pair), string(end.Side), out, in, end.TouchedAt, end.MissingAt,
			rec.rev, end.Captured.Summary, rec.body(), old.rev)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); n > 0 || err != nil {
			e.t.written(key, rec)
			return err
		}
	}
	_, err = e.t.exec(endPut, string(end.Pair), string(end.Side), string(end.Connection), end.Tracker,
		string(end.State), end.Local.ID, end.Local.Key, fold(end.Local.Key), out, in, end.TouchedAt, end.MissingAt,
		rec.rev, end.Captured.Summary, rec.body())
	if err == nil {
		e.t.written(key, rec)
	}
	return err
}

// endKeys is what of an end is in an index.
type endKeys struct {
	connection hub.ConnectionID
	tracker    string
	state      hub.EndState
	local      hub.Ref
}

// endKeysOf reads them from a row of endBody.
func endKeysOf(r row, rec *record) {
	rec.keys = endKeys{hub.ConnectionID(r.text(1)), r.text(2), hub.EndState(r.text(3)), hub.Ref{ID: r.text(4), Key: r.text(5)}}
}

func keysOfEnd(e *hub.End) endKeys { return endKeys{e.Connection, e.Tracker, e.State, e.Local} }

func (e ends) SetRemote(k hub.EndKey, ref hub.Ref) error {
	res, err := e.t.exec(endRemote, string(k.Pair), string(k.Side), ref.ID, ref.Key, fold(ref.Key))
	if err != nil {
		return err
	}
	return found(res, "set remote of end %s %s", k.Pair, k.Side)
}

func (e ends) AddTraces(k hub.EndKey, traces ...hub.Trace) error {
	r, err := e.t.one(endID, string(k.Pair), string(k.Side))
	if err != nil {
		return fmt.Errorf("add traces to end %s %s: %w", k.Pair, k.Side, err)
	}
	id := r.int(0)
	for _, t := range traces {
		if _, err := e.t.exec(tracePut, id, t.Field, t.Remote, t.Local, flag(t.Ours)); err != nil {
			return err
		}
	}
	return nil
}

func (e ends) Drop(k hub.EndKey) error {
	_, err := e.t.exec(endDrop, string(k.Pair), string(k.Side))
	e.t.s.cache.drop(keyOfEnd(k))
	return errors.Join(err, histories(e).drop(k))
}

func (e ends) ByIssue(tracker string, localIDs ...string) (rows []store.EndRow, err error) {
	for _, id := range localIDs {
		of, err := e.rows(endByIssue, tracker, id)
		if err != nil {
			return nil, err
		}
		rows = append(rows, of...)
	}
	return rows, nil
}

func (e ends) OfIssue(tracker, localID string) ([]*hub.End, error) {
	rows, err := e.ByIssue(tracker, localID)
	if err != nil {
		return nil, err
	}
	return store.Whole(e, rows)
}

func (e ends) ByRemote(c hub.ConnectionID, side hub.Side, remoteID string) ([]store.EndRow, error) {
	return e.rows(endByRemote, string(c), string(side), remoteID)
}

func (e ends) rows(q *query, args ...any) ([]store.EndRow, error) {
	var rows []store.EndRow
	err := e.t.each(q, func(r row) error {
		rows = append(rows, endRow(r))
		return nil
	}, args...)
	return rows, err
}

func (e ends) List(q store.EndQuery) iter.Seq2[store.EndRow, error] {
	return store.Pages(e.t.given, store.PageSize, q.Limit, func() func(int) ([]store.EndRow, error) {
		var last hub.EndKey // behind which the next page begins
		w := endFilter(q)
		if last.Pair = q.After; q.After != "" {
			last.Side = maxText
		}
		return func(n int) (rows []store.EndRow, err error) {
			args := append(w.args[:len(w.args):len(w.args)], string(last.Pair), string(last.Side), int64(n))
			err = e.t.eachBuilt(endListSQL(&w), func(r row) error {
				rows = append(rows, endRow(r))
				return nil
			}, args)
			if len(rows) > 0 {
				last = rows[len(rows)-1].EndKey
			}
			return rows, err
		}
	})
}

// endListSQL is the query for a page behind a pair and side.
func endListSQL(w *filter) string {
	return endColumns + w.hint + w.and("(pair, side) > (?, ?)") + " ORDER BY pair, side LIMIT ?"
}

// maxText sorts behind every side.
const maxText = "\U0010ffff"

func (e ends) Count(q store.EndQuery) (n int, err error) {
	w := endFilter(q)
	if q.After != "" {
		w.add("pair > ?", string(q.After))
	}
	err = e.t.eachBuilt("SELECT count(*) FROM ends"+w.hint+w.where(), func(r row) error {
		n = int(r.int(0))
		return nil
	}, w.args)
	if q.Limit > 0 {
		n = min(n, q.Limit)
	}
	return n, err
}

const endColumns = `SELECT pair, side, connection, tracker, state, local_id, local_key, remote_id, remote_key,
	out_seq, in_seq, updated, missing_at, summary FROM ends`

func endRow(r row) store.EndRow {
	return store.EndRow{
		EndKey:     hub.EndKey{Pair: hub.PairID(r.text(0)), Side: hub.Side(r.text(1))},
		Connection: hub.ConnectionID(r.text(2)), Tracker: r.text(3), State: hub.EndState(r.text(4)),
		Local: hub.Ref{ID: r.text(5), Key: r.text(6)}, Remote: hub.Ref{ID: r.text(7), Key: r.text(8)},
		OutSeq: uint64(r.int(9)), InSeq: uint64(r.int(10)), Updated: r.time(11), MissingAt: r.time(12),
		Summary: r.text(13),
	}
}

// endFilter is the filter without After, which pages bring themselves.
func endFilter(q store.EndQuery) (w filter) {
	w.text("connection", string(q.Connection))
	w.text("tracker", q.Tracker)
	w.text("state", string(q.State))
	w.text("side", string(q.Side))
	if q.Search != "" {
		// All keys are looked at, but only in the index that has them: no row is
		// read that does not match.
		w.hint = " INDEXED BY ends_by_key"
		part := fold(q.Search)
		w.add("(instr(local_fold, ?) > 0 OR instr(remote_fold, ?) > 0)", part, part)
	}
	return w
}

// fold returns a form in which texts are equal that differ in case only, in
// any script: each letter becomes the smallest of those it may stand for.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, s)
}
