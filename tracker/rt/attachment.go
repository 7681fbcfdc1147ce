package rt

import (
	"context"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// OpenAttachment implements tracker.Attacher. RT sends the bytes as base64
// within JSON; both are taken off on the way.
func (c *connector) OpenAttachment(ctx context.Context, _ hub.Ref, attached string) (io.ReadCloser, error) {
	n, err := number(attached)
	if err != nil {
		return nil, err
	}
	// RT answers 500 for one that there is not, so it is looked for first.
	var out listing[attachment]
	q := url.Values{"fields": {"ContentLength"}}
	if err := c.search(ctx, "/attachments", q, []condition{{Field: "id", Value: id(n)}}, &out); err != nil {
		return nil, web.Hidden(err)
	}
	if len(out.Items) != 1 || string(out.Items[0].ID) != id(n) {
		return nil, notFound("there is no attachment " + id(n) + ", or the account may not see it")
	}
	r, err := c.web.Open(ctx, web.Request{
		Path: rest + "/attachment/" + id(n), Header: http.Header{"Accept": {"application/json"}},
	})
	if err != nil {
		return nil, web.Hidden(err)
	}
	return newBlob(r), nil
}

// boundary parts the message of an upload. It may stand in the bytes of a file
// only where somebody put it there on purpose; RT would then keep less than was
// sent, which is noticed.
const boundary = "entwine-5b1f0f6c3a7e4d0c9f8e2b7a61d3c5e4"

// AddAttachment implements tracker.Attacher: a comment without a text that
// carries the file, streamed as a form.
func (c *connector) AddAttachment(ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
	raw, err := c.present(ctx, w)
	if err != nil {
		return tracker.Receipt{}, err
	}
	name := fileName(a.Name)
	if name == "" {
		return tracker.Receipt{}, invalid("attachments", "a file needs a name")
	}
	head, tail, err := form(name, a.Type, w.Mark)
	if err != nil {
		return tracker.Receipt{}, err
	}
	counted := &counter{r: r}
	size := int64(-1)
	if a.Size > 0 {
		size = int64(len(head)) + a.Size + int64(len(tail))
	}
	h, err := c.web.JSON(ctx, web.Request{
		Method: http.MethodPost, Path: rest + "/ticket/" + string(raw.ID) + "/comment",
		Body: io.MultiReader(strings.NewReader(head), counted, strings.NewReader(tail)),
		Type: "multipart/form-data; boundary=" + boundary, Size: size,
	}, nil)
	if err != nil {
		if counted.n == 0 && counted.ended && hub.CodeOf(err) == hub.Invalid {
			return tracker.Receipt{}, invalid("attachments", "RT takes no empty files")
		}
		return tracker.Receipt{}, ofPart(closed(err), "attachments")
	}
	txn, err := transactionIn(h)
	if err != nil {
		return tracker.Receipt{}, err
	}
	files, err := c.attachments(ctx, []text{text(txn)}, "TransactionId,Filename,ContentType,ContentLength")
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	for _, f := range files {
		if f.Filename != "" && f.ContentLength.int() == counted.n {
			return c.said(ctx, w, raw, txn, string(f.ID))
		}
	}
	return tracker.Receipt{}, invalid("attachments", "RT did not keep the file whole: it is larger than MaxAttachmentSize")
}

// form is what stands before and after the bytes of a file.
func form(name, kind, mark string) (head, tail string, err error) {
	about := map[string]any{"Subject": "Attachment"}
	if s := marked("", mark); s != "" {
		about["Content"], about["ContentType"] = s, "text/html"
	}
	message, err := json.Marshal(about)
	if err != nil {
		return "", "", err
	}
	part := func(h textproto.MIMEHeader, body string) string {
		var b strings.Builder
		b.WriteString("--" + boundary + "\r\n")
		for _, k := range []string{"Content-Disposition", "Content-Type"} {
			b.WriteString(k + ": " + h.Get(k) + "\r\n")
		}
		b.WriteString("\r\n" + body)
		return b.String()
	}
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name)
	head = part(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="JSON"`}, "Content-Type": {"application/json"},
	}, string(message)+"\r\n") + part(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="Attachments"; filename="` + quoted + `"`}, "Content-Type": {mediaType(kind)},
	}, "")
	return head, "\r\n--" + boundary + "--\r\n", nil
}

// mediaType is the type that a file is sent as. RT brings texts into UTF-8 and
// other line ends, so they go as bytes.
func mediaType(kind string) string {
	t, _, err := mime.ParseMediaType(kind)
	if err != nil || strings.HasPrefix(t, "text/") || strings.HasPrefix(t, "message/") || strings.HasPrefix(t, "multipart/") || !strings.Contains(t, "/") {
		return "application/octet-stream"
	}
	return t
}

// DropAttachment implements tracker.Attacher: RT keeps what was attached.
func (c *connector) DropAttachment(ctx context.Context, w tracker.Write, attached string) (tracker.Receipt, error) {
	return tracker.Receipt{}, c.keeps(ctx, w.Ref, "attachments", attached)
}

// counter counts what is read.
type counter struct {
	r     io.Reader
	n     int64
	ended bool
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.ended = c.ended || err == io.EOF
	return n, err
}
