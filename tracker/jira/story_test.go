package jira_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// each runs a test on some dialects, or all.
func each(t *testing.T, run func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector), of ...sim.Dialect) {
	t.Helper()
	if of == nil {
		of = sim.Dialects
	}
	for _, d := range of {
		t.Run(string(d), func(t *testing.T) {
			b := newBench(t, d)
			run(t, d, b, b.open(nil))
		})
	}
}

func newIssue(t *testing.T, c tracker.Connector, fill func(*hub.Issue)) hub.Ref {
	t.Helper()
	is := &hub.Issue{Project: "ACME", Type: "Task", Summary: t.Name()}
	if fill != nil {
		fill(is)
	}
	r, err := c.Create(t.Context(), tracker.Write{}, is)
	if err != nil {
		t.Fatal("create:", err)
	}
	return r.Ref
}

func get(t *testing.T, c tracker.Connector, ref hub.Ref) *hub.Issue {
	t.Helper()
	is, err := c.Get(t.Context(), ref)
	if err != nil {
		t.Fatal("get:", err)
	}
	return is
}

func set(c tracker.Connector, ref hub.Ref, fill func(*tracker.Patch)) error {
	var p tracker.Patch
	fill(&p)
	_, err := c.Set(context.Background(), tracker.Write{Ref: ref}, p)
	return err
}

func code(err error) hub.Code { return hub.CodeOf(err) }

// A comment at a service desk is internal unless Jira says that customers see it.
func TestServiceDesk(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		b.site.Turn(func(k *sim.Knobs) { k.Desk = true })
		ref := newIssue(t, c, nil)
		cm := c.(tracker.Commenter)
		for _, private := range []bool{true, false} {
			r, err := cm.AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: fmt.Sprint("private: ", private), Private: private})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := cm.EditComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{ID: r.ID, Body: fmt.Sprint("edited, private: ", private), Private: private}); err != nil {
				t.Fatal(err)
			}
		}
		look := func() {
			t.Helper()
			is := get(t, c, ref)
			if len(is.Comments) != 2 || !is.Comments[0].Private || is.Comments[1].Private {
				t.Errorf("the comments are %+v, want an internal one and a public one", is.Comments)
			}
		}
		look()
		b.site.Turn(func(k *sim.Knobs) { k.NoDeskFlag = true }) // then the property says
		look()
		b.site.Turn(func(k *sim.Knobs) { k.NoTypeFlag = true }) // and the project itself
		look()
		c = b.open(nil)
		look()
		if err := b.site.Person("dev").Comment(ref.ID, "by hand, and nothing says for whom"); err != nil {
			t.Fatal(err)
		}
		if l := get(t, c, ref).Comments; len(l) != 3 || !l[2].Private {
			t.Errorf("a comment of which nobody knows who may see it is told as public: %+v", l)
		}
	}, sim.Cloud, sim.DC10, sim.Server8, sim.Server7)
}

// Without a role that may see them private comments are refused, not shown to all.
func TestPrivateCommentWithoutRole(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, _ tracker.Connector) {
		for setting, want := range map[string]hub.Code{"": hub.Invalid, "No such role": hub.Invalid} {
			c := b.open(tracker.Settings{"internal_role": setting})
			ref := newIssue(t, c, nil)
			_, err := c.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: "only for us", Private: true})
			var he *hub.Error
			if !errors.As(err, &he) || he.Code != want || he.Field != "comments" {
				t.Errorf("role %q: %v, want %s", setting, err, want)
			}
			if l := get(t, c, ref).Comments; len(l) != 0 {
				t.Errorf("role %q: written all the same: %+v", setting, l)
			}
		}
	})
}

// What an issue comes without is read in pages.
func TestCutOff(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		var said []string
		for i := range 5 {
			said = append(said, fmt.Sprint("remark ", i))
			if err := b.site.Person("dev").Comment(ref.ID, said[i]); err != nil {
				t.Fatal(err)
			}
			_, err := c.(tracker.WorkLogger).AddWorkLog(t.Context(), tracker.Write{Ref: ref}, hub.WorkLog{Seconds: 3600, Started: start, Text: said[i]})
			if err != nil {
				t.Fatal(err)
			}
		}
		b.site.Turn(func(k *sim.Knobs) { k.Embedded = 2 })
		is := get(t, c, ref)
		var bodies, logs []string
		for _, cm := range is.Comments {
			bodies = append(bodies, cm.Body)
		}
		for _, l := range is.WorkLogs {
			logs = append(logs, l.Text)
		}
		if !slices.Equal(bodies, said) || !slices.Equal(logs, said) {
			t.Errorf("comments %q, work logs %q, want %q", bodies, logs, said)
		}
		if is.Spent == nil || *is.Spent != 5*3600 {
			t.Errorf("spent is %v", is.Spent)
		}
	})
}

