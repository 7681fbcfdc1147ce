package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// site is a tracker to measure with: it costs next to nothing, and keeps only
// what was edited or made, so that a million issues fit. Its issues are numbered
// from 1; those up to old are as template makes them until somebody edits them.
type site struct {
	name    string
	project string
	old     int // issues there were
	remarks int // comments that each of those has
	latency time.Duration
	drop    float64      // the share of answers that get lost
	took    func(string) // hears which issue a connector has set, nil: nobody does

	mu     sync.Mutex
	rand   *rand.Rand
	last   int // number of the newest issue
	part   int // of the newest comment
	issues map[int]*hub.Issue
	marks  map[string]int    // issues made with a mark
	parts  map[string]string // comments made with a mark
	feed   []int             // which issue changed, in order
	calls  map[string]int    // by what was asked
	sets   int               // that took effect
	lost   int               // answers
	wake   chan struct{}
}

const (
	summarySize = 24
	longText    = "The quick brown fox jumps over the lazy dog. It does so again and again, until somebody looks."
	pageSize    = 100 // what a page of a search has in most trackers
)

func newSite(name string, old int) *site {
	return &site{name: name, project: strings.ToUpper(name), old: old, last: old, issues: map[int]*hub.Issue{}, marks: map[string]int{},
		parts: map[string]string{}, calls: map[string]int{}, wake: make(chan struct{}, 1), rand: rand.New(rand.NewPCG(1, uint64(len(name)+old)))}
}

func (s *site) template(n int) hub.Issue {
	is := hub.Issue{
		Ref: s.ref(n), Rev: "1", Project: s.project, Summary: fmt.Sprintf("Issue %0*d", summarySize-6, n), Status: "open", Priority: "high",
		Labels: []string{"bench", "ui"}, Description: longText,
	}
	for i := range s.remarks {
		is.Comments = append(is.Comments, hub.Comment{ID: fmt.Sprint("r", n, "-", i), Body: fmt.Sprintf("Remark %d: seen again this morning, with the same log as before.", i)})
	}
	return is
}

func (s *site) ref(n int) hub.Ref {
	return hub.Ref{ID: strconv.Itoa(n), Key: s.project + "-" + strconv.Itoa(n)}
}

// edit is a person's.
func (s *site) edit(n int, summary string) {
	s.mu.Lock()
	is := s.own(n)
	is.Summary = summary
	s.changed(n, is)
	s.mu.Unlock()
}

// own returns the issue to be changed.
func (s *site) own(n int) *hub.Issue {
	is := s.issues[n]
	if is == nil {
		t := s.template(n)
		is = &t
		s.issues[n] = is
	}
	return is
}

func (s *site) changed(n int, is *hub.Issue) {
	rev, _ := strconv.Atoi(string(is.Rev))
	is.Rev = hub.Rev(strconv.Itoa(rev + 1))
	s.feed = append(s.feed, n)
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *site) spec() tracker.Spec {
	return tracker.Spec{Kind: "site", Title: "Measured", Habits: tracker.Habits{
		Revision: tracker.Exact, Conditional: true, ConditionalParts: true, Marks: []string{"issue", "comments"}, Format: "plain",
		Longest: 2 * s.latency,
	}}
}

var errNoAnswer = &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeIssue, Message: "the answer got lost"}

// call counts a call, lets it take its time and effect, and may lose its answer.
func (s *site) call(ctx context.Context, what string, effect func() error) error {
	if s.latency > 0 {
		t := time.NewTimer(s.latency)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "given up", Err: ctx.Err()}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[what]++
	err := effect()
	if s.drop > 0 && s.rand.Float64() < s.drop {
		s.lost++
		return errNoAnswer
	}
	return err
}

// counts returns all calls, and those that wrote.
func (s *site) counts() (all, writes int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for what, n := range s.calls {
		all += n
		if what == "create" || what == "set" || what == "comment" {
			writes += n
		}
	}
	return all, writes
}

func (s *site) made() (issues, sets int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last - s.old, s.sets
}

func (s *site) find(ref hub.Ref) (int, *hub.Issue, error) {
	n, err := strconv.Atoi(ref.ID)
	if err != nil || n < 1 || n > s.last {
		return 0, nil, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "no issue " + ref.String()}
	}
	is := s.issues[n]
	if is == nil {
		t := s.template(n)
		is = &t
	}
	return n, is, nil
}

var (
	_ tracker.Connector = (*site)(nil)
	_ tracker.Commenter = (*site)(nil)
	_ tracker.Marker    = (*site)(nil)
	_ tracker.Watcher   = (*site)(nil)
)

// Check implements tracker.Connector.
func (s *site) Check(context.Context) (hub.User, error) { return hub.User{ID: "entwine"}, nil }

// Canon implements tracker.Connector.
func (s *site) Canon(_ string, v hub.Value) hub.Value { return v }

