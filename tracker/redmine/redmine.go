// Package redmine connects to Redmine 5 and later over its REST API. It needs
// no plugin; everything it writes is written as the account of the API key.
//
// The one thing to know before changing it: Redmine answers 204 to an update it
// did only half, or not at all. Every write is therefore prepared on a fresh
// read, resolved whole before anything is sent, and compared with a second
// read; what is not there then, and not in the issue's journal either, was
// refused in silence.
package redmine

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Spec is this kind of tracker.
var Spec = tracker.Spec{
	Kind: "redmine", Title: "Redmine",
	Settings: []tracker.Setting{
		{Name: "url", Title: "Address", Required: true, Help: "https://redmine.example.org, with the path if there is one"},
		{Name: "key", Title: "API key", Required: true, Secret: true, Help: "of the account to read and write as; it is shown on the account's own page"},
		{Name: "format", Title: "Text formatting", Default: "textile", Help: "textile, markdown or common_mark, as set in Redmine under Administration, Settings, General"},
		{Name: "mark_field", Title: "Field for marks", Help: "the name or number of a text field of issues, used as a filter, that is ours alone; with it a new issue is found again after a lost answer"},
		{Name: "activity", Title: "Activity of work logs", Help: "the name of a time tracking activity; Redmine's default or the first one if empty"},
		{Name: "projects", Title: "Projects", Help: "identifiers of the projects to watch, parted by commas; all that the account sees if empty"},
	},
	Habits: habits("textile", false),
	New:    newConnector,
}

var (
	_ tracker.Connector  = (*connector)(nil)
	_ tracker.Commenter  = (*connector)(nil)
	_ tracker.Attacher   = (*connector)(nil)
	_ tracker.WorkLogger = (*connector)(nil)
	_ tracker.Linker     = (*connector)(nil)
	_ tracker.Logger     = (*connector)(nil)
	_ tracker.Schemer    = (*connector)(nil)
	_ tracker.Identifier = (*connector)(nil)
	_ tracker.Declarer   = (*connector)(nil)
	_ tracker.Directory  = (*connector)(nil)
	_ tracker.Asker      = (*connector)(nil)
	_ tracker.Requester  = (*connector)(nil)
)

// connector talks to one Redmine as one account. What it remembers are names
// and numbers of things that seldom change.
type connector struct {
	web      *web.Client
	names    *names
	log      *slog.Logger
	now      func() time.Time
	format   string
	mark     string // the custom field that carries marks: its name or number
	activity string
	projects []string // identifiers of those to watch; none: all
	page     int      // how many issues are asked for at once
}

// marking is a connector whose issues can carry marks.
type marking struct{ *connector }

var _ tracker.Marker = marking{}