// The log of an issue is read whole, however much of it comes with the issue.
func TestLongLog(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		for i := range 120 {
			if err := b.site.Person("dev").Edit(ref.ID, map[string]any{"fields": map[string]any{"summary": fmt.Sprint("summary ", i)}}); err != nil {
				t.Fatal(err)
			}
		}
		l, err := c.(tracker.Logger).Entries(t.Context(), ref, "")
		if err != nil || len(l) != 120 || l[119].To != "summary 119" || l[0].To != "summary 0" {
			t.Fatalf("%d entries, want 120: %v", len(l), err)
		}
		if is := get(t, c, ref); is.Log != l[119].ID {
			t.Errorf("the issue shows entry %s, the newest is %s", is.Log, l[119].ID)
		}
	}, sim.Cloud, sim.DC10)
}

// A create whose answer is lost is found again by its mark.
func TestLostAnswer(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		mark := hub.EndKey{Pair: "p1", Side: hub.Initiator}.Mark()
		newIssue(t, c, nil) // the connector has learnt where it is
		b.site.Turn(func(k *sim.Knobs) { k.Lost = 1 })
		_, err := c.Create(t.Context(), tracker.Write{Mark: mark}, &hub.Issue{Project: "ACME", Type: "Task", Summary: "lost", Labels: []string{"kept"}})
		if code(err) != hub.Unreachable {
			t.Fatalf("a lost answer is told as %v", err)
		}
		for i := range 150 {
			newIssue(t, c, func(is *hub.Issue) { is.Summary = fmt.Sprint("another ", i) })
		}
		ref, err := c.(tracker.Marker).FindMarked(t.Context(), mark)
		if err != nil {
			t.Fatal(err)
		}
		if is := get(t, c, ref); is.Summary != "lost" || is.Mark != mark || !slices.Equal(is.Labels, []string{"kept"}) {
			t.Errorf("found is %+v", is)
		}
	})
}

// An account that is locked out is not hammered: the tracker stands still.
func TestCaptcha(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		b.site.Turn(func(k *sim.Knobs) { k.Captcha = true })
		_, err := c.Check(t.Context())
		e := hub.AsError(err)
		if e == nil || e.Code != hub.Denied || e.Scope != hub.ScopeTracker || !strings.Contains(e.Message, "log in once by hand") {
			t.Errorf("%v", err)
		}
	}, sim.DC10, sim.Server6)
}

func TestWrongCredentials(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, _ tracker.Connector) {
		_, err := b.open(tracker.Settings{"token": "wrong"}).Check(t.Context())
		if e := hub.AsError(err); e == nil || e.Code != hub.Denied || e.Scope != hub.ScopeTracker {
			t.Errorf("%v", err)
		}
	})
}

// A personal access token needs no name, where the version has them.
func TestAccessToken(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, _ tracker.Connector) {
		u, err := b.open(tracker.Settings{"user": "", "token": "dev-token"}).Check(t.Context())
		if err != nil || u.ID != b.site.Person("dev").ID() {
			t.Errorf("%+v, %v", u, err)
		}
	}, sim.DC10)
}

func TestRateLimit(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		b.site.Advance(time.Minute)
		b.site.Turn(func(k *sim.Knobs) { k.Limit = 2 })
		var err error
		for range 5 {
			if _, err = c.Get(t.Context(), ref); err != nil {
				break
			}
		}
		e := hub.AsError(err)
		if e == nil || e.Code != hub.Busy || e.RetryIn != time.Second {
			t.Errorf("%+v", e)
		}
	}, sim.Cloud, sim.DC10)
}

