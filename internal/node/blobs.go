package node

import (
	"context"
	"io"
	"log/slog"

	"github.com/entwine-sync/entwine/hub"
)

// attachments is where bytes are kept: package blob has one in a folder, package
// postgres one in the database.
type attachments interface {
	Put(ctx context.Context, r io.Reader) (hub.Digest, int64, error)
	PutAs(ctx context.Context, want hub.Digest, r io.Reader) (int64, error)
	Open(d hub.Digest) (io.ReadCloser, int64, error)
	Has(d hub.Digest) (bool, error)
	Drop(d hub.Digest) error
}

// blobs is the attachment store as the engine wants it: one that cannot be
// asked has nothing, so what is wanted is fetched, and that fails if it must.
type blobs struct {
	attachments
	log *slog.Logger
}

// Has reports whether the bytes are here.
func (b blobs) Has(d hub.Digest) bool {
	ok, err := b.attachments.Has(d)
	if err != nil {
		b.log.Warn("attachment store does not answer", "digest", d, "err", err)
	}
	return ok && err == nil
}
