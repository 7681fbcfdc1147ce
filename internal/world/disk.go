package world

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strconv"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/memory"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

// Disk is where a node keeps its store: it outlives every process.
type Disk interface {
	// Open opens the store; one process at a time has it.
	Open(ctx context.Context) (store.Store, error)
	// Copy returns an independent disk with what is committed now.
	Copy(ctx context.Context) (Disk, error)
}

type memoryDisk struct{ *memory.Disk }

// NewMemory returns an empty disk that lives in memory.
func NewMemory() Disk { return memoryDisk{memory.New()} }

func (d memoryDisk) Open(context.Context) (store.Store, error) { return d.Disk.Open() }

func (d memoryDisk) Copy(context.Context) (Disk, error) { return memoryDisk{d.Disk.Copy()}, nil }

// folderDisk is a folder with a SQLite database.
type folderDisk struct {
	dir    string
	copies *int
	open   *sqlite.Store // by the process that has it; nil if none has
}

// held is the store as that process has it.
type held struct {
	*sqlite.Store
	disk *folderDisk
}

func (s held) Close() error {
	s.disk.open = nil
	return s.Store.Close()
}

// NewSQLite returns an empty disk in a folder that exists. Copies are made
// beside it.
func NewSQLite(dir string) Disk { return &folderDisk{dir: filepath.Join(dir, "0"), copies: new(int)} }

func (d *folderDisk) Open(ctx context.Context) (store.Store, error) {
	s, err := sqlite.Open(ctx, d.dir, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	d.open = s
	return held{s, d}, nil
}

func (d *folderDisk) Copy(ctx context.Context) (Disk, error) {
	*d.copies++
	c := &folderDisk{dir: filepath.Join(filepath.Dir(d.dir), strconv.Itoa(*d.copies)), copies: d.copies}
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return nil, err
	}
	if d.open != nil { // the one who has it makes the copy
		return c, d.open.Backup(ctx, filepath.Join(c.dir, sqlite.FileName))
	}
	s, err := sqlite.Open(ctx, d.dir, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	defer s.Close() // nothing was written
	return c, s.Backup(ctx, filepath.Join(c.dir, sqlite.FileName))
}

// copied takes an envelope through its wire form, so that nothing the sender
// still holds is shared, and nothing is passed that would not cross.
func (w *World) copied(e hub.Envelope) (hub.Envelope, error) {
	if !w.opt.Wire {
		return e, nil
	}
	b, err := json.Marshal(e)
	if err != nil {
		return e, err
	}
	var back hub.Envelope
	return back, json.Unmarshal(b, &back)
}

// blobs keeps attachments in memory.
type blobs struct{ m map[hub.Digest][]byte }

func newBlobs() *blobs { return &blobs{map[hub.Digest][]byte{}} }

func (b *blobs) copy() *blobs { return &blobs{maps.Clone(b.m)} }

func (b *blobs) Put(_ context.Context, r io.Reader) (hub.Digest, int64, error) {
	p, err := io.ReadAll(r)
	if err != nil {
		return "", 0, err
	}
	d := hub.DigestOf(p)
	b.m[d] = p
	return d, int64(len(p)), nil
}

func (b *blobs) PutAs(ctx context.Context, want hub.Digest, r io.Reader) (int64, error) {
	p, err := io.ReadAll(r)
	if err != nil {
		return 0, err
	}
	if hub.DigestOf(p) != want {
		return 0, &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: "other bytes than were asked for"}
	}
	_, n, err := b.Put(ctx, bytes.NewReader(p))
	return n, err
}

func (b *blobs) Open(d hub.Digest) (io.ReadCloser, int64, error) {
	p, ok := b.m[d]
	if !ok {
		return nil, 0, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there are no such bytes"}
	}
	return io.NopCloser(bytes.NewReader(p)), int64(len(p)), nil
}

func (b *blobs) Has(d hub.Digest) bool {
	_, ok := b.m[d]
	return ok
}

func (b *blobs) Drop(d hub.Digest) error {
	delete(b.m, d)
	return nil
}
