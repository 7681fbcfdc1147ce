package trackertest

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// setter gets Set wrong.
type setter struct {
	full
	set func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error)
}

func (s setter) Set(ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
	return s.set(s.full, ctx, w, p)
}

func sets(set func(full, context.Context, tracker.Write, tracker.Patch) (tracker.Receipt, error)) func(full) tracker.Connector {
	return func(c full) tracker.Connector { return setter{c, set} }
}

// creator gets Create wrong.
type creator struct {
	full
	create func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error)
}

func (s creator) Create(ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
	return s.create(s.full, ctx, w, is)
}

func creates(create func(full, context.Context, tracker.Write, *hub.Issue) (tracker.Receipt, error)) func(full) tracker.Connector {
	return func(c full) tracker.Connector { return creator{c, create} }
}

func fieldFaults() []fault {
	return []fault{
		{name: "a set is written as a whole list", found: []string{
			"set/adds an element and keeps the others", "set/keeps an element that a person added meanwhile",
		}, wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
			if is, err := c.Get(ctx, w.Ref); err == nil && len(p.Add.Labels) > 0 {
				p.Drop.Labels = is.Labels
			}
			return c.Set(ctx, w, p)
		})},
		{name: "a list is read, changed and written back", found: []string{"set/in parallel by element"}, wrap: rereads()},
		{name: "nothing is ever taken out", found: []string{
			"set/takes an element out and keeps the others", "set/adds and takes out at once",
		}, wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
			p.Drop = hub.Issue{}
			return c.Set(ctx, w, p)
		})},
		{name: "what is there already is refused", found: []string{
			"set/an element that is there, and one that is not", "set/a value that is already there",
		}, wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
			is, err := c.Get(ctx, w.Ref)
			if err == nil && (is.Summary == p.Fields.Summary || len(p.Add.Labels) > 0 && has(is, "labels", p.Add.Labels[0])) {
				return tracker.Receipt{}, &hub.Error{Code: hub.Invalid, Message: "it is that already"}
			}
			return c.Set(ctx, w, p)
		})},
		{name: "emptied fields are overlooked", found: []string{
			"set/an emptied field is empty, and no other", "set/refuses a field it does not know", "set/writes nothing when it refuses",
		}, wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
			p.Fields.Cleared = nil
			return c.Set(ctx, w, p)
		})},
		{name: "only one field of a patch is written", found: []string{"set/several fields at once", "log/one write has one id, the receipt's"},
			wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				if p.Fields.Summary != "" {
					p.Fields = hub.Issue{Summary: p.Fields.Summary, Cleared: p.Fields.Cleared}
				}
				return c.Set(ctx, w, p)
			})},
		{name: "other fields are written too", found: []string{"set/touches only what is named"},
			wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				if p.Fields.Summary != "" {
					p.Fields.Priority = "changed"
				}
				return c.Set(ctx, w, p)
			})},
		{name: "the given patch is changed", found: []string{"set/leaves the given patch alone"},
			wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				for i, l := range p.Add.Labels {
					p.Add.Labels[i] = strings.ToLower(l)
				}
				return c.Set(ctx, w, p)
			})},
		{name: "the given issue is kept and changed", found: []string{"create/leaves the given issue alone"},
			wrap: creates(func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
				is.Description = strings.TrimSpace(is.Description)
				return c.Create(ctx, w, is)
			})},
		{name: "created without most of it", found: []string{
			"create/shows the fields that were set", "create/shows the elements of sets", "canon/is what a read shows after Create",
			"get/text of all the world",
		}, wrap: creates(func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
			return c.Create(ctx, w, &hub.Issue{Project: is.Project, Summary: is.Summary})
		})},
		{name: "created with a text of its own", found: []string{"get/a text that was never set"},
			wrap: creates(func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
				is = is.Clone()
				is.Description += "Steps to reproduce:"
				return c.Create(ctx, w, is)
			})},
		{name: "equal creates are taken for one", found: []string{"create/makes one issue for each call", "parallel/creates make one issue each"}, wrap: lazyCreate},
		{name: "the mark is dropped", found: []string{
			"mark/is shown by a read", "mark/finds the issue", "mark/survives our own edits", "mark/survives a person's edits",
		}, wrap: creates(func(c full, ctx context.Context, _ tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
			return c.Create(ctx, tracker.Write{}, is)
		})},
		{name: "the mark is put into the text", found: []string{"create/takes a mark without showing it in a field"},
			wrap: creates(func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
				is = is.Clone()
				is.Description += "\n" + w.Mark
				return c.Create(ctx, w, is)
			})},
		{name: "unknown fields are dropped", found: []string{
			"create/refuses or shows a field it does not know", "set/refuses a field it does not know",
		}, wrap: func(c full) tracker.Connector {
			c = setter{c, func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				p.Fields.CustomFields = nil
				return c.Set(ctx, w, p)
			}}
			return creator{c, func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
				is = is.Clone()
				is.CustomFields = nil
				return c.Create(ctx, w, is)
			}}
		}},
		{name: "a refusal comes after half of the write", found: []string{"set/writes nothing when it refuses"},
			wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				cleared := p.Fields.Cleared
				p.Fields.Cleared = nil
				r, err := c.Set(ctx, w, p)
				if err == nil && len(cleared) > 0 {
					p = tracker.Patch{}
					p.Fields.Cleared = cleared
					r, err = c.Set(ctx, w, p)
				}
				return r, err
			})},
		{name: "a refusal does not name the field", found: []string{"set/refuses a field it does not know"},
			wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				r, err := c.Set(ctx, w, p)
				if e := hub.AsError(err); e != nil {
					return r, &hub.Error{Code: e.Code, Message: e.Message}
				}
				return r, err
			})},
		{name: "a silent refusal is passed over", found: []string{"set/each field with each value", "set/shows what it took, or refuses it"},
			knobs: memtracker.Knobs{Refuse: []memtracker.Refusal{{Field: "priority", How: memtracker.Hidden}}}},
		{name: "a missing issue is made", found: []string{"set/an issue that is not there"},
			wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				r, err := c.Set(ctx, w, p)
				if hub.CodeOf(err) == hub.NotFound {
					return c.Create(ctx, tracker.Write{}, &p.Fields)
				}
				return r, err
			})},
	}
}

