package memtracker

import (
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Kind is the name of this kind of tracker.
const Kind = "memory"

// Config is what a tracker is like for its whole life. The zero value is a
// tracker with the best habits and no faults.
type Config struct {
	Habits   tracker.Habits   // Best() if no Revision is named
	Norm     Norm             // what it does to texts
	Now      func() time.Time // time.Now if nil
	Seed     uint64           // of whatever is left to chance
	Identity string           // of the tracker itself; "memory" if empty

	Account hub.User // ours; "entwine" if empty
	Person  hub.User // who edits by hand; "alice" if empty

	Project  string     // of issues that name none; "MEM" if empty
	Projects []string   // the ones there are; nil: any name will do
	Status   string     // of issues that name none; "open" if empty
	Required []string   // fields that must not be empty, besides project and status
	Custom   []string   // the custom fields there are; nil: any name will do
	Users    []hub.User // who may be named in a field; nil: anybody

	NoDigest bool // attachments do not tell their digest, as in most trackers
	History  bool // issues are read with their change log
	LogEach  bool // each entry of the change log has an id of its own, also within one write
	Plain    bool // connectors have the required methods only

	// OnCall sees each call before and after its effect; an error ends the call
	// there and is what the caller gets. It is called without any lock, so it
	// may edit, or wait, or never return.
	OnCall func(Call) error
	// OnChange sees each change that took effect, whoever made it, in order. It
	// is called under the lock and must not call the tracker.
	OnChange func(Deed)
}

// Best returns the habits of a tracker that does everything right.
func Best() tracker.Habits {
	return tracker.Habits{
		Revision: tracker.Exact, Conditional: true, ConditionalParts: true, ChangeLog: true,
		Marks: []string{"issue", "comments", "attachments", "workLogs"}, Links: []string{"relates", "blocks"}, Format: "plain",
	}
}

// Worst returns the habits of a tracker that gives nothing to hold on to.
func Worst() tracker.Habits { return tracker.Habits{Revision: tracker.None, Format: "plain"} }

// Seconds returns the habits of a tracker whose revisions are whole seconds.
func Seconds() tracker.Habits {
	return tracker.Habits{Revision: tracker.Coarse, Unit: time.Second, Format: "plain"}
}

func (c Config) withDefaults() Config {
	if c.Habits.Revision == "" {
		c.Habits = Best()
	}
	if c.Habits.Revision == tracker.Coarse && c.Habits.Unit <= 0 {
		c.Habits.Unit = time.Second
	}
	c.Habits.Marks, c.Habits.Kept = slices.Clone(c.Habits.Marks), slices.Clone(c.Habits.Kept)
	if c.Now == nil {
		c.Now = time.Now
	}
	for place, value := range map[*string]string{
		&c.Identity: "memory", &c.Project: "MEM", &c.Status: "open",
	} {
		if *place == "" {
			*place = value
		}
	}
	if c.Account == (hub.User{}) {
		c.Account = hub.User{ID: "entwine", Name: "Entwine"}
	}
	if c.Person == (hub.User{}) {
		c.Person = hub.User{ID: "alice", Name: "Alice"}
	}
	return c
}
