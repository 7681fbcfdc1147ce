package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/entwine-sync/entwine/internal/store/postgres/pgserver"
)

// base is where the node's database is: a disk of its own, and with PostgreSQL, a
// server on it.
type base struct {
	pg    *pgserver.Server // nil: a file in the node's data folder
	disk  disk
	kills int
}

func newBase(ctx context.Context, t *trial) (b base, err error) {
	dir := filepath.Join(t.folder, "data")
	if t.store == onServer {
		dir = filepath.Join(t.folder, "server")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return b, err
	}
	b.disk = newDisk(dir, t.store, t.spares("disk"))
	if t.store == onServer {
		if b.pg, err = pgserver.Start(ctx, dir); err != nil {
			return b, errors.Join(err, b.disk.close(true))
		}
	}
	return b, nil
}

// kill ends the database server while fn runs.
func (b *base) kill(ctx context.Context, fn func() error) error {
	b.kills++
	return errors.Join(b.pg.Kill(), fn(), b.pg.Up(ctx))
}

// full fills the disk while fn runs. A server that cannot go on without room ends,
// and is started again when there is some.
func (b *base) full(ctx context.Context, fn func() error) error {
	err := b.disk.full(fn)
	if b.pg != nil {
		err = errors.Join(err, b.pg.Up(ctx))
	}
	return err
}

func (b *base) close(keep bool) (err error) {
	if b.pg != nil {
		err = b.pg.Stop()
	}
	return errors.Join(err, b.disk.close(keep))
}
