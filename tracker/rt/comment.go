package rt

import (
	"context"
	"net/http"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// A comment is a transaction with a text: of the type Comment, which those who
// work on tickets see, or of the type Correspond, which RT mails to requestors
// and Cc too. RT keeps both as they were written.

// AddComment implements tracker.Commenter. A public comment becomes a reply only
// where the settings allow mail; else it is kept as a private one, which Canon,
// the log and the next read say.
func (c *connector) AddComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	body := web.Lines(cm.Body)
	switch {
	case strings.TrimSpace(body) == "":
		return tracker.Receipt{}, invalid("comments", "RT takes no blank comments")
	case body == "0":
		return tracker.Receipt{}, invalid("comments", "RT takes a comment of one 0 for none")
	}
	raw, err := c.present(ctx, w) // RT says of a missing ticket only that it could not record the message
	if err != nil {
		return tracker.Receipt{}, err
	}
	kind := "comment"
	switch {
	case !cm.Private && c.correspond:
		kind = "correspond"
	case !cm.Private:
		c.log.Info("public comment kept as a private one: the setting correspond does not allow mail", "ticket", string(raw.ID))
	}
	body = marked(body, w.Mark)
	txn, err := c.say(ctx, raw, kind, map[string]any{"Content": body, "ContentType": "text/html"})
	if err != nil {
		return tracker.Receipt{}, ofPart(err, "comments")
	}
	if len(body) > sureToFit {
		if err := c.whole(ctx, txn, body); err != nil {
			return tracker.Receipt{}, err
		}
	}
	return c.said(ctx, w, raw, txn, txn)
}

// sureToFit is what each RT keeps of a text, whatever its MaxAttachmentSize; a
// longer one may be cut or dropped in silence.
const sureToFit = 60_000

// whole makes sure that a text was kept as it was sent.
func (c *connector) whole(ctx context.Context, txn, body string) error {
	list, err := c.attachments(ctx, []text{text(txn)}, "TransactionId,ContentType,Content")
	if err != nil {
		return web.Unseen(err)
	}
	for _, a := range list {
		if a.isText() && web.Lines(string(a.Content)) == body {
			return nil
		}
	}
	return invalid("comments", "RT did not keep the comment whole: it is longer than MaxAttachmentSize")
}

// say adds a message to a ticket and returns the number of its transaction.
func (c *connector) say(ctx context.Context, raw *ticket, kind string, message map[string]any) (string, error) {
	h, err := c.web.JSON(ctx, web.Request{
		Method: http.MethodPost, Path: rest + "/ticket/" + string(raw.ID) + "/" + kind, JSON: message,
	}, nil)
	if err != nil {
		return "", closed(err)
	}
	return transactionIn(h)
}

// transactionIn reads the number that an answer's Location ends with.
func transactionIn(h http.Header) (string, error) {
	where := h.Get("Location")
	n := where[strings.LastIndexByte(where, '/')+1:]
	if _, err := number(n); err != nil {
		return "", &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeIssue, Message: "the answer does not name the transaction that was made"}
	}
	return n, nil
}

// ofPart names what a refusal is about. RT refuses messages for want of a right
// with the status of a bad request.
func ofPart(err error, field string) error {
	e := hub.AsError(err)
	if e.Code != hub.Invalid && e.Code != hub.Denied || e.Field != "" {
		return err
	}
	named := *e
	named.Field = field
	if _, denied := reason([]string{e.Message}, field); denied && named.Scope == hub.ScopeIssue {
		named.Code = hub.Denied
	}
	return &named
}

// EditComment implements tracker.Commenter: RT does not change what was said.
func (c *connector) EditComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	return tracker.Receipt{}, c.keeps(ctx, w.Ref, "comments", cm.ID)
}

// DropComment implements tracker.Commenter: RT does not forget what was said.
func (c *connector) DropComment(ctx context.Context, w tracker.Write, comment string) (tracker.Receipt, error) {
	return tracker.Receipt{}, c.keeps(ctx, w.Ref, "comments", comment)
}

// keeps says that something cannot be changed or taken out, or that it is not
// there.
func (c *connector) keeps(ctx context.Context, ref hub.Ref, field, made string) error {
	is, err := c.Get(ctx, ref)
	if err != nil {
		return err
	}
	if is.Get(hub.PartOf(field, made)) == nil {
		return notFound("the ticket shows none of " + field + " with the id " + quote(made))
	}
	return invalid(field, "RT keeps "+field+" as they were made")
}