// A status further off is reached over others, and a resolution goes with the
// transition whose screen has it.
func TestStatus(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		if err := set(c, ref, func(p *tracker.Patch) { p.Fields.Status, p.Fields.Resolution = "Done", "Duplicate" }); err != nil {
			t.Fatal(err)
		}
		if is := get(t, c, ref); is.Status != "Done" || is.Resolution != "Duplicate" || is.Resolved.IsZero() {
			t.Errorf("status %q, resolution %q of %v", is.Status, is.Resolution, is.Resolved)
		}
		err := set(c, ref, func(p *tracker.Patch) { p.Fields.Status = "No such status" })
		if e := hub.AsError(err); e == nil || e.Code != hub.Invalid || e.Field != "status" {
			t.Errorf("%v", err)
		}
		err = set(c, ref, func(p *tracker.Patch) { p.Fields.Resolution = "Done" })
		if e := hub.AsError(err); e == nil || e.Code != hub.Invalid || e.Field != "resolution" {
			t.Errorf("%v", err)
		}
		if is := get(t, c, newIssue(t, c, func(is *hub.Issue) { is.Status = "In Review" })); is.Status != "In Review" {
			t.Errorf("a new issue is %q", is.Status)
		}
	})
}

// Once the workflow was walked through, no more is asked than is needed.
func TestStatusCalls(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		first, second := newIssue(t, c, nil), newIssue(t, c, nil)
		for _, ref := range []hub.Ref{first, second} {
			before := b.site.Calls()["POST /issue/{key}/transitions"]
			if err := set(c, ref, func(p *tracker.Patch) { p.Fields.Status = "Done" }); err != nil {
				t.Fatal(err)
			}
			if n := b.site.Calls()["POST /issue/{key}/transitions"] - before; n != 3 && ref == second {
				t.Errorf("%d transitions for a way of three", n)
			}
		}
	})
}

func TestParents(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		epic := newIssue(t, c, func(is *hub.Issue) { is.Type, is.Summary = "Epic", "An epic" })
		story := newIssue(t, c, func(is *hub.Issue) { is.Type, is.Parent = "Story", &epic })
		sub := newIssue(t, c, func(is *hub.Issue) { is.Type, is.Parent = "Sub-task", &story })
		for _, e := range []struct{ child, parent hub.Ref }{{story, epic}, {sub, story}} {
			if is := get(t, c, e.child); is.Parent == nil || is.Parent.ID != e.parent.ID || is.Parent.Key != e.parent.Key {
				t.Errorf("the parent of %s is %+v, want %s", e.child.Key, is.Parent, e.parent.Key)
			}
		}
		if err := set(c, story, func(p *tracker.Patch) { p.Fields.Clear("parent") }); err != nil {
			t.Fatal(err)
		}
		if is := get(t, c, story); is.Parent != nil {
			t.Errorf("the parent is still %+v", is.Parent)
		}
	})
}

func TestSprints(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, func(is *hub.Issue) { is.Sprints = []string{"ACME Sprint 1"} })
		if is := get(t, c, ref); !slices.Equal(is.Sprints, []string{"ACME Sprint 1"}) {
			t.Fatalf("sprints %q", is.Sprints)
		}
		err := set(c, ref, func(p *tracker.Patch) {
			p.Add.Sprints, p.Drop.Sprints = []string{"ACME Sprint 2"}, []string{"ACME Sprint 1"}
		})
		if err != nil {
			t.Fatal(err)
		}
		if is := get(t, c, ref); !slices.Equal(is.Sprints, []string{"ACME Sprint 2"}) {
			t.Errorf("sprints %q", is.Sprints)
		}
		if err := set(c, ref, func(p *tracker.Patch) { p.Drop.Sprints = []string{"ACME Sprint 2"} }); err != nil {
			t.Fatal(err)
		}
		if is := get(t, c, ref); len(is.Sprints) != 0 {
			t.Errorf("sprints %q", is.Sprints)
		}
		err = set(c, ref, func(p *tracker.Patch) { p.Add.Sprints = []string{"No such sprint"} })
		if e := hub.AsError(err); e == nil || e.Code != hub.Invalid || e.Field != "sprints" {
			t.Errorf("%v", err)
		}
	})
}