// Get implements tracker.Connector.
func (s *site) Get(ctx context.Context, ref hub.Ref) (got *hub.Issue, err error) {
	err = s.call(ctx, "read", func() error {
		_, is, err := s.find(ref)
		if err == nil {
			got = is.Clone()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return got, nil
}

// Create implements tracker.Connector.
func (s *site) Create(ctx context.Context, w tracker.Write, is *hub.Issue) (r tracker.Receipt, err error) {
	err = s.call(ctx, "create", func() error {
		s.last++
		made := is.Clone()
		made.Ref, made.Rev, made.Mark = s.ref(s.last), "0", w.Mark
		s.issues[s.last] = made
		s.marks[w.Mark] = s.last
		s.changed(s.last, made)
		r = tracker.Receipt{Ref: made.Ref, Rev: made.Rev}
		return nil
	})
	return r, err
}

// write changes an issue, if it is as the writer takes it to be.
func (s *site) write(ctx context.Context, what string, w tracker.Write, effect func(*hub.Issue) string) (r tracker.Receipt, err error) {
	err = s.call(ctx, what, func() error {
		n, is, err := s.find(w.Ref)
		if err != nil {
			return err
		}
		if w.IfRev != "" && w.IfRev != is.Rev {
			return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: "it moved on"}
		}
		is = s.own(n)
		r.ID = effect(is)
		s.changed(n, is)
		r.Ref, r.Rev = is.Ref, is.Rev
		return nil
	})
	return r, err
}

// Set implements tracker.Connector.
func (s *site) Set(ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
	r, err := s.write(ctx, "set", w, func(is *hub.Issue) string {
		s.sets++
		for part, v := range p.Fields.Parts() {
			is.Set(part, v)
		}
		return ""
	})
	if s.took != nil && err == nil {
		s.took(w.Ref.ID)
	}
	return r, err
}

// AddComment implements tracker.Commenter.
func (s *site) AddComment(ctx context.Context, w tracker.Write, c hub.Comment) (tracker.Receipt, error) {
	return s.write(ctx, "comment", w, func(is *hub.Issue) string {
		s.part++
		c.ID, c.Mark = strconv.Itoa(s.part), w.Mark
		is.Comments = append(is.Comments, c)
		return c.ID
	})
}

var errNotMeasured = &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: "this is not measured"}

// EditComment implements tracker.Commenter.
func (s *site) EditComment(context.Context, tracker.Write, hub.Comment) (tracker.Receipt, error) {
	return tracker.Receipt{}, errNotMeasured
}

// DropComment implements tracker.Commenter.
func (s *site) DropComment(context.Context, tracker.Write, string) (tracker.Receipt, error) {
	return tracker.Receipt{}, errNotMeasured
}

// FindMarked implements tracker.Marker.
func (s *site) FindMarked(ctx context.Context, mark string) (ref hub.Ref, err error) {
	err = s.call(ctx, "look", func() error {
		n, ok := s.marks[mark]
		if !ok {
			return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "nothing has that mark"}
		}
		ref = s.ref(n)
		return nil
	})
	return ref, err
}

// Head implements tracker.Connector.
func (s *site) Head(ctx context.Context) (c tracker.Cursor, err error) {
	err = s.call(ctx, "poll", func() error {
		c = tracker.Cursor(strconv.Itoa(len(s.feed)))
		return nil
	})
	return c, err
}

// Changes implements tracker.Connector.
func (s *site) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	return func(yield func(tracker.Change, error) bool) {
		from, err := strconv.Atoi(string(since))
		var list []tracker.Change
		err = errors.Join(err, s.call(ctx, "poll", func() error {
			for i, n := range s.feed[from:] {
				_, is, err := s.find(s.ref(n))
				if err != nil {
					return err
				}
				list = append(list, tracker.Change{Ref: is.Ref, Rev: is.Rev, Next: tracker.Cursor(strconv.Itoa(from + i + 1))})
			}
			return nil
		}))
		if err != nil {
			yield(tracker.Change{}, errNoAnswer)
			return
		}
		for _, c := range list {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// Watch implements tracker.Watcher.
func (s *site) Watch(ctx context.Context, changed func()) error {
	for {
		select {
		case <-s.wake:
			changed()
		case <-ctx.Done():
			return nil
		}
	}
}

// Find implements tracker.Connector. "old" matches what there was, all else
// matches nothing.
func (s *site) Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
	return func(yield func(hub.Ref, error) bool) {
		if query != "old" || len(only) > 0 {
			return
		}
		for n := 1; n <= s.old; n++ {
			if n%pageSize == 1 {
				if err := s.call(ctx, "search", func() error { return nil }); err != nil {
					yield(hub.Ref{}, err)
					return
				}
			}
			if !yield(s.ref(n), nil) {
				return
			}
		}
	}
}
