package storetest

import (
	"cmp"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// compare asks the store everything and the model the same.
func (m *machine) compare(*rapid.T) {
	m.s.view(func(tx store.Tx) error {
		for _, check := range []func(store.Tx) error{m.compareEnds, m.compareFinds, m.compareEvents, m.compareQueue} {
			if err := check(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

func (m *machine) compareEnds(tx store.Tx) error {
	for _, k := range m.model.endKeys() {
		got, err := tx.Ends().Get(k)
		if err != nil {
			return err
		}
		m.s.sameEnd("end", got, m.model.ends[k])
	}
	rows, err := collect(tx.Ends().List(store.EndQuery{}))
	if err != nil {
		return err
	}
	var keys []hub.EndKey
	for _, r := range rows {
		keys = append(keys, r.EndKey)
		e := m.model.ends[r.EndKey]
		if e == nil {
			m.r.Fatalf("%v is listed", r.EndKey)
		}
		m.s.equal("row", []any{r.Connection, r.State, r.Local, r.Remote, r.Summary, r.OutSeq},
			[]any{e.Connection, e.State, e.Local, e.Remote, e.Captured.Summary, e.OutSeq})
	}
	if !slices.IsSortedFunc(rows, func(a, b store.EndRow) int { return cmp.Compare(a.Pair, b.Pair) }) {
		m.r.Fatalf("not in order of pair: %v", keys)
	}
	m.s.equal("keys", sortKeys(keys), m.model.endKeys())
	return nil
}

func (m *model) endKeys() []hub.EndKey { return sortKeys(slices.Collect(maps.Keys(m.ends))) }

// which lists the ends for which is holds.
func (m *model) which(is func(*hub.End) bool) (keys []hub.EndKey) {
	for k, e := range m.ends {
		if is(e) {
			keys = append(keys, k)
		}
	}
	return sortKeys(keys)
}

func (m *machine) compareFinds(tx store.Tx) error {
	for _, id := range []string{"1", "2"} {
		got, err := tx.Ends().ByIssue("jira", id)
		if err != nil {
			return err
		}
		m.s.equal("by issue", sortKeys(keysOf(got)), m.model.which(func(e *hub.End) bool { return e.Local.ID == id }))
		for _, c := range []hub.ConnectionID{"c1", "c2"} {
			got, err := tx.Ends().ByRemote(c, hub.Acceptor, id)
			if err != nil {
				return err
			}
			m.s.equal("by remote", sortKeys(keysOf(got)), m.model.which(func(e *hub.End) bool {
				return e.Connection == c && e.Side == hub.Acceptor && e.Remote.ID == id
			}))
		}
	}
	for _, q := range []store.EndQuery{{Connection: "c1"}, {State: hub.EndMissing, Side: hub.Initiator}, {Search: "key-1"}} {
		n, err := tx.Ends().Count(q)
		if err != nil {
			return err
		}
		want := m.model.which(func(e *hub.End) bool {
			return (q.Connection == "" || e.Connection == q.Connection) && (q.State == "" || e.State == q.State) &&
				(q.Side == "" || e.Side == q.Side) && (q.Search == "" || e.Local.ID == "1" || e.Remote.ID == "1")
		})
		m.s.equal("count", n, len(want))
	}
	return nil
}

// inOrder lists the model's events for which is holds by position.
func (m *model) inOrder(is func(*hub.Event) bool) []*hub.Event {
	var list []*hub.Event
	for _, ev := range m.events {
		if is(ev) {
			list = append(list, ev)
		}
	}
	slices.SortFunc(list, func(a, b *hub.Event) int { return cmp.Compare(a.Position, b.Position) })
	return list
}

func heads(list []*hub.Event) []store.Head {
	hs := []store.Head{}
	for _, ev := range list {
		hs = append(hs, store.HeadOf(stored(ev)))
	}
	return hs
}

func (m *machine) compareEvents(tx store.Tx) error {
	counts := map[hub.State]int{}
	for id, ev := range m.model.events {
		got, err := tx.Events().Get(id)
		if err != nil {
			return err
		}
		m.s.equal("event", got, stored(ev))
		counts[ev.State]++
		if ev.Seq() == 0 {
			continue
		}
		got, err = tx.Events().BySeq(ev.EndKey, ev.Lane, ev.Envelope.Epoch, ev.Seq())
		if err != nil {
			return err
		}
		m.s.equal("by seq", got.ID, id)
	}
	got, err := tx.Events().Counts("")
	if err != nil {
		return err
	}
	m.s.equal("counts", got, counts)
	for _, states := range [][]hub.State{nil, {hub.Done}, {hub.Waiting, hub.Failed, hub.Skipped}} {
		if err := m.compareList(tx, states); err != nil {
			return err
		}
	}
	return nil
}

func (m *machine) compareList(tx store.Tx, states []hub.State) error {
	list, err := collect(tx.Events().List(store.EventQuery{Connection: "c1", States: states, Limit: 5}))
	if err != nil {
		return err
	}
	want := m.model.inOrder(func(ev *hub.Event) bool {
		return ev.Connection == "c1" && (len(states) == 0 || slices.Contains(states, ev.State))
	})
	slices.Reverse(want)
	m.s.equal("list", heads(list), heads(want[:min(5, len(want))]))
	return nil
}

func (m *machine) compareQueue(tx store.Tx) error {
	pending, err := collect(tx.Events().Pending())
	if err != nil {
		return err
	}
	m.s.equal("pending", append([]store.Head{}, pending...), heads(m.model.inOrder(func(ev *hub.Event) bool {
		return !ev.State.Ended() && ev.Step != hub.StepAwait
	})))
	for _, k := range []hub.EndKey{key("p1"), other(key("p3"))} {
		open, err := collect(tx.Events().OfEnd(k))
		if err != nil {
			return err
		}
		m.s.equal("of end", append([]store.Head{}, open...), heads(m.model.inOrder(func(ev *hub.Event) bool {
			return !ev.State.Ended() && ev.EndKey == k
		})))
		for epoch := range uint64(3) {
			got, err := tx.Events().LastSeq(k, hub.Out, epoch)
			if err != nil {
				return err
			}
			want := uint64(0)
			for _, ev := range m.model.events {
				if ev.EndKey == k && ev.Lane == hub.Out && ev.Envelope != nil && ev.Envelope.Epoch == epoch {
					want = max(want, ev.Seq())
				}
			}
			m.s.equal("last seq", got, want)
		}
	}
	return nil
}
