package live

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

// redmine is a project of its own in a real Redmine.
type redmine struct {
	project   string
	through   *proxy
	dev, boss account
	key       string // of the account to sync as
	mark      int    // number of the field that marks are kept in
	second    *redmine
}

func redmineAccount(key string) account {
	return account{os.Getenv("REDMINE_URL"), http.Header{"X-Redmine-Api-Key": {key}}}
}

// newRedmine makes a project, or skips the test.
func newRedmine(t testing.TB) *redmine {
	t.Helper()
	if os.Getenv("REDMINE_URL") == "" {
		t.Skip("no Redmine at hand (REDMINE_URL is not set)")
	}
	r := &redmine{
		project: "live-" + strings.ToLower(rand.Text()[:10]), through: newProxy(t, os.Getenv("REDMINE_URL")),
		dev: redmineAccount(os.Getenv("REDMINE_DEV_API_KEY")), boss: redmineAccount(os.Getenv("REDMINE_API_KEY")),
		key: os.Getenv("REDMINE_SYNC_API_KEY"),
	}
	r.boss.must(t, "POST", "/projects.json", map[string]any{"project": map[string]any{
		"name": r.project, "identifier": r.project, "tracker_ids": []int{1, 2, 3}, "enabled_module_names": []string{"issue_tracking", "time_tracking"},
	}}, nil)
	r.join(t, redmineAccount(r.key), "Syncing")
	r.join(t, r.dev, "Developer")
	// By its number: by its name a field is only found once an issue has it, and
	// this story may be the first that is told here.
	var fields struct {
		List []struct {
			ID   int
			Name string
		} `json:"custom_fields"`
	}
	r.boss.must(t, "GET", "/custom_fields.json", nil, &fields)
	for _, f := range fields.List {
		if f.Name == "Remote key" {
			r.mark = f.ID
		}
	}
	return r
}

// join makes an account a member of the project.
func (r *redmine) join(t testing.TB, a account, role string) (membership int) {
	t.Helper()
	var me struct{ User struct{ ID int } }
	a.must(t, "GET", "/users/current.json", nil, &me)
	var roles struct {
		Roles []struct {
			ID   int
			Name string
		}
	}
	r.boss.must(t, "GET", "/roles.json", nil, &roles)
	for _, l := range roles.Roles {
		if l.Name == role {
			var out struct{ Membership struct{ ID int } }
			r.boss.must(t, "POST", "/projects/"+r.project+"/memberships.json",
				map[string]any{"membership": map[string]any{"user_id": me.User.ID, "role_ids": []int{l.ID}}}, &out)
			return out.Membership.ID
		}
	}
	t.Fatalf("Redmine has no role %s", role)
	return 0
}

func (r *redmine) kind() string  { return "redmine" }
func (r *redmine) proxy() *proxy { return r.through }

// markup is what the texts of this Redmine are written in, as its settings call it.
func (r *redmine) markup() string { return cmp.Or(os.Getenv("REDMINE_MARKUP"), "textile") }

func (r *redmine) format() string {
	if r.markup() == "textile" {
		return "textile"
	}
	return "markdown"
}

func (r *redmine) tracker(name string) string {
	return fmt.Sprintf("  %s: {kind: redmine, url: %q, key: %q, mark_field: %d, projects: %s, format: %s, poll: 1h, rate: 1000}\n",
		name, r.through.URL, r.key, r.mark, r.project, r.markup())
}

func (r *redmine) half(name, more string) string {
	return fmt.Sprintf("{tracker: %s, project: %s, type: Bug%s}", name, r.project, more)
}

func (r *redmine) status(word string) string {
	return map[string]string{"new": "New", "begun": "In Progress", "done": "Resolved"}[word]
}

func (r *redmine) priorities() []string { return []string{"Low", "Normal", "High"} }

