package rt

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Reading a ticket takes three requests, and one more if it has files: the
// ticket, its history, the texts of the history, the files. RT checks the token
// anew for each, which alone may take it a quarter of a second, so nothing is
// asked for one by one.

// Get implements tracker.Connector.
func (c *connector) Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
	is, _, err := c.read(ctx, ref)
	return is, err
}

func (c *connector) read(ctx context.Context, ref hub.Ref) (*hub.Issue, *ticket, error) {
	raw, history, err := c.steady(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	texts, files, err := c.contents(ctx, history)
	if err != nil {
		return nil, nil, err
	}
	is, err := c.convert(ctx, raw, history, texts, files)
	return is, raw, err
}

// mostRereads is how often a ticket is read again that changes in just the
// moment in which it is read: a few milliseconds, so twice is a lot.
const mostRereads = 5

// steady reads a ticket that shows its revision, with its history. RT reads a
// ticket first and asks for its newest transaction later, so one that comes in
// between is named and not shown. Nothing came in between if the newest one was
// in the history before.
func (c *connector) steady(ctx context.Context, ref hub.Ref) (*ticket, []transaction, error) {
	if _, err := number(ref.ID); err != nil {
		return nil, nil, err
	}
	first, early := c.historyPage(ctx, ref.ID, 1)
	raw, err := c.ticket(ctx, ref) // knows best why something cannot be read
	if err != nil {
		return nil, nil, err
	}
	if l := len(first); early == nil && l > 0 && first[l-1].number() == raw.rev {
		return raw, first, nil
	}
	for range mostRereads {
		history, err := c.history(ctx, raw, 0)
		if err != nil {
			return nil, nil, err
		}
		was := raw.rev
		if raw, err = c.ticket(ctx, ref); err != nil {
			return nil, nil, err
		}
		if raw.rev == was {
			return raw, history, nil
		}
	}
	return nil, nil, &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, Message: "the ticket changes while it is read, again and again"}
}

// historyPage reads a page of the history of a ticket, oldest first.
func (c *connector) historyPage(ctx context.Context, ticket string, page int64) ([]transaction, error) {
	var out listing[transaction]
	_, err := c.get(ctx, "/ticket/"+ticket+"/history", url.Values{
		"fields": {ofHistory}, "orderby": {"id"}, "per_page": {id(int64(c.page))}, "page": {id(page)},
	}, &out)
	return out.Items, err
}

// expanded asks for what a ticket else has numbers or logins for alone.
var expanded = url.Values{
	"fields[Queue]": {"Name,Lifecycle"}, "fields[Owner]": {"RealName,EmailAddress"}, "fields[Creator]": {"RealName,EmailAddress"},
}

// ticket reads a ticket without its history. One that is deleted, was merged
// into another one, or is none that people see (a reminder), is not there.
func (c *connector) ticket(ctx context.Context, ref hub.Ref) (*ticket, error) {
	n, err := number(ref.ID)
	if err != nil {
		return nil, err
	}
	raw := &ticket{}
	h, err := c.get(ctx, "/ticket/"+id(n), expanded, raw)
	if err != nil {
		return nil, web.Hidden(err)
	}
	if raw.ID == "" {
		return nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer holds no ticket " + id(n)}
	}
	switch {
	case raw.ID != text(id(n)):
		return nil, notFound("the ticket was merged into " + string(raw.ID))
	case raw.Status == "deleted":
		return nil, notFound("the ticket is deleted")
	case raw.Type != "" && raw.Type != "ticket":
		return nil, notFound("it is a " + string(raw.Type) + ", no ticket")
	}
	if raw.rev, err = revision(h.Get("ETag")); err != nil {
		return nil, err
	}
	return raw, nil
}

// revision is the number in an entity tag. A server in front of RT that
// compresses answers may add to it.
func revision(tag string) (int64, error) {
	s := strings.TrimLeft(strings.TrimPrefix(tag, "W/"), `"`)
	if i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		s = s[:i]
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, &hub.Error{Code: hub.Denied, Scope: hub.ScopeIssue, Message: "RT names no newest transaction of the ticket: the account may not see its history, or a server in between drops entity tags"}
	}
	return n, nil
}

// newest asks for a ticket's revision alone.
func (c *connector) newest(ctx context.Context, ref hub.Ref) (hub.Rev, error) {
	h, err := c.web.JSON(ctx, web.Request{Method: http.MethodHead, Path: rest + "/ticket/" + ref.ID}, nil)
	if err != nil {
		return "", err
	}
	n, err := revision(h.Get("ETag"))
	return hub.Rev(id(n)), err
}

// ofHistory are the fields of transactions that are looked at. Their links, which
// would tell of texts and files, take RT ten times as long as all others.
const ofHistory = "Type,Field,Creator,Created,OldValue,NewValue,Data,TimeTaken"

