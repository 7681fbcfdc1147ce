package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
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
			_, err = p.Up(ctx)
		}
		return errors.Join(err, db.Close())
	})
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