func (r *redmine) create(t testing.TB, k ticket) string {
	t.Helper()
	var out struct{ Issue struct{ ID int } }
	r.dev.must(t, "POST", "/issues.json", map[string]any{"issue": map[string]any{
		"project_id": r.project, "tracker_id": 1, "subject": k.Summary, "description": k.Description,
	}}, &out)
	return strconv.Itoa(out.Issue.ID)
}

func (r *redmine) change(t testing.TB, id string, attrs map[string]any) {
	t.Helper()
	r.dev.must(t, "PUT", "/issues/"+id+".json", map[string]any{"issue": attrs}, nil)
}

func (r *redmine) rename(t testing.TB, id, s string) { r.change(t, id, map[string]any{"subject": s}) }
func (r *redmine) describe(t testing.TB, id, s string) {
	r.change(t, id, map[string]any{"description": s})
}

func (r *redmine) move(t testing.TB, id, status string) {
	t.Helper()
	var list struct {
		Statuses []struct {
			ID   int
			Name string
		} `json:"issue_statuses"`
	}
	r.dev.must(t, "GET", "/issue_statuses.json", nil, &list)
	for _, s := range list.Statuses {
		if s.Name == status {
			r.change(t, id, map[string]any{"status_id": s.ID})
		}
	}
	if got := r.show(t, id).Status; got != status {
		t.Fatalf("Redmine leaves %s at %s, not at %s", id, got, status)
	}
}

func (r *redmine) comment(t testing.TB, id, body string, private bool) {
	t.Helper()
	r.change(t, id, map[string]any{"notes": body, "private_notes": private})
}

func (r *redmine) attach(t testing.TB, id, name string, content []byte) {
	t.Helper()
	var out struct{ Upload struct{ Token string } }
	r.dev.must(t, "POST", "/uploads.json?filename="+url.QueryEscape(name), content, &out)
	r.change(t, id, map[string]any{"uploads": []any{map[string]any{"token": out.Upload.Token, "filename": name}}})
}

func (r *redmine) relate(t testing.TB, id, to string) {
	t.Helper()
	r.boss.must(t, "POST", "/issues/"+id+"/relations.json", map[string]any{"relation": map[string]any{"issue_to_id": to, "relation_type": "relates"}}, nil)
}

func (r *redmine) remove(t testing.TB, id string) {
	t.Helper()
	r.boss.must(t, "DELETE", "/issues/"+id+".json", nil, nil)
}

// rewrite changes a comment, which leaves the time of the issue's last update alone.
func (r *redmine) rewrite(t testing.TB, _, note, body string) {
	t.Helper()
	r.boss.must(t, "PUT", "/journals/"+note+".json", map[string]any{"journal": map[string]any{"notes": body}}, nil)
}

func (r *redmine) withdraw(t testing.TB, id, note string) {
	t.Helper()
	r.rewrite(t, id, note, "")
}

func (r *redmine) ids(t testing.TB) []string {
	t.Helper()
	var ids []string
	for {
		var page struct {
			Issues []struct{ ID int }
			Total  int `json:"total_count"`
		}
		r.boss.must(t, "GET", fmt.Sprintf("/issues.json?project_id=%s&status_id=*&sort=id&limit=100&offset=%d", r.project, len(ids)), nil, &page)
		for _, is := range page.Issues {
			ids = append(ids, strconv.Itoa(is.ID))
		}
		if len(page.Issues) == 0 || len(ids) >= page.Total {
			return ids
		}
	}
}

// look is one request.
func (r *redmine) look(t testing.TB, id string) {
	t.Helper()
	r.dev.must(t, "GET", "/issues/"+id+".json?include=journals,attachments,relations", nil, nil)
}

