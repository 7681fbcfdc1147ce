package node

import (
	"context"
	"math"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/rest"
)

// BulkPlan says what a bulk run will take, before it is begun.
type BulkPlan struct {
	Connection hub.ConnectionID `json:"connection"`
	Side       hub.Side         `json:"side"`
	Query      string           `json:"query"`
	engine.Survey
	// Trackers are those of this node: first the one that has the issues, then the
	// one that gets them, if that is here.
	Trackers []TrackerPlan `json:"trackers"`
	// Seconds is how long the slowest of them takes if it is asked as fast as it may
	// be; 0: no limit is known, so it takes as long as they take to answer.
	Seconds float64   `json:"seconds,omitempty"`
	End     time.Time `json:"end,omitzero"` // if it were begun now
}

// TrackerPlan is one tracker's share.
type TrackerPlan struct {
	Tracker  string       `json:"tracker"`
	Calls    engine.Calls `json:"calls"`
	Sum      int          `json:"sum"`
	Requests int          `json:"requests"`       // over HTTP: those of reads as they were counted for the plan; 0: it is no server
	Rate     float64      `json:"rate,omitempty"` // requests a second that are made at most; 0: no limit
	InFlight int          `json:"inFlight,omitempty"`
	// Live of the places in flight are for edits alone, and so many requests of edits
	// in a row go before one of the run.
	Live    int           `json:"live,omitempty"`
	Before  int           `json:"before,omitempty"`
	Budget  []rest.Budget `json:"budget,omitempty"` // what it said of its limits
	Seconds float64       `json:"seconds,omitempty"`
}

// planSample is how many issues are read for a plan: enough to see whether issues
// have one comment or fifty, and a matter of seconds.
const planSample = 20

// PlanBulk finds out what a bulk run would take. It goes through the whole query,
// as the run will, and reads a few of the issues.
func (n *Node) PlanBulk(ctx context.Context, q BulkQuery) (BulkPlan, error) {
	query, err := n.bulkQuery(q)
	if err != nil {
		return BulkPlan{}, err
	}
	c := n.cfg.Connection(string(q.Connection))
	here := c.Side(q.Side).Tracker
	p := BulkPlan{Connection: q.Connection, Side: q.Side, Query: query}
	before := n.requests(here)
	var sample []hub.Ref
	if p.Survey, sample, err = n.engine.Survey(ctx, q.Connection, q.Side, query, planSample); err != nil {
		return p, err
	}
	searched := n.requests(here)
	if err := n.engine.Sample(ctx, here, &p.Survey, sample); err != nil {
		return p, err
	}
	searches, each := searched-before, 0.0
	if p.Sampled > 0 {
		each = float64(n.requests(here)-searched) / float64(p.Sampled) // a read may be several requests
	}
	calls := n.engine.TellCalls(here, p.Survey)
	calls.Searches = max(int(searches), 1)
	p.add(n.trackerPlan(here, calls, int(searches)+int(each*float64(calls.Reads)+0.5)+calls.Downloads))
	if !c.Apart {
		there := c.Side(q.Side.Other()).Tracker
		calls := n.engine.ApplyCalls(there, p.Survey)
		p.add(n.trackerPlan(there, calls, calls.Sum()))
	}
	if p.Seconds > 0 {
		p.End = n.now().Add(time.Duration(p.Seconds * float64(time.Second)))
	}
	return p, nil
}

func (p *BulkPlan) add(t TrackerPlan) {
	p.Trackers = append(p.Trackers, t)
	p.Seconds = max(p.Seconds, t.Seconds)
}

// requests counts what a tracker was asked over HTTP so far.
func (n *Node) requests(tracker string) int64 {
	if c := n.trackers.clients[tracker]; c != nil {
		return c.Counts().Sum()
	}
	return 0
}

func (n *Node) trackerPlan(name string, calls engine.Calls, requests int) TrackerPlan {
	t := TrackerPlan{Tracker: name, Calls: calls, Sum: calls.Sum()}
	c, cfg := n.trackers.clients[name], n.cfg.Tracker(name)
	if c == nil || cfg == nil || cfg.Settings["url"] == "" { // a folder has no address
		return t
	}
	pace := c.Pace()
	t.Requests, t.InFlight, t.Budget = requests, pace.InFlight, c.Budgets()
	t.Live, t.Before = pace.Reserve()
	if pace.Rate > 0 {
		t.Rate = math.Round(pace.Rate*100) / 100
		t.Seconds = math.Ceil(float64(requests) / pace.Rate)
	}
	return t
}