// lazyCreate remembers the first issue it made, also for those who ask while it
// is being made.
func lazyCreate(c full) tracker.Connector {
	var mu sync.Mutex
	var made *tracker.Receipt
	return creator{c, func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
		mu.Lock()
		defer mu.Unlock()
		if made != nil {
			return *made, nil
		}
		r, err := c.Create(ctx, w, is)
		if err == nil {
			made = &r
		}
		return r, err
	}}
}

// rereads writes whole lists, and lets each writer read before any writes: what
// may happen now and then happens always.
func rereads() func(full) tracker.Connector {
	return func(c full) tracker.Connector {
		const writers = 8
		var arrived atomic.Int32
		all := make(chan struct{})
		return setter{c, func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
			is, err := c.Get(ctx, w.Ref)
			if err != nil {
				return tracker.Receipt{}, err
			}
			if arrived.Add(1) == writers {
				close(all)
			}
			<-all
			if is, err := c.Get(ctx, w.Ref); err == nil {
				p.Drop.Labels = is.Labels
			}
			p.Add.Labels = append(is.Labels, p.Add.Labels...)
			return c.Set(ctx, w, p)
		}}
	}
}

func writeFaults() []fault {
	return []fault{
		{name: "the condition is ignored", found: []string{
			"revision/a write on a former one is a conflict", "revision/a write after a person's edit is a conflict",
			"parallel/of two writes on one revision one goes through",
		}, wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
			return c.Set(ctx, tracker.Write{Ref: w.Ref}, p)
		})},
		{name: "every condition fails", found: []string{"revision/a write on the present one goes through"},
			wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				if w.IfRev != "" {
					w.IfRev = "0"
				}
				return c.Set(ctx, w, p)
			})},
		{name: "a receipt has the revision from before", found: []string{
			"set/answers with a receipt that proves it", "revision/one for each change at once", "changes/our own carries what the receipt has",
		}, wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
			is, err := c.Get(ctx, w.Ref)
			if err != nil {
				return tracker.Receipt{}, err
			}
			r, err := c.Set(ctx, w, p)
			r.Rev, r.Change = is.Rev, ""
			return r, err
		})},
		{name: "a receipt of a create has no revision of the issue", found: []string{"create/answers with a receipt that proves it"},
			wrap: creates(func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
				r, err := c.Create(ctx, w, is)
				r.Rev = "new"
				return r, err
			})},
		{name: "one writer overwrites the other's field", found: []string{"parallel/writes of different fields all stay"}, wrap: crossing},
		{name: "writes among others fail", found: []string{"parallel/reads and writes of one issue"},
			wrap: sets(func(full, context.Context, tracker.Write, tracker.Patch) (tracker.Receipt, error) {
				return tracker.Receipt{}, errors.New("database is locked")
			})},
		{name: "the context is not looked at", found: []string{"context/one that has ended ends every call"},
			wrap: sets(func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
				return c.Set(context.WithoutCancel(ctx), w, p)
			})},
	}
}

