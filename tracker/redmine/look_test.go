package redmine_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/redmine"
)

// What rules look up, as Redmine lists it.
func TestLook(t *testing.T) {
	t.Parallel()
	pages := map[string]string{
		"/projects.json":                      `{"projects":[{"id":1,"name":"Alpha","identifier":"alpha"},{"id":2,"name":"Beta","identifier":"beta"}],"total_count":2}`,
		"/issue_statuses.json":                `{"issue_statuses":[{"id":1,"name":"New"},{"id":5,"name":"Closed"}]}`,
		"/trackers.json":                      `{"trackers":[{"id":1,"name":"Bug"}]}`,
		"/enumerations/issue_priorities.json": `{"issue_priorities":[{"id":2,"name":"Normal"}]}`,
		"/projects/1/versions.json":           `{"versions":[],"total_count":0}`,
		"/projects/2/versions.json":           `{"versions":[{"id":9,"name":"1.0"}],"total_count":1}`,
		"/projects/2/issue_categories.json":   `{"issue_categories":[{"id":4,"name":"Core"}],"total_count":1}`,
		"/projects/1/memberships.json":        `{"memberships":[],"total_count":0}`,
		"/projects/2/memberships.json":        `{"memberships":[{"user":{"id":7,"name":"Ada L"}}],"total_count":1}`,
		"/users/7.json":                       `{"user":{"id":7,"login":"ada","firstname":"Ada","lastname":"L","mail":"ada@example.com"}}`,
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, page)
	}))
	t.Cleanup(s.Close)
	c, err := redmine.Spec.New(tracker.Settings{"url": s.URL, "key": "k", "projects": "alpha, beta"},
		tracker.Env{HTTP: s.Client(), Now: time.Now, Check: rest.Check})
	if err != nil {
		t.Fatal(err)
	}
	ada := hub.User{ID: "7", Name: "Ada L", Email: "ada@example.com"}
	for _, x := range []struct {
		what string
		by   map[string]string
		want hub.Value
	}{
		{"user", map[string]string{"email": "Ada@Example.com"}, ada},
		{"user", map[string]string{"username": "ada"}, ada},
		{"user", map[string]string{"displayName": "Ada L"}, ada},
		{"user", map[string]string{"key": "7"}, ada},
		{"user", map[string]string{"key": "8"}, nil},
		{"user", map[string]string{"email": "bob@example.com"}, nil},
		{"user", map[string]string{"email": "ada@example.com", "project": "alpha"}, nil},
		{"project", map[string]string{"key": "beta"}, map[string]hub.Value{"id": "2", "name": "Beta", "key": "beta"}},
		{"status", map[string]string{"name": "closed"}, map[string]hub.Value{"id": "5", "name": "Closed"}},
		{"status", map[string]string{"name": "Done"}, nil},
		{"issueType", map[string]string{"name": "Bug", "project": "beta"}, map[string]hub.Value{"id": "1", "name": "Bug"}},
		{"priority", map[string]string{"name": "Normal"}, map[string]hub.Value{"id": "2", "name": "Normal"}},
		{"version", map[string]string{"name": "1.0"}, map[string]hub.Value{"id": "9", "name": "1.0"}},
		{"version", map[string]string{"name": "1.0", "project": "alpha"}, nil},
		{"component", map[string]string{"name": "Core", "project": "beta"}, map[string]hub.Value{"id": "4", "name": "Core"}},
		{"moon", map[string]string{"name": "full"}, nil},
	} {
		got, err := c.(tracker.Directory).Look(t.Context(), x.what, x.by)
		if err != nil || !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s %v is %v, %v; want %v", x.what, x.by, got, err, x.want)
		}
	}
}
