package jira

import (
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// OpenAttachment implements tracker.Attacher. The cloud leads to the store where
// its bytes are; servers have them at an address of their own beside the interface,
// which goes by the number and takes any name, or none.
func (c *connector) OpenAttachment(ctx context.Context, _ hub.Ref, attachment string) (io.ReadCloser, error) {
	n, err := number(attachment)
	if err != nil {
		return nil, err
	}
	s, err := c.place(ctx)
	if err != nil {
		return nil, err
	}
	path := s.api() + "/attachment/content/" + n
	if !s.Cloud {
		path = "/secure/attachment/" + n + "/"
	}
	r, err := c.web.Open(ctx, web.Request{Path: path})
	return r, web.Hidden(err)
}

// AddAttachment implements tracker.Attacher. The bytes go through as they come.
func (c *connector) AddAttachment(ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	name := fileName(a.Name)
	if name == "" {
		return tracker.Receipt{}, invalid("attachments", "a file needs a name")
	}
	path, err := c.path(ctx, "/issue/"+id+"/attachments")
	if err != nil {
		return tracker.Receipt{}, err
	}
	in, out := io.Pipe()
	form := multipart.NewWriter(out)
	done := make(chan struct{})
	go func() {
		defer close(done)
		out.CloseWithError(writePart(form, name, a.Type, r))
	}()
	var made []struct{ ID string }
	err = c.call(ctx, web.Request{
		Method: http.MethodPost, Path: path, Body: in, Type: form.FormDataContentType(), Size: -1,
		Header: http.Header{"X-Atlassian-Token": {"no-check"}}, // else it is taken for a forged form
	}, &made)
	_ = in.CloseWithError(io.ErrClosedPipe) // if the answer came before the end, nobody reads the rest
	<-done
	switch {
	case err != nil:
		return tracker.Receipt{}, ofField("attachments", err)
	case len(made) != 1 || made[0].ID == "":
		return tracker.Receipt{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer does not name the attachment that was made"}
	}
	c.reveal(ctx, id, name)
	return tracker.Receipt{Ref: w.Ref, ID: made[0].ID}, nil
}

var quoteName = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// writePart writes the one part that Jira wants, which is called file.
func writePart(form *multipart.Writer, name, kind string, r io.Reader) error {
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", `form-data; name="file"; filename="`+quoteName.Replace(name)+`"`)
	if kind == "" || strings.ContainsAny(kind, "\r\n") {
		kind = "application/octet-stream"
	}
	h.Set("Content-Type", kind)
	part, err := form.CreatePart(h)
	if err != nil {
		return err
	}
	if _, err := io.Copy(part, r); err != nil {
		return err
	}
	return form.Close()
}

// fileName is what Jira makes of a name: the last part of a path.
func fileName(s string) string {
	s = clean(s)
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune("\n\t\"<>?*|:", r) {
			return '_'
		}
		return r
	}, s))
}

// DropAttachment implements tracker.Attacher.
func (c *connector) DropAttachment(ctx context.Context, w tracker.Write, attachment string) (tracker.Receipt, error) {
	n, err := number(attachment)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if err := c.send(ctx, http.MethodDelete, "/attachment/"+n, nil, nil, nil); err != nil {
		return tracker.Receipt{}, ofField("attachments", err)
	}
	return tracker.Receipt{Ref: w.Ref, ID: n}, nil
}
