package rt

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// RT compares a revision and then writes, so an edit may slip in between. The
// history tells afterwards: a receipt names the newest revision only if all that
// happened since the one of the write is that write. RT locks a ticket while it
// numbers a transaction of it, so of one ticket they show up in their order.

// present looks at a ticket that is about to be written to: whole, or where the
// write names a revision, by that alone, which stands for all of it.
func (c *connector) present(ctx context.Context, w tracker.Write) (*ticket, error) {
	if w.IfRev == "" {
		return c.ticket(ctx, w.Ref)
	}
	n, err := number(w.Ref.ID)
	if err != nil {
		return nil, err
	}
	rev, err := c.newest(ctx, w.Ref)
	if err != nil {
		return nil, web.Hidden(err)
	}
	if rev != w.IfRev {
		return nil, movedOn
	}
	return &ticket{ID: text(id(n)), rev: text(rev).int()}, nil
}

// silent tells transactions that change nothing of what a ticket shows.
func (t *transaction) silent() bool { return t.Type == "EmailRecord" || t.Type == "CommentEmailRecord" }

// said completes the receipt of a message. A reply may open its ticket, which is
// nothing that the message says.
func (c *connector) said(ctx context.Context, w tracker.Write, raw *ticket, txn, made string) (tracker.Receipt, error) {
	history, err := c.history(ctx, &ticket{ID: raw.ID, rev: math.MaxInt64}, raw.rev)
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	rev, alone := raw.rev, false
	for _, t := range history {
		rev = t.number()
		alone = alone || string(t.ID) == txn
	}
	if slices.ContainsFunc(history, func(t transaction) bool { return string(t.ID) != txn && !t.silent() }) {
		alone = false
	}
	r := tracker.Receipt{Ref: refOf(string(raw.ID)), Rev: hub.Rev(id(rev)), ID: made, Change: txn}
	if !alone && w.IfRev != "" {
		r.Rev = w.IfRev
	}
	return r, nil
}

// alone names the newest entry of the change log that is of a write of fields,
// and reports whether nothing else happened between two reads of the ticket. What
// RT changes besides, when a ticket was started say, is something else.
func (c *connector) alone(ctx context.Context, defs []definition, raw, after *ticket, wrote func(field string) bool) (change string, only bool, err error) {
	me, err := c.me(ctx)
	if err != nil {
		return "", false, web.Unseen(err)
	}
	history, err := c.history(ctx, after, raw.rev)
	if err != nil {
		return "", false, web.Unseen(err)
	}
	only = true
	for _, t := range history {
		ours := t.logs() && strings.EqualFold(string(t.Creator.ID), me)
		if ours {
			change = string(t.ID)
		}
		if !t.silent() && !(ours && wrote(t.field(defs))) {
			only = false
		}
	}
	before, now := c.plain(raw, defs).Parts(), c.plain(after, defs).Parts()
	if slices.ContainsFunc(before.Diff(now), func(p hub.Part) bool { return !wrote(p.Field()) }) {
		only = false
	}
	return change, only, nil
}

// field is the field that an entry of the change log is about.
func (t *transaction) field(defs []definition) string {
	switch t.Type {
	case "Status":
		return "status"
	case "CustomField":
		if i := slices.IndexFunc(defs, func(d definition) bool { return d.id == string(t.Field) }); i >= 0 {
			return defs[i].field()
		}
		return ""
	case "AddWatcher", "DelWatcher":
		return fieldOf(string(t.Field))
	case "AddLink", "DeleteLink":
		if t.Field == "MemberOf" {
			return "parent"
		}
		return "links"
	}
	return loggedFields[t.Field]
}

// wrote reports whether a field is one that the plan writes.
func (p *plan) wrote(field string) bool {
	if field == "status" && p.status != "" || slices.ContainsFunc(p.wants, func(w want) bool { return w.part.Field() == field }) {
		return true
	}
	for role := range p.roles {
		if fieldOf(role) == field {
			return true
		}
	}
	return false
}
