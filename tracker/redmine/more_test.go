package redmine_test

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/redmine"
	"github.com/entwine-sync/entwine/tracker/trackertest"
)

// What is Redmine's own and no part of the suite, on a real one if there is one
// and otherwise on what was recorded.

func open(t *testing.T, key func() person, more tracker.Settings) trackertest.Subject {
	t.Helper()
	switch {
	case *record:
		return live(t, kept.Recorder(t), key(), more)
	case os.Getenv("REDMINE_URL") != "":
		return live(t, nil, key(), more)
	}
	return replayed(t, "", more)
}

func adminKey() person { return person(os.Getenv("REDMINE_API_KEY")) }

// reporterKey is of an account that may make issues and comments, and no more.
func reporterKey() person {
	var list struct {
		Users []struct {
			ID    int64
			Login string
		}
	}
	admin := adminKey()
	if err := admin.call("GET", "/users.json?name=reporter", nil, &list); err != nil {
		panic(err)
	}
	var u struct {
		User struct {
			ID     int64
			APIKey string `json:"api_key"`
		}
	}
	if len(list.Users) == 0 {
		err := admin.call("POST", "/users.json", map[string]any{"user": map[string]any{
			"login": "reporter", "firstname": "Rita", "lastname": "Reporter", "mail": "reporter@example.org", "generate_password": true,
		}}, &u)
		if err == nil {
			err = admin.call("POST", "/projects/alpha/memberships.json", map[string]any{
				"membership": map[string]any{"user_id": u.User.ID, "role_ids": []int{5}},
			}, nil)
		}
		if err != nil {
			panic(err)
		}
	} else {
		u.User.ID = list.Users[0].ID
	}
	if err := admin.call("GET", fmt.Sprintf("/users/%d.json", u.User.ID), nil, &u); err != nil {
		panic(err)
	}
	return person(u.User.APIKey)
}

func create(t *testing.T, s trackertest.Subject, fill func(*hub.Issue)) hub.Ref {
	t.Helper()
	is := &hub.Issue{Project: "alpha", Type: "Bug", Summary: "more: " + t.Name()}
	if fill != nil {
		fill(is)
	}
	r, err := s.Connector.Create(t.Context(), tracker.Write{}, is)
	if err != nil {
		t.Fatal(err)
	}
	return r.Ref
}