// crossing lets two writers meet, and the later one writes the whole item.
func crossing(c full) tracker.Connector {
	var arrived atomic.Int32
	both := make(chan struct{})
	return setter{c, func(c full, ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
		is, err := c.Get(ctx, w.Ref)
		if err != nil {
			return tracker.Receipt{}, err
		}
		if arrived.Add(1) == 2 {
			close(both)
		}
		<-both
		whole := tracker.Patch{Fields: hub.Issue{Summary: is.Summary, Description: is.Description}}
		for part, v := range p.Fields.Parts() {
			whole.Fields.Set(part, v)
		}
		return c.Set(ctx, w, whole)
	}}
}

// habitFaults declare what is not so.
func habitFaults() []fault {
	worst := memtracker.Worst()
	return []fault{
		{name: "the account has no id", found: []string{"check/names the account"}, cfg: memtracker.Config{Account: hub.User{Name: "nobody"}}},
		{name: "the identity is another one each time", found: []string{"check/identity is stable"}, wrap: func(c full) tracker.Connector {
			return &restless{full: c}
		}},
		{name: "marks are declared, finding is not possible", found: []string{"check/habits and capabilities agree"},
			wrap: func(c full) tracker.Connector { return struct{ tracker.Connector }{c} }},
		{name: "a field is listed twice", found: []string{"check/fields can be listed"}, wrap: func(c full) tracker.Connector { return listedTwice{c} }},
		{name: "a receipt never accounts for anything", found: []string{
			"revision/moves on with a receipt", "revision/moves on with the receipt of a comment",
		}, cfg: memtracker.Config{Habits: looking()}, wrap: func(c full) tracker.Connector { return unmoved{c} }},
		{name: "conditions are obeyed and not declared", found: []string{"revision/is not looked at where not declared"},
			cfg: memtracker.Config{Habits: worst}, wrap: nil, knobs: memtracker.Knobs{Fate: conflicting()}},
	}
}

// looking are the habits of a tracker that compares a revision and then writes.
func looking() tracker.Habits {
	h := memtracker.Best()
	h.Conditional, h.ConditionalParts, h.Checked = false, false, true
	return h
}

// unmoved answers each write with the revision that was asked for.
type unmoved struct{ full }

func (u unmoved) Set(ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
	r, err := u.full.Set(ctx, w, p)
	r.Rev = w.IfRev
	return r, err
}

func (u unmoved) AddComment(ctx context.Context, w tracker.Write, c hub.Comment) (tracker.Receipt, error) {
	r, err := u.full.AddComment(ctx, w, c)
	r.Rev = w.IfRev
	return r, err
}

type restless struct {
	full
	n atomic.Int64
}

func (r *restless) Identity(context.Context) (string, error) {
	return strconv.FormatInt(r.n.Add(1), 10), nil
}

type listedTwice struct{ full }

func (l listedTwice) Fields(ctx context.Context, project, typ string) ([]tracker.Field, error) {
	list, err := l.full.Fields(ctx, project, typ)
	return append(list, list...), err
}

// conflicting lets each second Set fail as if its condition did.
func conflicting() func(memtracker.Call) memtracker.Fate {
	sets := 0
	return func(c memtracker.Call) memtracker.Fate {
		if c.Name != "Set" {
			return memtracker.Fate{}
		}
		if sets++; sets%2 == 1 {
			return memtracker.Fate{}
		}
		return memtracker.Fate{Kind: memtracker.Failed, Err: &hub.Error{Code: hub.Conflict, Message: "moved on"}}
	}
}
