package postgres

import (
	"fmt"
	"iter"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
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
	list, err := e.whole(`e.pair = $1 AND e.side = $2`, text(k.Pair), text(k.Side))
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, store.ErrNone
	}
	return list[0], nil
}

func (e ends) OfIssue(tracker, localID string) ([]*hub.End, error) {
	list, err := e.whole(`e.local_id = $1 AND e.tracker = $2`, text(localID), text(tracker))
	if err != nil {
		return nil, fmt.Errorf("get ends of issue %s of %s: %w", localID, tracker, err)
	}
	return list, nil
}

// whole reads the ends for which a condition holds, in order of pair and side. Each
// row is an end, and but for one without traces one of its traces; only the first of
// them has the end's body.
func (e ends) whole(which string, args ...any) (list []*hub.End, err error) {
	var remotes []hub.Ref
	var bodies [][]byte
	err = e.t.each(`SELECT e.pair, e.side, e.remote_id, e.remote_key, CASE WHEN row_number() OVER traced = 1 THEN e.body END,
			t.field IS NOT NULL, coalesce(t.field, ''), coalesce(t.remote, ''), coalesce(t.local, ''), coalesce(t.ours, false)
		FROM ends e LEFT JOIN traces t ON t.pair = e.pair AND t.side = e.side WHERE `+which+`
		WINDOW traced AS (PARTITION BY e.pair, e.side ORDER BY t.field, t.local) ORDER BY e.pair, e.side, t.field, t.local`, args,
		func(r pgx.Rows) error {
			var k hub.EndKey
			var remote hub.Ref
			var t hub.Trace
			var body []byte
			traced := false
			err := r.Scan(as(&k.Pair), as(&k.Side), as(&remote.ID), as(&remote.Key), &body, &traced, as(&t.Field), as(&t.Remote), as(&t.Local), &t.Ours)
			if len(list) == 0 || list[len(list)-1].EndKey != k {
				list, remotes, bodies = append(list, &hub.End{EndKey: k}), append(remotes, remote), append(bodies, body)
			}
			if end := list[len(list)-1]; traced {
				end.Traces = append(end.Traces, t)
			}
			return err
		})
	if err != nil {
		return nil, err
	}
	for i, end := range list {
		traces := end.Traces
		*end = hub.End{}
		if err := e.t.s.unpack(bodies[i], end); err != nil {
			return nil, err
		}
		end.Remote, end.Traces = remotes[i], traces
	}
	return list, nil
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
	body, err := e.t.s.pack(end)
	if err != nil {
		return err
	}
	return e.t.later(&statement{sql: `INSERT INTO ends (pair, side, connection, tracker, state, local_id, local_key, local_fold,
			out_seq, in_seq, updated, missing_at, summary, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		ON CONFLICT (pair, side) DO UPDATE SET connection = $3, tracker = $4, state = $5, local_id = $6,
			local_key = $7, local_fold = $8, out_seq = $9, in_seq = $10, updated = $11, missing_at = $12,
			summary = $13, body = $14`,
		args: []any{text(end.Pair), text(end.Side), text(end.Connection), text(end.Tracker), text(end.State), text(end.Local.ID),
			text(end.Local.Key), text(fold(end.Local.Key)), out, in, end.TouchedAt, end.MissingAt, text(end.Captured.Summary), body}})
}

func (e ends) SetRemote(k hub.EndKey, ref hub.Ref) error {
	return e.t.later(&statement{sql: `UPDATE ends SET remote_id = $3, remote_key = $4, remote_fold = $5 WHERE pair = $1 AND side = $2`,
		args: []any{text(k.Pair), text(k.Side), text(ref.ID), text(ref.Key), text(fold(ref.Key))},
		none: fmt.Errorf("set remote of end %s %s: %w", k.Pair, k.Side, store.ErrNone)})
}

func (e ends) AddTraces(k hub.EndKey, traces ...hub.Trace) error {
	var one int
	if err := e.t.one(`SELECT 1 FROM ends WHERE pair = $1 AND side = $2`, []any{text(k.Pair), text(k.Side)}, &one); err != nil {
		return fmt.Errorf("add traces to end %s %s: %w", k.Pair, k.Side, err)
	}
	for _, t := range traces {
		err := e.t.later(&statement{sql: `INSERT INTO traces (pair, side, field, remote, local, ours) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (pair, side, field, local) DO UPDATE SET remote = excluded.remote, ours = excluded.ours`,
			args: []any{text(k.Pair), text(k.Side), text(t.Field), text(t.Remote), text(t.Local), t.Ours}})
		if err != nil {
			return err
		}
	}
	return nil
}

