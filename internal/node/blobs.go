package node

import (
	"log/slog"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store/blob"
)

// blobs is the attachment store as the engine wants it: one that cannot be
// asked has nothing, so what is wanted is fetched, and that fails if it must.
type blobs struct {
	*blob.Store
	log *slog.Logger
}

// Has reports whether the bytes are here.
func (b blobs) Has(d hub.Digest) bool {
	ok, err := b.Store.Has(d)
	if err != nil {
		b.log.Warn("attachment store does not answer", "digest", d, "err", err)
	}
	return ok && err == nil
}
