package sqlite

import (
	"errors"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var (
	attachmentGet = newQuery(`SELECT digest FROM attachments WHERE tracker = ? AND id = ? AND size = ?`)
	attachmentPut = newQuery(`INSERT INTO attachments (tracker, id, size, digest) VALUES (?, ?, ?, ?)
		ON CONFLICT (tracker, id, size) DO UPDATE SET digest = excluded.digest`)
	// A blob needed at two moments was last needed at the later one, in whatever
	// order they are noted.
	blobUse = newQuery(`INSERT INTO blobs (digest, size, used) VALUES (?, ?, ?)
		ON CONFLICT (digest) DO UPDATE SET size = excluded.size, used = max(used, excluded.used)`)
	blobUnused = newQuery(`SELECT digest FROM blobs WHERE used < ? ORDER BY used, digest LIMIT ?`)
	blobDrop   = newQuery(`DELETE FROM blobs WHERE digest = ?`)
)

// blobs implements store.BlobIndex.
type blobs struct{ t *tx }

func (b blobs) Digest(tracker, id string, size int64) (hub.Digest, error) {
	r, err := b.t.one(attachmentGet, tracker, id, size)
	switch {
	case errors.Is(err, store.ErrNone):
		return "", nil
	case err != nil:
		return "", err
	}
	return hub.Digest(r.text(0)), nil
}

func (b blobs) PutDigest(tracker, id string, size int64, d hub.Digest) error {
	_, err := b.t.exec(attachmentPut, tracker, id, size, string(d))
	return err
}

func (b blobs) Use(d hub.Digest, size int64, t time.Time) error {
	_, err := b.t.exec(blobUse, string(d), size, store.Millis(t))
	return err
}

func (b blobs) Unused(t time.Time, limit int) ([]hub.Digest, error) {
	var list []hub.Digest
	err := b.t.each(blobUnused, func(r row) error {
		list = append(list, hub.Digest(r.text(0)))
		return nil
	}, store.Millis(t), orAll(limit))
	return list, err
}

func (b blobs) Drop(d hub.Digest) error {
	_, err := b.t.exec(blobDrop, string(d))
	return err
}