func (e ends) Drop(k hub.EndKey) error {
	if _, err := e.t.exec(`DELETE FROM ends WHERE pair = $1 AND side = $2`, text(k.Pair), text(k.Side)); err != nil {
		return err
	}
	_, err := e.t.exec(`DELETE FROM histories WHERE pair = $1 AND side = $2`, text(k.Pair), text(k.Side))
	return err
}

func (e ends) ByIssue(tracker string, localIDs ...string) ([]store.EndRow, error) {
	ids := make([]string, len(localIDs))
	for i, id := range localIDs {
		ids[i] = encode(id)
	}
	return e.rows(endColumns+` WHERE local_id = ANY ($1) AND tracker = $2 ORDER BY pair, side`, ids, text(tracker))
}

func (e ends) ByRemote(c hub.ConnectionID, side hub.Side, remoteID string) ([]store.EndRow, error) {
	return e.rows(endColumns+` WHERE remote_id = $1 AND connection = $2 AND side = $3 AND remote_id <> '' ORDER BY pair, side`,
		text(remoteID), text(c), text(side))
}

func (e ends) rows(sql string, args ...any) ([]store.EndRow, error) {
	var rows []store.EndRow
	err := e.t.each(sql, args, func(r pgx.Rows) error {
		row, err := endRow(r)
		rows = append(rows, row)
		return err
	})
	return rows, err
}

func (e ends) List(q store.EndQuery) iter.Seq2[store.EndRow, error] {
	return store.Pages(e.t.given, store.PageSize, q.Limit, func() func(int) ([]store.EndRow, error) {
		var last hub.EndKey // behind which the next page begins
		w := endFilter(q)
		if last.Pair = q.After; q.After != "" {
			last.Side = maxText
		}
		return func(n int) ([]store.EndRow, error) {
			p := w.with()
			p.terms = append(p.terms, "(pair, side) > ("+p.bind(text(last.Pair))+", "+p.bind(text(last.Side))+")")
			rows, err := e.rows(endColumns+p.where()+" ORDER BY pair, side LIMIT "+p.bind(n), p.args...)
			if len(rows) > 0 {
				last = rows[len(rows)-1].EndKey
			}
			return rows, err
		}
	})
}

// maxText sorts behind every side.
const maxText = "\U0010ffff"

func (e ends) Count(q store.EndQuery) (n int, err error) {
	w := endFilter(q)
	if q.After != "" {
		w.terms = append(w.terms, "pair > "+w.bind(text(q.After)))
	}
	err = e.t.one("SELECT count(*) FROM ends"+w.where(), w.args, &n)
	if q.Limit > 0 {
		n = min(n, q.Limit)
	}
	return n, err
}

const endColumns = `SELECT pair, side, connection, tracker, state, local_id, local_key, remote_id, remote_key,
	out_seq, in_seq, updated, missing_at, summary FROM ends`

func endRow(r pgx.Rows) (row store.EndRow, err error) {
	var out, in, updated, missing int64
	err = r.Scan(as(&row.Pair), as(&row.Side), as(&row.Connection), as(&row.Tracker), as(&row.State), as(&row.Local.ID),
		as(&row.Local.Key), as(&row.Remote.ID), as(&row.Remote.Key), &out, &in, &updated, &missing, as(&row.Summary))
	row.OutSeq, row.InSeq, row.Updated, row.MissingAt = uint64(out), uint64(in), store.FromMillis(updated), store.FromMillis(missing)
	return row, err
}

// endFilter is the filter without After, which pages bring themselves.
func endFilter(q store.EndQuery) (w filter) {
	w.text("connection", string(q.Connection))
	w.text("tracker", q.Tracker)
	w.text("state", string(q.State))
	w.text("side", string(q.Side))
	if q.Search != "" {
		part := w.bind(text(fold(q.Search)))
		w.terms = append(w.terms, "(strpos(local_fold, "+part+") > 0 OR strpos(remote_fold, "+part+") > 0)")
	}
	return w
}
