package world_test

import (
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/world"
)

// owners are two who take in what has the label "shared", and connect the rest.
func owners(t *testing.T) *tale {
	o := both(habits(nil))
	o.Wire = true
	shared := "label=shared"
	o.Change = func(_ int, c *engine.Connection) {
		for _, h := range c.Halves {
			h.Trigger = &shared
		}
	}
	return begin(t, o)
}

func asking(side int, local, theirs hub.Ref) engine.ConnectQuery {
	return engine.ConnectQuery{Connection: world.Connection, Side: world.Sides[side], Local: local, Connecting: hub.Connecting{
		Yours: theirs.Key, Fields: hub.ChooseMine, Comments: hub.ChooseBoth, Attachments: hub.ChooseBoth,
	}}
}

func (s *tale) connect(side int, local, theirs hub.Ref) engine.Connected {
	s.Helper()
	c, err := s.Nodes[side].Engine().Connect(ctx, asking(side, local, theirs))
	if err != nil {
		s.Fatal(err)
	}
	return c
}

func (s *tale) connection(side int, c engine.Connected) engine.Connected {
	s.Helper()
	now, err := s.Nodes[side].Engine().Connection(ctx, c.Event)
	if err != nil {
		s.Fatal(err)
	}
	return now
}

func (s *tale) grown() (a, b hub.Ref) {
	a = s.Trackers[0].Add(hub.Issue{Summary: "one of A"})
	b = s.Trackers[1].Add(hub.Issue{Summary: "one of B", Description: "secret of B"})
	s.Trackers[0].Comment(a.ID, hub.User{}, "both")
	s.Trackers[1].Comment(b.ID, hub.User{}, "both")
	s.rest()
	return a, b
}

func (s *tale) quiet() {
	s.Helper()
	if err := s.Rest(ctx); err != nil {
		s.Fatal(err)
	}
}

// What no trigger takes in is connected by the word of its owner alone: nothing of
// it is told before.
func TestConnectIsApprovedByTheOtherOwner(t *testing.T) {
	for _, how := range []string{"fault retried", "connects too", "declined"} {
		t.Run(how, func(t *testing.T) {
			s := owners(t)
			a, b := s.grown()
			asked := s.connect(0, a, b)
			s.quiet()
			if c := s.connection(0, asked); c.State != engine.ConnectHeld || !strings.Contains(c.Message, "approve") {
				t.Errorf("before: %+v", c)
			}
			if is := s.only(0); is.Description != "" || s.only(1).Summary != "one of B" {
				t.Fatalf("before anybody said so, A shows %+v", is)
			}
			faults, err := s.Nodes[1].Faults(ctx)
			if err != nil || len(faults) != 1 || !strings.Contains(faults[0].Message, a.Key) || !strings.Contains(faults[0].Message, b.Key) {
				t.Fatalf("faults of B are %+v (%v), want one that names both issues", faults, err)
			}
			switch how {
			case "fault retried":
				_, err = s.Nodes[1].Queue().Retry(ctx, faults[0].ID)
			case "connects too":
				c := s.connect(1, b, a)
				if c.Pair != asked.Pair {
					t.Errorf("another pair: %+v", c)
				}
			case "declined":
				err = s.Nodes[1].Queue().Skip(ctx, faults[0].Event, "not with them", "bo")
			}
			if err != nil {
				t.Fatal(err)
			}
			s.rest()
			c := s.connection(0, asked)
			if how == "declined" {
				if c.State != engine.ConnectRefused || !strings.Contains(c.Message, "declined") || s.only(0).Description != "" {
					t.Errorf("declined: %+v, and A shows %+v", c, s.only(0))
				}
				return
			}
			x, y := s.only(0), s.only(1)
			if c.State != engine.ConnectDone || x.Description != "secret of B" || y.Summary != "one of A" || len(x.Comments)+len(y.Comments) != 2 {
				t.Errorf("%+v: A shows %+v, B %+v", c, x, y)
			}
		})
	}
}

// What a trigger takes in would be told anyway: no owner is asked.
func TestConnectWithWhatATriggerTakesIn(t *testing.T) {
	s := owners(t)
	a := s.Trackers[0].Add(hub.Issue{Summary: "one of A"})
	b := s.Trackers[1].Add(hub.Issue{Summary: "one of B", Labels: []string{"shared"}})
	asked := s.connect(0, a, b)
	for range 20 { // before B's poll sees its new issue
		for _, n := range s.Nodes {
			if _, err := n.Step(ctx, 0); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.rest()
	if c := s.connection(0, asked); c.State != engine.ConnectDone || s.only(1).Summary != "one of A" || s.only(0).Summary != "one of A" {
		t.Errorf("%+v: %+v and %+v", c, s.only(0), s.only(1))
	}
}

// Both owners ask for the same at the same moment: it becomes one pair.
func TestConnectAskedByBothAtOnce(t *testing.T) {
	s := owners(t)
	a, b := s.grown()
	first, second := s.connect(0, a, b), s.connect(1, b, a)
	s.quiet()
	for i := range s.Nodes { // whoever is asked still says yes
		faults, err := s.Nodes[i].Faults(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			if _, err := s.Nodes[i].Queue().Retry(ctx, f.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.rest()
	x, y := s.connection(0, first), s.connection(1, second)
	if x.State != engine.ConnectDone || y.State != engine.ConnectRefused {
		t.Errorf("the initiator's is %+v, the acceptor's %+v", x, y)
	}
	for i := range s.Nodes {
		ends, err := s.Nodes[i].Ends(ctx)
		active := 0
		for _, e := range ends {
			if e.State == hub.EndActive {
				active++
			}
		}
		if err != nil || active != 1 || len(s.only(i).Comments) != 1 {
			t.Errorf("node %d has %d pairs and %d comments (%v)", i, active, len(s.only(i).Comments), err)
		}
	}
}

// The other node is away: the connect waits, and is made once it is back. What
// was edited on both sides meanwhile is not lost.
func TestConnectWhileTheOtherNodeIsAway(t *testing.T) {
	s := owners(t)
	a, b := s.grown()
	s.Nodes[1].Cut()
	asked := s.connect(0, a, b)
	s.work(0, 5)
	s.set(0, a.ID, func(is *hub.Issue) { is.Status = "by A" })
	s.set(1, b.ID, func(is *hub.Issue) { is.Priority = "by B" })
	s.work(0, 5)
	if c := s.connection(0, asked); c.State != engine.ConnectAsked {
		t.Errorf("while it is away: %+v", c)
	}
	if err := s.Nodes[1].Start(ctx); err != nil {
		t.Fatal(err)
	}
	s.quiet()
	s.connect(1, b, a) // the other owner's word
	s.rest()
	x, y := s.only(0), s.only(1)
	if c := s.connection(0, asked); c.State != engine.ConnectDone || x.Status != "by A" || y.Status != "by A" || x.Priority != "by B" || y.Priority != "by B" {
		t.Errorf("%+v: A shows %s, %s, B %s, %s", c, x.Status, x.Priority, y.Status, y.Priority)
	}
}
