package sqlite

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// plan returns what SQLite would do for a statement.
func plan(t *testing.T, s *Store, sql string) string {
	t.Helper()
	var lines []string
	err := s.writer.eachBuilt("EXPLAIN QUERY PLAN "+sql, func(r row) error {
		lines = append(lines, r.text(3))
		return nil
	}, make([]any, 40)) // more than any statement has parameters
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return strings.Join(lines, "; ")
}

// slow tells what in a plan reads or sorts more than it must.
func slow(plan string) string {
	for _, step := range strings.Split(plan, "; ") {
		if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "CONSTANT") || strings.Contains(step, "TEMP B-TREE") {
			return step
		}
	}
	return ""
}

// Every fixed statement finds its rows by an index, in the order it needs them.
func TestPlans_of_statements(t *testing.T) {
	s := open(t, t.TempDir())
	allowed := map[*query]string{
		faultList:      "walks an index that is in its order, from the newest on",
		auditList:      "walks an index that is in its order, from the newest on",
		pauseList:      "all of them: as many as stand still",
		bulkList:       "all of them: as many as an owner started",
		eventCountsAll: "counts everything, by an index that has nothing else in it",
		eventStates:    "its own rows, one for each pair of connection and state",
		endByIssue:     "sorts the one or two it finds",
		endByRemote:    "sorts the one or two it finds",
		historySince:   "sorts the pairs it counts",
	}
	for _, q := range queries {
		switch word, _, _ := strings.Cut(q.sql, " "); word {
		case "SELECT", "UPDATE", "DELETE", "WITH":
			p := plan(t, s, q.sql)
			if bad := slow(p); bad != "" && allowed[q] == "" {
				t.Errorf("%s\n  plan: %s", q.sql, p)
			}
			if strings.HasPrefix(p, "SCAN") && !strings.Contains(p, "USING") && q != bulkList && q != pauseList {
				t.Errorf("%s\n  reads a whole table: %s", q.sql, p)
			}
		}
	}
}

// Every list of ends walks an index in order of pair, so that a page costs what
// the page has, and a rare state or tracker is not looked for everywhere.
func TestPlans_of_lists_of_ends(t *testing.T) {
	s := open(t, t.TempDir())
	for name, c := range map[string]struct {
		q    store.EndQuery
		want string
	}{
		"all":        {store.EndQuery{}, "sqlite_autoindex_ends_1"},
		"connection": {store.EndQuery{Connection: "c"}, "ends_of_connection"},
		"tracker":    {store.EndQuery{Tracker: "t"}, "ends_of_tracker"},
		"state":      {store.EndQuery{State: hub.EndMissing}, "ends_in_state"},
		"search":     {store.EndQuery{Search: "x"}, "ends_by_key"},
	} {
		w := endFilter(c.q)
		p := plan(t, s, endListSQL(&w))
		if bad := slow(p); bad != "" && !strings.Contains(bad, "USING") || !strings.Contains(p, c.want) {
			t.Errorf("%s: %s; want %s", name, p, c.want)
		}
	}
}

// Lists of events: each of the merged ones is read from its newest.
func TestPlans_of_lists_of_events(t *testing.T) {
	s := open(t, t.TempDir())
	fill := func(tx store.Tx) error {
		for i := range 40 {
			k := hub.EndKey{Pair: hub.PairID(fmt.Sprint("p", i%9)), Side: hub.Initiator}
			ev := &hub.Event{ID: hub.EventID(fmt.Sprint(i)), EndKey: k, Connection: hub.ConnectionID(fmt.Sprint("c", i%3)),
				State: []hub.State{hub.Done, hub.Waiting}[i%2], Created: time.UnixMilli(1)}
			if err := tx.Events().Put(ev); err != nil {
				return err
			}
		}
		return nil
	}
	if err := s.Update(t.Context(), fill); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		q     store.EventQuery
		want  string
		lists int
	}{
		"all":                  {store.EventQuery{}, "INTEGER PRIMARY KEY", 1},
		"connection":           {store.EventQuery{Connection: "c1"}, "events_in_state", 2},
		"connection and state": {store.EventQuery{Connection: "c1", States: []hub.State{hub.Done}}, "events_in_state", 1},
		"states":               {store.EventQuery{States: []hub.State{hub.Done, hub.Failed}}, "events_in_state", 3},
		"pair":                 {store.EventQuery{Pair: "p1", States: []hub.State{hub.Done}}, "events_in_lane", 1},
		"fault":                {store.EventQuery{FaultID: "f"}, "events_of_fault", 1},
	} {
		err := s.View(t.Context(), func(tx store.Tx) error {
			lists, err := events{tx.(interface{ Events() store.Events }).Events().(events).t}.lists(c.q)
			if len(lists) != c.lists {
				t.Errorf("%s: %d lists, want %d", name, len(lists), c.lists)
			}
			for _, w := range lists {
				p := plan(t, s, eventListSQL(&w))
				sorts := strings.Contains(p, "TEMP B-TREE") && name != "pair" // few, and not in this order
				if !strings.Contains(p, c.want) || sorts {
					t.Errorf("%s: %s; want %s", name, p, c.want)
				}
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}
