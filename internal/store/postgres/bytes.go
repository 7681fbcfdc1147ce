package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
)

const (
	// pieceSize is how much of an attachment is in memory at a time.
	pieceSize = 256 << 10
	// halfMade is how old an upload without a name must be to be given up: no
	// attachment takes that long.
	halfMade = "1 day"
)

// Bytes keeps the bytes of attachments by content, in the database. Equal
// content is kept once. Its methods may be called from several goroutines and
// processes.
type Bytes struct{ s *Store }

// Bytes returns the store of attachments, and removes what was left half made
// long ago.
func (s *Store) Bytes(ctx context.Context) (*Bytes, error) {
	_, err := s.pool.Exec(ctx, `DELETE FROM uploads WHERE digest IS NULL AND begun < now() - $1::text::interval`, halfMade)
	return &Bytes{s}, plain(err)
}

// Put stores what r yields and returns its digest and size once it is durable.
// Putting what is kept already is no error. If r or the server fails, or ctx
// ends, nothing is stored.
func (b *Bytes) Put(ctx context.Context, r io.Reader) (hub.Digest, int64, error) {
	return b.put(ctx, "", r)
}

// PutAs is Put for bytes whose digest was told. Others are refused with
// hub.Conflict and not stored.
func (b *Bytes) PutAs(ctx context.Context, want hub.Digest, r io.Reader) (int64, error) {
	_, n, err := b.put(ctx, want, r)
	return n, err
}

func (b *Bytes) put(ctx context.Context, want hub.Digest, r io.Reader) (d hub.Digest, size int64, err error) {
	var id int64
	if err := b.s.pool.QueryRow(ctx, `INSERT INTO uploads DEFAULT VALUES RETURNING id`).Scan(&id); err != nil {
		return "", 0, plain(err)
	}
	named := false
	defer func() {
		if !named { // what cannot be removed now goes a day later
			_, derr := b.s.pool.Exec(context.WithoutCancel(ctx), `DELETE FROM uploads WHERE id = $1 AND digest IS NULL`, id)
			if err == nil {
				err = plain(derr)
			}
		}
	}()
	sum := sha256.New()
	if size, err = b.pieces(ctx, id, sum, r); err != nil {
		return "", 0, err
	}
	d = hub.Digest("sha256:" + hex.EncodeToString(sum.Sum(nil)))
	if want != "" && d != want {
		return "", 0, &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue,
			Message: fmt.Sprintf("the attachment's content is not what was announced: got %s, want %s", d, want)}
	}
	tag, err := b.s.pool.Exec(ctx, `UPDATE uploads SET digest = $2, size = $3
		WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM uploads WHERE digest = $2)`, id, string(d), size)
	if refused(err) && isTaken(err) {
		return d, size, nil // somebody else was quicker, with equal bytes
	}
	named = err == nil && tag.RowsAffected() > 0
	return d, size, plain(err)
}

// pieces writes what r yields, hashed on the way.
func (b *Bytes) pieces(ctx context.Context, id int64, sum hash.Hash, r io.Reader) (size int64, err error) {
	buf := make([]byte, pieceSize)
	for number := 0; ; number++ {
		n, rerr := io.ReadFull(r, buf)
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if n > 0 {
			size += int64(n)
			sum.Write(buf[:n]) // never fails
			if _, err := b.s.pool.Exec(ctx, `INSERT INTO pieces (upload, number, bytes) VALUES ($1, $2, $3)`, id, number, buf[:n]); err != nil {
				return 0, plain(err)
			}
		}
		if errors.Is(rerr, io.EOF) || errors.Is(rerr, io.ErrUnexpectedEOF) {
			return size, nil
		}
		if rerr != nil {
			return 0, fmt.Errorf("read attachment: %w", rerr)
		}
	}
}

// Open returns the bytes of a blob and their number; hub.NotFound if it is not
// kept. One dropped meanwhile ends with an error.
func (b *Bytes) Open(d hub.Digest) (io.ReadCloser, int64, error) {
	r := &reader{s: b.s}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err := b.s.pool.QueryRow(ctx, `SELECT id, size FROM uploads WHERE digest = $1`, encode(string(d))).Scan(&r.id, &r.left)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, 0, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue,
			Message: fmt.Sprintf("the attachment's content %.80s is not kept here", string(d))}
	}
	return r, r.left, plain(err)
}

// Has reports whether a blob is kept.
func (b *Bytes) Has(d hub.Digest) (there bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err = b.s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM uploads WHERE digest = $1)`, encode(string(d))).Scan(&there)
	return there, plain(err)
}

// Drop forgets a blob. Dropping none is no error.
func (b *Bytes) Drop(d hub.Digest) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := b.s.pool.Exec(ctx, `DELETE FROM uploads WHERE digest = $1`, encode(string(d)))
	return plain(err)
}

// reader reads a blob piece by piece, so that it holds no connection while
// nobody reads.
type reader struct {
	s      *Store
	id     int64
	number int
	left   int64 // bytes not yet fetched
	piece  []byte
}

func (r *reader) Read(p []byte) (int, error) {
	if len(r.piece) == 0 {
		if r.left == 0 {
			return 0, io.EOF
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		err := r.s.pool.QueryRow(ctx, `SELECT bytes FROM pieces WHERE upload = $1 AND number = $2`, r.id, r.number).Scan(&r.piece)
		if err == nil && len(r.piece) == 0 || errors.Is(err, pgx.ErrNoRows) {
			return 0, io.ErrUnexpectedEOF
		} else if err != nil {
			return 0, plain(err)
		}
		r.number++
		r.left -= int64(len(r.piece))
	}
	n := copy(p, r.piece)
	r.piece = r.piece[n:]
	return n, nil
}

// Close implements io.Closer. There is nothing to give back.
func (r *reader) Close() error { return nil }
