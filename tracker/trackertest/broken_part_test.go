package trackertest

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// commenting gets comments wrong.
type commenting struct {
	full
	add  func(c full, ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error)
	edit func(c full, ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error)
	drop func(c full, ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error)
}

func (k commenting) AddComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	if k.add == nil {
		return k.full.AddComment(ctx, w, cm)
	}
	return k.add(k.full, ctx, w, cm)
}

func (k commenting) EditComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	if k.edit == nil {
		return k.full.EditComment(ctx, w, cm)
	}
	return k.edit(k.full, ctx, w, cm)
}

func (k commenting) DropComment(ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error) {
	if k.drop == nil {
		return k.full.DropComment(ctx, w, id)
	}
	return k.drop(k.full, ctx, w, id)
}

func (k commenting) with(c full) tracker.Connector {
	k.full = c
	return k
}

// keeping says that things stay as they were made, and changes them.
type keeping struct{ full }

func (keeping) Habits() tracker.Habits {
	h := memtracker.Best()
	h.Kept = []string{"description", "comments", "attachments", "workLogs"}
	return h
}

func commentFaults() []fault {
	return []fault{
		{name: "what is kept is changed", found: []string{
			"set/does not change a text that is kept", "comments/what is kept stays as it was made",
			"attachments/what is kept stays as it was made", "work logs/what is kept stays as it was made",
		}, wrap: func(c full) tracker.Connector { return keeping{c} }},
		{name: "comments are made twice", found: []string{"comments/one call makes one comment", "comments/carries a mark"}, wrap: commenting{
			add: func(c full, ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
				if r, err := c.AddComment(ctx, w, cm); err != nil {
					return r, err
				}
				w.IfRev = ""
				return c.AddComment(ctx, w, cm)
			},
		}.with},
		{name: "a comment changes the issue", found: []string{"comments/touches nothing else"}, wrap: commenting{
			add: func(c full, ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
				if r, err := c.Set(ctx, w, fieldPatch("status", "answered")); err != nil {
					return r, err
				}
				return c.AddComment(ctx, w, cm)
			},
		}.with},
		{name: "equal comments are taken for one", found: []string{"comments/oldest first, equal ones apart"}, wrap: commenting{
			add: func(c full, ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
				is, err := c.Get(ctx, w.Ref)
				if err != nil {
					return tracker.Receipt{}, err
				}
				for _, have := range is.Comments {
					if have.Body == cm.Body {
						return tracker.Receipt{Ref: is.Ref, ID: have.ID}, nil
					}
				}
				return c.AddComment(ctx, w, cm)
			},
		}.with},
		{name: "private comments become public", found: []string{"comments/a private one never becomes public"}, wrap: commenting{
			edit: func(c full, ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
				cm.Private = false
				return c.EditComment(ctx, w, cm)
			},
		}.with},
		{name: "an edit makes another comment", found: []string{"comments/an edit changes one comment", "comments/missing issue or comment"}, wrap: commenting{
			edit: func(c full, ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
				return c.AddComment(ctx, w, cm)
			},
		}.with},
		{name: "comments are never taken out", found: []string{"comments/one is taken out, the others stay", "comments/missing issue or comment"}, wrap: commenting{
			drop: func(_ full, _ context.Context, w tracker.Write, _ string) (tracker.Receipt, error) {
				return tracker.Receipt{Ref: w.Ref}, nil
			},
		}.with},
		{name: "comments ignore the condition", found: []string{"revision/comments on a former one are a conflict"}, wrap: commenting{
			add: func(c full, ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
				w.IfRev = ""
				return c.AddComment(ctx, w, cm)
			},
		}.with},
		{name: "parts lose their marks", found: []string{"comments/carries a mark", "attachments/carries a mark", "work logs/carries a mark"},
			wrap: shows(func(is *hub.Issue) {
				for i := range is.Comments {
					is.Comments[i].Mark = ""
				}
				for i := range is.Attachments {
					is.Attachments[i].Mark = ""
				}
				for i := range is.WorkLogs {
					is.WorkLogs[i].Mark = ""
				}
			})},
		{name: "only our own comments are shown", found: []string{"comments/a person's is shown"}, wrap: shows(func(is *hub.Issue) {
			is.Comments = slices.DeleteFunc(is.Comments, func(c hub.Comment) bool { return c.Author.ID != "entwine" })
		})},
		{name: "comments are trimmed, canon does not say so", found: []string{"comments/canon is what a read shows"}, wrap: shows(func(is *hub.Issue) {
			for i := range is.Comments {
				is.Comments[i].Body = strings.TrimSpace(is.Comments[i].Body)
			}
		})},
	}
}

