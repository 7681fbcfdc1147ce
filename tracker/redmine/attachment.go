package redmine

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// OpenAttachment implements tracker.Attacher.
func (c *connector) OpenAttachment(ctx context.Context, _ hub.Ref, attachment string) (io.ReadCloser, error) {
	n, err := number(attachment)
	if err != nil {
		return nil, err
	}
	r, err := c.web.Open(ctx, web.Request{Path: "/attachments/download/" + id(n)})
	return r, web.Hidden(err)
}

// AddAttachment implements tracker.Attacher. The bytes are sent first, to where
// nobody sees them; Redmine throws away what is not tied to anything within a
// day. A second call ties them to the issue.
func (c *connector) AddAttachment(ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
	raw, err := c.raw(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if fileName(a.Name) == "" {
		return tracker.Receipt{}, invalid("attachments", "a file needs a name")
	}
	var up struct {
		Upload struct {
			ID    int64
			Token string
		}
	}
	_, err = c.web.JSON(ctx, web.Request{
		Method: http.MethodPost, Path: "/uploads.json", Query: url.Values{"filename": {a.Name}},
		Body: r, Type: "application/octet-stream", Size: -1,
	}, &up)
	if err != nil {
		return tracker.Receipt{}, closed(err)
	}
	file := map[string]any{"token": up.Upload.Token, "filename": a.Name}
	if a.Type != "" {
		file["content_type"] = a.Type
	}
	if err := c.update(ctx, raw.ID, map[string]any{"uploads": []any{file}}); err != nil {
		return tracker.Receipt{}, err
	}
	after, late, err := c.read(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	if !slices.ContainsFunc(late.Attachments, func(a attachment) bool { return a.ID == up.Upload.ID }) {
		return tracker.Receipt{}, invalid("attachments", "Redmine answered success and did not attach the file: the account's role may not add it")
	}
	return tracker.Receipt{
		Ref: after.Ref, Rev: after.Rev, ID: id(up.Upload.ID), State: after, Change: attached(late, id(up.Upload.ID), true),
	}, nil
}

// attached names the journal in which an attachment came or went.
func attached(raw *issue, file string, came bool) string {
	for _, j := range slices.Backward(raw.Journals) {
		for _, d := range j.Details {
			if d.Property == "attachment" && d.Name == file && (d.NewValue != nil) == came {
				return id(j.ID)
			}
		}
	}
	return ""
}

// DropAttachment implements tracker.Attacher.
func (c *connector) DropAttachment(ctx context.Context, w tracker.Write, attachment string) (tracker.Receipt, error) {
	n, err := number(attachment)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if _, err = c.web.JSON(ctx, web.Request{Method: http.MethodDelete, Path: "/attachments/" + id(n) + ".json"}, nil); err != nil {
		return tracker.Receipt{}, closed(err)
	}
	after, late, err := c.read(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	return tracker.Receipt{
		Ref: after.Ref, Rev: after.Rev, ID: attachment, State: after, Change: attached(late, attachment, false),
	}, nil
}
