package demo

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store"
)

// Waiter knows what a folder of files is about to tell and does not tell yet: a
// file that is gone counts as deleted only after a while, and one that was just
// saved is left to settle. So it can be waited for, and need not be when there
// is nothing of the kind.
type Waiter struct {
	Node  *node.Node
	Dir   string
	Calls int64 // to trackers, made by it

	since map[string]time.Time // since when something is out of step
}

const (
	deletionTime = 15 * time.Second // the connector's ten, and time to notice
	settlingTime = 4 * time.Second  // the connector's one, likewise
)

// Waiting says what there is to wait for, "" if nothing. It is a node.Rest's.
func (w *Waiter) Waiting(ctx context.Context, silent map[string]string) (string, error) {
	if w.since == nil {
		w.since = map[string]time.Time{}
	}
	why := ""
	for _, t := range w.Node.Config().Trackers {
		if silent[t.Name] != "" || t.Kind != string(Markdown) {
			continue // others tell at once what they tell
		}
		issues, err := w.issues(ctx, t.Name)
		if err != nil {
			continue // a tracker that does not answer is seen by the poll
		}
		broken, err := w.broken(ctx, t.Name)
		if err != nil {
			return "", err
		}
		gone, err := w.gone(ctx, t.Name, issues, broken)
		if err != nil {
			return "", err
		}
		if w.soon("gone "+t.Name, len(gone) > 0, deletionTime) {
			why = deletion(gone, time.Since(w.since["gone "+t.Name]))
		}
		files, err := CountIssues(filepath.Join(w.Dir, t.Name))
		if err != nil {
			continue
		}
		if w.soon("new "+t.Name, files > len(issues)+len(broken), settlingTime) && why == "" {
			why = "a file of " + t.Name + " was saved just now: a moment"
		}
	}
	return why, nil
}

// deletion says what is waited for, and for how long about.
func deletion(gone []string, since time.Duration) string {
	what := gone[0]
	if len(gone) > 1 {
		what = fmt.Sprintf("%s and %d more", what, len(gone)-1)
	}
	return fmt.Sprintf("%s gone: moved or deleted? %d s", what, max(1, 11-int(since.Seconds())))
}

// soon reports whether something that is out of step has not been so for long:
// what does not come right by itself is not waited for.
func (w *Waiter) soon(what string, is bool, most time.Duration) bool {
	if !is {
		delete(w.since, what)
		return false
	}
	if _, known := w.since[what]; !known {
		w.since[what] = time.Now()
	}
	return time.Since(w.since[what]) < most
}

// issues returns the ids of what a tracker has.
func (w *Waiter) issues(ctx context.Context, tracker string) (map[string]bool, error) {
	ids := map[string]bool{}
	w.Calls++
	for ref, err := range w.Node.Tracker(tracker).Find(ctx, "") {
		if err != nil {
			return nil, err
		}
		ids[ref.ID] = true
	}
	return ids, nil
}

// broken lists the open faults of files that cannot be read.
func (w *Waiter) broken(ctx context.Context, tracker string) ([]string, error) {
	var list []string
	faults, err := w.Node.Faults(ctx, "open")
	for _, f := range faults {
		if id, ok := strings.CutPrefix(f.Cause, "unreadable/"+tracker+"/"); ok {
			list = append(list, id)
		}
	}
	return list, err
}

// gone lists the synced issues that a tracker has no more.
func (w *Waiter) gone(ctx context.Context, tracker string, issues map[string]bool, broken []string) ([]string, error) {
	var list []string
	err := w.Node.View(ctx, func(tx store.Tx) error {
		list = nil
		for r, err := range tx.Ends().List(store.EndQuery{Tracker: tracker, State: hub.EndActive}) {
			if err != nil {
				return err
			}
			if r.Local.ID != "" && !issues[r.Local.ID] && !slices.Contains(broken, r.Local.ID) {
				list = append(list, r.Local.String())
			}
		}
		return nil
	})
	return list, err
}
