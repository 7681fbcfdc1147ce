package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var faultCases = []kase{
	{name: "a fault comes back", run: func(s *subject) {
		s.none("get", func(tx store.Tx) error { _, err := tx.Faults().Get("f1"); return err })
		f := fault("f1", "cause", "open", 0)
		s.putFaults(f)
		s.expectFault("get", f, func(tx store.Tx) (*hub.Fault, error) { return tx.Faults().Get("f1") })
		f.Count, f.Last, f.Detail = 7, at(9), odd
		s.putFaults(f)
		s.expectFault("changed", f, func(tx store.Tx) (*hub.Fault, error) { return tx.Faults().Get("f1") })
	}},
	{name: "only an open fault is found by its cause", run: faultByCause},
	{name: "of faults of one moment the newest comes first", run: faultTies},
	{name: "faults are listed newest first", run: faultList},
	{name: "pauses are put, replaced, dropped and listed", run: pauseLife},
}

func fault(id, cause, state string, minute int) *hub.Fault {
	return &hub.Fault{ID: id, Cause: cause, Scope: hub.ScopeIssue, Code: hub.Invalid, Message: odd, Connection: "c1",
		Tracker: "jira", EndKey: key("p1"), Event: "ev1", Issue: "PRJ-1", Step: hub.StepApply, Count: 1, First: at(minute),
		Last: at(minute), State: state}
}

func (s *subject) putFaults(list ...*hub.Fault) {
	s.Helper()
	s.update(func(tx store.Tx) error {
		for _, f := range list {
			if err := tx.Faults().Put(f); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *subject) expectFault(what string, want *hub.Fault, read func(store.Tx) (*hub.Fault, error)) {
	s.Helper()
	as := *want
	as.First, as.Last = inMillis(want.First), inMillis(want.Last)
	s.view(func(tx store.Tx) error {
		got, err := read(tx)
		if err == nil {
			s.equal(what, got, &as)
		}
		return err
	})
}

func faultByCause(s *subject) {
	open, closed := fault("f1", "same "+odd, "open", 1), fault("f2", "other", "resolved", 2)
	s.putFaults(open, closed)
	s.expectFault("open", open, func(tx store.Tx) (*hub.Fault, error) { return tx.Faults().Open("same " + odd) })
	s.none("resolved", func(tx store.Tx) error { _, err := tx.Faults().Open("other"); return err })
	s.none("unknown", func(tx store.Tx) error { _, err := tx.Faults().Open("none"); return err })
	open.State = "resolved"
	s.putFaults(open)
	s.none("resolved since", func(tx store.Tx) error { _, err := tx.Faults().Open("same " + odd); return err })
	again := fault("f3", "same "+odd, "open", 3)
	s.putFaults(again)
	s.expectFault("again", again, func(tx store.Tx) (*hub.Fault, error) { return tx.Faults().Open("same " + odd) })
}

func faultList(s *subject) {
	expect := func(state string, limit int, want ...string) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			list, err := collect(tx.Faults().List(state, limit))
			got := []string{}
			for _, f := range list {
				got = append(got, f.ID)
			}
			s.equal(fmt.Sprintf("list %q %d", state, limit), got, append([]string{}, want...))
			return err
		})
	}
	expect("", 0)
	s.putFaults(fault("a", "1", "open", 1), fault("b", "2", "resolved", 2), fault("c", "3", "open", 3))
	expect("", 0, "c", "b", "a")
	expect("", 2, "c", "b")
	expect("open", 0, "c", "a")
	expect("open", 1, "c")
	expect("resolved", 5, "b")
	b := fault("b", "2", "open", 2)
	s.putFaults(b)
	expect("open", 0, "c", "b", "a")
	expect("resolved", 0)
}

// faultTies changes the one that was put first, which makes it no newer.
func faultTies(s *subject) {
	a, b := fault("b", "same", "open", 1), fault("a", "same", "open", 1)
	s.putFaults(a, b)
	a.Count++
	s.putFaults(a)
	s.expectFault("open", b, func(tx store.Tx) (*hub.Fault, error) { return tx.Faults().Open("same") })
	s.view(func(tx store.Tx) error {
		list, err := collect(tx.Faults().List("open", 0))
		if len(list) != 2 || list[0].ID != b.ID {
			s.Errorf("got %d, want two and %s first", len(list), b.ID)
		}
		return err
	})
}