func get(t *testing.T, s trackertest.Subject, ref hub.Ref) *hub.Issue {
	t.Helper()
	is, err := s.Connector.Get(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	return is
}

func wantRefusal(t *testing.T, err error, code hub.Code, field string) {
	t.Helper()
	var e *hub.Error
	if !errors.As(err, &e) || e.Code != code || e.Field != field {
		t.Errorf("got %v, want %s in %q", err, code, field)
	}
}

// An administrator is told of what kind a field is, so its values have types.
func TestMore(t *testing.T) {
	t.Run("typed fields", func(t *testing.T) {
		s := open(t, adminKey, nil)
		ref := create(t, s, nil)
		log := get(t, s, ref).Log
		values := hub.Values{
			"Whole": hub.Number("12"), "Decimal": hub.Number("1.50"), "Flag": true, "Day": time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC),
			"Person": hub.User{ID: "6"}, "People": []hub.Value{hub.User{ID: "5"}, hub.User{ID: "6"}}, "Release": "2.0",
			"Enumerated": "middle", "One of": "red", "Many of": []hub.Value{"macos", "linux"}, "Long text": "a\nb", "Link": "https://x.test",
		}
		r, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{CustomFields: values}})
		if err != nil {
			t.Fatal(err)
		}
		is := get(t, s, ref)
		for name, v := range values {
			if want := s.Connector.Canon("customFields."+name, v); !hub.Same(is.CustomFields[name], want) {
				t.Errorf("%s shows %#v, want %#v", name, is.CustomFields[name], want)
			}
		}
		list, err := s.Connector.(tracker.Logger).Entries(t.Context(), ref, log)
		if err != nil || len(list) != len(values) {
			t.Fatalf("%d entries, %v: %+v", len(list), err, list)
		}
		for _, h := range list {
			if name := strings.TrimPrefix(h.Field, "customFields."); h.ID != r.Change || !hub.Same(h.To, s.Connector.Canon(h.Field, values[name])) {
				t.Errorf("the entry is %+v, the receipt's %s", h, r.Change)
			}
		}
		var p tracker.Patch
		p.Fields.Set("customFields.Many of", []hub.Value{"windows", "linux"})
		for name := range values {
			if name != "Many of" {
				p.Fields.Clear("customFields." + name)
			}
		}
		if r, err = s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, p); err != nil {
			t.Fatal(err)
		}
		if is = get(t, s, ref); len(is.CustomFields) != 1 {
			t.Errorf("left are %v", is.CustomFields)
		}
		if list, err = s.Connector.(tracker.Logger).Entries(t.Context(), ref, ""); err != nil {
			t.Fatal(err)
		}
		for _, h := range list {
			if h.Field == "customFields.Many of" && h.ID == r.Change && !hub.Same(h.From, hub.Value([]hub.Value{"linux", "macos"})) {
				t.Errorf("the list was %v", h.From)
			}
		}
		refused := hub.Values{
			"Whole": "12", "Flag": "1", "Day": "today", "Person": "Ada", "Enumerated": "none such", "Release": "9.9", "Many of": "linux",
			"One of": []hub.Value{"red"}, "Document": "x", "Remote key": "ours",
		}
		for _, name := range slices.Sorted(maps.Keys(refused)) {
			bad := refused[name]
			_, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{CustomFields: hub.Values{name: bad}}})
			wantRefusal(t, err, hub.Invalid, "customFields."+name)
		}
	})

	t.Run("one category and one version", func(t *testing.T) {
		s := open(t, syncKey, nil)
		ref := create(t, s, func(is *hub.Issue) { is.Components, is.FixVersions = []string{"Backend"}, []string{"1.0"} })
		if is := get(t, s, ref); !slices.Equal(is.Components, []string{"Backend"}) || !slices.Equal(is.FixVersions, []string{"1.0"}) {
			t.Fatalf("made with %v and %v", is.Components, is.FixVersions)
		}
		set := func(p tracker.Patch) error {
			_, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, p)
			return err
		}
		frontend := hub.Issue{Components: []string{"Frontend"}}
		wantRefusal(t, set(tracker.Patch{Add: frontend}), hub.Invalid, "components")
		wantRefusal(t, set(tracker.Patch{Add: hub.Issue{Components: []string{"backend"}}, Drop: hub.Issue{Components: []string{"Backend"}}}), hub.Invalid, "components")
		wantRefusal(t, set(tracker.Patch{Add: hub.Issue{Labels: []string{"x"}}}), hub.Invalid, "labels")
		log := get(t, s, ref).Log
		if err := set(tracker.Patch{Add: frontend, Drop: hub.Issue{Components: []string{"Backend"}, FixVersions: []string{"1.0", "2.0"}}}); err != nil {
			t.Fatal(err)
		}
		if is := get(t, s, ref); !slices.Equal(is.Components, []string{"Frontend"}) || len(is.FixVersions) != 0 {
			t.Errorf("shows %v and %v", is.Components, is.FixVersions)
		}
		list, err := s.Connector.(tracker.Logger).Entries(t.Context(), ref, log)
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, h := range list {
			told = append(told, fmt.Sprint(h.Field, " ", h.From, " ", h.To))
		}
		slices.Sort(told)
		if want := []string{"components/Backend true <nil>", "components/Frontend <nil> true", "fixVersions/1.0 true <nil>"}; !slices.Equal(told, want) {
			t.Errorf("the log tells %q, want %q", told, want)
		}
	})

	// Redmine gives a moved issue the category of the same name, and takes out a
	// version that the other project does not have.
	t.Run("moved between projects", func(t *testing.T) {
		s := open(t, syncKey, tracker.Settings{"projects": "alpha,beta"})
		ref := create(t, s, func(is *hub.Issue) {
			is.Status, is.Components, is.FixVersions = "In Progress", []string{"Backend"}, []string{"1.0"}
			is.CustomFields = hub.Values{"Text line": "kept", "Many of": []hub.Value{"linux"}}
		})
		before := get(t, s, ref)
		head, err := s.Connector.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		move := func(to string) {
			t.Helper()
			if _, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Project: to}}); err != nil {
				t.Fatal(err)
			}
		}
		move("beta")
		is := get(t, s, ref)
		if is.Ref.ID != ref.ID || is.Project != "beta" || is.Status != "In Progress" || !slices.Equal(is.Components, []string{"Backend"}) ||
			len(is.FixVersions) > 0 || is.CustomFields["Text line"] != "kept" || !hub.Same(is.CustomFields["Many of"], []hub.Value{"linux"}) {
			t.Errorf("it is %+v", is)
		}
		told := 0
		for ch, err := range s.Connector.Changes(t.Context(), head) {
			if err != nil {
				t.Fatal(err)
			}
			if ch.Ref.ID == ref.ID {
				told++
			}
		}
		if told == 0 {
			t.Error("that it moved is not told")
		}
		move("alpha")
		if _, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Drop: hub.Issue{Components: []string{"Backend"}}}); err != nil {
			t.Fatal(err)
		}
		// Numbers of categories and versions are of the project that it was in.
		list, err := s.Connector.(tracker.Logger).Entries(t.Context(), ref, before.Log)
		if err != nil {
			t.Fatal(err)
		}
		var log []string
		for _, h := range list {
			log = append(log, fmt.Sprint(h.Field, " ", h.From, " ", h.To))
		}
		want := []string{
			"fixVersions/1.0 true <nil>", "project alpha beta", "project beta alpha", "components/Backend true <nil>",
		}
		if slices.Sort(log[:min(2, len(log))]); !slices.Equal(log, want) {
			t.Errorf("the log tells %q, want %q", log, want)
		}
		wantRefusal(t, func() error {
			_, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Project: "nope"}})
			return err
		}(), hub.Invalid, "project")
	})

	t.Run("people by name and login", func(t *testing.T) {
		s := open(t, syncKey, nil)
		ref := create(t, s, nil)
		for _, u := range []hub.User{{Name: "Dora Dev"}, {ID: "dev"}} {
			r, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Assignee: &u}})
			if err != nil || r.State.Assignee == nil || r.State.Assignee.ID != "6" {
				t.Errorf("%+v: %+v, %v", u, r.State, err)
			}
		}
		_, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Assignee: &hub.User{Name: "Nobody"}}})
		wantRefusal(t, err, hub.Invalid, "assignee")
	})

	t.Run("parents", func(t *testing.T) {
		s := open(t, syncKey, nil)
		parent, ref := create(t, s, nil), create(t, s, nil)
		if _, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Parent: &parent}}); err != nil {
			t.Fatal(err)
		}
		if is := get(t, s, ref); is.Parent == nil || is.Parent.ID != parent.ID {
			t.Errorf("the parent is %v", is.Parent)
		}
		_, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Parent: &hub.Ref{ID: "987654321"}}})
		wantRefusal(t, err, hub.Invalid, "parent")
		if _, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Cleared: []string{"parent"}}}); err != nil {
			t.Fatal(err)
		}
		if is := get(t, s, ref); is.Parent != nil {
			t.Errorf("the parent is still %v", is.Parent)
		}
	})

	t.Run("links of all types", func(t *testing.T) {
		s := open(t, syncKey, nil)
		c := s.Connector.(tracker.Linker)
		inverse := map[string]string{"blocks": "blocked by", "duplicates": "duplicated by", "precedes": "follows", "copied to": "copied from"}
		for a, b := range inverse {
			inverse[b] = a
		}
		for _, kind := range redmine.Spec.Habits.Links {
			from, to := create(t, s, nil), create(t, s, nil)
			for range 2 { // making one that is there is no error
				if _, err := c.AddLink(t.Context(), tracker.Write{Ref: from}, hub.Link{Type: kind, To: to}); err != nil {
					t.Errorf("%s: %v", kind, err)
				}
			}
			back := kind
			if b, ok := inverse[kind]; ok {
				back = b
			}
			if l := get(t, s, from).Links; len(l) != 1 || l[0].Type != kind || l[0].To.ID != to.ID {
				t.Errorf("%s: the links are %+v", kind, l)
			}
			if l := get(t, s, to).Links; len(l) != 1 || l[0].Type != back || l[0].To.ID != from.ID {
				t.Errorf("%s: at the other end the links are %+v", kind, l)
			}
		}
		ref := create(t, s, nil)
		_, err := c.AddLink(t.Context(), tracker.Write{Ref: ref}, hub.Link{Type: "depends", To: create(t, s, nil)})
		wantRefusal(t, err, hub.Invalid, "links")
	})

	t.Run("what a role may not", func(t *testing.T) {
		s := open(t, reporterKey, tracker.Settings{"mark_field": ""})
		ref := create(t, s, nil)
		c := s.Connector.(tracker.Commenter)
		_, err := c.AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: "not for all", Private: true})
		wantRefusal(t, err, hub.Denied, "comments")
		r, err := c.AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: "for all"})
		if err != nil {
			t.Fatal(err)
		}
		if l := get(t, s, ref).Comments; len(l) != 1 || l[0].ID != r.ID || l[0].Private {
			t.Errorf("the comments are %+v", l)
		}
		if _, err = c.EditComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{ID: r.ID, Body: "edited"}); hub.CodeOf(err) != hub.Denied {
			t.Errorf("edit a comment without the right: %v", err)
		}
		_, err = s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Summary: "changed"}})
		if code := hub.CodeOf(err); code != hub.Invalid && code != hub.Denied {
			t.Errorf("set without the right: %v", err)
		}
		if is := get(t, s, ref); is.Summary == "changed" {
			t.Errorf("changed all the same")
		}
	})

	t.Run("a status that no issue begins with", func(t *testing.T) {
		s := open(t, syncKey, nil)
		ref := create(t, s, func(is *hub.Issue) { is.Status = "Closed" })
		if is := get(t, s, ref); is.Status != "Closed" || is.Resolved.IsZero() {
			t.Errorf("the status is %s, resolved %v", is.Status, is.Resolved)
		}
		_, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, tracker.Patch{Fields: hub.Issue{Status: "closed"}})
		wantRefusal(t, err, hub.Invalid, "status")
	})

	t.Run("queries", func(t *testing.T) {
		s := open(t, syncKey, nil)
		redmine.ListAtMost(s.Connector, 2)
		one := fmt.Sprintf("q%d", 1)
		var refs []hub.Ref
		for range 5 {
			refs = append(refs, create(t, s, func(is *hub.Issue) {
				is.Assignee, is.Priority, is.Components = &hub.User{ID: "6"}, "Urgent", []string{"Frontend"}
				is.CustomFields = hub.Values{"Text line": one}
			}))
		}
		if _, err := s.Connector.Set(t.Context(), tracker.Write{Ref: refs[1]}, tracker.Patch{Fields: hub.Issue{Status: "Closed"}}); err != nil {
			t.Fatal(err)
		}
		since := url.QueryEscape(get(t, s, refs[0]).Created.Format(time.RFC3339))
		find := func(query string, only ...hub.Ref) (ids []string) {
			t.Helper()
			for ref, err := range s.Connector.Find(t.Context(), query, only...) {
				if err != nil {
					t.Fatalf("%s: %v", query, err)
				}
				ids = append(ids, ref.ID)
			}
			return ids
		}
		some := []string{refs[0].ID, refs[2].ID, refs[3].ID, refs[4].ID}
		all := []string{refs[0].ID, refs[1].ID, refs[2].ID, refs[3].ID, refs[4].ID}
		for _, q := range []struct {
			query string
			want  []string
		}{
			{"project=alpha&status=New|In Progress&priority=Urgent&created_on=>=" + since, some},
			{"project=alpha&category=Frontend&status=!Closed&created_on=>=" + since, some},
			{"project=Alpha&assignee=Dora Dev&author=me&created_on=>=" + since, all},
			{"assigned_to_id=6&tracker=Bug&created_on=>=" + since, all},
			{"issue_id=" + strings.Join(all, ",") + "&status_id=c", all[1:2]},
			{"issue_id=" + strings.Join(all, ","), all},
		} {
			if got := find(q.query); !slices.Equal(got, q.want) {
				t.Errorf("%s: found %v, want %v", q.query, got, q.want)
			}
			if got := find(q.query, refs[1], refs[0], hub.Ref{ID: "no id"}); len(got) > 2 || slices.Contains(got, refs[2].ID) {
				t.Errorf("%s, only two of them: found %v", q.query, got)
			}
		}
		if got := find("project=beta"); len(got) != 0 {
			t.Errorf("in a project that is not watched: %v", got)
		}
		for _, bad := range []string{
			"colour=blue", "status=Nope", "project=nope", "status_id=New", "issue_id=>=1", "status", "status=", "category=Backend",
			"cf.Nope=1", "status=New&status=Closed", "created_on=foo", "query_id=987654", "subject=%zz", "status=New&status_id=1",
		} {
			n := 0
			for ref, err := range s.Connector.Find(t.Context(), bad) {
				if n++; hub.CodeOf(err) != hub.Invalid {
					t.Errorf("%s: %v, %v", bad, ref, err)
				}
			}
			if n != 1 {
				t.Errorf("%s: %d answers, want one error", bad, n)
			}
		}
	})

	t.Run("many changes in one second", func(t *testing.T) {
		s := open(t, syncKey, nil)
		redmine.ListAtMost(s.Connector, 2)
		head, err := s.Connector.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for range 7 {
			want[create(t, s, nil).ID] = true
		}
		var last time.Time
		for ch, err := range s.Connector.Changes(t.Context(), head) {
			if err != nil {
				t.Fatal(err)
			}
			if ch.At.Before(last) {
				t.Errorf("%s is told after what came later", ch.Ref)
			}
			last = ch.At
			delete(want, ch.Ref.ID)
		}
		if len(want) > 0 {
			t.Errorf("not told of %v", want)
		}
	})

	t.Run("a project that is not there", func(t *testing.T) {
		s := open(t, syncKey, tracker.Settings{"projects": "alpha,nope"})
		for _, err := range s.Connector.Changes(t.Context(), "") {
			wantRefusal(t, err, hub.Invalid, "projects")
		}
	})

	t.Run("fields", func(t *testing.T) {
		for _, who := range []struct {
			name  string
			key   func() person
			whole string // type of the field "Whole"
		}{{"administrator", adminKey, "number"}, {"member", syncKey, "text"}} {
			t.Run(who.name, func(t *testing.T) {
				s := open(t, who.key, nil)
				list, err := s.Connector.(tracker.Schemer).Fields(t.Context(), "alpha", "Bug")
				if err != nil {
					t.Fatal(err)
				}
				got := map[string]tracker.Field{}
				for _, f := range list {
					got[f.ID] = f
				}
				if f := got["customFields.Whole"]; f.Type != who.whole {
					t.Errorf("Whole is %+v", f)
				}
				if f := got["components"]; !slices.Equal(f.Options, []string{"Backend", "Frontend"}) {
					t.Errorf("components are %+v", f)
				}
				if _, ok := got["customFields.Remote key"]; ok {
					t.Errorf("the field for marks is listed")
				}
			})
		}
	})
}
