package rt_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/rt"
)

// directory is an RT of which only lists are asked.
func directory(t *testing.T) tracker.Connector {
	t.Helper()
	pages := map[string]string{
		"/queues/all":           `{"items":[{"id":"1","Name":"Alpha","Lifecycle":"default"},{"id":"2","Name":"Beta","Lifecycle":"bugs"}],"total":2}`,
		"/queue/1/customfields": `{"items":[{"id":"4","Name":"One of","Type":"Select","MaxValues":"1"},{"id":"9","Name":"Marks","Type":"Freeform","MaxValues":"1"}],"total":2}`,
		"/queue/2/customfields": `{"items":[{"id":"5","Name":"Many of","Type":"Select","MaxValues":"0"}],"total":1}`,
		"/customfield/4":        `{"id":"4","Name":"One of","Type":"Select","MaxValues":"1","Values":["red","blue"]}`,
		"/customfield/5":        `{"id":"5","Name":"Many of","Type":"Select","MaxValues":"0","Values":["linux"]}`,
		"/transactions":         `{"items":[]}`,
	}
	people := []map[string]string{{"type": "user", "id": "ada", "Name": "ada", "RealName": "Ada L", "EmailAddress": "ada@example.com"}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		path := strings.TrimPrefix(r.URL.Path, "/rt/REST/2.0")
		switch page, ok := pages[path]; {
		case ok:
			_, _ = io.WriteString(w, page)
		case path == "/users":
			var by []struct{ Field, Value string }
			_ = json.NewDecoder(r.Body).Decode(&by)
			found := slices.DeleteFunc(slices.Clone(people), func(p map[string]string) bool {
				return !slices.ContainsFunc(by, func(c struct{ Field, Value string }) bool { return strings.EqualFold(p[c.Field], c.Value) })
			})
			_ = json.NewEncoder(w).Encode(map[string]any{"items": found})
		case path == "/tickets":
			item := `{"items":[{"id":"7","Status":"new","Queue":{"id":"1","Name":"Alpha","Lifecycle":"default"}}]}`
			if strings.Contains(r.URL.Query().Get("query"), "'2'") || strings.Contains(r.URL.Query().Get("query"), "Beta") {
				item = `{"items":[]}`
			}
			_, _ = io.WriteString(w, item)
		case r.URL.Path == "/rt/Ticket/Modify.html":
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, `<select name="Status"><option value="new">new</option><option value="open">open</option></select>`)
		case path == "/ticket/7/history":
			_, _ = io.WriteString(w, `{"items":[]}`)
		case path == "/echo":
			b, _ := io.ReadAll(r.Body)
			w.WriteHeader(http.StatusCreated)
			_ = json.NewEncoder(w).Encode(map[string]string{"method": r.Method, "token": r.Header.Get("Authorization"), "body": string(b), "q": r.URL.Query().Get("q")})
		default:
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, `{"message":"none"}`)
		}
	}))
	t.Cleanup(s.Close)
	c, err := rt.Spec.New(tracker.Settings{"url": s.URL + "/rt", "token": "1-27-abc", "queues": "Alpha, Beta", "mark_field": "Marks"},
		tracker.Env{HTTP: s.Client(), Now: time.Now, Check: rest.Check})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What rules look up, as RT lists it.
func TestLook(t *testing.T) {
	t.Parallel()
	c := directory(t).(tracker.Directory)
	ada := hub.User{ID: "ada", Name: "Ada L", Email: "ada@example.com"}
	named := func(s string) hub.Value { return map[string]hub.Value{"id": s, "name": s} }
	for _, x := range []struct {
		what string
		by   map[string]string
		want hub.Value
	}{
		{"user", map[string]string{"email": "Ada@Example.com"}, ada},
		{"user", map[string]string{"username": "ADA"}, ada},
		{"user", map[string]string{"displayName": "Ada L"}, ada},
		{"user", map[string]string{"key": "ada"}, ada},
		{"user", map[string]string{"key": "bob"}, nil},
		{"user", map[string]string{"email": "bob@example.com"}, nil},
		{"user", map[string]string{"key": "Nobody"}, nil},
		{"user", nil, nil},
		{"project", map[string]string{"key": "beta"}, map[string]hub.Value{"id": "2", "key": "Beta", "name": "Beta"}},
		{"project", map[string]string{"name": "Gamma"}, nil},
		{"status", map[string]string{"name": "OPEN", "project": "Alpha"}, named("open")},
		{"status", map[string]string{"name": "closed", "project": "Alpha"}, nil},
		{"status", map[string]string{"name": "fixed", "project": "Beta"}, named("fixed")}, // no ticket tells of Beta's
		{"status", map[string]string{"name": "open", "project": "Gamma"}, nil},
		{"issueType", map[string]string{"name": "Ticket"}, named("ticket")},
		{"issueType", map[string]string{"name": "Bug"}, nil},
		{"priority", map[string]string{"name": "high"}, named("High")},
		{"priority", map[string]string{"name": "Urgent"}, nil},
		{"customField", map[string]string{"name": "Many of"}, map[string]hub.Value{"id": "5", "name": "Many of"}},
		{"customField", map[string]string{"name": "Many of", "project": "Alpha"}, nil},
		{"customField", map[string]string{"name": "Marks"}, nil},
		{"option", map[string]string{"field": "One of", "value": "Red"}, map[string]hub.Value{"id": "red", "value": "red"}},
		{"option", map[string]string{"field": "One of", "value": "green"}, nil},
		{"option", map[string]string{"field": "None", "value": "red"}, nil},
		{"version", map[string]string{"name": "1.0"}, nil},
	} {
		got, err := c.Look(t.Context(), x.what, x.by)
		if err != nil || !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s %v is %v, %v; want %v", x.what, x.by, got, err, x.want)
		}
	}
}

// A rule's request goes to RT, with the node's token, and nowhere else.
func TestRequest(t *testing.T) {
	t.Parallel()
	c := directory(t).(tracker.Requester)
	got, err := c.Request(t.Context(), map[string]hub.Value{
		"method": "POST", "path": "/REST/2.0/echo", "query": map[string]hub.Value{"q": "a b"}, "body": "hello",
	})
	if err != nil {
		t.Fatal(err)
	}
	m := got.(map[string]hub.Value)
	var said map[string]string
	if err := json.Unmarshal([]byte(m["body"].(string)), &said); err != nil || m["code"] != hub.Number("201") ||
		!reflect.DeepEqual(said, map[string]string{"method": "POST", "token": "token 1-27-abc", "body": "hello", "q": "a b"}) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, path := range []string{"https://elsewhere.example/REST/2.0/echo", "/REST/../../../etc", "//elsewhere.example/"} {
		if got, err := c.Request(t.Context(), map[string]hub.Value{"path": path}); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("%s: got %v, %v; want a refusal", path, got, err)
		}
	}
}
