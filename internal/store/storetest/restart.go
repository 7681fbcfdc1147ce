package storetest

import (
	"errors"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var restartCases = []kase{
	{name: "everything is still there", reopens: true, run: everythingStays},
	{name: "positions go on growing", reopens: true, run: positionsStay},
	{name: "what failed is still not there", reopens: true, run: func(s *subject) {
		_ = s.Update(s.ctx, func(tx store.Tx) error { return errors.Join(tx.Meta().Put("k", "v"), errRefused) })
		s.reopen()
		s.view(func(tx store.Tx) error {
			got, err := tx.Meta().Get("k")
			s.equal("meta", got, "")
			return err
		})
	}},
}

func everythingStays(s *subject) {
	k := key("p1")
	end, ev, f := richEnd(k), richEvent("ev1", k), fault("f1", "cause", "open", 1)
	bulk := &store.Bulk{ID: "b1", State: "done", Started: inMillis(at(1)), Ended: inMillis(at(2))}
	pause := store.Pause{Scope: hub.ScopeNode, Why: "x", At: inMillis(at(1))}
	audit := store.Audit{At: inMillis(at(1)), Who: "me", Verb: "v", What: "w", Note: odd}
	value := history(k, 1, "replaced", "x")
	rules := version(3, 1)
	end.Remote, end.Traces = refOf("r"), []hub.Trace{{Field: "comments", Local: "1", Remote: "2", Ours: true}}
	s.putEnds(end)
	s.putEvents(ev)
	s.putFaults(f)
	s.addHistories(value)
	s.update(func(tx store.Tx) error {
		return errors.Join(tx.Ends().SetRemote(k, end.Remote), tx.Ends().AddTraces(k, end.Traces...), tx.Bulks().Put(bulk),
			tx.Pauses().Put(pause), tx.Audits().Add(audit), tx.Meta().Put("k", odd),
			tx.Blobs().Use("d1", 3, at(1)), tx.Rules().Put(rules), tx.Blobs().PutDigest("jira", "1", 7, "d1"))
	})
	s.reopen()
	s.sameEnd("end", s.getEnd(k), end)
	s.equal("event", s.getEvent("ev1"), stored(ev))
	s.expectFault("fault", f, func(tx store.Tx) (*hub.Fault, error) { return tx.Faults().Open("cause") })
	s.equal("pending", s.pending(), []hub.EventID{"ev1"})
	s.view(func(tx store.Tx) error {
		histories, err1 := collect(tx.Histories().OfEnd(k, 0))
		bulks, err2 := tx.Bulks().List()
		pauses, err3 := tx.Pauses().List()
		audits, err4 := tx.Audits().List(0)
		meta, err5 := tx.Meta().Get("k")
		unused, err6 := tx.Blobs().Unused(at(2), 10)
		digest, err7 := tx.Blobs().Digest("jira", "1", 7)
		v, err8 := tx.Rules().Get(rules.Connection, rules.Side, 3)
		s.equal("rules", v, rules)
		s.equal("histories", histories, []store.History{value})
		s.equal("bulks", bulks, []*store.Bulk{bulk})
		s.equal("pauses", pauses, []store.Pause{pause})
		s.equal("audits", audits, []store.Audit{audit})
		s.equal("meta, blobs", []any{meta, unused, digest}, []any{odd, []hub.Digest{"d1"}, "d1"})
		return errors.Join(err1, err2, err3, err4, err5, err6, err7, err8)
	})
	end.OutSeq++
	s.putEnds(end) // and can be changed
	s.sameEnd("changed", s.getEnd(k), end)
}

// positionsStay forgets the newest event it can and starts again.
func positionsStay(s *subject) {
	k := key("p1")
	a, b := plainEvent("a", k, hub.Out), ended("b", k, hub.In, hub.Done, at(1))
	s.putEvents(a, b, ended("c", k, hub.In, hub.Done, at(1)))
	s.prune(at(100), 10, 1)
	s.reopen()
	d := plainEvent("d", k, hub.Out)
	s.putEvents(d)
	if d.Position <= b.Position+1 {
		s.Errorf("position %d after %d", d.Position, b.Position+1)
	}
	s.left("d", "c", "a")
}
