// Package river is the queue of a node whose processes share a PostgreSQL
// database. River hands out ends: there is at most one job for an end, and
// whoever gets it works on the end until nothing of it can be done for a while.
// What is done in which order is decided as in one process, by package local,
// over the ends that this process has.
//
// The one thing to know before changing it: River may hand out a job late or
// twice, and that must do no harm. Who may work on an end is said by a claim in
// our own tables; who counts as alive by the heart beat of a process (beat.go);
// and what is pending by the events. A job only makes somebody look.
package river

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/queue/local"
	"github.com/entwine-sync/entwine/internal/store/postgres"
)

// Options say how the queue behaves; zero fields take defaults.
type Options struct {
	Policy queue.Policy
	Now    func() time.Time
	Rand   *rand.Rand // for jitter; guarded by the queue
	Log    *slog.Logger
	// Told hears of every fault that is opened, reopened or resolved by this
	// process, after it is stored. It must not block.
	Told func(hub.Fault)
	// Lease is how long a process that says nothing counts as alive; zero: 30
	// seconds. It says so three times as often.
	Lease time.Duration
	// Ends is how many ends this process works on at a time, of each of the
	// queues below; zero: 256, most of which wait for a tracker.
	Ends int
	// Lone reports whether only the process that leads may work on the ends of a
	// connection; nil: none.
	Lone func(hub.ConnectionID) bool
	// Before runs when this process is to lead, before anybody hears that it does
	// and before it works on what Lone tells; nil: nothing. If it fails it is run
	// again with the next heart beat.
	Before func(context.Context) error
}

// DefaultLease is long enough that a machine under load does not lose its work,
// and short enough that somebody else has it within a minute.
const DefaultLease = 30 * time.Second

// River's queues. A person's edits have places of their own, so that they do
// not wait for one.
const (
	live = "live"
	bulk = "bulk"
	lone = "lone"
)

// Queue is the queue of one process of several.
type Queue struct {
	*local.Queue
	store  *postgres.Store
	opt    Options
	client *river.Client[postgres.RawTx]
	id     string

	beaten  atomic.Pointer[time.Time] // when this process was last known to live
	leads   chan struct{}             // closed once this process leads
	ended   chan struct{}             // closed when nothing more may be begun
	once    sync.Once
	cause   error // why, if it was not Stop
	started atomic.Bool
	beats   sync.WaitGroup
	depth   depth
	resting resting
	claims  claims
	wishes  wishes // for whoever holds the right to write
}

var _ queue.Queue = (*Queue)(nil)

// Open makes a queue that can be written to. It hands nothing out before Start.
func Open(ctx context.Context, s *postgres.Store, opt Options) (*Queue, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Lease <= 0 {
		opt.Lease = DefaultLease
	}
	if opt.Ends <= 0 {
		opt.Ends = 256
	}
	if opt.Lone == nil {
		opt.Lone = func(hub.ConnectionID) bool { return false }
	}
	host, _ := os.Hostname() // it only helps people
	q := &Queue{store: s, opt: opt, id: fmt.Sprintf("%s-%d-%06x", host, os.Getpid(), rand.Uint32N(1<<24)),
		leads: make(chan struct{}), ended: make(chan struct{}), resting: newResting()}
	if err := migrate(ctx, s); err != nil {
		return nil, err
	}
	var err error
	q.Queue, err = local.Open(ctx, s, local.Options{Policy: opt.Policy, Now: opt.Now, Rand: opt.Rand, Log: opt.Log, Told: opt.Told,
		Shared: true, Seen: postgres.Seen, Stored: q.stored, Resumed: q.resumed})
	if err != nil {
		return nil, err
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(q.drain))
	places := river.QueueConfig{MaxWorkers: opt.Ends}
	q.client, err = river.NewClient(riverpgxv5.New(s.Pool()), &river.Config{
		ID: q.id, Logger: quiet(opt.Log), Workers: workers, Queues: map[string]river.QueueConfig{live: places, bulk: places},
		FetchCooldown: 5 * time.Millisecond, FetchPollInterval: min(time.Second, opt.Lease/2),
		CompletedJobRetentionPeriod: time.Minute, // a job that is over says nothing: the event does
		MaxAttempts:                 attempts,
		// A job lasts as long as there is work. Whether its process still lives is
		// known from its heart beat, so River's own rescue, by age, is the last resort:
		// a job given out twice finds the end claimed.
		JobTimeout: -1, RescueStuckJobsAfter: time.Hour,
	})
	return q, err
}

// attempts is River's greatest number: what failed too often is decided by the
// policy of events, not of jobs.
const attempts = 32767

// quiet lets River say warnings and errors only: it tells of each start.
func quiet(log *slog.Logger) *slog.Logger {
	return slog.New(leveled{log.Handler()})
}

type leveled struct{ slog.Handler }

// Enabled implements slog.Handler.
func (l leveled) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && l.Handler.Enabled(ctx, level)
}

// migrate brings River's own tables to the shape that this version of it knows.
func migrate(ctx context.Context, s *postgres.Store) error {
	m, err := rivermigrate.New(riverpgxv5.New(s.Pool()), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	return s.Alone(ctx, func() error {
		have, err := m.ExistingVersions(ctx)
		if err != nil {
			return err
		}
		all := m.AllVersions()
		if len(have) > 0 && have[len(have)-1].Version >= all[len(all)-1].Version {
			return nil // a newer program's are fine: River's steps only add
		}
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	})
}

// job asks for somebody to work on an end.
type job struct {
	Pair hub.PairID `json:"pair"`
	Side hub.Side   `json:"side"`
}

// Kind implements river.JobArgs.
func (job) Kind() string { return "drain" }

// unique has one job for an end that is not over; one that runs counts, since
// whoever has it looks once more before it ends.
var unique = river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled,
}}
