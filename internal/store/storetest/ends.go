package storetest

import (
	"errors"
	"fmt"
	"sync"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

const hubOut = hub.Out

func refOf(id string) hub.Ref { return hub.Ref{ID: id, Key: "KEY-" + id} }

var endCases = []kase{
	{name: "none is ErrNone", run: func(s *subject) {
		s.none("get", func(tx store.Tx) error { _, err := tx.Ends().Get(key("p1")); return err })
		s.putEnds(richEnd(key("p1")))
		s.none("get the other side", func(tx store.Tx) error { _, err := tx.Ends().Get(other(key("p1"))); return err })
	}},
	{name: "what is put comes back", run: func(s *subject) {
		for _, want := range []*hub.End{richEnd(key("p1")), {EndKey: key("p2")}, richEnd(key(odd))} {
			s.putEnds(want)
			s.sameEnd(string(want.Pair), s.getEnd(want.EndKey), want)
			s.sameEnd("again", s.getEnd(want.EndKey), want)
		}
	}},
	{name: "put replaces", run: func(s *subject) {
		s.putEnds(richEnd(key("p1")))
		want := plainEnd(key("p1"), "c2", "5")
		s.putEnds(want)
		s.sameEnd("end", s.getEnd(key("p1")), want)
	}},
	{name: "put keeps what changes little by little", run: endGrows},
	{name: "the two ends of a pair are apart", run: func(s *subject) {
		a, b := richEnd(key("p1")), plainEnd(other(key("p1")), "c1", "2")
		s.putEnds(a, b)
		s.sameEnd("one", s.getEnd(a.EndKey), a)
		s.sameEnd("other", s.getEnd(b.EndKey), b)
	}},
	{name: "put leaves the remote ref and the traces alone", run: putLeavesRemote},
	{name: "a remote ref or trace stored between get and put is not lost", run: remoteBetween},
	{name: "remote ref and traces want an existing end", run: remoteWantsEnd},
	{name: "a trace of the same field and local id is replaced", run: traceReplaced},
	{name: "an update that fails takes back remote ref and traces", run: remoteRolledBack},
	{name: "drop forgets the end, its traces and its histories", run: dropEnd},
	{name: "what was handed out or in can be changed", run: endsAreCopies},
	{name: "a huge end", run: hugeEnd},
	{name: "many ends from many goroutines", run: manyEnds},
	{name: "ends are found by issue", run: endsByIssue},
	{name: "ends are found by remote issue", run: endsByRemote},
}

// endGrows changes one thing after the other, as the engine does.
func endGrows(s *subject) {
	want := richEnd(key("p1"))
	s.putEnds(want)
	for i, change := range []func(*hub.End){
		func(e *hub.End) { e.OutSeq++ },
		func(e *hub.End) { e.Captured.Status = "Done" },
		func(e *hub.End) { e.Captured.Comments[0].Author.Name = "Grace" },
		func(e *hub.End) { e.Received = hub.Issue{} },
		func(e *hub.End) { e.Base["summary"] = nil },
		func(e *hub.End) { e.Base = nil },
		func(e *hub.End) { e.State = hub.EndMissing },
		func(e *hub.End) { e.Captured.CustomFields["Tree"] = []hub.Value{"new"} },
		func(e *hub.End) { e.Stamps["summary"]++ },
	} {
		e := s.getEnd(key("p1"))
		change(e)
		change(want)
		s.putEnds(e)
		s.sameEnd(fmt.Sprint("change ", i), s.getEnd(key("p1")), want)
	}
}

func putLeavesRemote(s *subject) {
	want := richEnd(key("p1"))
	s.putEnds(want)
	traces := []hub.Trace{{Field: "comments", Remote: "r1", Local: "l1", Ours: true}}
	s.update(func(tx store.Tx) error {
		return errors.Join(tx.Ends().SetRemote(want.EndKey, refOf("r")), tx.Ends().AddTraces(want.EndKey, traces...))
	})
	as := richEnd(key("p1"))
	as.Remote, as.Traces = refOf("wrong"), []hub.Trace{{Field: "comments", Remote: "x", Local: "y"}}
	s.putEnds(as)
	want.Remote, want.Traces = refOf("r"), traces
	s.sameEnd("end", s.getEnd(want.EndKey), want)
}

func remoteBetween(s *subject) {
	k := key("p1")
	s.putEnds(richEnd(k))
	end := s.getEnd(k)
	var wg sync.WaitGroup
	wg.Go(func() {
		s.update(func(tx store.Tx) error {
			return errors.Join(tx.Ends().SetRemote(k, refOf("r")), tx.Ends().AddTraces(k, hub.Trace{Field: "comments", Local: "1"}))
		})
	})
	wg.Wait()
	end.OutSeq = 50
	s.putEnds(end)
	want := richEnd(k)
	want.OutSeq, want.Remote, want.Traces = 50, refOf("r"), []hub.Trace{{Field: "comments", Local: "1"}}
	s.sameEnd("end", s.getEnd(k), want)
}

func remoteWantsEnd(s *subject) {
	for what, fn := range map[string]func(store.Ends) error{
		"SetRemote": func(e store.Ends) error { return e.SetRemote(key("p1"), refOf("r")) },
		"AddTraces": func(e store.Ends) error { return e.AddTraces(key("p1"), hub.Trace{Field: "comments", Local: "1"}) },
	} {
		if err := s.Update(s.ctx, func(tx store.Tx) error { return fn(tx.Ends()) }); !errors.Is(err, store.ErrNone) {
			s.Errorf("%s without an end: got %v, want ErrNone", what, err)
		}
	}
}

func traceReplaced(s *subject) {
	k := key("p1")
	s.putEnds(richEnd(k), richEnd(other(k)))
	add := func(list ...hub.Trace) {
		s.update(func(tx store.Tx) error { return tx.Ends().AddTraces(k, list...) })
	}
	add(hub.Trace{Field: "comments", Local: "1", Remote: "a"}, hub.Trace{Field: "comments", Local: "2", Remote: "b"})
	add()
	add(hub.Trace{Field: "comments", Local: "1", Remote: "c", Ours: true}, hub.Trace{Field: "links", Local: "1", Remote: odd})
	s.equal("traces", sortTraces(s.getEnd(k).Traces), []hub.Trace{
		{Field: "comments", Local: "1", Remote: "c", Ours: true}, {Field: "comments", Local: "2", Remote: "b"},
		{Field: "links", Local: "1", Remote: odd},
	})
	s.equal("the other end's", s.getEnd(other(k)).Traces, []hub.Trace(nil))
}

func remoteRolledBack(s *subject) {
	k := key("p1")
	want := richEnd(k)
	s.putEnds(want)
	_ = s.Update(s.ctx, func(tx store.Tx) error { // fails as it is meant to
		e := richEnd(k)
		e.Captured.Summary = "other"
		return errors.Join(tx.Ends().Put(e), tx.Ends().SetRemote(k, refOf("r")),
			tx.Ends().AddTraces(k, hub.Trace{Field: "comments", Local: "1"}), errRefused)
	})
	s.sameEnd("end", s.getEnd(k), want)
	_ = s.Update(s.ctx, func(tx store.Tx) error { return errors.Join(tx.Ends().Drop(k), errRefused) })
	s.sameEnd("end", s.getEnd(k), want)
}

func dropEnd(s *subject) {
	k := key("p1")
	s.putEnds(richEnd(k), richEnd(other(k)))
	s.update(func(tx store.Tx) error {
		return errors.Join(tx.Ends().SetRemote(k, refOf("r")), tx.Ends().AddTraces(k, hub.Trace{Field: "comments", Local: "1"}),
			tx.Histories().Add(store.History{EndKey: k, At: start, Kind: "replaced", Part: "summary"},
				store.History{EndKey: other(k), At: start, Kind: "replaced", Part: "summary"}))
	})
	for range 2 { // the second drops nothing
		s.update(func(tx store.Tx) error { return tx.Ends().Drop(k) })
	}
	s.none("get", func(tx store.Tx) error { _, err := tx.Ends().Get(k); return err })
	s.view(func(tx store.Tx) error {
		mine, err := collect(tx.Histories().OfEnd(k, 0))
		others, err2 := collect(tx.Histories().OfEnd(other(k), 0))
		if len(mine) != 0 || len(others) != 1 {
			s.Errorf("%d histories of the end, %d of the other; want 0 and 1", len(mine), len(others))
		}
		return errors.Join(err, err2)
	})
	s.putEnds(richEnd(k))
	s.sameEnd("put again", s.getEnd(k), richEnd(k))
}

// endsAreCopies spoils everything it has given and got.
func endsAreCopies(s *subject) {
	k := key("p1")
	given := richEnd(k)
	s.putEnds(given)
	spoil(given)
	s.sameEnd("after the given one was changed", s.getEnd(k), richEnd(k))
	for range 2 {
		spoil(s.getEnd(k))
	}
	s.sameEnd("after the got one was changed", s.getEnd(k), richEnd(k))
	s.update(func(tx store.Tx) error {
		e, err := tx.Ends().Get(k)
		if err != nil {
			return err
		}
		spoil(e)
		e, err = tx.Ends().Get(k)
		if err == nil {
			s.sameEnd("inside an update", e, richEnd(k))
		}
		return err
	})
}

func spoil(e *hub.End) {
	for _, is := range []*hub.Issue{&e.Captured, &e.Received} {
		is.Assignee.Name, is.Parent.ID, *is.Estimate = "x", "x", 1
		is.Labels[0], is.Watchers[0].Name, is.Links[0].Type = "x", "x", "x"
		is.Comments[0].Body, is.Comments[0].Author.Name = "x", "x"
		is.Attachments[0].Author.Name, is.WorkLogs[0].Author.Name = "x", "x"
		is.History[0].By.Name = "x"
		is.History[0].To.(map[string]hub.Value)["name"].([]hub.Value)[0] = "x"
		is.CustomFields["Tree"].(map[string]hub.Value)["$one"].([]hub.Value)[2] = "spoilt"
		is.CustomKeys["x"], is.Extra["x"] = "x", "x"
	}
	e.Base["summary"] = "x"
	for _, v := range e.Base {
		if m, ok := v.(map[string]hub.Value); ok {
			m["x"] = "x"
		}
	}
	e.Stamps["summary"], e.Wrote[0] = 0, "x"
}

func hugeEnd(s *subject) {
	want := richEnd(key("p1"))
	want.Captured.Description = hugeText(5 << 20)
	want.Received.Comments[0].Body = want.Captured.Description[1:]
	s.putEnds(want)
	s.sameEnd("huge", s.getEnd(want.EndKey), want)
	want.Captured.Description = "small again"
	want.Received.Comments = nil
	s.putEnds(want)
	s.sameEnd("small again", s.getEnd(want.EndKey), want)
}

func manyEnds(s *subject) {
	const callers, each = 8, 25
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			for i := range each {
				e := plainEnd(key(fmt.Sprintf("p%d-%d", c, i)), "c1", fmt.Sprint(c*1000+i))
				if err := s.Update(s.ctx, func(tx store.Tx) error { return tx.Ends().Put(e) }); err != nil {
					s.Errorf("put: %v", err)
				}
				err := s.View(s.ctx, func(tx store.Tx) error {
					got, err := tx.Ends().Get(e.EndKey)
					if err == nil {
						s.sameEnd("mine", got, e)
					}
					return err
				})
				if err != nil {
					s.Errorf("get of what was just stored: %v", err)
				}
			}
		})
	}
	wg.Wait()
	s.view(func(tx store.Tx) error {
		n, err := tx.Ends().Count(store.EndQuery{})
		if n != callers*each {
			s.Errorf("%d ends, want %d", n, callers*each)
		}
		return err
	})
}