func pauseLife(s *subject) {
	expect := func(want ...store.Pause) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Pauses().List()
			order := func(a, b store.Pause) int { return strings.Compare(string(a.Scope)+a.ID, string(b.Scope)+b.ID) }
			slices.SortFunc(got, order)
			slices.SortFunc(want, order)
			s.equal("pauses", append([]store.Pause{}, got...), append([]store.Pause{}, want...))
			return err
		})
	}
	put := func(p store.Pause) {
		s.update(func(tx store.Tx) error { return tx.Pauses().Put(p) })
	}
	expect()
	node := store.Pause{Scope: hub.ScopeNode, Why: odd, At: inMillis(start)}
	conn := store.Pause{Scope: hub.ScopeConnection, ID: "c1", Why: "script", FaultID: "f1", At: inMillis(at(1))}
	peer := store.Pause{Scope: hub.ScopePeer, ID: "c1", Why: "gone", At: inMillis(at(2))}
	put(node)
	put(conn)
	put(peer)
	expect(node, conn, peer)
	conn.Why = "again"
	put(conn)
	expect(node, conn, peer)
	for range 2 { // the second drops nothing
		s.update(func(tx store.Tx) error {
			return errors.Join(tx.Pauses().Drop(hub.ScopeConnection, "c1"), tx.Pauses().Drop(hub.ScopeNode, ""))
		})
	}
	expect(peer)
}

var historyCases = []kase{
	{name: "an end's values come newest first", run: historyOrder},
	{name: "distinct pairs with a replaced value are counted", run: historySince},
}

func history(k hub.EndKey, minute int, kind string, v hub.Value) store.History {
	return store.History{EndKey: k, Event: "ev1", At: inMillis(at(minute)), Kind: kind, Part: "customFields.Team", Value: v, By: odd}
}

func (s *subject) addHistories(list ...store.History) {
	s.Helper()
	s.update(func(tx store.Tx) error { return tx.Histories().Add(list...) })
}

func historyOrder(s *subject) {
	k := key("p1")
	s.putEnds(plainEnd(k, "c1", "1"))
	a := history(k, 1, "replaced", map[string]hub.Value{"at": start, "n": hub.Number("1.0"), "who": hub.User{ID: "u"}})
	b, c := history(k, 2, "lost", nil), history(k, 3, "overwritten", []hub.Value{true, odd})
	c.By = nil
	s.addHistories(a, b)
	s.addHistories(c, history(other(k), 4, "lost", "x"))
	s.addHistories()
	expect := func(limit int, want ...store.History) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := collect(tx.Histories().OfEnd(k, limit))
			s.equal("number", len(got), len(want))
			for i := range min(len(got), len(want)) {
				s.sameHistory(got[i], want[i])
			}
			return err
		})
	}
	expect(0, c, b, a)
	expect(2, c, b)
	expect(9, c, b, a)
	d := history(k, 3, "lost", "of the same moment as c")
	s.addHistories(d)
	expect(0, d, c, b, a)
}

// sameHistory compares values by the codec of Value, which plain JSON is not.
func (s *subject) sameHistory(got, want store.History) {
	s.Helper()
	for _, v := range []*hub.Value{&got.Value, &got.By, &want.Value, &want.By} {
		b, err := hub.EncodeValue(*v)
		if err != nil {
			s.Errorf("not a value: %v", err)
		}
		*v = string(b)
	}
	s.equal("history", got, want)
}

func historySince(s *subject) {
	for i, c := range []hub.ConnectionID{"c1", "c1", "c1", "c2"} {
		s.putEnds(plainEnd(key(fmt.Sprint("p", i)), c, fmt.Sprint(i)))
	}
	s.putEnds(plainEnd(other(key("p1")), "c1", "9"))
	s.addHistories(history(key("p0"), 1, "replaced", "a"), history(key("p0"), 5, "replaced", "a"),
		history(key("p0"), 6, "replaced", "b"), history(key("p1"), 5, "replaced", "a"),
		history(other(key("p1")), 6, "replaced", "a"), history(key("p2"), 5, "lost", "a"),
		history(key("p3"), 5, "replaced", "a"))
	for _, c := range []struct {
		connection hub.ConnectionID
		minute     int
		want       int
	}{{"c1", 0, 2}, {"c1", 5, 2}, {"c1", 6, 2}, {"c1", 7, 0}, {"c2", 0, 1}, {"c3", 0, 0}} {
		s.view(func(tx store.Tx) error {
			got, err := tx.Histories().Since(c.connection, inMillis(at(c.minute)))
			if got != c.want {
				s.Errorf("%s since minute %d: %d, want %d", c.connection, c.minute, got, c.want)
			}
			return err
		})
	}
}