func (r *redmine) show(t testing.TB, id string) ticket {
	t.Helper()
	var out struct {
		Issue struct {
			Subject, Description string
			Status               struct{ Name string }
			Journals             []struct {
				ID      int
				Notes   string
				Private bool `json:"private_notes"`
			}
			Attachments []struct {
				ID   int
				Name string `json:"filename"`
			}
			Relations []struct {
				From int `json:"issue_id"`
				To   int `json:"issue_to_id"`
			}
			Parent struct{ ID int }
		}
	}
	r.boss.must(t, "GET", "/issues/"+id+".json?include=journals,attachments,relations", nil, &out)
	is := out.Issue
	k := ticket{ID: id, Summary: is.Subject, Description: is.Description, Status: is.Status.Name}
	if is.Parent.ID != 0 {
		k.Parent = strconv.Itoa(is.Parent.ID)
	}
	var times struct {
		List []struct {
			Hours    float64
			Comments string
		} `json:"time_entries"`
	}
	r.boss.must(t, "GET", "/time_entries.json?limit=100&issue_id="+id, nil, &times)
	for _, e := range times.List {
		k.Work = append(k.Work, fmt.Sprintf("%.0fm %s", e.Hours*60, e.Comments))
	}
	slices.Sort(k.Work)
	for _, j := range is.Journals {
		if j.Notes != "" {
			k.Notes = append(k.Notes, note{strconv.Itoa(j.ID), j.Notes, j.Private})
		}
	}
	for _, a := range is.Attachments {
		var content []byte
		r.boss.must(t, "GET", fmt.Sprintf("/attachments/download/%d", a.ID), nil, &content)
		k.Files = append(k.Files, file{a.Name, sum(content)})
	}
	for _, l := range is.Relations {
		other := l.From
		if strconv.Itoa(other) == id {
			other = l.To
		}
		k.Links = append(k.Links, strconv.Itoa(other))
	}
	slices.Sort(k.Links)
	return k
}

func (r *redmine) secret() string { return r.key }

// member finds the membership of the account to sync as.
func (r *redmine) member(t testing.TB) string {
	t.Helper()
	var me struct{ User struct{ ID int } }
	redmineAccount(r.key).must(t, "GET", "/users/current.json", nil, &me)
	var list struct {
		Memberships []struct {
			ID   int
			User struct{ ID int }
		}
	}
	r.boss.must(t, "GET", "/projects/"+r.project+"/memberships.json", nil, &list)
	for _, m := range list.Memberships {
		if m.User.ID == me.User.ID {
			return fmt.Sprintf("/memberships/%d.json", m.ID)
		}
	}
	t.Fatal("the account is no member")
	return ""
}

func (r *redmine) hurts() []hurt {
	return []hurt{
		{name: "the right to write revoked in the middle", begin: r.revoke,
			scope: hub.ScopeIssue, code: hub.Invalid, words: []string{"summary", "role"}},
		{name: "all rights revoked in the middle", begin: r.hide,
			scope: hub.ScopeIssue, code: hub.NotFound, words: []string{"cannot be found", "waits"}},
		{name: "a closed project", begin: r.freeze,
			scope: hub.ScopeIssue, code: hub.Denied, words: []string{"closed", "right"}},
	}
}

// revoke makes the account one that may only look: who is no member of a public
// project may add issues and comments, and change none.
func (r *redmine) revoke(t testing.TB) func() {
	t.Helper()
	r.boss.must(t, "DELETE", r.member(t), nil, nil)
	return func() { r.join(t, redmineAccount(r.key), "Syncing") }
}

// hide makes the project one that the account knows nothing of.
func (r *redmine) hide(t testing.TB) func() {
	t.Helper()
	public := func(is bool) {
		r.boss.must(t, "PUT", "/projects/"+r.project+".json", map[string]any{"project": map[string]any{"is_public": is}}, nil)
	}
	public(false)
	giveBack := r.revoke(t)
	return func() { giveBack(); public(true) }
}

// freeze closes the project: it can be read, and nothing in it changed.
func (r *redmine) freeze(t testing.TB) func() {
	t.Helper()
	r.boss.must(t, "PUT", "/projects/"+r.project+"/close.json", nil, nil)
	return func() { r.boss.must(t, "PUT", "/projects/"+r.project+"/reopen.json", nil, nil) }
}
