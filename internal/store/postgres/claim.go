package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Claim makes ends this process's to work on, in an update, and reads what SeenAll
// reads. An end is not among mine if somebody has it, or another process another end
// of the same issue: work on one issue is done by one process at a time.
func (s *Store) Claim(of store.Tx, keys ...hub.EndKey) (mine map[hub.EndKey]bool, heads map[hub.EndKey][]store.Head, still []store.Pause, err error) {
	p := s.process.Load()
	if p == nil {
		return nil, nil, nil, ErrFenced
	}
	mine = map[hub.EndKey]bool{}
	pairs, sides := columnsOf(keys)
	err = of.(*tx).later(&statement{sql: `INSERT INTO claims (pair, side, process, tracker, issue)
		SELECT w.pair, w.side, $3, coalesce(e.tracker, ''), coalesce(e.local_id, '')
		FROM unnest($1::text[], $2::text[]) w (pair, side) LEFT JOIN ends e ON e.pair = w.pair AND e.side = w.side
		WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.tracker = e.tracker AND c.issue = e.local_id AND c.issue <> '' AND c.process <> $3)
		ON CONFLICT (pair, side) DO NOTHING RETURNING pair, side`, args: []any{pairs, sides, p.ID}, rows: func(r pgx.Rows) error {
		for r.Next() {
			var k hub.EndKey
			if err := r.Scan(as(&k.Pair), as(&k.Side)); err != nil {
				return err
			}
			mine[k] = true
		}
		return nil
	}})
	if err == nil {
		heads, still, err = SeenAll(of, keys)
	}
	return mine, heads, still, err
}

// ClaimIssue notes in an update which issue a claimed end has by now.
func (s *Store) ClaimIssue(of store.Tx, k hub.EndKey, tracker, issue string) error {
	return of.(*tx).later(&statement{sql: `UPDATE claims SET tracker = $3, issue = $4 WHERE pair = $1 AND side = $2`,
		args: []any{text(k.Pair), text(k.Side), text(tracker), text(issue)}})
}

// Unclaim gives ends of this process up in an update.
func (s *Store) Unclaim(of store.Tx, keys ...hub.EndKey) error {
	p := s.process.Load()
	if p == nil {
		return ErrFenced
	}
	pairs, sides := columnsOf(keys)
	return of.(*tx).later(&statement{sql: `DELETE FROM claims WHERE process = $3 AND (pair, side) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
		args: []any{pairs, sides, p.ID}})
}

// EndJobs ends jobs of River's in an update, as its JobCompleteTx does of one, which
// takes a round trip of its own.
func (s *Store) EndJobs(of store.Tx, ids ...int64) error {
	return of.(*tx).later(&statement{sql: `UPDATE river_job SET state = 'completed', finalized_at = now() WHERE id = ANY ($1) AND state = 'running'`, args: []any{ids}})
}

// orphaned are the jobs of those who are none of the processes any more. One that
// was put out may fetch some before it knows.
const orphaned = `state = 'running' AND NOT EXISTS (SELECT 1 FROM processes p WHERE p.id = attempted_by[array_upper(attempted_by, 1)])`

// Free lets the jobs of processes that were put out, or left, be done by others,
// in an update, and returns how many there were of each. River frees a job by its
// age, which says nothing of whether somebody still works on it; we know.
func (s *Store) Free(of store.Tx) (jobs map[string]int, err error) {
	jobs = map[string]int{}
	return jobs, of.(*tx).each(`UPDATE river_job SET state = 'available', scheduled_at = now() WHERE `+orphaned+`
		RETURNING coalesce(attempted_by[array_upper(attempted_by, 1)], '')`, nil, func(r pgx.Rows) error {
		var of string
		err := r.Scan(&of)
		jobs[of]++
		return err
	})
}

// The questions of a queue that has no index in memory. They are answered from
// what is committed, beside whatever update asks them.

// Waits is what waits at an end.
type Waits struct {
	Stuck  []hub.EventID // the events that are blocked, in order
	Unread bool          // one that will read the issue waits, and cannot have begun: nobody has a claim to the end
}

// Waiting returns what waits at an end.
func (s *Store) Waiting(ctx context.Context, k hub.EndKey) (w Waits, err error) {
	rows, err := s.pool.Query(ctx, `SELECT id, state = $3, step = $4 AND state = $5 AND NOT has_snapshot
			AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.pair = $1 AND c.side = $2)
		FROM events WHERE queued AND pair = $1 AND side = $2 ORDER BY position`,
		text(k.Pair), text(k.Side), text(hub.Blocked), text(hub.StepCapture), text(hub.Waiting))
	if err != nil {
		return w, plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id hub.EventID
		var stuck, unread bool
		if err := rows.Scan(as(&id), &stuck, &unread); err != nil {
			return w, err
		}
		if stuck {
			w.Stuck = append(w.Stuck, id)
		}
		w.Unread = w.Unread || unread
	}
	return w, plain(rows.Err())
}

// Making returns the events that may be about to make an issue of a tracker.
func (s *Store) Making(ctx context.Context, tracker string) ([]hub.EventID, error) {
	return list(ctx, s, func(r pgx.Rows, id *hub.EventID) error { return r.Scan(as(id)) },
		`SELECT id FROM events WHERE queued AND step = 'apply' AND issue = '' AND tracker = $1 ORDER BY position`, text(tracker))
}

// Pauses lists what stands still.
func (s *Store) Pauses(ctx context.Context) (l []store.Pause, err error) {
	err = s.Glance(ctx, func(tx store.Tx) error {
		l, err = tx.Pauses().List()
		return err
	})
	return l, err
}

// Depth counts what is pending.
func (s *Store) Depth(ctx context.Context) (n int, err error) {
	return n, s.ask(ctx, &n, `SELECT count(*) FROM events WHERE queued`)
}

// Busy reports whether a job is to be done, now or later.
func (s *Store) Busy(ctx context.Context) (busy bool, err error) {
	return busy, s.ask(ctx, &busy, `SELECT EXISTS (SELECT 1 FROM river_job WHERE state IN ('available', 'pending', 'running', 'retryable', 'scheduled'))`)
}

func (s *Store) ask(ctx context.Context, into any, sql string, args ...any) error {
	return plain(s.pool.QueryRow(ctx, sql, args...).Scan(into))
}

func list[T any](ctx context.Context, s *Store, scan func(pgx.Rows, *T) error, sql string, args ...any) ([]T, error) {
	rows, err := s.pool.Query(ctx, sql, args...)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := scan(rows, &v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, plain(rows.Err())
}
