package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrNewer is matched by the error of Open for a database that needs a newer
// program.
var ErrNewer = errors.New("the database needs a newer version of the program")

// known is the newest shape this program knows: the number of the last step in
// migrations.
const known = 1

// migrate runs the steps that the database lacks. A database that is ahead is
// used as it is, unless a step said that older programs must not: see
// migrations/README.md.
func (s *Store) migrate(ctx context.Context) error {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	return s.migrateTo(ctx, steps, known)
}

func (s *Store) migrateTo(ctx context.Context, steps fs.FS, known int64) error {
	return s.Alone(ctx, func() error {
		db := stdlib.OpenDBFromPool(s.pool)
		p, err := goose.NewProvider(goose.DialectPostgres, db, steps, goose.WithDisableGlobalRegistry(true))
		if err != nil {
			return errors.Join(err, db.Close())
		}
		current, newest, err := p.GetVersions(ctx)
		if err == nil && current > newest {
			err = s.fits(ctx, known)
		} else if err == nil && current < newest {
			err = up(ctx, p)
		}
		return errors.Join(err, db.Close())
	})
}

// mostUps is how often the steps are tried while processes at work are in the way:
// each try waits half a second for them, and each of their transactions is shorter.
const mostUps = 20

// up runs the steps. One that finds a table in use gives up soon, so that it is not
// one of the processes at work that must, and is tried again.
func up(ctx context.Context, p *goose.Provider) error {
	for try := 1; ; try++ {
		_, err := p.Up(ctx)
		var refusal *pgconn.PgError
		inTheWay := errors.As(err, &refusal) && (refusal.Code == "55P03" || refusal.Code == "40P01") // no lock in time, deadlock
		if !inTheWay || try == mostUps || ctx.Err() != nil {
			return err
		}
	}
}

// fits reports, as an error, that the database needs a newer program than one
// that knows shapes up to a number.
func (s *Store) fits(ctx context.Context, known int64) error {
	var needs int64
	if err := s.pool.QueryRow(ctx, `SELECT needs FROM shape`).Scan(&needs); err != nil {
		return err
	}
	if needs > known {
		return fmt.Errorf("%w (it needs one that knows shape %d, this one knows %d)", ErrNewer, needs, known)
	}
	return nil
}

// Alone runs fn while no other process does the same in this schema: changes of
// shape are made by one. fn must use other connections than its own for little.
func (s *Store) Alone(ctx context.Context, fn func() error) error {
	return pgx.BeginFunc(ctx, s.pool, func(q pgx.Tx) error {
		// The lock ends with the transaction, and with it, with the connection. It
		// stands still meanwhile, which the server must not take for an absence.
		_, err := q.Exec(ctx, `SELECT set_config('idle_in_transaction_session_timeout', '0', true), pg_advisory_xact_lock($1, hashtext(current_schema()))`, int32(lockOf+1))
		if err != nil {
			return err
		}
		return fn()
	})
}