func TestPeople(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ann, dev := b.site.Person("ann").ID(), b.site.Person("dev").ID()
		ref := newIssue(t, c, func(is *hub.Issue) {
			is.Assignee = &hub.User{Email: "ann@example.org"}
			is.Watchers = []hub.User{{ID: dev}}
		})
		is := get(t, c, ref)
		if is.Assignee == nil || is.Assignee.ID != ann {
			t.Errorf("the assignee is %+v", is.Assignee)
		}
		err := set(c, ref, func(p *tracker.Patch) {
			p.Add.Watchers, p.Drop.Watchers = []hub.User{{Name: "Ann Example"}}, []hub.User{{ID: dev}}
			p.Fields.Clear("assignee")
		})
		if err != nil {
			t.Fatal(err)
		}
		is = get(t, c, ref)
		var watch []string
		for _, u := range is.Watchers {
			watch = append(watch, u.ID)
		}
		if is.Assignee != nil || !slices.Contains(watch, ann) || slices.Contains(watch, dev) {
			t.Errorf("assignee %+v, watchers %q", is.Assignee, watch)
		}
		err = set(c, ref, func(p *tracker.Patch) { p.Fields.Assignee = &hub.User{Email: "nobody@example.org"} })
		if e := hub.AsError(err); e == nil || e.Code != hub.Invalid || e.Field != "assignee" {
			t.Errorf("%v", err)
		}
	})
}

// Many issues that change in one minute, more than fill a page, are all told,
// and once each to who goes on from the last cursor.
func TestManyInAMinute(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		b.site.Turn(func(k *sim.Knobs) { k.Page = 10 })
		cur, err := c.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for range 95 {
			want[newIssue(t, c, nil).ID] = true
		}
		b.site.Advance(10 * time.Second)
		for round := range 2 {
			told := 0
			for ch, err := range c.Changes(t.Context(), cur) {
				if err != nil {
					t.Fatal(err)
				}
				delete(want, ch.Ref.ID)
				cur = ch.Next
				told++
			}
			if len(want) != 0 {
				t.Fatalf("%d issues were not told", len(want))
			}
			if round == 1 && told != 0 {
				t.Errorf("%d issues are told once more", told)
			}
		}
	})
}

// An issue that changes while the list is read moves to its end; those that move
// up meanwhile are told all the same.
func TestChangesWhileListed(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		b.site.Turn(func(k *sim.Knobs) { k.Page = 5 })
		cur, err := c.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var refs []hub.Ref
		want := map[string]bool{}
		for range 40 {
			refs = append(refs, newIssue(t, c, nil))
			want[refs[len(refs)-1].ID] = true
			b.site.Advance(20 * time.Second)
		}
		n := 0
		for ch, err := range c.Changes(t.Context(), cur) {
			if err != nil {
				t.Fatal(err)
			}
			delete(want, ch.Ref.ID)
			if n < 20 {
				if err := b.site.Person("dev").Comment(refs[n].ID, "meanwhile"); err != nil {
					t.Fatal(err)
				}
			}
			n++
		}
		if len(want) != 0 {
			t.Errorf("%d issues were not told: %v", len(want), want)
		}
	})
}

// What the index shows late is told late, and told: from any cursor that was
// given meanwhile.
func TestIndexLag(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		b.site.Turn(func(k *sim.Knobs) { k.IndexLag = 40 * time.Second })
		cur, err := c.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for range 20 {
			want[newIssue(t, c, nil).ID] = true
			b.site.Advance(15 * time.Second)
			for ch, err := range c.Changes(t.Context(), cur) {
				if err != nil {
					t.Fatal(err)
				}
				delete(want, ch.Ref.ID)
				cur = ch.Next
			}
		}
		if len(want) == 0 || len(want) > 3 {
			t.Errorf("%d issues are not in the index yet", len(want))
		}
		b.site.Advance(time.Minute)
		for ch, err := range c.Changes(t.Context(), cur) {
			if err != nil {
				t.Fatal(err)
			}
			delete(want, ch.Ref.ID)
		}
		if len(want) != 0 {
			t.Errorf("never told: %v", want)
		}
	})
}

// Pictures of an issue are named in its texts, and other markup comes back as it
// went, whatever form the texts have there.
func TestTexts(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		for _, s := range []string{
			"See !screen shot-1.png! and !b.jpg!", "!alone.png!", "no! picture! here.png", "h2. A heading\n\n* one\n** two\n\n{code:java}\nint x;\n{code}",
			"||a||b||\n|1|2|", "*bold* _it_ -gone- {{mono}} [a|https://example.org/x?y=z]", "[~accountid:5b10a2844c20165700ede21g] please",
			"bq. said\n\nand more", "\\*not bold*",
		} {
			ref := newIssue(t, c, func(is *hub.Issue) { is.Description = s })
			if got := get(t, c, ref).Description; got != s || c.Canon("description", s) != hub.Value(s) {
				t.Errorf("%q comes back as %q, canonical %q", s, got, c.Canon("description", s))
			}
		}
	})
}

