// Package notify tells people of faults: by mail, once for each cause, several
// together where they come together, and once more when they are over.
//
// A Notifier looks at the open faults every now and then and compares them with
// what it told. Nobody has to tell it of a fault, so none is missed over a restart,
// and one that healed before its time is not told at all. What was told is kept by
// the Source. A crash between a mail and its note sends it again, with the same
// Message-ID, by which mailboxes know it.
package notify

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Source is what a Notifier needs of a node.
type Source interface {
	// OpenFaults lists all open faults, in any order.
	OpenFaults(ctx context.Context) ([]hub.Fault, error)
	// Recall gives what was kept last, "" if nothing was.
	Recall(ctx context.Context) (string, error)
	Keep(ctx context.Context, state string) error
}

// Recipient is one who hears of faults.
type Recipient struct {
	Address  string
	Concerns func(hub.Fault) bool // nil: all do
}

// Options is what a Notifier is made of. Source, Send and at least one recipient
// must be there.
type Options struct {
	Node       string
	Recipients []Recipient
	Wait       time.Duration // from the first sign of a fault until it is told
	Digest     time.Duration // between two mails to one recipient
	Source     Source
	Send       func(context.Context, Message) error
	Now        func() time.Time
	Log        *slog.Logger
}

// The defaults of Options. A fault that passes within a minute needs nobody, and
// who is at work on one wants to hear of the next, but not by fifty mails.
const (
	DefaultWait   = time.Minute
	DefaultDigest = 15 * time.Minute
)

const (
	lookEvery = 10 * time.Second
	// A mail server that is away is asked again after these, doubling.
	firstRetry, lastRetry = time.Minute, time.Hour
)

// Notifier tells of faults. Its methods may be called from several goroutines.
type Notifier struct {
	opt Options

	mu      sync.Mutex
	mails   int
	failing map[string]Status // of recipients whose last mail could not be sent
}

// Status is how the telling goes.
type Status struct {
	Sent    int       `json:"sent"`              // mails, since the start
	Failing string    `json:"failing,omitempty"` // why a mail could not be sent, to whom that fails the longest
	Since   time.Time `json:"since,omitzero"`    // it fails since
}

// New makes a notifier; Run starts it.
func New(opt Options) *Notifier {
	opt.Wait, opt.Digest = cmp.Or(opt.Wait, DefaultWait), cmp.Or(opt.Digest, DefaultDigest)
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	return &Notifier{opt: opt, failing: map[string]Status{}}
}

// Status says how it goes.
func (n *Notifier) Status() Status {
	n.mu.Lock()
	defer n.mu.Unlock()
	var worst Status
	for _, address := range slices.Sorted(maps.Keys(n.failing)) {
		if f := n.failing[address]; worst.Failing == "" || f.Since.Before(worst.Since) {
			worst = f
		}
	}
	worst.Sent = n.mails
	return worst
}

// heard is what one recipient knows.
type heard struct {
	Last   time.Time        `json:"last"` // mail to them
	Faults map[string]Entry `json:"faults,omitempty"`

	fails int
	again time.Time // not before this
	over  time.Time // since when there is something over to be told
}

// Run tells until ctx ends.
func (n *Notifier) Run(ctx context.Context) {
	var state map[string]*heard
	for {
		if state == nil {
			state = n.recall(ctx)
		}
		if state != nil {
			n.look(ctx, state)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(min(lookEvery, n.opt.Wait)):
		}
	}
}

// recall reads what was told; nil if it cannot be read now.
func (n *Notifier) recall(ctx context.Context) map[string]*heard {
	text, err := n.opt.Source.Recall(ctx)
	if err != nil {
		if ctx.Err() == nil {
			n.opt.Log.Warn("which faults were told cannot be read", "err", err)
		}
		return nil
	}
	state := map[string]*heard{}
	if text == "" {
		return state
	}
	if err := json.Unmarshal([]byte(text), &state); err != nil {
		n.opt.Log.Warn("what is kept of notices cannot be read; open faults are told again", "err", err)
		return map[string]*heard{}
	}
	// Who is no recipient any more is forgotten: should they be one again, they hear
	// of what is open then.
	maps.DeleteFunc(state, func(address string, h *heard) bool {
		return h == nil || !slices.ContainsFunc(n.opt.Recipients, func(r Recipient) bool { return r.Address == address })
	})
	return state
}