func endsByIssue(s *subject) {
	a, b, c := plainEnd(key("p1"), "c1", "7"), plainEnd(key("p2"), "c2", "7"), plainEnd(key("p3"), "c1", "7")
	c.Tracker = "redmine"
	s.putEnds(a, b, c, plainEnd(key("p4"), "c1", "8"), plainEnd(key("p5"), "c1", ""))
	expect := func(tracker, id string, want ...hub.EndKey) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Ends().ByIssue(tracker, id)
			s.equal(tracker+" "+id, sortKeys(keysOf(got)), sortKeys(want))
			return err
		})
	}
	expect("jira", "7", key("p1"), key("p2"))
	s.update(func(tx store.Tx) error {
		return errors.Join(tx.Ends().SetRemote(b.EndKey, refOf("r")), tx.Ends().AddTraces(b.EndKey,
			hub.Trace{Field: "comments", Local: "1", Remote: "2"}, hub.Trace{Field: "comments", Local: "2", Remote: "3"}))
	})
	s.view(func(tx store.Tx) error {
		rows, err := tx.Ends().ByIssue("jira", "8", "none", "7")
		s.equal("of several issues", sortKeys(keysOf(rows)), sortKeys([]hub.EndKey{key("p1"), key("p2"), key("p4")}))
		if err != nil {
			return err
		}
		whole, err := tx.Ends().OfIssue("jira", "7")
		if len(whole) != 2 {
			s.Fatalf("%d whole ends, want 2", len(whole))
		}
		for i, k := range []hub.EndKey{key("p1"), key("p2")} {
			one, err := tx.Ends().Get(k)
			if err != nil {
				return err
			}
			s.sameEnd("whole", whole[i], one)
		}
		if len(whole[1].Traces) != 2 || whole[1].Remote != refOf("r") {
			s.Errorf("the second is not whole: %+v", whole[1])
		}
		return err
	})
	expect("redmine", "7", key("p3"))
	expect("jira", "9")
	a.Local = refOf("9")
	s.putEnds(a)
	expect("jira", "7", key("p2"))
	expect("jira", "9", key("p1"))
	s.update(func(tx store.Tx) error { return tx.Ends().Drop(a.EndKey) })
	expect("jira", "9")
}

