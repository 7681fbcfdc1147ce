package node

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

// What a sync replaced can be read again: by the key of either issue, from the node
// and from a client alike.
func TestHistory(t *testing.T) {
	t.Parallel()
	w := setup(t, 1)
	_, c := dial(t, w)
	w.bulk()
	other := w.pairs(1)[0].Remote.Key
	if list, err := w.History(t.Context(), HistoryQuery{Key: "A-1"}); err != nil || len(list) != 0 {
		t.Errorf("before anything was replaced: %+v, %v", list, err)
	}
	w.write("a/0.md", "---\nkey: A-1\nsummary: Another\nstatus: closed\n---\n\nText.\n")
	w.rest()
	list, err := w.History(t.Context(), HistoryQuery{Key: other})
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	was := map[hub.Part]hub.Value{}
	for _, p := range list {
		if p.Kind != "replaced" || p.Issue != other || p.Side != hub.Acceptor || p.Event == "" || p.At.IsZero() {
			t.Errorf("%+v", p)
		}
		was[p.Part] = p.Values["was"]
	}
	if was["summary"] != "Issue 0" || was["status"] != "open" {
		t.Errorf("was %v", was)
	}
	same(t, "history", func(d Desk) (any, error) {
		return d.History(t.Context(), HistoryQuery{Key: "A-1", Connection: "c", Limit: 1})
	}, w.Node, c)
	if _, err := c.History(t.Context(), HistoryQuery{Key: "A-12"}); hub.CodeOf(err) != hub.NotFound {
		t.Errorf("of no pair: %v", err)
	}
	if _, err := c.History(t.Context(), HistoryQuery{}); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("of no issue: %v", err)
	}
}
