package engine

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// Survey is what a bulk run would find, and what its issues are like.
type Survey struct {
	Found  int `json:"found"`  // issues the query names
	Synced int `json:"synced"` // of those, which the connection has already
	New    int `json:"new"`

	// Of the new ones some were read, chosen at random. What they have in the mean:
	Sampled     int     `json:"sampled"`
	Comments    float64 `json:"comments"`
	Attachments float64 `json:"attachments"`
	Bytes       float64 `json:"bytes"` // of those attachments
	WorkLogs    float64 `json:"workLogs"`
}

// Calls are the calls that a bulk run makes of one tracker, by kind. Where the
// rules leave something out there are fewer.
type Calls struct {
	Searches    int `json:"searches,omitempty"`    // pages of the query
	Reads       int `json:"reads,omitempty"`       // of issues
	Downloads   int `json:"downloads,omitempty"`   // of attachments
	Creates     int `json:"creates,omitempty"`     // of issues
	Comments    int `json:"comments,omitempty"`    // written
	Attachments int `json:"attachments,omitempty"` // written
	WorkLogs    int `json:"workLogs,omitempty"`    // written
	Statuses    int `json:"statuses,omitempty"`    // transitions, where those are calls of their own
	Checks      int `json:"checks,omitempty"`      // looks before and after what the tracker cannot make conditional
}

// Sum is all of them.
func (c Calls) Sum() int {
	return c.Searches + c.Reads + c.Downloads + c.Creates + c.Comments + c.Attachments + c.WorkLogs + c.Statuses + c.Checks
}

// Survey asks what a bulk run of a query would take in, and chooses at random at
// most so many of those, for Sample. It stores nothing.
func (e *Engine) Survey(ctx context.Context, c hub.ConnectionID, side hub.Side, query string, most int) (Survey, []hub.Ref, error) {
	conn := e.conn(c)
	if conn == nil || conn.Halves[side] == nil {
		return Survey{}, nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeConnection, Message: fmt.Sprintf("no connection %s with a %s here", c, side)}
	}
	t := e.trackers[conn.Halves[side].Tracker]
	ctx = tracker.Bulk(ctx)
	var s Survey
	var sample, batch []hub.Ref
	look := func() error {
		defer func() { batch = batch[:0] }()
		return e.opt.Store.View(ctx, func(tx store.Tx) error { // it is run once
			for _, ref := range batch {
				have, err := paired(tx, t.Name, ref.ID, c, side)
				if err != nil {
					return err
				}
				if have {
					s.Synced++
					continue
				}
				s.New++ // each of the new ones is as likely to be chosen
				if len(sample) < most {
					sample = append(sample, ref)
				} else if i := rand.IntN(s.New); i < most {
					sample[i] = ref
				}
			}
			return nil
		})
	}
	e.calls.Add(1)
	for ref, err := range t.Conn.Find(ctx, query) {
		if err != nil {
			return s, nil, err
		}
		s.Found++
		if batch = append(batch, ref); len(batch) == bulkAtOnce {
			if err := look(); err != nil {
				return s, nil, err
			}
		}
	}
	return s, sample, look()
}

// Sample reads issues of a tracker and notes in a survey what they have in the
// mean. One that is gone meanwhile, or cannot be read, says nothing.
func (e *Engine) Sample(ctx context.Context, name string, s *Survey, refs []hub.Ref) error {
	t, ctx := e.trackers[name], tracker.Bulk(ctx)
	for _, ref := range refs {
		e.calls.Add(1)
		is, err := t.Conn.Get(ctx, ref)
		switch hub.CodeOf(err) {
		case hub.NotFound, hub.Invalid:
			continue
		}
		if err != nil {
			return err
		}
		s.Sampled++
		s.Comments += float64(len(is.Comments))
		s.Attachments += float64(len(is.Attachments))
		s.WorkLogs += float64(len(is.WorkLogs))
		for _, a := range is.Attachments {
			s.Bytes += float64(a.Size)
		}
	}
	if s.Sampled > 0 {
		for _, p := range []*float64{&s.Comments, &s.Attachments, &s.WorkLogs, &s.Bytes} {
			*p /= float64(s.Sampled)
		}
	}
	return nil
}

// TellCalls are the calls that it takes to tell the new issues of a survey, pages
// of the search excepted.
func (e *Engine) TellCalls(name string, s Survey) Calls {
	c := Calls{Reads: s.New}
	if _, ok := e.trackers[name].Conn.(tracker.Attacher); ok {
		c.Downloads = times(s.New, s.Attachments)
	}
	return c
}

// ApplyCalls are the calls that it takes to make the new issues of a survey on a
// tracker: as apply makes them, if nobody comes in between.
func (e *Engine) ApplyCalls(name string, s Survey) Calls {
	t := e.trackers[name]
	h, c := t.Spec.Habits, Calls{Creates: s.New}
	if _, ok := t.Conn.(tracker.Commenter); ok {
		c.Comments = times(s.New, s.Comments)
	}
	if _, ok := t.Conn.(tracker.Attacher); ok {
		c.Attachments = times(s.New, s.Attachments)
	}
	if _, ok := t.Conn.(tracker.WorkLogger); ok {
		c.WorkLogs = times(s.New, s.WorkLogs)
	}
	if !h.Marked("issue") {
		c.Checks += s.New // where the stream of changes stands before each create
	}
	if h.StatusApart {
		c.Statuses = s.New
		if !h.Conditional && !h.Accounted() {
			c.Checks += s.New // a look before
		}
	}
	if parts := c.Comments + c.Attachments + c.WorkLogs; parts > 0 && !h.ConditionalParts && !h.Accounted() || !h.Guarded() && !h.Accounted() {
		c.Checks += s.New // each issue is read once more when all is done
	}
	return c
}

func times(n int, each float64) int { return int(float64(n)*each + 0.5) }