// few is how many transactions a write makes, mail that RT sends included.
const few = 20

// history lists the transactions of a ticket that are newer than one, oldest
// first, up to the revision of the ticket: what came while we read belongs to
// the next one.
func (c *connector) history(ctx context.Context, raw *ticket, after int64) ([]transaction, error) {
	if after >= raw.rev {
		return nil, nil
	}
	q := url.Values{"fields": {ofHistory}, "orderby": {"id"}, "per_page": {id(int64(c.page))}}
	if after > 0 { // the last ones of perhaps many
		q.Set("order", "DESC")
		q.Set("per_page", id(int64(min(c.page, few))))
	}
	var list []transaction
	// What we may not see is missing from pages, so a short page is not the last
	// one: that is the one with the end that we look for.
	empty := 0
	for page := int64(1); empty < mostEmpty; page++ {
		q.Set("page", id(page))
		var out listing[transaction]
		if _, err := c.get(ctx, "/ticket/"+string(raw.ID)+"/history", q, &out); err != nil {
			return nil, web.Hidden(err)
		}
		seen := false
		for _, t := range out.Items {
			n := t.number()
			seen = seen || after == 0 && n >= raw.rev || n <= after
			if n > after && n <= raw.rev {
				list = append(list, t)
			}
		}
		if seen {
			break
		}
		if empty++; len(out.Items) > 0 {
			empty = 0
		}
	}
	slices.SortFunc(list, func(a, b transaction) int { return int(a.number() - b.number()) })
	return slices.CompactFunc(list, func(a, b transaction) bool { return a.ID == b.ID }), nil
}

// mostEmpty is after how many pages in a row of which we may see nothing a list
// is taken to have ended.
const mostEmpty = 3

// says reports whether people wrote something with a transaction: texts of mail
// that RT sent are kept too.
func (t *transaction) says() bool {
	return t.Type == "Create" || t.Type == "Comment" || t.Type == "Correspond"
}

// contents reads the texts of transactions, and what files came with them.
func (c *connector) contents(ctx context.Context, history []transaction) (texts map[text]*attachment, files []attachment, err error) {
	var say []text
	for _, t := range history {
		if t.says() {
			say = append(say, t.ID)
		}
	}
	texts = map[text]*attachment{}
	found, err := c.attachments(ctx, say, "TransactionId,ContentType,Content",
		condition{"Filename", "IS", "NULL"}, condition{"ContentType", "LIKE", "text/"}, condition{"ContentType", "LIKE", "multipart/"})
	if err != nil {
		return nil, nil, err
	}
	alone := map[text]bool{} // a text and nothing else
	for i := range found {
		a := &found[i]
		if !a.isText() {
			alone[a.TransactionID] = false
			continue
		}
		if _, ok := alone[a.TransactionID]; !ok {
			alone[a.TransactionID] = true
		}
		if was := texts[a.TransactionID]; was == nil || isHTML(a) && !isHTML(was) {
			texts[a.TransactionID] = a
		}
	}
	more := slices.DeleteFunc(say, func(t text) bool { return alone[t] })
	files, err = c.attachments(ctx, more, "TransactionId,Filename,ContentType,ContentLength")
	if err != nil {
		return nil, nil, err
	}
	return texts, slices.DeleteFunc(files, func(a attachment) bool { return !a.isFile() }), nil
}

func isHTML(a *attachment) bool { return strings.EqualFold(string(a.ContentType), "text/html") }

// isFile tells files from texts and from what holds both together.
func (a *attachment) isFile() bool {
	kind := strings.ToLower(string(a.ContentType))
	return a.Filename != "" || !a.isText() && !strings.HasPrefix(kind, "multipart/") && !strings.HasPrefix(kind, "message/") && a.ContentLength.int() > 0
}

// attachments lists those of some transactions.
func (c *connector) attachments(ctx context.Context, of []text, fields string, and ...condition) ([]attachment, error) {
	var list []attachment
	for some := range slices.Chunk(of, askedAtOnce) {
		by := slices.Clone(and)
		for _, t := range some {
			by = append(by, condition{Field: "TransactionId", Value: string(t)})
		}
		q := url.Values{"fields": {fields}, "orderby": {"id"}, "per_page": {id(mostListed)}}
		for page := int64(1); ; page++ {
			q.Set("page", id(page))
			var out listing[attachment]
			if err := c.search(ctx, "/attachments", q, by, &out); err != nil {
				return nil, web.Hidden(err)
			}
			for _, a := range out.Items {
				if slices.Contains(some, a.TransactionID) {
					list = append(list, a)
				}
			}
			if len(out.Items) < mostListed {
				break
			}
		}
	}
	return list, nil
}
