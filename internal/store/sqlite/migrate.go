package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrNewer is matched by the error of Open for a database that a newer program
// has written.
var ErrNewer = errors.New("the database was written by a newer version of the program")

// migrate makes the file if it is missing and runs the steps it lacks. It uses
// a connection of its own, since goose wants database/sql.
func migrate(ctx context.Context, path string) (err error) {
	connector, err := sqlite.NewConnector(dsn(path))
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	// WAL is a property of the file; the other pragmas are each connection's own.
	if _, err := db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	return migrateTo(ctx, db, migrations)
}

func migrateTo(ctx context.Context, db *sql.DB, steps fs.FS) error {
	steps, err := fs.Sub(steps, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	current, newest, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > newest {
		return fmt.Errorf("%w (its shape is number %d, this program knows %d)", ErrNewer, current, newest)
	}
	if current == newest {
		return nil
	}
	_, err = p.Up(ctx)
	return err
}