var recordCases = []kase{
	{name: "bulk runs are put, changed and listed newest first", run: bulkLife},
	{name: "audits are listed newest first", run: auditLife},
	{name: "meta values are put, replaced and read", run: metaLife},
	{name: "an attachment's digest is known by tracker, id and size", run: digestLife},
	{name: "blobs not needed since a time are listed", run: unusedBlobs},
}

func bulkLife(s *subject) {
	s.none("get", func(tx store.Tx) error { _, err := tx.Bulks().Get("b1"); return err })
	put := func(b *store.Bulk) {
		s.update(func(tx store.Tx) error { return tx.Bulks().Put(b) })
	}
	expect := func(want ...*store.Bulk) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Bulks().List()
			s.equal("list", append([]*store.Bulk{}, got...), append([]*store.Bulk{}, want...))
			return err
		})
	}
	expect()
	a := &store.Bulk{ID: "a", Connection: "c1", Side: hub.Acceptor, Query: odd, State: "finding", Started: inMillis(at(1))}
	b := &store.Bulk{ID: "b", Connection: "c1", State: "running", Started: inMillis(at(2)), Fault: "f"}
	put(b)
	put(a)
	expect(b, a)
	a.State, a.Found, a.Taken, a.Settled, a.Ended = "done", 3, 2, 1, inMillis(at(3))
	put(a)
	expect(b, a)
	c := &store.Bulk{ID: "0", Started: b.Started} // of one moment the newest comes first
	put(c)
	put(b)
	expect(c, b, a)
	s.view(func(tx store.Tx) error {
		got, err := tx.Bulks().Get("a")
		if err == nil {
			s.equal("get", got, a)
		}
		return err
	})
}

func auditLife(s *subject) {
	var want []store.Audit
	for i := range 5 {
		a := store.Audit{At: inMillis(at(i / 2)), Who: odd, Verb: "retry", What: fmt.Sprint(i), Note: odd}
		s.update(func(tx store.Tx) error { return tx.Audits().Add(a) })
		want = append([]store.Audit{a}, want...)
	}
	for _, limit := range []int{0, 3, 9} {
		s.view(func(tx store.Tx) error {
			got, err := tx.Audits().List(limit)
			n := len(want)
			if limit > 0 {
				n = min(n, limit)
			}
			s.equal(fmt.Sprint("limit ", limit), got, want[:n])
			return err
		})
	}
}

func metaLife(s *subject) {
	expect := func(k, want string) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Meta().Get(k)
			if got != want {
				s.Errorf("%q is %q, want %q", k, clip(got), clip(want))
			}
			return err
		})
	}
	put := func(k, v string) {
		s.update(func(tx store.Tx) error { return tx.Meta().Put(k, v) })
	}
	expect("k", "")
	for _, v := range []string{"one", odd, "", hugeText(1 << 20)} {
		put("k", v)
		expect("k", v)
	}
	put(odd, "x")
	expect(odd, "x")
}

func digestLife(s *subject) {
	d := hub.DigestOf([]byte("x"))
	expect := func(tracker, id string, size int64, want hub.Digest) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Blobs().Digest(tracker, id, size)
			if got != want {
				s.Errorf("%s %s %d: %q, want %q", tracker, id, size, got, want)
			}
			return err
		})
	}
	put := func(d hub.Digest) {
		s.update(func(tx store.Tx) error { return tx.Blobs().PutDigest("jira", "1", 7, d) })
	}
	expect("jira", "1", 7, "")
	put(d)
	expect("jira", "1", 7, d)
	expect("jira", "1", 8, "")
	expect("jira", "2", 7, "")
	expect("redmine", "1", 7, "")
	put(hub.DigestOf(nil))
	expect("jira", "1", 7, hub.DigestOf(nil))
}

func unusedBlobs(s *subject) {
	use := func(name string, minute int) {
		s.update(func(tx store.Tx) error { return tx.Blobs().Use(hub.Digest(name), 3, at(minute)) })
	}
	expect := func(t time.Time, limit int, want ...hub.Digest) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Blobs().Unused(t, limit)
			slices.Sort(got)
			s.equal("unused", append([]hub.Digest{}, got...), append([]hub.Digest{}, want...))
			return err
		})
	}
	expect(at(100), 10)
	use("a", 1)
	use("b", 2)
	use("c", 3)
	expect(at(1), 10)
	expect(at(3), 10, "a", "b")
	expect(at(3), 1, "a")
	use("a", 5)
	use("a", 4) // noted late: it was needed at 5 nevertheless
	expect(at(5), 10, "b", "c")
	for range 2 {
		s.update(func(tx store.Tx) error { return tx.Blobs().Drop("b") })
	}
	expect(at(5), 10, "c")
}
