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

func sortKeys(keys []hub.EndKey) []hub.EndKey {
	keys = append([]hub.EndKey{}, keys...)
	slices.SortFunc(keys, func(a, b hub.EndKey) int {
		return strings.Compare(string(a.Pair)+"\x00"+string(a.Side), string(b.Pair)+"\x00"+string(b.Side))
	})
	return keys
}

var endListCases = []kase{
	{name: "a row shows the end", run: endRow},
	{name: "an empty store lists nothing", run: func(s *subject) { expectEnds(s, store.EndQuery{}) }},
	{name: "each filter narrows", run: endFilters},
	{name: "search finds part of a key in any case", run: endSearch},
	{name: "rows come in order of pair and page by page", run: endPages},
	{name: "whoever walks a list may stop, write and walk again", run: endWalk},
}

func endRow(s *subject) {
	e := richEnd(key("p1"))
	s.putEnds(e)
	s.update(func(tx store.Tx) error { return tx.Ends().SetRemote(e.EndKey, refOf("r")) })
	s.view(func(tx store.Tx) error {
		rows, err := collect(tx.Ends().List(store.EndQuery{}))
		s.equal("rows", rows, []store.EndRow{{EndKey: e.EndKey, Connection: "c1", Tracker: "jira", State: hub.EndActive,
			Local: e.Local, Remote: refOf("r"), Summary: e.Captured.Summary, OutSeq: 5, InSeq: 4,
			Updated: time.UnixMilli(e.TouchedAt).UTC(), MissingAt: time.UnixMilli(e.MissingAt).UTC()}})
		return err
	})
}

// expectEnds checks the pairs that a query lists, and that Count counts them.
func expectEnds(s *subject, q store.EndQuery, want ...string) {
	s.Helper()
	s.view(func(tx store.Tx) error {
		rows, err := collect(tx.Ends().List(q))
		got := []string{}
		for _, r := range rows {
			got = append(got, string(r.Pair))
		}
		s.equal(fmt.Sprintf("list %+v", q), got, append([]string{}, want...))
		n, err2 := tx.Ends().Count(q)
		if n != len(want) {
			s.Errorf("count %+v: %d, want %d", q, n, len(want))
		}
		return errors.Join(err, err2)
	})
}

func endFilters(s *subject) {
	a, b, c := plainEnd(key("a"), "c1", "1"), plainEnd(key("b"), "c2", "2"), plainEnd(other(key("c")), "c1", "3")
	b.Tracker, c.State = "redmine", hub.EndMissing
	s.putEnds(c, b, a)
	expectEnds(s, store.EndQuery{}, "a", "b", "c")
	expectEnds(s, store.EndQuery{Connection: "c1"}, "a", "c")
	expectEnds(s, store.EndQuery{Side: hub.Acceptor}, "c")
	expectEnds(s, store.EndQuery{Tracker: "redmine"}, "b")
	expectEnds(s, store.EndQuery{State: hub.EndMissing}, "c")
	expectEnds(s, store.EndQuery{Connection: "c1", State: hub.EndActive, Tracker: "jira", Side: hub.Initiator}, "a")
	expectEnds(s, store.EndQuery{Connection: "c9"})
	expectEnds(s, store.EndQuery{After: "a"}, "b", "c")
	expectEnds(s, store.EndQuery{After: "c"})
	expectEnds(s, store.EndQuery{Connection: "c1", After: "a", Limit: 5}, "c")
	a.State = hub.EndMissing
	s.putEnds(a)
	expectEnds(s, store.EndQuery{State: hub.EndMissing}, "a", "c")
}

func endSearch(s *subject) {
	put := func(pair, local, remote string) {
		e := plainEnd(key(pair), "c1", pair)
		e.Local.Key = local
		s.putEnds(e)
		s.update(func(tx store.Tx) error { return tx.Ends().SetRemote(e.EndKey, hub.Ref{ID: "r" + pair, Key: remote}) })
	}
	put("a", "PRJ-42", "incident-7")
	put("b", "ÄPFEL-1", "X%Y")
	put("c", "Σίσυφος-3", "x_y")
	expectEnds(s, store.EndQuery{Search: "prj-4"}, "a")
	expectEnds(s, store.EndQuery{Search: "INCIDENT"}, "a")
	expectEnds(s, store.EndQuery{Search: "äpfel"}, "b")
	expectEnds(s, store.EndQuery{Search: "ΣΊΣΥΦΟΣ"}, "c")
	expectEnds(s, store.EndQuery{Search: "%"}, "b")
	expectEnds(s, store.EndQuery{Search: "_"}, "c")
	expectEnds(s, store.EndQuery{Search: "'"})
	expectEnds(s, store.EndQuery{Search: "-", Connection: "c1", After: "a"}, "b", "c")
	put("a", "NEW-1", "other")
	expectEnds(s, store.EndQuery{Search: "prj"})
	expectEnds(s, store.EndQuery{Search: "new"}, "a")
	expectEnds(s, store.EndQuery{Search: "OTHER"}, "a")
}

// endPages has more ends than any page a driver may read at a time.
func endPages(s *subject) {
	const n = 700
	want := make([]string, n)
	var list []*hub.End
	for i := range n {
		want[i] = fmt.Sprintf("p%04d", i)
		list = append(list, plainEnd(key(want[i]), "c1", fmt.Sprint(i)))
	}
	slices.Reverse(list)
	s.putEnds(list...)
	expectEnds(s, store.EndQuery{}, want...)
	expectEnds(s, store.EndQuery{Limit: 256}, want[:256]...)
	expectEnds(s, store.EndQuery{Limit: 300, After: "p0099"}, want[100:400]...)
	var paged []string
	for after := ""; ; after = paged[len(paged)-1] {
		before := len(paged)
		s.view(func(tx store.Tx) error {
			for r, err := range tx.Ends().List(store.EndQuery{After: hub.PairID(after), Limit: 99}) {
				if err != nil {
					return err
				}
				paged = append(paged, string(r.Pair))
			}
			return nil
		})
		if len(paged) == before {
			break
		}
	}
	s.equal("page by page", paged, want)
}

func endWalk(s *subject) {
	for _, p := range []string{"a", "b", "c"} {
		s.putEnds(plainEnd(key(p), "c1", p))
	}
	s.update(func(tx store.Tx) error {
		seq := tx.Ends().List(store.EndQuery{Connection: "c1"})
		outer, inner := 0, 0
		for r, err := range seq {
			if err != nil {
				return err
			}
			outer++
			if err := tx.Ends().SetRemote(r.EndKey, refOf(string(r.Pair))); err != nil {
				return err
			}
			for _, err := range seq {
				if err != nil {
					return err
				}
				if inner++; inner%2 == 0 {
					break
				}
			}
		}
		if outer != 3 || inner != 6 {
			return fmt.Errorf("walked %d and %d rows, want 3 and 6", outer, inner)
		}
		return nil
	})
	for _, p := range []string{"a", "b", "c"} {
		s.equal(p, s.getEnd(key(p)).Remote, refOf(p))
	}
}
