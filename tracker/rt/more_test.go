package rt_test

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/rt"
	"github.com/entwine-sync/entwine/tracker/trackertest"
)

// What is RT's own and no part of the suite, on a real one if there is one and
// otherwise on what was recorded.

func open(t *testing.T, more tracker.Settings) trackertest.Subject {
	t.Helper()
	switch {
	case *record:
		return live(t, kept.Recorder(t), syncToken(), more)
	case os.Getenv("RT_URL") != "":
		return live(t, nil, syncToken(), more)
	}
	return replayed(t, more)
}

// byDev lets somebody do something at the tracker; in a recording it is done.
func byDev(t *testing.T, method, path string, in any) {
	t.Helper()
	if os.Getenv("RT_URL") == "" {
		return
	}
	if err := person(os.Getenv("RT_DEV_TOKEN")).call(method, path, in, nil); err != nil {
		t.Fatal(err)
	}
}

func create(t *testing.T, s trackertest.Subject, fill func(*hub.Issue)) hub.Ref {
	t.Helper()
	is := &hub.Issue{Project: "Alpha", Type: "ticket", Summary: "more: " + t.Name()}
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

func set(t *testing.T, s trackertest.Subject, ref hub.Ref, p tracker.Patch) error {
	t.Helper()
	_, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, p)
	return err
}

func mustSet(t *testing.T, s trackertest.Subject, ref hub.Ref, p tracker.Patch) {
	t.Helper()
	if err := set(t, s, ref, p); err != nil {
		t.Fatal(err)
	}
}

func fieldPatch(field string, v hub.Value) tracker.Patch {
	var p tracker.Patch
	if v == nil {
		p.Fields.Clear(field)
	} else {
		p.Fields.Set(hub.PartOf(field, ""), v)
	}
	return p
}

func wantRefusal(t *testing.T, err error, code hub.Code, field string) {
	t.Helper()
	var e *hub.Error
	if !errors.As(err, &e) || e.Code != code || e.Field != field {
		t.Errorf("got %v in %q, want %s in %q", err, hub.AsError(err), code, field)
	}
}