// An issue that a person moves to another project stays the same one.
func TestMoved(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		n, err := strconv.Atoi(ref.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.site.MoveIssue(n, "GLOBEX", "dev"); err != nil {
			t.Fatal(err)
		}
		is := get(t, c, ref)
		if is.Ref.ID != ref.ID || is.Ref.Key == ref.Key || is.Project != "GLOBEX" {
			t.Errorf("%+v in %s", is.Ref, is.Project)
		}
		err = set(c, ref, func(p *tracker.Patch) { p.Fields.Project = "ACME" })
		if e := hub.AsError(err); e == nil || e.Code != hub.Invalid || e.Field != "project" {
			t.Errorf("%v", err)
		}
	})
}

// A value that Jira drops in silence is told as refused.
func TestSilentDrop(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		b.site.Turn(func(k *sim.Knobs) { k.SilentDrop = "customfield_10007" })
		err := set(c, ref, func(p *tracker.Patch) { p.Fields.CustomFields = hub.Values{"Team": "red"} })
		if e := hub.AsError(err); e == nil || e.Code != hub.Invalid || e.Field != "customFields.Team" {
			t.Errorf("%v", err)
		}
	})
}

// Mails can only be left out by an administrator: refused, not sent all the same.
func TestNoMails(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		change := func(p *tracker.Patch) { p.Fields.Summary = "quietly" }
		if err := set(b.open(tracker.Settings{"mail": "no"}), ref, change); code(err) != hub.Denied {
			t.Errorf("%v", err)
		}
		admin := tracker.Settings{"mail": "no", "user": "admin", "token": "admin-token"}
		if d == sim.Cloud {
			admin["user"] = "admin@example.org"
		}
		if err := set(b.open(admin), ref, change); err != nil {
			t.Error(err)
		}
	}, sim.Cloud, sim.DC10)
}

func TestLinksBothWays(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		for kind, inverse := range map[string]string{"blocks": "blocked by", "blocked by": "blocks", "relates": "relates", "duplicated by": "duplicates", "clones": "cloned by"} {
			from, to := newIssue(t, c, nil), newIssue(t, c, nil)
			if _, err := c.(tracker.Linker).AddLink(t.Context(), tracker.Write{Ref: from}, hub.Link{Type: kind, To: to}); err != nil {
				t.Fatal(err)
			}
			for _, e := range []struct {
				at, to hub.Ref
				kind   string
			}{{from, to, kind}, {to, from, inverse}} {
				if l := get(t, c, e.at).Links; len(l) != 1 || l[0].Type != e.kind || l[0].To != e.to {
					t.Errorf("%s: %s shows %+v, want %s %s", kind, e.at.Key, l, e.kind, e.to.Key)
				}
			}
		}
		_, err := c.(tracker.Linker).AddLink(t.Context(), tracker.Write{Ref: newIssue(t, c, nil)}, hub.Link{Type: "admires", To: newIssue(t, c, nil)})
		if code(err) != hub.Invalid {
			t.Errorf("%v", err)
		}
	})
}

// Two issues that are synced at the same time each have their end of the same link
// made: it is one link all the same.
func TestLinksFromBothEndsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		for range 10 {
			one, other := newIssue(t, c, nil), newIssue(t, c, nil)
			var group sync.WaitGroup
			for _, ends := range [][2]hub.Ref{{one, other}, {other, one}} {
				group.Go(func() {
					if _, err := c.(tracker.Linker).AddLink(t.Context(), tracker.Write{Ref: ends[0]}, hub.Link{Type: "relates", To: ends[1]}); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			for _, ref := range []hub.Ref{one, other} {
				if l := get(t, c, ref).Links; len(l) != 1 {
					t.Fatalf("%s shows %+v", ref.Key, l)
				}
			}
		}
	})
}

