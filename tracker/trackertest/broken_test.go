package trackertest

import (
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// full is what a memory connector can do. Each broken one embeds it and gets
// one thing wrong.
type full interface {
	tracker.Connector
	tracker.Commenter
	tracker.Attacher
	tracker.WorkLogger
	tracker.Linker
	tracker.Marker
	tracker.Logger
	tracker.Watcher
	tracker.Schemer
	tracker.Identifier
}

// fault is a broken connector and the checks that must find it.
type fault struct {
	name  string
	wrap  func(full) tracker.Connector
	found []string
	cfg   memtracker.Config
	knobs memtracker.Knobs
}

func (f fault) open() Subject {
	s := memory(f.cfg, f.knobs)
	s.TellsDeletion = true
	if f.wrap == nil {
		return s
	}
	s.Connector = f.wrap(s.Connector.(full))
	inner := s.Again
	s.Again = func() (tracker.Connector, error) {
		c, err := inner()
		return f.wrap(c.(full)), err
	}
	return s
}

func faults() []fault {
	return slices.Concat(fieldFaults(), textFaults(), readFaults(), writeFaults(), partFaults(), feedFaults(), logFaults(), habitFaults())
}

func TestBrokenConnectorsAreFound(t *testing.T) {
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { // or the checks' patience would be ours
				failed := failures(t, f.open, func(c check) bool { return slices.Contains(f.found, c.String()) })
				for _, name := range f.found {
					if len(failed[name]) == 0 {
						t.Errorf("%s did not find it", name)
					}
				}
				<-time.After(2 * time.Hour) // until the one who is deaf has gone home
			})
		})
	}
}

// A check nobody ever saw fail is not yet a check.
func TestEveryCheckFindsSomething(t *testing.T) {
	found := map[string]bool{}
	for _, f := range faults() {
		for _, name := range f.found {
			found[name] = true
		}
	}
	for _, c := range checks() {
		if !found[c.String()] {
			t.Errorf("no broken connector is found by %s", c)
		}
		delete(found, c.String())
	}
	if len(found) > 0 {
		t.Errorf("there are no checks %v", slices.Sorted(maps.Keys(found)))
	}
}

func TestAWholeConnectorIsFoundWhole(t *testing.T) {
	whole := fault{}
	if failed := failures(t, whole.open, func(check) bool { return true }); len(failed) > 0 {
		t.Errorf("failed: %v", failed)
	}
}

// everyText does something to each text field of an issue.
func everyText(is *hub.Issue, do func(string) string) {
	is.Summary, is.Description = do(is.Summary), do(is.Description)
}
