package node

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/store/blob"
	"github.com/entwine-sync/entwine/internal/store/move"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

// Migrated is what a move took along.
type Migrated struct {
	From    string       `json:"from"`
	To      string       `json:"to"`
	Sums    []move.Sum   `json:"sums"`              // the same on both sides
	Missing []hub.Digest `json:"missing,omitempty"` // attachments that were not there any more
}

// Migrate moves a node from the SQLite database in its data folder to the
// PostgreSQL database of its config. No process of it may run. The source is
// marked before anything is copied, so that it does not run meanwhile, and stays
// marked, so that it never runs again; a move that ends half way goes on with the
// next call. A target that holds something else is refused.
func Migrate(ctx context.Context, cfg *config.Config, told func(what string, count int)) (m Migrated, err error) {
	if cfg.Node.Store == "" {
		return m, invalid("the config names no database to move to: set node.store to its address, postgres://user@host/name")
	}
	m.From = filepath.Join(cfg.Node.Data, sqlite.FileName)
	from, err := sqlite.Open(ctx, cfg.Node.Data, sqlite.Options{})
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := postgres.Open(ctx, cfg.Node.Store, postgres.Options{})
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	m.To = to.Name()
	if err := begin(ctx, from, to, m); err != nil {
		return m, err
	}
	files, err := blob.Open(filepath.Join(cfg.Node.Data, "blobs"))
	if err != nil {
		return m, err
	}
	pages, err := to.Bytes(ctx)
	if err != nil {
		return m, err
	}
	mover := move.Mover{From: from, To: to, Files: files, Pages: pages, Told: told, Skip: []string{movedKey, arrivingKey, placeKey}}
	if m.Missing, err = mover.Copy(ctx); err != nil {
		return m, err
	}
	if m.Sums, err = mover.Verify(ctx); err != nil {
		return m, err
	}
	return m, drawer{to}.Write(ctx, arrivingKey, "")
}

// begin marks both databases, or refuses.
func begin(ctx context.Context, from *sqlite.Store, to *postgres.Store, m Migrated) error {
	moved, err := drawer{from}.Read(ctx, movedKey)
	if err != nil {
		return err
	}
	arriving, err := drawer{to}.Read(ctx, arrivingKey)
	if err != nil {
		return err
	}
	empty, err := to.Empty(ctx)
	if err != nil {
		return err
	}
	node, err := drawer{from}.Read(ctx, accord.DrawerKey)
	if err != nil {
		return err
	}
	switch {
	case moved != "" && moved != m.To:
		return invalid("the node of %s was moved to %s already", m.From, moved)
	case node == "":
		return invalid("there is no node in %s to be moved", m.From)
	case arriving != "" && arriving != string(hub.DigestOf([]byte(node))):
		return invalid("another node is being moved into %s", m.To)
	case arriving == "" && moved != "" && !empty:
		return invalid("the node of %s was moved to %s already, and is whole there", m.From, m.To)
	case arriving == "" && !empty:
		return invalid("the database %s is not empty: a node moves into an empty one (another schema is enough: search_path in the address)", m.To)
	}
	// The target first: a source that is marked must have somewhere to go on from.
	if err := (drawer{to}).Write(ctx, arrivingKey, string(hub.DigestOf([]byte(node)))); err != nil {
		return err
	}
	return drawer{from}.Write(ctx, movedKey, m.To)
}

// MigrateBack gives a move up that did not come to its end: what arrived is
// removed, and the source may run again.
func MigrateBack(ctx context.Context, cfg *config.Config) (err error) {
	if cfg.Node.Store == "" {
		return invalid("the config names no database: set node.store to that of the move that is to be given up")
	}
	from, err := sqlite.Open(ctx, cfg.Node.Data, sqlite.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := postgres.Open(ctx, cfg.Node.Store, postgres.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	moved, err := drawer{from}.Read(ctx, movedKey)
	if err != nil {
		return err
	}
	node, err := drawer{from}.Read(ctx, accord.DrawerKey)
	if err != nil {
		return err
	}
	arriving, err := drawer{to}.Read(ctx, arrivingKey)
	if err != nil {
		return err
	}
	switch {
	case moved == "":
		return invalid("the node in %s was not moved", cfg.Node.Data)
	case moved != to.Name() || arriving != string(hub.DigestOf([]byte(node))):
		return invalid("the node was moved to %s and is whole there: it cannot run here again", moved)
	}
	if err := to.Clear(ctx); err != nil {
		return err
	}
	return drawer{from}.Write(ctx, movedKey, "")
}
