package storetest

import (
	"errors"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var (
	allStates = []hub.State{hub.Waiting, hub.Running, hub.Retrying, hub.Blocked, hub.Failed, hub.Done, hub.Skipped}
	allSteps  = []hub.Step{hub.StepCapture, hub.StepPrepare, hub.StepSend, hub.StepAwait, hub.StepPlan, hub.StepApply,
		hub.StepConfirm, hub.StepDone}
)

var queueCases = []kase{
	{name: "pending are those not ended and not awaiting, in order", run: pendingMembers},
	{name: "an end's are those not ended, in order", run: ofEndMembers},
	{name: "a head is that of its event", run: headsAreHeads},
	{name: "an event leaves and enters as it changes", run: pendingMoves},
	{name: "more than a page, written to while walked", run: pendingPages},
}

func pendingMembers(s *subject) {
	var list []*hub.Event
	want := []hub.EventID{}
	for _, step := range allSteps {
		for _, state := range allStates {
			ev := plainEvent(fmt.Sprint(step, "-", state), key(string(step)), hub.Out)
			ev.Step, ev.State = step, state
			list = append(list, ev)
			if !state.Ended() && step != hub.StepAwait {
				want = append(want, ev.ID)
			}
		}
	}
	s.putEvents(list...)
	s.equal("pending", s.pending(), want)
}

func (s *subject) pending() []hub.EventID {
	s.Helper()
	ids := []hub.EventID{}
	s.view(func(tx store.Tx) error {
		last := int64(0)
		for h, err := range tx.Events().Pending() {
			if err != nil {
				return err
			}
			if h.Position <= last {
				s.Errorf("position %d after %d", h.Position, last)
			}
			last = h.Position
			ids = append(ids, h.ID)
		}
		return nil
	})
	return ids
}

func ofEndMembers(s *subject) {
	k := key("p1")
	want := []hub.EventID{}
	for i, state := range allStates {
		for _, step := range []hub.Step{hub.StepPlan, hub.StepAwait} {
			lane := []hub.Lane{hub.Out, hub.In}[i%2]
			ev := plainEvent(fmt.Sprint(step, "-", state), k, lane)
			ev.Step, ev.State = step, state
			s.putEvents(ev, plainEvent("other-"+string(ev.ID), other(k), lane))
			if !state.Ended() {
				want = append(want, ev.ID)
			}
		}
	}
	s.view(func(tx store.Tx) error {
		heads, err := collect(tx.Events().OfEnd(k))
		got := []hub.EventID{}
		for _, h := range heads {
			got = append(got, h.ID)
		}
		s.equal("of the end", got, want)
		none, err2 := collect(tx.Events().OfEnd(key("p9")))
		if len(none) != 0 {
			s.Errorf("an end without events has %d", len(none))
		}
		return errors.Join(err, err2)
	})
}

func headsAreHeads(s *subject) {
	rich, plain := richEvent("rich", key(odd)), plainEvent("plain", key(odd), hub.In)
	s.putEvents(rich, plain)
	want := []store.Head{store.HeadOf(stored(rich)), store.HeadOf(stored(plain))}
	s.view(func(tx store.Tx) error {
		pending, err := collect(tx.Events().Pending())
		s.equal("pending", pending, want)
		ofEnd, err2 := collect(tx.Events().OfEnd(key(odd)))
		s.equal("of the end", ofEnd, want)
		return errors.Join(err, err2)
	})
}

func pendingMoves(s *subject) {
	ev := plainEvent("ev1", key("p1"), hub.Out)
	s.putEvents(ev, plainEvent("ev2", key("p2"), hub.Out))
	for _, c := range []struct {
		step  hub.Step
		state hub.State
		want  []hub.EventID
	}{
		{hub.StepSend, hub.Running, []hub.EventID{"ev1", "ev2"}},
		{hub.StepAwait, hub.Waiting, []hub.EventID{"ev2"}},
		{hub.StepSend, hub.Retrying, []hub.EventID{"ev1", "ev2"}},
		{hub.StepDone, hub.Done, []hub.EventID{"ev2"}},
		{hub.StepSend, hub.Blocked, []hub.EventID{"ev1", "ev2"}},
	} {
		got := s.getEvent("ev1")
		got.Step, got.State, got.NotBefore = c.step, c.state, start.Add(time.Minute)
		s.putEvents(got)
		s.equal(fmt.Sprint(c.step, c.state), s.pending(), c.want)
	}
}

func pendingPages(s *subject) {
	const n = 600
	var list []*hub.Event
	for i := range n {
		list = append(list, plainEvent(fmt.Sprint("ev", i), key("p1"), hub.Out))
	}
	s.putEvents(list...)
	s.update(func(tx store.Tx) error { // ends every second one while walking
		i := 0
		for h, err := range tx.Events().Pending() {
			if err != nil {
				return err
			}
			if want := fmt.Sprint("ev", i); string(h.ID) != want {
				return fmt.Errorf("got %s in place %d, want %s", h.ID, i, want)
			}
			if i%2 == 0 {
				ev, err := tx.Events().Get(h.ID)
				if err != nil {
					return err
				}
				ev.State = hub.Done
				if err := tx.Events().Put(ev); err != nil {
					return err
				}
			}
			i++
		}
		if i != n {
			return fmt.Errorf("walked %d, want %d", i, n)
		}
		return nil
	})
	if got := s.pending(); len(got) != n/2 || got[0] != "ev1" {
		s.Errorf("%d pending, first %s; want %d and ev1", len(got), got[0], n/2)
	}
}
