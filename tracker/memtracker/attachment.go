package memtracker

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"path"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// AddAttachment implements tracker.Attacher. What a says of size and digest is
// not believed: both are taken from the bytes.
func (c *connector) AddAttachment(ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
	t := c.t
	if ctx.Err() != nil {
		return tracker.Receipt{}, lost(ctx.Err())
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return tracker.Receipt{}, broken(a.Name, err)
	}
	return t.writePart(ctx, "AddAttachment", "attachments", w, a.Name, func(t *Tracker, next *hub.Issue) (string, error) {
		return t.attach(next, t.cfg.Account, a, b, t.mark("attachments", w)), nil
	})
}

// broken says that the bytes did not come to us whole. An error that is
// classified keeps its class: a digest that is wrong does not become right.
func broken(name string, err error) error {
	e := &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeIssue}
	var known *hub.Error
	if errors.As(err, &known) {
		*e = *known
	}
	e.Message, e.Err = "the bytes of "+name+" did not arrive", err
	return e
}

// attach appends an attachment to a state and returns its id.
func (t *Tracker) attach(next *hub.Issue, by hub.User, a hub.Attachment, b []byte, mark string) string {
	a.ID, a.Name, a.Size, a.Digest = t.newID(), t.cfg.Norm.text(a.Name), int64(len(b)), ""
	if !t.cfg.NoDigest {
		a.Digest = hub.DigestOf(b)
	}
	if a.Type == "" {
		a.Type = mime.TypeByExtension(path.Ext(a.Name))
	}
	a.Author, a.Created, a.Mark = &by, t.clock(), mark
	next.Attachments = append(next.Attachments, a)
	t.blobs[a.ID] = b
	return a.ID
}

// DropAttachment implements tracker.Attacher.
func (c *connector) DropAttachment(ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error) {
	t := c.t
	return t.writePart(ctx, "DropAttachment", "attachments", w, "", func(t *Tracker, next *hub.Issue) (string, error) {
		err := drop(&next.Attachments, "attachment", id, func(e hub.Attachment) string { return e.ID })
		return "", err
	})
}

// OpenAttachment implements tracker.Attacher.
func (c *connector) OpenAttachment(ctx context.Context, ref hub.Ref, id string) (rc io.ReadCloser, err error) {
	t := c.t
	err = t.read(ctx, Call{Name: "OpenAttachment", Ref: ref}, func() error {
		it, err := t.visible(ref)
		if err != nil {
			return err
		}
		has := func(a hub.Attachment) bool { return a.ID == id }
		if !slices.ContainsFunc(it.state().Attachments, has) {
			return notFound("there is no attachment " + id)
		}
		b := t.blobs[id]
		if t.knobs.WrongBytes && len(b) > 0 {
			b = bytes.Clone(b)
			b[0] ^= 0xff
		}
		rc = &download{ctx: ctx, Reader: bytes.NewReader(b), left: t.knobs.BreakBytes, breaks: t.knobs.BreakBytes > 0}
		return nil
	})
	return rc, err
}

// download is a body on its way: it ends with its context, and may break.
type download struct {
	*bytes.Reader
	ctx    context.Context // of the call: the body is part of its answer
	left   int64
	breaks bool
}

func (d *download) Read(p []byte) (int, error) {
	if d.ctx.Err() != nil {
		return 0, lost(d.ctx.Err())
	}
	if d.breaks {
		if d.left == 0 {
			return 0, lost(nil)
		}
		p = p[:min(int64(len(p)), d.left)]
	}
	n, err := d.Reader.Read(p)
	d.left -= int64(n)
	return n, err
}

// WriteTo hides the one of bytes.Reader, which would pass by Read.
func (d *download) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, struct{ io.Reader }{d})
}

func (d *download) Close() error { return nil }
