package trackertest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// clock is a time that passes only when the suite lets it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Settle(_ context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return nil
}

// memory opens a subject in memory, with everything a subject can have.
func memory(cfg memtracker.Config, knobs memtracker.Knobs) Subject {
	cl := &clock{now: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)}
	cfg.Now = cl.Now
	m := memtracker.New(cfg)
	m.Set(func(k *memtracker.Knobs) { *k = knobs })
	return Subject{
		Spec:      m.Spec(),
		Connector: m.Connector(),
		Values: map[string][2]hub.Value{
			"priority":         {"high", "low"},
			"assignee":         {hub.User{ID: "alice"}, hub.User{ID: "bob"}},
			"due":              {time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)},
			"originalEstimate": {hub.Number("3600"), hub.Number("7200")},
			"status":           {"in progress", "done"},
			"customFields.Pet": {"cat", []hub.Value{"dog", hub.Number("1.0")}},
		},
		Sets: map[string][3]string{
			"labels": {"alpha", "beta", "gamma"}, "fixVersions": {"1.0", "2.0/beta", "3 100%"}, "watchers": {"alice", "bob", "carol"},
		},
		Query:    func(is *hub.Issue) string { return "project=" + is.Project + " AND key=" + is.Ref.Key },
		BadQuery: "colour=blue",
		Settle:   cl.Settle,
		Again:    func() (tracker.Connector, error) { return m.Connector(), nil },

		Edit:          func(ref hub.Ref, change func(*hub.Issue)) error { m.Edit(ref.ID, change); return nil },
		Comment:       func(ref hub.Ref, body string) error { m.Comment(ref.ID, hub.User{ID: "carol"}, body); return nil },
		Delete:        func(ref hub.Ref) error { m.Delete(ref.ID); return nil },
		Hide:          func(ref hub.Ref) error { m.Hide(ref.ID); return nil },
		TellsDeletion: !knobs.NoDeleteEvent,
	}
}

// configs are the trackers on which the suite must pass.
func configs() map[string]memtracker.Config {
	lag := memtracker.Best()
	lag.ReadLag = 3 * time.Second
	lagging := memtracker.Worst()
	lagging.ReadLag = 3 * time.Second
	carries := memtracker.Best()
	carries.CarriesState, carries.ConditionalParts = true, false
	apart := memtracker.Seconds()
	apart.StatusApart, apart.Conditional, apart.ChangeLog = true, true, true
	keeps := memtracker.Best()
	keeps.Conditional, keeps.Checked, keeps.ConditionalParts = false, true, false
	keeps.Kept = []string{"description", "comments", "attachments", "workLogs"}
	return map[string]memtracker.Config{
		"keeps":             {Habits: keeps, LogEach: true},
		"best":              {},
		"worst":             {Habits: memtracker.Worst()},
		"whole seconds":     {Habits: memtracker.Seconds()},
		"seconds with log":  {Habits: apart},
		"lag":               {Habits: lag},
		"lag, nothing else": {Habits: lagging},
		"carries states":    {Habits: carries},
		"normalises":        {Norm: memtracker.Norm{Trim: true, LF: true, Collapse: true, LowerLabels: true}},
		"trims only":        {Norm: memtracker.Norm{Trim: true}},
		"plain":             {Plain: true, Habits: tracker.Habits{Revision: tracker.Exact, Conditional: true}},
		"no digests":        {NoDigest: true, History: true},
		"known people":      {Users: []hub.User{{ID: "alice"}, {ID: "bob"}, {ID: "carol"}}, Custom: []string{"Pet"}},
	}
}

func knobsOf(name string) memtracker.Knobs {
	switch name {
	case "lag":
		return memtracker.Knobs{Stale: memtracker.Old, StaleCreate: true, Feed: memtracker.Feed{Late: time.Second, Double: 50}}
	case "lag, nothing else":
		return memtracker.Knobs{Stale: memtracker.Jumps, StaleCreate: true, HideRev: true}
	case "carries states":
		return memtracker.Knobs{AnswerState: true, Feed: memtracker.Feed{Double: 100}}
	case "whole seconds":
		return memtracker.Knobs{NoDeleteEvent: true, AnswerState: true, ClockOffset: -time.Hour}
	}
	return memtracker.Knobs{}
}

func TestMemory(t *testing.T) {
	for name, cfg := range configs() {
		t.Run(name, func(t *testing.T) {
			Run(t, func(*testing.T) Subject { return memory(cfg, knobsOf(name)) })
		})
	}
}