// look sends what is due.
func (n *Notifier) look(ctx context.Context, state map[string]*heard) {
	open, err := n.opt.Source.OpenFaults(ctx)
	if err != nil {
		if ctx.Err() == nil {
			n.opt.Log.Warn("the open faults cannot be read, so nobody is told of them", "err", err)
		}
		return
	}
	slices.SortFunc(open, func(x, y hub.Fault) int {
		return cmp.Or(cmp.Compare(Level(y.Scope), Level(x.Scope)), x.First.Compare(y.First), cmp.Compare(x.ID, y.ID))
	})
	for _, r := range n.opt.Recipients {
		h := state[r.Address]
		if h == nil {
			h = &heard{}
			state[r.Address] = h
		}
		m := n.due(r, h, open)
		if m == nil || ctx.Err() != nil {
			continue
		}
		if err := n.opt.Send(ctx, *m); err != nil {
			n.failed(ctx, r, h, err)
			continue
		}
		n.sent(h, m)
		text, err := json.Marshal(state)
		if err == nil {
			err = n.opt.Source.Keep(ctx, string(text))
		}
		if err != nil && ctx.Err() == nil {
			n.opt.Log.Warn("which faults were told cannot be kept; after a restart they are told again", "err", err)
		}
	}
}

// due is the mail that a recipient is to get now; nil if none.
func (n *Notifier) due(r Recipient, h *heard, open []hub.Fault) *Message {
	now := n.opt.Now()
	m := &Message{Node: n.opt.Node, To: r.Address, At: now, after: h.Last}
	is := map[string]bool{}
	var first time.Time
	for _, f := range open {
		was, told := h.Faults[f.ID]
		if r.Concerns != nil && !r.Concerns(f) {
			delete(h.Faults, f.ID) // the config changed: it is open, and no business of theirs
			continue
		}
		is[f.ID] = true
		if told && was.First.Equal(f.First) {
			m.Still++
			continue
		}
		e := entryOf(f)
		e.Again = told
		m.New = append(m.New, e)
		if first.IsZero() || f.First.Before(first) {
			first = f.First
		}
	}
	for _, id := range slices.Sorted(maps.Keys(h.Faults)) {
		if !is[id] {
			m.Over = append(m.Over, h.Faults[id])
		}
	}
	if len(m.Over) == 0 {
		h.over = time.Time{}
	} else if h.over.IsZero() {
		h.over = now
	}
	// What is over waits for what is just new, to be told with it, but not for one
	// young fault after the other.
	young := len(m.New) > 0 && within(now, first, n.opt.Wait) && (h.over.IsZero() || within(now, h.over, n.opt.Wait))
	switch {
	case len(m.New) == 0 && len(m.Over) == 0, young,
		now.Before(h.again) && h.again.Sub(now) <= lastRetry,
		within(now, h.Last, n.opt.Digest):
		return nil
	}
	return m
}

// within reports whether less than d has passed since a moment. A clock that was
// set back holds nothing up.
func within(now, since time.Time, d time.Duration) bool {
	return !now.Before(since) && now.Before(since.Add(d))
}

func (n *Notifier) sent(h *heard, m *Message) {
	if h.Faults == nil {
		h.Faults = map[string]Entry{}
	}
	for _, e := range m.Over {
		delete(h.Faults, e.ID)
	}
	for _, e := range m.New {
		h.Faults[e.ID] = e
	}
	h.Last, h.fails, h.again, h.over = m.At, 0, time.Time{}, time.Time{}
	n.mu.Lock()
	n.mails++
	delete(n.failing, m.To)
	n.mu.Unlock()
	n.opt.Log.Info("faults are told by mail", "to", m.To, "new", len(m.New), "over", len(m.Over))
}

func (n *Notifier) failed(ctx context.Context, r Recipient, h *heard, err error) {
	if ctx.Err() != nil {
		return
	}
	wait := lastRetry
	if h.fails < 6 { // 64 minutes
		wait = min(firstRetry<<h.fails, lastRetry)
	}
	h.fails++
	now := n.opt.Now()
	h.again = now.Add(wait)
	n.mu.Lock()
	f := n.failing[r.Address]
	if f.Failing == "" {
		f.Since = now
	}
	f.Failing = err.Error()
	n.failing[r.Address] = f
	n.mu.Unlock()
	n.opt.Log.Warn("a mail about faults could not be sent; it is tried again", "to", r.Address, "in", wait, "err", err)
}