func newConnector(s tracker.Settings, env tracker.Env) (tracker.Connector, error) {
	c := &connector{
		log: env.Log, now: env.Now, page: mostListed,
		mark: strings.TrimSpace(s["mark_field"]), activity: strings.TrimSpace(s["activity"]),
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	switch f := strings.TrimSpace(s["format"]); f {
	case "", "textile":
		c.format = "textile"
	case "markdown", "common_mark":
		c.format = "markdown"
	default:
		return nil, badSetting("format", "the text formatting is textile, markdown or common_mark")
	}
	key := strings.TrimSpace(s["key"])
	if key == "" {
		return nil, badSetting("key", "an API key is wanted")
	}
	for p := range strings.SplitSeq(s["projects"], ",") {
		if p = strings.TrimSpace(p); p != "" {
			c.projects = append(c.projects, p)
		}
	}
	var err error
	// English where the account has chosen no language, so that reasons can be read.
	c.web, err = web.New(env, s["url"], http.Header{"X-Redmine-Api-Key": {key}, "Accept-Language": {"en"}})
	if err != nil {
		return nil, err
	}
	c.names = newNames(c)
	if c.mark != "" {
		return marking{c}, nil
	}
	return c, nil
}

// Habits implements tracker.Declarer.
func (c *connector) Habits() tracker.Habits { return habits(c.format, c.mark != "") }

func habits(format string, marks bool) tracker.Habits {
	h := tracker.Habits{
		Revision: tracker.Coarse, Unit: time.Second,
		ChangeLog:       true,        // journals name author and old value of each field
		Longest:         time.Minute, // servers in front of Redmine give up on a request by then
		SilentDeletions: true,
		SilentEdits:     true, // relations, watchers, time entries and edits of comments leave updated_on alone
		Links: []string{
			"relates", "blocks", "blocked by", "duplicates", "duplicated by", "precedes", "follows", "copied to", "copied from",
		},
		Format: format,
	}
	if marks {
		h.Marks = []string{"issue"}
	}
	return h
}

// Check implements tracker.Connector.
func (c *connector) Check(ctx context.Context) (hub.User, error) {
	u, err := c.self(ctx)
	if err != nil {
		return hub.User{}, err
	}
	return hub.User{ID: id(u.ID), Name: strings.TrimSpace(u.Firstname + " " + u.Lastname), Email: u.Mail}, nil
}

// Identity implements tracker.Identifier. Redmine has no name of its own, so it
// is known by when it made our account. A copy of the database is the same one.
func (c *connector) Identity(ctx context.Context) (string, error) {
	u, err := c.self(ctx)
	if err != nil {
		return "", err
	}
	return string(hub.DigestOf([]byte("redmine account " + id(u.ID) + " of " + stamp(u.CreatedOn)))), nil
}

func (c *connector) self(ctx context.Context) (account, error) {
	var out struct{ User account }
	q := url.Values{"include": {"memberships"}}
	_, err := c.web.JSON(ctx, web.Request{Path: "/users/current.json", Query: q}, &out)
	if err == nil && out.User.ID == 0 {
		err = &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer names no account: is the address that of a Redmine?"}
	}
	return out.User, err
}

// get makes a request and decodes the answer.
func (c *connector) get(ctx context.Context, path string, q url.Values, out any) (http.Header, error) {
	h, err := c.web.JSON(ctx, web.Request{Path: path, Query: q}, out)
	return h, err
}

// Get implements tracker.Connector.
func (c *connector) Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
	is, _, err := c.read(ctx, ref)
	return is, err
}

// everything is what one answer can hold of an issue.
const everything = "journals,attachments,relations,watchers,allowed_statuses"

// read reads an issue, and hands on what the tracker sent too.
func (c *connector) read(ctx context.Context, ref hub.Ref) (*hub.Issue, *issue, error) {
	raw, err := c.raw(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	is, err := c.convert(ctx, raw)
	if err != nil {
		return nil, nil, err
	}
	return is, raw, nil
}

func (c *connector) raw(ctx context.Context, ref hub.Ref) (*issue, error) {
	n, err := number(ref.ID)
	if err != nil {
		return nil, err
	}
	var out struct{ Issue issue }
	if _, err := c.get(ctx, "/issues/"+id(n)+".json", url.Values{"include": {everything}}, &out); err != nil {
		return nil, web.Hidden(err)
	}
	if out.Issue.ID != n {
		return nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer holds no issue " + id(n)}
	}
	return &out.Issue, nil
}

// closed makes a refusal one of this issue only: rights differ by project, by
// author and by the state an issue is in.
func closed(err error) error {
	var he *hub.Error
	if errors.As(err, &he) && he.Code == hub.Denied && he.Scope == hub.ScopeConnection {
		e := *he
		e.Scope, e.Message = hub.ScopeIssue, "Redmine refuses this: the project may be closed, or the account's role in it lacks the right"
		return &e
	}
	return err
}

// number reads an id, of which nothing but digits may reach an address.
func number(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 || id(n) != s {
		return 0, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there is none with the id " + strconv.Quote(s)}
	}
	return n, nil
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

func refOf(n int64) hub.Ref { return hub.Ref{ID: id(n), Key: id(n)} }

func invalid(field, message string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Field: field, Message: message}
}

func badSetting(field, message string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Field: field, Message: message}
}
