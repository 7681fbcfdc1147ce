package main

import (
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/rest"
)

// A plan says what is asked of each tracker, what it allows, and when it ends.
func TestPlanText(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)
	got := planText(node.BulkPlan{
		Connection: "acme-globex", Side: "initiator", Survey: engine.Survey{Found: 1300, Synced: 100, New: 1200, Sampled: 20, Comments: 1.5, Attachments: 0.5, Bytes: 2e6},
		Trackers: []node.TrackerPlan{
			{Tracker: "acme", Calls: engine.Calls{Searches: 13, Reads: 1200, Downloads: 600}, Sum: 1813, Requests: 1813, Rate: 2.5, InFlight: 6, Live: 1, Before: 20,
				Seconds: 726, Budget: []rest.Budget{{Name: "hourly", Limit: 2000, Left: 900, Reset: now.Add(time.Hour)}, {Limit: 5000, Left: 4000}}},
			{Tracker: "folder", Calls: engine.Calls{Creates: 1200, Comments: 1800, Attachments: 600}, Sum: 3600},
		},
		Seconds: 726, End: now.Add(726 * time.Second),
	}, now)
	want := `acme-globex, from the initiator: 1,300 issues found, 100 synced already, 1,200 new.
20 of them read: in the mean 1.5 comments, 0.5 attachments (2.0 MB).
Where the rules leave something out, or new issues have the right status anyway, fewer calls are made.

Tracker acme: 1,813 calls (13 pages of the search, 1,200 reads, 600 downloads)
  about 1,813 requests, at most 2.5 of them a second: 12 min 6 s
  people's edits go first: up to 20 of their requests before each one of the run; of 6 at a time 1 is theirs alone
  it says: hourly of 2,000, 900 left until 10:00:00; the run needs more than that and pauses whenever none is left
  it says: a limit of 5,000, 4,000 left

Tracker folder: 3,600 calls (1,200 new issues, 1,800 comments, 600 attachments)

Expected to take 12 min 6 s, until 2026-03-01 09:12 if it is begun now and people do little else.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	nothing := planText(node.BulkPlan{Connection: "c", Side: "acceptor", Survey: engine.Survey{Found: 1, Synced: 1}}, now)
	if !strings.HasSuffix(nothing, "There is nothing to take in.\n") {
		t.Error(nothing)
	}
	apart := planText(node.BulkPlan{Survey: engine.Survey{Found: 1, New: 1}, Trackers: []node.TrackerPlan{{Tracker: "a", Sum: 2}}}, now)
	for _, part := range []string{"No limit is known", "What the other node's tracker allows is not known here."} {
		if !strings.Contains(apart, part) {
			t.Errorf("no %q in %s", part, apart)
		}
	}
}