// What the fields of new issues take is found in the old way and in the new.
func TestFields(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		l, err := c.(tracker.Schemer).Fields(t.Context(), "ACME", "Bug")
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{
			"summary": "text", "components": "set", "customFields.Team": "option", "customFields.Platforms": "options", "customFields.Day": "date",
			"customFields.Place": "cascade", "sprints": "set", "type": "option",
		}
		for _, f := range l {
			if w := want[f.ID]; w != "" && w != f.Type {
				t.Errorf("%s is of type %s, want %s", f.ID, f.Type, w)
			}
			delete(want, f.ID)
			if f.ID == "customFields.Team" && !slices.Equal(f.Options, []string{"red", "blue", "green"}) {
				t.Errorf("options %q", f.Options)
			}
			if f.ID == "summary" && !f.Required {
				t.Error("the summary is not required")
			}
		}
		if len(want) != 0 {
			t.Errorf("not listed: %v", want)
		}
		if _, err := c.(tracker.Schemer).Fields(t.Context(), "NOPE", "Bug"); code(err) != hub.Invalid {
			t.Errorf("%v", err)
		}
	})
}

func TestDirectory(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		dir := c.(tracker.Directory)
		for _, q := range []struct {
			what string
			by   map[string]string
			name string
		}{
			{"project", map[string]string{"key": "ACME"}, "Acme and sons"}, {"issueType", map[string]string{"name": "bug"}, "Bug"},
			{"status", map[string]string{"name": "In Review"}, "In Review"}, {"priority", map[string]string{"name": "High"}, "High"},
			{"resolution", map[string]string{"name": "Done"}, "Done"}, {"version", map[string]string{"name": "1.0"}, "1.0"},
			{"component", map[string]string{"name": "ui"}, "ui"}, {"customField", map[string]string{"name": "Team"}, "Team"},
			{"option", map[string]string{"field": "Team", "value": "blue"}, "blue"},
		} {
			v, err := dir.Look(t.Context(), q.what, q.by)
			m, _ := v.(map[string]hub.Value)
			if err != nil || m["name"] != q.name || m["id"] == "" {
				t.Errorf("%s %v: %v, %v", q.what, q.by, v, err)
			}
			q.by["name"], q.by["key"], q.by["value"] = "no such", "NOSUCH", "no such"
			if v, err := dir.Look(t.Context(), q.what, q.by); v != nil || err != nil {
				t.Errorf("%s %v: %v, %v", q.what, q.by, v, err)
			}
		}
		u, err := dir.Look(t.Context(), "user", map[string]string{"email": "ann@example.org"})
		if got, ok := u.(hub.User); err != nil || !ok || got.ID != b.site.Person("ann").ID() {
			t.Errorf("%+v, %v", u, err)
		}
		for range 2 { // the second finds what the first made
			v, err := c.(tracker.Maker).Make(t.Context(), "version", map[string]string{"name": "3.0", "project": "ACME"})
			if m, _ := v.(map[string]hub.Value); err != nil || m["name"] != "3.0" {
				t.Errorf("%v, %v", v, err)
			}
		}
	})
}

// What a site tells when something happens is understood, where it is signed.
func TestHooks(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, _ tracker.Connector) {
		c := b.open(tracker.Settings{"hook_secret": "a secret"})
		type answer struct {
			changes []tracker.Change
			err     error
		}
		answers := make(chan answer, 10)
		receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			body := make([]byte, 1<<20)
			n := 0
			for {
				m, err := r.Body.Read(body[n:])
				if n += m; err != nil {
					break
				}
			}
			l, err := c.(tracker.Hooker).ParseHook(r, body[:n])
			answers <- answer{l, err}
		}))
		defer receiver.Close()
		address := receiver.URL + "/hook"
		if d != sim.Cloud && d != sim.DC10 {
			address += "?secret=a+secret"
		}
		b.site.Hook(address, "a secret", true)
		ref := newIssue(t, c, nil)
		b.site.Told()
		for range 2 { // told twice
			a := <-answers
			if a.err != nil || len(a.changes) != 1 || a.changes[0].Ref.ID != ref.ID {
				t.Errorf("%+v, %v", a.changes, a.err)
			}
		}
		r := httptest.NewRequest(http.MethodPost, "/hook", nil)
		r.Header.Set("X-Hub-Signature", "sha256=00")
		if _, err := c.(tracker.Hooker).ParseHook(r, []byte(`{"issue": {"id": "1"}}`)); code(err) != hub.Denied {
			t.Errorf("a call without the right signature: %v", err)
		}
	})
}
