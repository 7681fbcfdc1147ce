package trackertest

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Subject is a connector to a tracker, with what the suite cannot find out by
// itself. Spec and Connector must be set; the rest has defaults, or lets checks
// run that are skipped without it.
type Subject struct {
	Spec      tracker.Spec
	Connector tracker.Connector

	Project string // where issues are made
	Type    string // of issues that are made
	Seed    string // part of every name that is made up
	Brief   bool   // very few texts to try: for traffic that is to be kept

	// Texts are the fields that take any text: summary and description if nil.
	// Those that Habits say are kept are written by Create alone.
	Texts []string
	// Values are other fields that can be written, with two values each that the
	// tracker takes: {"priority": {"high", "low"}}.
	Values map[string][2]hub.Value
	// Follows names fields that the tracker changes by itself when another one is
	// set: {"status": {"extra.started"}}.
	Follows map[string][]string
	// Sets are the sets whose elements can be written, with three elements each:
	// labels if nil. An empty map: none.
	Sets map[string][3]string

	LinkType string // that the tracker knows: "relates" if empty
	// Query returns a query that matches this issue and no other.
	Query func(is *hub.Issue) string
	// BadQuery makes no sense to the tracker; "" skips its check.
	BadQuery string

	// Settle lets time pass, so that a read shows what was written or the next
	// change gets another revision. A timer if nil.
	Settle func(ctx context.Context, d time.Duration) error

	// Again opens another connector to the same tracker, as after a restart.
	Again func() (tracker.Connector, error)

	// What people do at the tracker, with an account that is not ours.
	Edit    func(ref hub.Ref, change func(*hub.Issue)) error // summary and labels at least
	Comment func(ref hub.Ref, body string) error
	Delete  func(ref hub.Ref) error
	Hide    func(ref hub.Ref) error // from our account
	// TellsDeletion: a deletion must be told as a change.
	TellsDeletion bool

	// Excuse names checks that are not made, as "set/in parallel by element",
	// with the reason.
	Excuse map[string]string
}

func (s Subject) withDefaults() Subject {
	if s.Texts == nil {
		s.Texts = []string{"summary", "description"}
	}
	if s.Sets == nil {
		s.Sets = map[string][3]string{"labels": {"alpha", "beta", "gamma"}}
	}
	if s.LinkType == "" {
		s.LinkType = "relates"
	}
	if s.Seed == "" {
		s.Seed = "suite"
	}
	if s.Settle == nil {
		s.Settle = pass
	}
	return s
}

func pass(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
