package jira_test

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// Where comments do not say whether customers see them, Service Management does;
// where that is closed to us they are private.
func TestDeskSaysWhoSees(t *testing.T) {
	each(t, func(t *testing.T, _ sim.Dialect, b *bench, c tracker.Connector) {
		b.site.OpenDesk(sim.DeskOptions{Mute: true})
		ref := newIssue(t, c, nil)
		b.site.Remark(ref.Key, "cora", "from the portal", true)
		b.site.Remark(ref.Key, "dev", "among agents", false)
		cm := c.(tracker.Commenter)
		for _, private := range []bool{true, false} {
			r, err := cm.AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: "ours", Private: private})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := cm.EditComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{ID: r.ID, Body: "ours, edited", Private: private}); err != nil {
				t.Fatal(err)
			}
		}
		var private []bool
		l := get(t, c, ref).Comments
		for _, cm := range l {
			private = append(private, cm.Private)
		}
		if len(private) != 4 || private[0] || !private[1] || !private[2] || private[3] {
			t.Errorf("private are %v, want the second and third of four", private)
		}
		if len(l) > 0 && (l[0].Author == nil || l[0].Author.Name != "Cora Customer") {
			t.Errorf("the customer's remark is by %+v", l[0].Author)
		}
	})
}

func TestDeskIsClosedToUs(t *testing.T) {
	each(t, func(t *testing.T, _ sim.Dialect, b *bench, c tracker.Connector) {
		b.site.OpenDesk(sim.DeskOptions{Mute: true, Closed: true})
		ref := newIssue(t, c, nil)
		b.site.Remark(ref.Key, "cora", "from the portal", true)
		if l := get(t, c, ref).Comments; len(l) != 1 || !l[0].Private {
			t.Errorf("nobody knows who sees it, and it is told as public: %+v", l)
		}
		// A private one that nobody says is private is not left there.
		_, err := c.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: "only for us", Private: true})
		if code(err) != hub.Invalid && code(err) != hub.Denied {
			t.Errorf("written without knowing for whom: %v", err)
		}
		if l := get(t, c, ref).Comments; len(l) != 1 {
			t.Errorf("left there: %+v", l)
		}
	})
}

func put(c tracker.Connector, ref hub.Ref, p tracker.Patch) error {
	return set(c, ref, func(to *tracker.Patch) { *to = p })
}

// Customers report, request types and organisations have names, and participants
// are people.
func TestRequests(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		b.site.OpenDesk(sim.DeskOptions{})
		kind, other := "Get IT help", "New laptop"
		if d != sim.Cloud {
			kind, other = "help/getithelp", "help/laptop"
		}
		cora := hub.User{ID: b.site.Person("cora").ID()}
		is := &hub.Issue{Project: "ACME", Type: "Task", Summary: "asked in the portal", Reporter: &cora, CustomFields: map[string]hub.Value{
			"Request Type": kind, "Organizations": []hub.Value{"Atlas Coffee"}, "Request participants": []hub.Value{cora},
		}}
		r, err := c.Create(t.Context(), tracker.Write{}, is)
		if err != nil {
			t.Fatal(err)
		}
		shows := func(kind string, orgs ...hub.Value) {
			t.Helper()
			now := get(t, c, r.Ref)
			if now.Reporter == nil || now.Reporter.ID != cora.ID || now.CustomFields["Request Type"] != kind {
				t.Errorf("reporter %+v, request type %v; want %s, %s", now.Reporter, now.CustomFields["Request Type"], cora.ID, kind)
			}
			if got := now.CustomFields["Organizations"]; !hub.Same(got, orgs) {
				t.Errorf("organisations %v, want %v", got, orgs)
			}
			l, _ := now.CustomFields["Request participants"].([]hub.Value)
			if len(l) != 1 || !l[0].(hub.User).Is(cora) {
				t.Errorf("participants %v", l)
			}
		}
		shows(kind, "Atlas Coffee")
		if err := put(c, r.Ref, tracker.Patch{Fields: hub.Issue{CustomFields: map[string]hub.Value{
			"Request Type": other, "Organizations": []hub.Value{"charlie cakes", "Atlas Coffee"}}}}); err != nil {
			t.Fatal(err)
		}
		shows(other, "Atlas Coffee", "Charlie Cakes")
		for field, v := range map[string]hub.Value{"Request Type": "No such", "Organizations": []hub.Value{"Nobody"}} {
			err := put(c, r.Ref, tracker.Patch{Fields: hub.Issue{CustomFields: map[string]hub.Value{field: v}}})
			if e := hub.AsError(err); err == nil || e.Code != hub.Invalid || e.Field != "customFields."+field {
				t.Errorf("%s %v: %v", field, v, err)
			}
		}
	})
}
