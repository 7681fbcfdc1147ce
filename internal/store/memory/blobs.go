package memory

import (
	"cmp"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// blobs implements store.BlobIndex.
type blobs struct{ t *tx }

func (b blobs) Digest(tracker, id string, size int64) (hub.Digest, error) {
	st, err := b.t.read()
	if err != nil {
		return "", err
	}
	if a, ok := st.digests.get(attachmentKey{tracker, id, size}); ok {
		return a.Digest, nil
	}
	return "", nil
}

func (b blobs) PutDigest(tracker, id string, size int64, d hub.Digest) error {
	st, err := b.t.write()
	if err != nil {
		return err
	}
	st.digests.set(st.owner, attachmentKey{tracker, id, size}, &Attachment{tracker, id, size, d})
	return nil
}

// Use implements store.BlobIndex. A blob needed at two moments was last needed
// at the later one, in whatever order they are noted.
func (b blobs) Use(d hub.Digest, size int64, t time.Time) error {
	st, err := b.t.write()
	if err != nil {
		return err
	}
	used := store.Millis(t)
	if old, ok := st.blobs.get(text(d)); ok {
		used = max(used, store.Millis(old.Used))
	}
	st.blobs.set(st.owner, text(d), &Blob{d, size, store.FromMillis(used)})
	return nil
}

func (b blobs) Unused(t time.Time, limit int) ([]hub.Digest, error) {
	st, err := b.t.read()
	if err != nil {
		return nil, err
	}
	var old []*Blob
	st.blobs.all(func(_ text, blob *Blob) bool {
		if store.Millis(blob.Used) < store.Millis(t) {
			old = append(old, blob)
		}
		return true
	})
	slices.SortStableFunc(old, func(a, b *Blob) int { return cmp.Compare(store.Millis(a.Used), store.Millis(b.Used)) })
	if limit > 0 {
		old = old[:min(limit, len(old))]
	}
	var list []hub.Digest
	for _, blob := range old {
		list = append(list, blob.Digest)
	}
	return list, nil
}

func (b blobs) Drop(d hub.Digest) error {
	st, err := b.t.write()
	if err != nil {
		return err
	}
	st.blobs.del(st.owner, text(d))
	return nil
}