// attaching gets attachments wrong.
type attaching struct {
	full
	add  func(c full, ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error)
	open func(c full, ctx context.Context, ref hub.Ref, id string) (io.ReadCloser, error)
	drop func(c full, ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error)
}

func (k attaching) AddAttachment(ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
	if k.add == nil {
		return k.full.AddAttachment(ctx, w, a, r)
	}
	return k.add(k.full, ctx, w, a, r)
}

func (k attaching) OpenAttachment(ctx context.Context, ref hub.Ref, id string) (io.ReadCloser, error) {
	if k.open == nil {
		return k.full.OpenAttachment(ctx, ref, id)
	}
	return k.open(k.full, ctx, ref, id)
}

func (k attaching) DropAttachment(ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error) {
	if k.drop == nil {
		return k.full.DropAttachment(ctx, w, id)
	}
	return k.drop(k.full, ctx, w, id)
}

func (k attaching) with(c full) tracker.Connector {
	k.full = c
	return k
}

func attachmentFaults() []fault {
	return []fault{
		{name: "attachments are cut", found: []string{"attachments/bytes come back as they went", "attachments/five megabytes in small pieces"}, wrap: attaching{
			open: func(c full, ctx context.Context, ref hub.Ref, id string) (io.ReadCloser, error) {
				rc, err := c.OpenAttachment(ctx, ref, id)
				if err != nil {
					return nil, err
				}
				return io.NopCloser(io.LimitReader(rc, 4096)), nil
			},
		}.with},
		{name: "a file that breaks off is stored", found: []string{"attachments/nothing is stored if the bytes break off"}, wrap: attaching{
			add: func(c full, ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
				b, _ := io.ReadAll(r) // the mistake
				return c.AddAttachment(ctx, w, a, strings.NewReader(string(b)))
			},
		}.with},
		{name: "empty files are not stored", found: []string{"attachments/an empty file"}, wrap: shows(func(is *hub.Issue) {
			is.Attachments = slices.DeleteFunc(is.Attachments, func(a hub.Attachment) bool { return a.Size == 0 })
		})},
		{name: "names are Latin", found: []string{"attachments/names of all the world"}, wrap: attaching{
			add: func(c full, ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
				a.Name = strings.Map(latin, a.Name)
				return c.AddAttachment(ctx, w, a, r)
			},
		}.with},
		{name: "one name is one file", found: []string{"attachments/the same name twice is two files"}, wrap: attaching{
			add: func(c full, ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
				is, err := c.Get(ctx, w.Ref)
				if err != nil {
					return tracker.Receipt{}, err
				}
				for _, have := range is.Attachments {
					if have.Name == a.Name {
						_, err = c.DropAttachment(ctx, w, have.ID)
					}
				}
				return join(c.AddAttachment(ctx, w, a, r))(err)
			},
		}.with},
		{name: "a file adds a remark", found: []string{"attachments/touches nothing else"}, wrap: attaching{
			add: func(c full, ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
				_, err := c.AddComment(ctx, w, hub.Comment{Body: a.Name + " was attached"})
				return join(c.AddAttachment(ctx, w, a, r))(err)
			},
		}.with},
		{name: "files are never taken out", found: []string{"attachments/one is taken out, the others stay", "attachments/missing issue or attachment"}, wrap: attaching{
			drop: func(_ full, _ context.Context, w tracker.Write, _ string) (tracker.Receipt, error) {
				return tracker.Receipt{Ref: w.Ref}, nil
			},
		}.with},
	}
}