func entries(t *testing.T, s trackertest.Subject, ref hub.Ref, after string) []hub.HistoryItem {
	t.Helper()
	list, err := s.Connector.(tracker.Logger).Entries(t.Context(), ref, after)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// mails counts what RT has sent.
func mails(t *testing.T) int {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(os.Getenv("RT_MAIL_DIR"), "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func TestMore(t *testing.T) {
	t.Run("over several steps to a status", func(t *testing.T) {
		for name, more := range map[string]tracker.Settings{
			"found out": nil,
			"described": {"lifecycles": "bugs: reported > confirmed, wontfix; confirmed > in progress, wontfix\nin progress > review, confirmed; review > fixed, in progress; fixed > confirmed; wontfix > reported"},
		} {
			t.Run(name, func(t *testing.T) {
				s := open(t, more)
				ref := create(t, s, func(is *hub.Issue) { is.Project = "Beta" })
				is := get(t, s, ref)
				if is.Status != "reported" {
					t.Fatalf("a new ticket is %s", is.Status)
				}
				start := is.Log
				for _, to := range []string{"fixed", "review", "wontfix", "wontfix", "in progress"} {
					r, err := s.Connector.Set(t.Context(), tracker.Write{Ref: ref}, fieldPatch("status", to))
					if err != nil {
						t.Fatalf("to %s: %v", to, err)
					}
					if is = get(t, s, ref); is.Status != to || is.Rev != r.Rev {
						t.Errorf("shows %s at %s, want %s at %s", is.Status, is.Rev, to, r.Rev)
					}
				}
				var way []string
				for _, h := range entries(t, s, ref, start) {
					if h.Field == "status" {
						way = append(way, fmt.Sprint(h.To))
					}
				}
				want := "confirmed, in progress, review, fixed, confirmed, in progress, review, fixed, confirmed, wontfix, reported, confirmed, in progress"
				if got := strings.Join(way, ", "); got != want {
					t.Errorf("went %s\nwant %s", got, want)
				}
				for _, bad := range []string{"nonsense", "new", "deleted"} {
					wantRefusal(t, set(t, s, ref, fieldPatch("status", bad)), hub.Invalid, "status")
				}
				if is = get(t, s, ref); is.Status != "in progress" {
					t.Errorf("refused, and left in %s", is.Status)
				}
			})
		}
	})

	t.Run("a new ticket with a status of its own", func(t *testing.T) {
		s := open(t, nil)
		ref := create(t, s, func(is *hub.Issue) { is.Project, is.Status = "Beta", "in progress" })
		if is := get(t, s, ref); is.Status != "in progress" {
			t.Errorf("the status is %s", is.Status)
		}
	})

	t.Run("replies where mail is allowed", func(t *testing.T) {
		s := open(t, tracker.Settings{"correspond": "yes"})
		ref := create(t, s, func(is *hub.Issue) { is.Reporter = &hub.User{ID: "customer"} })
		before := mails(t)
		c := s.Connector.(tracker.Commenter)
		for _, private := range []bool{true, false} {
			r, err := c.AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: fmt.Sprintf("<p>private %v</p>", private), Private: private})
			if err != nil {
				t.Fatal(err)
			}
			is := get(t, s, ref)
			last := is.Comments[len(is.Comments)-1]
			if last.ID != r.ID || last.Private != private || is.Rev != r.Rev {
				t.Errorf("the comment is %+v, the receipt %+v", last, r)
			}
			want := s.Connector.Canon("comments", map[string]hub.Value{"body": last.Body, "private": private})
			if got := is.Get(hub.PartOf("comments", r.ID)); !hub.Same(got, want) {
				t.Errorf("shows %v, want %v", got, want)
			}
			if sent := mails(t) - before; os.Getenv("RT_MAIL_DIR") != "" && (sent > 0) == private {
				t.Errorf("after a comment that is private %v there are %d mails more", private, sent)
			}
		}
	})

	t.Run("no mail where it is not allowed", func(t *testing.T) {
		s := open(t, nil)
		before := mails(t)
		ref := create(t, s, func(is *hub.Issue) {
			is.Reporter, is.Watchers = &hub.User{ID: "customer"}, []hub.User{{ID: "dev"}, {Email: "somebody@example.invalid"}}
		})
		r, err := s.Connector.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: "for all"})
		if err != nil {
			t.Fatal(err)
		}
		is := get(t, s, ref)
		if is.Reporter == nil || is.Reporter.ID != "customer" || is.Reporter.Email != "customer@rt.invalid" || len(is.Watchers) != 2 {
			t.Errorf("requestor %+v, watchers %+v", is.Reporter, is.Watchers)
		}
		if l := is.Comments; len(l) != 1 || l[0].ID != r.ID || !l[0].Private {
			t.Errorf("the comments are %+v", l)
		}
		if got := mails(t); got != before {
			t.Errorf("%d mails were sent", got-before)
		}
	})

	t.Run("custom fields", func(t *testing.T) {
		s := open(t, nil)
		ref := create(t, s, nil)
		values := hub.Values{}
		var p tracker.Patch
		for field, v := range s.Values {
			if name, ok := strings.CutPrefix(field, "customFields."); ok {
				values[name] = v[0]
				p.Fields.Set(hub.PartOf(field, ""), v[0])
			}
		}
		start := get(t, s, ref).Log
		mustSet(t, s, ref, p)
		is := get(t, s, ref)
		for name, v := range values {
			if want := s.Connector.Canon("customFields."+name, v); !hub.Same(is.CustomFields[name], want) {
				t.Errorf("%s shows %#v, want %#v", name, is.CustomFields[name], want)
			}
		}
		last := map[string]hub.Value{}
		for _, h := range entries(t, s, ref, start) {
			last[h.Field] = h.To
		}
		for name, v := range values {
			if field := "customFields." + name; !hub.Same(last[field], s.Connector.Canon(field, v)) {
				t.Errorf("the log has %#v of %s", last[field], name)
			}
		}
		start = is.Log
		p = fieldPatch("customFields.Many of", []hub.Value{"macos", "linux"})
		for name := range values {
			if name != "Many of" {
				p.Fields.Clear("customFields." + name)
			}
		}
		mustSet(t, s, ref, p)
		if is = get(t, s, ref); len(is.CustomFields) != 1 || !hub.Same(is.CustomFields["Many of"], hub.Value([]hub.Value{"linux", "macos"})) {
			t.Errorf("left are %v", is.CustomFields)
		}
		var many []hub.HistoryItem
		for _, h := range entries(t, s, ref, start) {
			if h.Field == "customFields.Many of" {
				many = append(many, h)
			}
		}
		if len(many) != 2 || !hub.Same(many[0].From, hub.Value([]hub.Value{"linux", "windows"})) || !hub.Same(many[1].To, hub.Value([]hub.Value{"linux", "macos"})) {
			t.Errorf("the log of the list is %+v", many)
		}
		refused := hub.Values{
			"Day": "today", "Moment": "2024-01-01", "Address": "999.1.1.1", "One of": "purple", "Many of": "linux", "Text line": []hub.Value{"a"},
			"Picture": "x", "Document": []hub.Value{"x"}, "Remote key": "ours", "No such": "x", "Combo": true,
		}
		for _, name := range slices.Sorted(maps.Keys(refused)) {
			p := fieldPatch("customFields."+name, refused[name])
			p.Fields.Summary = "half"
			wantRefusal(t, set(t, s, ref, p), hub.Invalid, "customFields."+name)
		}
		if is = get(t, s, ref); is.Summary == "half" {
			t.Errorf("refused, and half of it written")
		}
	})

	t.Run("files in fields are shown by name", func(t *testing.T) {
		s := open(t, nil)
		ref := create(t, s, nil)
		byDev(t, "PUT", "/ticket/"+ref.ID, map[string]any{"CustomFields": map[string]any{
			"Picture":  map[string]any{"FileName": "p.png", "FileType": "image/png", "FileContent": "aGFsbG8="},
			"Document": []any{map[string]any{"FileName": "d.bin", "FileType": "application/x-d", "FileContent": "aGFsbG8="}},
		}})
		is := get(t, s, ref)
		if is.CustomFields["Picture"] != "p.png" || !hub.Same(is.CustomFields["Document"], hub.Value([]hub.Value{"d.bin"})) {
			t.Errorf("shows %v", is.CustomFields)
		}
	})

	t.Run("people", func(t *testing.T) {
		s := open(t, nil)
		ref := create(t, s, nil)
		for _, u := range []hub.User{{Name: "Dora Dev"}, {Email: "DEV@rt.invalid"}, {ID: "dev"}} {
			mustSet(t, s, ref, fieldPatch("assignee", nil))
			mustSet(t, s, ref, fieldPatch("assignee", u))
			if a := get(t, s, ref).Assignee; a == nil || a.ID != "dev" || a.Name != "Dora Dev" {
				t.Errorf("%+v: the owner is %+v", u, a)
			}
		}
		for _, u := range []hub.User{{Name: "No One Such"}, {ID: "Nobody"}, {ID: "customer"}} {
			wantRefusal(t, set(t, s, ref, fieldPatch("assignee", u)), hub.Invalid, "assignee")
		}
		customer, dev := hub.User{ID: "customer"}, hub.User{ID: "dev"}
		mustSet(t, s, ref, fieldPatch("extra.requestors", []hub.Value{dev, customer}))
		is := get(t, s, ref)
		if !hub.Same(is.Extra["requestors"], hub.Value([]hub.Value{customer, dev})) || is.Reporter == nil {
			t.Errorf("the requestors are %v, the reporter %v", is.Extra["requestors"], is.Reporter)
		}
		wantRefusal(t, set(t, s, ref, fieldPatch("reporter", hub.User{ID: "sync"})), hub.Invalid, "reporter")
		start := is.Log
		mustSet(t, s, ref, tracker.Patch{Add: hub.Issue{Watchers: []hub.User{customer}}})
		mustSet(t, s, ref, fieldPatch("extra.adminCc", []hub.Value{dev}))
		mustSet(t, s, ref, fieldPatch("watchers", nil))
		is = get(t, s, ref)
		if len(is.Watchers) != 0 || !hub.Same(is.Extra["adminCc"], hub.Value([]hub.Value{dev})) {
			t.Errorf("watchers %v, adminCc %v", is.Watchers, is.Extra["adminCc"])
		}
		var log []string
		for _, h := range entries(t, s, ref, start) {
			log = append(log, fmt.Sprint(h.Field, " ", h.From, " ", h.To))
		}
		want := []string{"watchers/customer <nil> true", "extra.adminCc <nil> [{dev  }]", "watchers/customer true <nil>"}
		if !slices.Equal(log, want) {
			t.Errorf("the log is %q, want %q", log, want)
		}
	})

	t.Run("parents", func(t *testing.T) {
		s := open(t, nil)
		one, two := create(t, s, nil), create(t, s, nil)
		ref := create(t, s, func(is *hub.Issue) { is.Parent = &one })
		start := get(t, s, ref)
		if start.Parent == nil || start.Parent.ID != one.ID {
			t.Fatalf("made with the parent %v", start.Parent)
		}
		mustSet(t, s, ref, tracker.Patch{Fields: hub.Issue{Parent: &two}})
		if is := get(t, s, ref); is.Parent == nil || is.Parent.ID != two.ID || len(is.Links) != 0 {
			t.Errorf("the parent is %v, links %v", is.Parent, is.Links)
		}
		for _, bad := range []string{"987654321", ref.ID, "x"} {
			wantRefusal(t, set(t, s, ref, tracker.Patch{Fields: hub.Issue{Parent: &hub.Ref{ID: bad}}}), hub.Invalid, "parent")
		}
		mustSet(t, s, ref, fieldPatch("parent", nil))
		if is := get(t, s, ref); is.Parent != nil {
			t.Errorf("the parent is still %v", is.Parent)
		}
		list := entries(t, s, ref, start.Log)
		if l := len(list); l < 2 || list[l-1].Field != "parent" || list[l-1].To != nil || !hub.Same(list[l-1].From, hub.Value(map[string]hub.Value{"id": two.ID})) {
			t.Errorf("the log is %+v", list)
		}
	})

	t.Run("links of all types", func(t *testing.T) {
		s := open(t, nil)
		c := s.Connector.(tracker.Linker)
		inverse := map[string]string{"blocks": "blocked by", "blocked by": "blocks", "relates": "relates"}
		for _, kind := range rt.Spec.Habits.Links {
			from, to := create(t, s, nil), create(t, s, nil)
			for range 2 { // making one that is there is no error
				if _, err := c.AddLink(t.Context(), tracker.Write{Ref: from}, hub.Link{Type: kind, To: to}); err != nil {
					t.Errorf("%s: %v", kind, err)
				}
			}
			// In both directions it is still one to us.
			if kind == "relates" {
				byDev(t, "PUT", "/ticket/"+to.ID, map[string]any{"AddRefersTo": from.ID})
			}
			if l := get(t, s, from).Links; len(l) != 1 || l[0].Type != kind || l[0].To.ID != to.ID {
				t.Errorf("%s: the links are %+v", kind, l)
			}
			if l := get(t, s, to).Links; len(l) != 1 || l[0].Type != inverse[kind] || l[0].To.ID != from.ID {
				t.Errorf("%s: at the other end the links are %+v", kind, l)
			}
			if _, err := c.DropLink(t.Context(), tracker.Write{Ref: to}, hub.Link{Type: inverse[kind], To: from}); err != nil {
				t.Errorf("%s: %v", kind, err)
			}
			if l := get(t, s, from).Links; len(l) != 0 {
				t.Errorf("%s: left are %+v", kind, l)
			}
		}
		ref := create(t, s, nil)
		for _, bad := range []hub.Link{{Type: "duplicates", To: ref}, {Type: "relates", URL: "17"}, {Type: "relates", To: ref}, {Type: "relates", To: hub.Ref{ID: "x"}}} {
			_, err := c.AddLink(t.Context(), tracker.Write{Ref: ref}, bad)
			wantRefusal(t, err, hub.Invalid, "links")
		}
		web := hub.Link{Type: "relates", URL: "https://example.org/a?b=c#d"}
		if _, err := c.AddLink(t.Context(), tracker.Write{Ref: ref}, web); err != nil {
			t.Fatal(err)
		}
		if _, err := c.DropLink(t.Context(), tracker.Write{Ref: ref}, get(t, s, ref).Links[0]); err != nil {
			t.Fatal(err)
		}
	})

	t.Run("several fields, one of them refused", func(t *testing.T) {
		s := open(t, nil)
		ref := create(t, s, nil)
		p := fieldPatch("assignee", hub.User{ID: "customer"})
		p.Fields.Summary = "written all the same"
		wantRefusal(t, set(t, s, ref, p), hub.Invalid, "assignee")
		other := create(t, s, nil)
		if _, err := s.Connector.(tracker.Linker).AddLink(t.Context(), tracker.Write{Ref: ref}, hub.Link{Type: "blocked by", To: other}); err != nil {
			t.Fatal(err)
		}
		err := set(t, s, ref, fieldPatch("status", "resolved"))
		wantRefusal(t, err, hub.Invalid, "status")
		if !strings.Contains(fmt.Sprint(err), "dependencies") {
			t.Errorf("the reason is lost: %v", err)
		}
	})

	t.Run("texts by mail", func(t *testing.T) {
		s := open(t, nil)
		ref := create(t, s, func(is *hub.Issue) { is.Description = "<p>kept <b>as</b> it is</p>\n" })
		byDev(t, "POST", "/ticket/"+ref.ID+"/comment", map[string]any{"Content": "a < b & c\n  two\n\nthree", "ContentType": "text/plain"})
		byDev(t, "POST", "/ticket/"+ref.ID+"/comment", map[string]any{
			"Content": "with a file", "ContentType": "text/html", "TimeTaken": "7",
			"Attachments": []any{map[string]any{"FileName": "a b.txt", "FileType": "text/plain", "FileContent": "aGFsbG8="}},
		})
		is := get(t, s, ref)
		if is.Description != "<p>kept <b>as</b> it is</p>\n" {
			t.Errorf("the description is %q", is.Description)
		}
		if l := is.Comments; len(l) != 2 || l[0].Body != "<p>a &lt; b &amp; c<br>\n&nbsp; two</p>\n<p>three</p>" || l[1].Body != "with a file" || l[1].Author.Name != "Dora Dev" {
			t.Errorf("the comments are %+v", l)
		}
		if l := is.WorkLogs; len(l) != 1 || l[0].Seconds != 420 || l[0].Text != "" || l[0].ID != is.Comments[1].ID || is.Spent == nil || *is.Spent != 420 {
			t.Errorf("the work logs are %+v", l)
		}
		if l := is.Attachments; len(l) != 1 || l[0].Name != "a b.txt" || l[0].Size != 5 || l[0].Author == nil || l[0].Author.ID != "dev" {
			t.Fatalf("the attachments are %+v", l)
		}
		r, err := s.Connector.(tracker.Attacher).OpenAttachment(t.Context(), ref, is.Attachments[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Close() }()
		if b, err := io.ReadAll(r); string(b) != "hallo" || err != nil {
			t.Errorf("the file is %q, %v", b, err)
		}
	})

	t.Run("queries", func(t *testing.T) {
		s := open(t, nil)
		rt.ListAtMost(s.Connector, 2)
		var refs []hub.Ref
		for range 5 {
			refs = append(refs, create(t, s, func(is *hub.Issue) { is.CustomFields = hub.Values{"Text line": "o'q\\1"} }))
		}
		mustSet(t, s, refs[1], fieldPatch("status", "resolved"))
		since := " AND id >= " + refs[0].ID
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
			{`'CF.{Text line}' = 'o\'q\\1' AND Status = 'new'` + since, some},
			{`Queue = 'Alpha' AND Status = 'resolved'` + since, all[1:2]},
			{`Status = 'open' OR Status = 'new' OR Status = 'resolved'`, nil},
			{`Owner = 'Nobody'` + since, all},
		} {
			if got := find(q.query); q.want != nil && !slices.Equal(got, q.want) {
				t.Errorf("%s: found %v, want %v", q.query, got, q.want)
			}
			if got := find(q.query, refs[1], refs[0], hub.Ref{ID: "no id"}); len(got) > 2 || slices.Contains(got, refs[2].ID) {
				t.Errorf("%s, only two of them: found %v", q.query, got)
			}
		}
		if got := find("Queue = 'General'"); len(got) != 0 {
			t.Errorf("in a queue that is not watched: %v", got)
		}
		for _, bad := range []string{"colour = 'blue'", "Subject LIKE", "(Subject = 'x'", "Subject = 'x') OR (id > 0"} {
			n := 0
			for ref, err := range s.Connector.Find(t.Context(), bad) {
				if n++; hub.CodeOf(err) != hub.Invalid && n == 1 && bad != "Subject = 'x') OR (id > 0" {
					t.Errorf("%s: %v, %v", bad, ref, err)
				}
				if n > 1 {
					break
				}
			}
		}
	})

	t.Run("many changes", func(t *testing.T) {
		s := open(t, nil)
		rt.ListAtMost(s.Connector, 3)
		head, err := s.Connector.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		var one hub.Ref
		for range 5 {
			one = create(t, s, func(is *hub.Issue) { is.Assignee = &hub.User{ID: "dev"} })
			want[one.ID] = true
		}
		var cursors []tracker.Cursor
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
			cursors = append(cursors, ch.Next)
		}
		if len(want) > 0 || len(cursors) < 5 {
			t.Fatalf("not told of %v in %d changes", want, len(cursors))
		}
		for ch, err := range s.Connector.Changes(t.Context(), cursors[len(cursors)-1]) {
			t.Errorf("told again: %+v, %v", ch, err)
		}
		mustSet(t, s, one, fieldPatch("summary", "once more"))
		n := 0
		for ch, err := range s.Connector.Changes(t.Context(), cursors[len(cursors)-1]) {
			if n++; err != nil || ch.Ref.ID != one.ID || ch.By != "sync" {
				t.Errorf("told %+v, %v", ch, err)
			}
		}
		if n != 1 {
			t.Errorf("%d changes, want one", n)
		}
	})

	t.Run("deleted and back", func(t *testing.T) {
		s := open(t, nil)
		ref := create(t, s, nil)
		head, err := s.Connector.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tell := func() (l []tracker.Change) {
			t.Helper()
			for ch, err := range s.Connector.Changes(t.Context(), head) {
				if err != nil {
					t.Fatal(err)
				}
				if head = ch.Next; ch.Ref.ID == ref.ID {
					l = append(l, ch)
				}
			}
			return l
		}
		byDev(t, "DELETE", "/ticket/"+ref.ID, nil)
		if l := tell(); len(l) != 1 || !l[0].Deleted || l[0].By != "dev" {
			t.Errorf("told %+v", l)
		}
		if err := set(t, s, ref, fieldPatch("summary", "x")); hub.CodeOf(err) != hub.NotFound {
			t.Errorf("set on a deleted ticket: %v", err)
		}
		byDev(t, "PUT", "/ticket/"+ref.ID, map[string]any{"Status": "open"})
		if l := tell(); len(l) != 1 || l[0].Deleted {
			t.Errorf("told %+v", l)
		}
		if is := get(t, s, ref); is.Status != "open" {
			t.Errorf("the status is %s", is.Status)
		}
	})

	t.Run("moved to another queue", func(t *testing.T) {
		s := open(t, tracker.Settings{"queues": "Beta"})
		ref := create(t, s, func(is *hub.Issue) { is.Project = "" })
		if is := get(t, s, ref); is.Project != "Beta" {
			t.Fatalf("made in %s", is.Project)
		}
		head, err := s.Connector.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		mustSet(t, s, ref, fieldPatch("project", "Alpha"))
		is := get(t, s, ref)
		if is.Project != "Alpha" || is.Status != "new" {
			t.Errorf("it is %s in %s", is.Status, is.Project)
		}
		told := 0
		for ch, err := range s.Connector.Changes(t.Context(), head) {
			if told++; err != nil || ch.Ref.ID != ref.ID {
				t.Errorf("told %+v, %v", ch, err)
			}
		}
		if told != 1 {
			t.Errorf("%d changes are told", told)
		}
		for _, bad := range []string{"General", "alpha", "nope"} {
			wantRefusal(t, set(t, s, ref, fieldPatch("project", bad)), hub.Invalid, "project")
		}
	})

	t.Run("a queue that is not there", func(t *testing.T) {
		s := open(t, tracker.Settings{"queues": "Alpha, nope"})
		for _, err := range s.Connector.Changes(t.Context(), "") {
			wantRefusal(t, err, hub.Invalid, "queues")
		}
	})

	t.Run("priorities", func(t *testing.T) {
		s := open(t, tracker.Settings{"priorities": "idle=0, usual=20, soon = 80"})
		ref := create(t, s, func(is *hub.Issue) { is.Priority = "soon" })
		for _, p := range []string{"usual", "idle", "7", "81"} {
			mustSet(t, s, ref, fieldPatch("priority", p))
			if got := get(t, s, ref).Priority; got != p {
				t.Errorf("shows %q, want %q", got, p)
			}
		}
		for _, bad := range []string{"20", "High", "1.5", "-1", "99999999999"} {
			wantRefusal(t, set(t, s, ref, fieldPatch("priority", bad)), hub.Invalid, "priority")
		}
	})

	t.Run("fields", func(t *testing.T) {
		s := open(t, nil)
		create(t, s, nil)
		list, err := s.Connector.(tracker.Schemer).Fields(t.Context(), "Alpha", "")
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]tracker.Field{}
		for _, f := range list {
			got[f.ID] = f
		}
		if f := got["customFields.One of"]; f.Type != "option" || !slices.Equal(f.Options, []string{"blue", "green", "red"}) {
			t.Errorf("One of is %+v", f)
		}
		if f := got["customFields.Many of"]; f.Type != "options" {
			t.Errorf("Many of is %+v", f)
		}
		if f := got["status"]; !slices.Contains(f.Options, "new") || !slices.Contains(f.Options, "resolved") {
			t.Errorf("status is %+v", f)
		}
		if _, ok := got["customFields.Remote key"]; ok {
			t.Errorf("the field for marks is listed")
		}
	})
}
