package jira_test

import (
	"context"
	"flag"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/internal/sim/jira/described"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/jira"
	"github.com/entwine-sync/entwine/tracker/trackertest"
)

// start is when simulated sites begin.
var start = time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)

// bench is a simulated Jira with a connector to it, over real HTTP.
type bench struct {
	site    *sim.Site
	dialect sim.Dialect
	address string
	open    func(more tracker.Settings) tracker.Connector
}

// newBench begins a site whose clock stands until it is moved.
func newBench(t *testing.T, d sim.Dialect) *bench {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Start()
	t.Cleanup(server.Close)
	site := sim.New(sim.Options{Dialect: d, Base: server.URL, Now: func() time.Time { return start }})
	server.Config.Handler = site.Handler()
	client, err := rest.Open(rest.Options{Site: server.URL, Pace: rest.Pace{Rate: -1}, Retry: rest.Retry{Tries: 1}, Transport: checked(t, d)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	open := func(more tracker.Settings) tracker.Connector {
		settings := tracker.Settings{"url": server.URL, "user": "entwine", "token": "entwine-token", "projects": "ACME", "internal_role": "Developers", "remote_links": "yes", "watchers": "yes"}
		if d == sim.Cloud {
			settings["user"] = "entwine@example.org"
		}
		maps.Copy(settings, more)
		c, err := jira.Spec.New(settings, tracker.Env{HTTP: client.HTTP(), Check: rest.Check, Now: site.Now})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	return &bench{site, d, server.URL, open}
}

// checked is a transport that compares what goes over the wire with the vendor's
// description, where that is at hand.
func checked(t *testing.T, of sim.Dialect) http.RoundTripper {
	t.Helper()
	d, err := described.Of(of)
	if err != nil {
		t.Fatal(err)
	}
	c := described.NewChecker(of, d, func(complaint string) { t.Errorf("against the vendor's description: %s", complaint) })
	return c.Transport(http.DefaultTransport)
}

// subject is what the suite needs of a site.
func subject(t *testing.T, d sim.Dialect) trackertest.Subject {
	b := newBench(t, d)
	b.site.Turn(func(k *sim.Knobs) { k.Page = 7 })
	dev, admin := b.site.Person("dev"), b.site.Person("admin")
	user := func(name string) hub.User { return hub.User{ID: b.site.Person(name).ID()} }
	s := trackertest.Subject{
		Spec: jira.Spec, Connector: b.open(nil), Project: "ACME", Type: "Task",
		Again: func() (tracker.Connector, error) { return b.open(nil), nil },
		Texts: []string{"summary", "description", "environment"},
		Values: map[string][2]hub.Value{
			"status":                 {"In Progress", "Done"},
			"type":                   {"Bug", "Story"},
			"priority":               {"High", "Low"},
			"assignee":               {user("dev"), user("ann")},
			"reporter":               {user("ann"), user("dev")},
			"due":                    {time.Date(2040, 6, 1, 0, 0, 0, 0, time.UTC), time.Date(2041, 6, 1, 0, 0, 0, 0, time.UTC)},
			"originalEstimate":       {hub.Number("5400"), hub.Number("1200")},
			"customFields.Text line": {"one", "two words"},
			"customFields.Long text": {"one\r\ntwo", "h1. A heading\n\n* and\n* a list"},
			"customFields.Points":    {hub.Number("12"), hub.Number("-3.5")},
			"customFields.Day":       {time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)},
			"customFields.Moment":    {time.Date(2024, 6, 1, 12, 30, 0, 0, time.UTC), time.Date(2025, 6, 1, 1, 2, 3, 0, time.UTC)},
			"customFields.Reviewer":  {user("dev"), user("ann")},
			"customFields.Reviewers": {[]hub.Value{user("dev"), user("ann")}, []hub.Value{user("ann")}},
			"customFields.Team":      {"red", "blue"},
			"customFields.Choice":    {"yes", "no"},
			"customFields.Platforms": {[]hub.Value{"windows", "linux"}, []hub.Value{"macos"}},
			"customFields.Place":     {map[string]hub.Value{"value": "Europe", "child": "Berlin"}, map[string]hub.Value{"value": "Asia"}},
			"customFields.Tags":      {[]hub.Value{"b", "a"}, []hub.Value{"c"}},
			"customFields.Homepage":  {"https://example.org/a", "https://example.org/b?c=d"},
			"customFields.Group":     {"staff", "guests"},
		},
		Follows: map[string][]string{"status": {"resolution"}, "originalEstimate": {"remainingEstimate"}},
		Sets: map[string][3]string{
			"labels": {"alpha", "beta", "gamma"}, "components": {"api", "ui", "docs"}, "fixVersions": {"1.0", "1.1", "2.0"},
			"affectedVersions": {"1.0", "1.1", "2.0"},
		},
		Query:    func(is *hub.Issue) string { return "project = ACME AND key = " + is.Ref.Key + " ORDER BY priority" },
		BadQuery: "colour = blue",
		Settle: func(_ context.Context, d time.Duration) error {
			b.site.Advance(d)
			return nil
		},
		Edit: func(ref hub.Ref, change func(*hub.Issue)) error {
			now, err := dev.Get(ref.ID)
			if err != nil {
				return err
			}
			fields := now["fields"].(map[string]any)
			is := &hub.Issue{Ref: ref, Summary: fields["summary"].(string)}
			for _, l := range fields["labels"].([]any) {
				is.Labels = append(is.Labels, l.(string))
			}
			change(is)
			return dev.Edit(ref.ID, map[string]any{"fields": map[string]any{"summary": is.Summary, "labels": is.Labels}})
		},
		Comment: func(ref hub.Ref, body string) error { return dev.Comment(ref.ID, body) },
		Delete:  func(ref hub.Ref) error { return admin.Delete(ref.ID) },
		Hide: func(ref hub.Ref) error {
			n, err := strconv.Atoi(ref.ID)
			if err != nil {
				return err
			}
			return b.site.Hide(n, "entwine")
		},
	}
	return s
}

// full has the suite try all its texts, which takes minutes: after each of
// thousands of edits the whole history is read.
var full = flag.Bool("full", false, "try all texts of the suite")

func TestConnector(t *testing.T) {
	for _, d := range sim.Dialects {
		t.Run(string(d), func(t *testing.T) {
			trackertest.Run(t, func(t *testing.T) trackertest.Subject {
				s := subject(t, d)
				s.Brief = !*full
				return s
			})
		})
	}
}