func endsByRemote(s *subject) {
	k1, k2, k3 := key("p1"), key("p2"), other(key("p3"))
	s.putEnds(plainEnd(k1, "c1", "1"), plainEnd(k2, "c2", "2"), plainEnd(k3, "c1", "3"), plainEnd(key("p4"), "c1", "4"))
	s.update(func(tx store.Tx) error {
		return errors.Join(tx.Ends().SetRemote(k1, refOf("r")), tx.Ends().SetRemote(k2, refOf("r")), tx.Ends().SetRemote(k3, refOf("r")))
	})
	expect := func(c hub.ConnectionID, side hub.Side, id string, want ...hub.EndKey) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Ends().ByRemote(c, side, id)
			s.equal(fmt.Sprint(c, side, id), sortKeys(keysOf(got)), sortKeys(want))
			return err
		})
	}
	expect("c1", hub.Initiator, "r", k1)
	expect("c2", hub.Initiator, "r", k2)
	expect("c1", hub.Acceptor, "r", k3)
	expect("c1", hub.Initiator, "q")
	s.update(func(tx store.Tx) error { return tx.Ends().SetRemote(k1, refOf("q")) })
	expect("c1", hub.Initiator, "r")
	expect("c1", hub.Initiator, "q", k1)
}

func keysOf(rows []store.EndRow) []hub.EndKey {
	var keys []hub.EndKey
	for _, r := range rows {
		keys = append(keys, r.EndKey)
	}
	return keys
}
