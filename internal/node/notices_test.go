package node

import (
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
)

// Who hears of what: those of the node by level, those of a connection of whatever
// keeps it from going on.
func TestRecipients(t *testing.T) {
	c := &config.Config{
		Node: config.Node{Notices: config.Notices{Host: "mail", To: []string{"ops", "ann"}, Level: hub.ScopeTracker}},
		Connections: []config.Connection{
			{Name: "one", Initiator: config.Side{Tracker: "jira"}, Acceptor: config.Side{Tracker: "rt"}, Notices: []string{"bo", "ann"}},
			{Name: "two", Initiator: config.Side{Tracker: "jira"}, Acceptor: config.Side{Tracker: "redmine"}},
		},
	}
	for _, tt := range []struct {
		fault hub.Fault
		want  string
	}{
		{hub.Fault{Scope: hub.ScopeIssue, Connection: "one", Tracker: "jira"}, "ann bo"},
		{hub.Fault{Scope: hub.ScopeIssue, Tracker: "rt"}, "ann bo"},
		{hub.Fault{Scope: hub.ScopeIssue, Tracker: "redmine"}, ""},
		{hub.Fault{Scope: hub.ScopeConnection, Connection: "one"}, "ann bo"},
		{hub.Fault{Scope: hub.ScopePeer, Connection: "two"}, ""},
		{hub.Fault{Scope: hub.ScopeIssue, Connection: "two", Tracker: "jira"}, ""},
		{hub.Fault{Scope: hub.ScopeTracker, Tracker: "rt", Connection: "one"}, "ops ann bo"},
		{hub.Fault{Scope: hub.ScopeTracker, Tracker: "redmine", Connection: "two"}, "ops ann"},
		{hub.Fault{Scope: hub.ScopeTracker, Tracker: "jira", Connection: "two"}, "ops ann bo"},
		{hub.Fault{Scope: hub.ScopeNode}, "ops ann bo"},
	} {
		var got []string
		for _, r := range Recipients(c) {
			if r.Concerns(tt.fault) {
				got = append(got, r.Address)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("of %+v hear %q, want %q", tt.fault, s, tt.want)
		}
	}
}
