package jira

import (
	"errors"
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

// What looking at an issue tells of a trigger: a yes is one that Jira would give
// too, and where the look cannot tell, nothing is said.
func TestPicks(t *testing.T) {
	t.Parallel()
	is := &hub.Issue{Ref: hub.Ref{ID: "1", Key: "ACME-1"}, Project: "ACME", Type: "Bug", Status: "To Do", Priority: "High",
		Labels: []string{"sync", "Red"}, Components: []string{"Core parts"}}
	const yes, no, unknown = "yes", "no", "unknown"
	for _, tt := range []struct{ query, want string }{
		{"", yes},
		{"  ORDER BY created", yes},
		{"project = ACME", yes},
		{`project = "ACME" AND issuetype = Bug ORDER BY key`, yes},
		{"PROJECT = ACME and Type = Bug and (labels = sync or labels = other)", yes},
		{`status in ("To Do", Done) AND labels in (x, sync)`, yes},
		{`component = 'Core parts'`, yes},
		{"project = OTHER", no},
		{"project = ACME AND labels = other", no},
		{"labels = other OR fixVersion = 1.0", no},
		{"project = OTHER AND created > -1d", unknown}, // not read at all
		{"project = 10000", unknown},
		{`project = "Acme Corp"`, unknown},
		{"labels = RED", unknown},
		{"labels = SYNC AND labels = other", no},
		{"status = Offen", unknown},
		{"issuetype = 10001", unknown},
		{"labels != other", unknown},
		{"NOT labels = other", unknown},
		{"labels is EMPTY", unknown},
		{"labels = EMPTY", unknown},
		{"assignee = currentUser()", unknown},
		{"project = ACME AND updated > -1d", unknown},
		{"project in (ACME", unknown},
		{"project = ACME)", unknown},
		{"project = ACME labels = sync", unknown},
		{`labels = "sy\u006ec"`, unknown},
		{"(((((((((((((((((((((((project = ACME)))))))))))))))))))))))", unknown},
		{"project = projectsLeadByUser()", unknown},
	} {
		c := &connector{}
		got := unknown
		switch picks, sure, err := c.Picks(tt.query, is.Ref, func() (*hub.Issue, error) { return is, nil }); {
		case err != nil:
			t.Fatal(err)
		case picks && sure:
			got = yes
		case sure:
			got = no
		case picks:
			t.Errorf("%s: yes, and not sure", tt.query)
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.query, got, tt.want)
		}
	}
}

// Issues of other projects are not read, nor those of which a look tells nothing;
// and one that moved since it was named is what it is now.
func TestPicks_reads(t *testing.T) {
	t.Parallel()
	failed := errors.New("no")
	for _, tt := range []struct {
		query, key, project string
		reads               int
		yes, sure           bool
	}{
		{"", "ACME-1", "ACME", 1, true, true},
		{"", "", "ACME", 1, true, true},
		{"", "OTHER-1", "OTHER", 0, false, true},
		{"", "ACME-1", "OTHER", 1, false, true}, // moved
		{"project = NEXT AND labels = x", "ACME-1", "ACME", 0, false, true},
		{"updated > -1d", "ACME-1", "ACME", 0, false, false},
	} {
		c := &connector{projects: []string{"acme", "NEXT"}}
		n := 0
		yes, sure, err := c.Picks(tt.query, hub.Ref{ID: "1", Key: tt.key}, func() (*hub.Issue, error) {
			n++
			return &hub.Issue{Project: tt.project}, nil
		})
		if n != tt.reads || yes != tt.yes || sure != tt.sure || err != nil {
			t.Errorf("%q, %s: read %d times, %v, %v, %v", tt.query, tt.key, n, yes, sure, err)
		}
	}
	c := &connector{}
	if _, _, err := c.Picks("", hub.Ref{ID: "1"}, func() (*hub.Issue, error) { return nil, failed }); !errors.Is(err, failed) {
		t.Errorf("an issue that cannot be read: %v", err)
	}
}
