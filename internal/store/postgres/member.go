package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Process is one of those who share the database.
type Process struct {
	ID    string    `json:"id"`
	Host  string    `json:"host"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
	Until time.Time `json:"until"` // it counts as alive until then
	Leads bool      `json:"leads"`
	Ends  int       `json:"ends"` // it works on
}

// Join makes this process one of those who share the database, for as long as a
// lease, and returns once that is stored. From then on every update is refused
// with ErrFenced if the process was put out. It may be called again, if it is
// unknown whether it is stored. Times are the server's, so the
// clocks of the machines do not matter.
func (s *Store) Join(ctx context.Context, p Process, lease time.Duration) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO processes (id, host, pid, until) VALUES ($1, $2, $3, clock_timestamp() + $4::bigint * interval '1 ms')
		ON CONFLICT (id) DO UPDATE SET until = excluded.until`,
		p.ID, encode(p.Host), p.PID, lease.Milliseconds())
	if err != nil {
		return plain(err)
	}
	s.process.Store(&p)
	return nil
}

// Beat says that this process lives for another lease, and reports whether it
// leads. It is ErrFenced if it was put out, and ErrNewer if the database meanwhile
// needs a newer program.
func (s *Store) Beat(ctx context.Context, lease time.Duration) (leads bool, err error) {
	p := s.process.Load()
	if p == nil || s.doubt.Load() {
		return false, ErrFenced
	}
	var needs int64
	err = s.pool.QueryRow(ctx, `UPDATE processes SET until = clock_timestamp() + $2::bigint * interval '1 ms' WHERE id = $1
		RETURNING leads, (SELECT needs FROM shape)`, p.ID, lease.Milliseconds()).Scan(&leads, &needs)
	switch none(err) {
	case nil:
	case store.ErrNone:
		return false, ErrFenced
	default:
		return false, plain(err)
	}
	if needs > known {
		return false, ErrNewer
	}
	return leads, nil
}

// Dead is a process that was put out, with the ends it worked on.
type Dead struct {
	Process
	Silent time.Duration // since it was last known to live
	Claims []hub.EndKey
}

// Bury puts out, in an update, those whose time is over, and returns them. If
// nobody leads afterwards this process does; leads says whether it does.
func (s *Store) Bury(of store.Tx) (dead []Dead, leads bool, err error) {
	t, p := of.(*tx), s.process.Load()
	if p == nil {
		return nil, false, ErrFenced
	}
	err = t.each(`SELECT id, host, pid, since, until, leads, (extract(epoch FROM clock_timestamp() - until) * 1000)::bigint FROM processes
		WHERE until < clock_timestamp() AND id <> $1 ORDER BY id FOR UPDATE`, []any{p.ID}, func(r pgx.Rows) error {
		var d Dead
		var ms int64
		err := r.Scan(&d.ID, as(&d.Host), &d.PID, &d.Since, &d.Until, &d.Leads, &ms)
		d.Silent = time.Duration(ms) * time.Millisecond
		dead = append(dead, d)
		return err
	})
	for i := range dead {
		if err == nil {
			dead[i].Claims, err = t.putOut(dead[i].ID)
		}
	}
	if err != nil {
		return nil, false, err
	}
	if _, err := t.exec(`UPDATE processes SET leads = true WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM processes WHERE leads)`, p.ID); err != nil {
		return nil, false, err
	}
	return dead, leads, t.one(`SELECT leads FROM processes WHERE id = $1`, []any{p.ID}, &leads)
}

// putOut removes a process and returns what it worked on.
func (t *tx) putOut(id string) (claims []hub.EndKey, err error) {
	err = t.each(`SELECT pair, side FROM claims WHERE process = $1 ORDER BY pair, side`, []any{id}, func(r pgx.Rows) error {
		var k hub.EndKey
		err := r.Scan(as(&k.Pair), as(&k.Side))
		claims = append(claims, k)
		return err
	})
	if err == nil {
		_, err = t.exec(`DELETE FROM processes WHERE id = $1`, id) // its claims go with it
	}
	return claims, err
}

// Leave ends what Join began. What the process still works on is returned: it is
// nobody's then.
func (s *Store) Leave(of store.Tx) ([]hub.EndKey, error) {
	t, p := of.(*tx), s.process.Load()
	if p == nil {
		return nil, nil
	}
	return t.putOut(p.ID)
}

// Others reports whether somebody's time is over, a job belongs to nobody, or
// nobody leads: whether Bury or Free has something to do.
func (s *Store) Others(ctx context.Context) (due bool, err error) {
	err = s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM processes WHERE until < clock_timestamp()) OR NOT EXISTS (SELECT 1 FROM processes WHERE leads)
		OR EXISTS (SELECT 1 FROM river_job WHERE `+orphaned+`)`).Scan(&due)
	return due, plain(err)
}

// Processes lists who shares the database, the one that joined first first.
func (s *Store) Processes(ctx context.Context) (list []Process, err error) {
	rows, err := s.pool.Query(ctx, `SELECT id, host, pid, since, until, leads, (SELECT count(*) FROM claims WHERE process = processes.id)
		FROM processes ORDER BY since, id`)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var p Process
		if err := rows.Scan(&p.ID, as(&p.Host), &p.PID, &p.Since, &p.Until, &p.Leads, &p.Ends); err != nil {
			return nil, plain(err)
		}
		list = append(list, p)
	}
	return list, plain(rows.Err())
}