// join puts an earlier error beside the answer of a call.
func join(r tracker.Receipt, err error) func(error) (tracker.Receipt, error) {
	return func(earlier error) (tracker.Receipt, error) { return r, errors.Join(earlier, err) }
}

// working gets work logs and links wrong.
type working struct{ full }

func (k working) AddWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	l.Seconds = l.Seconds / 60 * 59
	return k.full.AddWorkLog(ctx, w, l)
}

func (k working) EditWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	l.ID = ""
	return k.full.AddWorkLog(ctx, w, l)
}

func (k working) DropWorkLog(_ context.Context, w tracker.Write, _ string) (tracker.Receipt, error) {
	return tracker.Receipt{Ref: w.Ref}, nil
}

type linking struct{ full }

func (k linking) AddLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	if l.URL != "" {
		l.URL, _, _ = strings.Cut(l.URL, "?")
	}
	l.Type = "was " + l.Type
	return k.full.AddLink(ctx, w, l)
}

func (k linking) DropLink(ctx context.Context, w tracker.Write, _ hub.Link) (tracker.Receipt, error) {
	return tracker.Receipt{Ref: w.Ref}, nil
}

func partFaults() []fault {
	return slices.Concat(commentFaults(), attachmentFaults(), []fault{
		{name: "work logs are none of these", found: []string{
			"work logs/one call makes one", "work logs/an edit changes one", "work logs/one is taken out, the others stay",
			"work logs/missing issue or work log",
		}, wrap: func(c full) tracker.Connector { return working{c} }},
		{name: "links are none of these", found: []string{
			"links/to another issue", "links/to an address", "links/one is taken out, the others stay", "links/missing ends",
		}, wrap: func(c full) tracker.Connector { return linking{c} }},
	})
}

// logger gets the change log wrong.
type logger struct {
	full
	entries func(c full, ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error)
}

func (l logger) Entries(ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error) {
	return l.entries(l.full, ctx, ref, after)
}

// entry changes each entry of the log.
func entry(do func(i int, h *hub.HistoryItem)) func(full) tracker.Connector {
	return func(c full) tracker.Connector {
		return logger{c, func(c full, ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error) {
			list, err := c.Entries(ctx, ref, after)
			for i := range list {
				do(i, &list[i])
			}
			return list, err
		}}
	}
}

func logFaults() []fault {
	return []fault{
		{name: "entries lack the old value", found: []string{"log/names field, values and author", "log/shows what we wrote over"},
			wrap: entry(func(_ int, h *hub.HistoryItem) { h.From = nil })},
		{name: "entries lack the author", found: []string{"log/names field, values and author", "log/shows what we wrote over"},
			wrap: entry(func(_ int, h *hub.HistoryItem) { h.By = nil })},
		{name: "each entry has an id of its own", found: []string{"log/one write has one id, the receipt's"},
			wrap: entry(func(i int, h *hub.HistoryItem) { h.ID += string(rune('a' + i)) })},
		{name: "sets are logged as whole lists", found: []string{"log/of sets has an entry for each element"},
			wrap: entry(func(_ int, h *hub.HistoryItem) { h.From, h.To = "a b", "b c" })},
		{name: "the log is read whole each time", found: []string{
			"log/is newest at the id that a read shows", "log/is oldest first, and newer than any entry",
		}, wrap: func(c full) tracker.Connector {
			return logger{c, func(c full, ctx context.Context, ref hub.Ref, _ string) ([]hub.HistoryItem, error) {
				return c.Entries(ctx, ref, "")
			}}
		}},
		{name: "the log of a missing issue is empty", found: []string{"log/of an issue that is not there"}, wrap: func(c full) tracker.Connector {
			return logger{c, func(c full, ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error) {
				list, err := c.Entries(ctx, ref, after)
				if hub.CodeOf(err) == hub.NotFound {
					return nil, nil
				}
				return list, err
			}}
		}},
	}
}
