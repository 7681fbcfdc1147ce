package engine

import (
	"context"
	"io"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// get reads an item, with what we know of the bytes of its attachments.
func (e *Engine) get(ctx context.Context, t *tracked, ref hub.Ref) (*hub.Issue, error) {
	e.calls.Add(1)
	s, err := t.Conn.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	return s, e.fill(ctx, t, s)
}

// LookUp reads an issue of a tracker by what people call it, or by its id.
func (e *Engine) LookUp(ctx context.Context, tracker, name string) (*hub.Issue, error) {
	t := e.trackers[tracker]
	if t == nil {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "no tracker named " + tracker}
	}
	return e.lookUp(ctx, t, name)
}

func (e *Engine) lookUp(ctx context.Context, t *tracked, name string) (*hub.Issue, error) {
	s, err := e.get(ctx, t, hub.Ref{ID: name, Key: name})
	if code := hub.CodeOf(err); code == hub.NotFound || code == hub.Invalid { // no id at all, or none of an issue
		byKey, kerr := e.get(ctx, t, hub.Ref{Key: name})
		if c := hub.CodeOf(kerr); kerr == nil || c != hub.NotFound && c != hub.Invalid {
			return byKey, kerr
		}
		return nil, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there is no issue " + name, Err: err}
	}
	return s, err
}

// fill names the digests of attachments whose bytes went through our hands.
func (e *Engine) fill(ctx context.Context, t *tracked, s *hub.Issue) error {
	unknown := func(a hub.Attachment) bool { return a.Digest == "" }
	if !slices.ContainsFunc(s.Attachments, unknown) {
		return nil
	}
	return e.opt.Store.View(ctx, func(tx store.Tx) error {
		for i := range s.Attachments {
			a := &s.Attachments[i]
			if a.Digest != "" {
				continue
			}
			d, err := tx.Blobs().Digest(t.Name, a.ID, a.Size)
			if err != nil {
				return err
			}
			a.Digest = d
		}
		return nil
	})
}

// keepBlobs streams the attachments that r tells into the blob store, before
// the message that names them is stored. One that is already gone is left out.
func (j *job) keepBlobs(ctx context.Context, s *hub.Issue, r *hub.Issue) error {
	var kept []hub.Attachment
	for _, a := range r.Attachments {
		if a.Digest == "" || !j.opt.Blobs.Has(a.Digest) {
			d, size, err := j.fetch(ctx, s.Ref, a)
			if hub.CodeOf(err) == hub.NotFound {
				if err := j.goneBytes(ctx, s, a); err != nil {
					return err
				}
				continue
			}
			if err != nil {
				return err
			}
			a.Digest, a.Size = d, size
		}
		learnIn(s, a)
		learnIn(&j.end.Captured, a)
		kept = append(kept, a)
	}
	r.Attachments = kept
	if len(kept) == 0 {
		return nil
	}
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		for _, a := range kept {
			if err := tx.Blobs().Use(a.Digest, a.Size, j.opt.Now()); err != nil {
				return err
			}
			if err := tx.Blobs().PutDigest(j.tr.Name, a.ID, a.Size, a.Digest); err != nil {
				return err
			}
			if !j.conn.remote() {
				continue
			}
			if err := tx.Meta().Put(toldKey(j.conn.ID, a.Digest), "told"); err != nil {
				return err
			}
		}
		return nil
	})
}

// toldKey is where it is noted that an attachment was told over a connection:
// the other node may ask for its bytes, and for no others that happen to be here.
func toldKey(c hub.ConnectionID, d hub.Digest) string {
	return "blob told/" + string(c) + "/" + string(d)
}

// remote reports whether the other side is on another node.
func (c *Connection) remote() bool { return len(c.Halves) == 1 }

// goneBytes finds out why an attachment could not be read: only one that the
// issue does not list any more is left out, and then nobody takes it for told.
func (j *job) goneBytes(ctx context.Context, s *hub.Issue, a hub.Attachment) error {
	wait := func(why string) error {
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, Message: why}
	}
	is := func(have hub.Attachment) bool { return have.ID == a.ID }
	now, err := j.get(ctx, j.tr, s.Ref)
	switch {
	case hub.CodeOf(err) == hub.NotFound && j.end.State != hub.EndGone:
		if err := j.goesMissing(ctx); err != nil {
			return err
		}
		return wait(s.Ref.String() + " cannot be found, and the bytes of " + a.Name + " with it")
	case err != nil && hub.CodeOf(err) != hub.NotFound:
		return err
	case err == nil && slices.ContainsFunc(now.Attachments, is):
		return wait("the bytes of " + a.Name + " cannot be read, though the issue lists it")
	}
	j.ev.Note = "attachment " + a.Name + " was gone before it could be read"
	s.Attachments = slices.DeleteFunc(slices.Clone(s.Attachments), is)
	j.end.Captured.Attachments = slices.DeleteFunc(slices.Clone(j.end.Captured.Attachments), is)
	return nil
}

// learnIn notes the digest of an attachment in a state of the item.
func learnIn(s *hub.Issue, a hub.Attachment) {
	for i := range s.Attachments {
		if s.Attachments[i].ID == a.ID && s.Attachments[i].Digest == "" {
			s.Attachments[i].Digest = a.Digest
		}
	}
}

// fetch streams one attachment of our tracker into the blob store.
func (j *job) fetch(ctx context.Context, ref hub.Ref, a hub.Attachment) (hub.Digest, int64, error) {
	at, ok := j.tr.Conn.(tracker.Attacher)
	if !ok {
		return "", 0, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "this tracker has no attachments"}
	}
	j.calls.Add(1)
	in, err := at.OpenAttachment(ctx, ref, a.ID)
	if err != nil {
		return "", 0, err
	}
	defer in.Close() // reading is over, nothing can be lost
	return j.opt.Blobs.Put(ctx, in)
}

// pull gets the bytes of an attachment from the other side, checked against
// the digest it told, with one more try if they differ.
func (j *job) pull(ctx context.Context, a hub.Attachment) error {
	if j.opt.Blobs.Has(a.Digest) {
		return nil
	}
	var err error
	for range 2 {
		if err = j.pullOnce(ctx, a); hub.CodeOf(err) != hub.Conflict {
			return err
		}
	}
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Field: "attachments",
		Message: "attachment " + a.Name + " arrives with other bytes than the other side said, twice", Err: err}
}

func (j *job) pullOnce(ctx context.Context, a hub.Attachment) error {
	in, err := j.conn.Peer.Blob(ctx, j.conn.ID, a.Digest)
	if err != nil {
		return err
	}
	defer in.Close()
	// One byte more than was told is enough to see that it is another file.
	size, err := j.opt.Blobs.PutAs(ctx, a.Digest, io.LimitReader(in, a.Size+1))
	if err != nil {
		return err
	}
	return j.opt.Store.Update(ctx, func(tx store.Tx) error { return tx.Blobs().Use(a.Digest, size, j.opt.Now()) })
}
