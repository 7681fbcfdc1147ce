// Package jira connects to Jira Cloud over the third version of its REST
// interface and to Jira Server and Data Center over the second. Which one it is,
// and what it can do, is found by asking it. Long texts are Jira's wiki markup on
// both: the Atlassian documents of the cloud become it here, see text.go, so that
// rules see text and not trees of JSON.
//
// The one thing to know before changing it: Jira's search compares times by the
// minute, in the time zone of the account, and its index lags. So a look for
// changes goes back some minutes, remembers what it told of them, and pages by
// what it found and not by counting; see changes.go.
package jira

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Spec is this kind of tracker.
var Spec = tracker.Spec{
	Kind: "jira", Title: "Jira",
	Settings: []tracker.Setting{
		{Name: "url", Title: "Address", Required: true, Help: "https://example.atlassian.net, or that of your own server with its path"},
		{Name: "auth", Title: "Way in", Default: byToken, Help: "token; session (servers that take no password with each request); oauth2 (an app, in the cloud and at servers from 8.22 on) or oauth1 (an application link of an older server), which a person allows once with entwine tracker authorize"},
		{Name: "user", Title: "Account", Help: "the e-mail address of the account at Jira Cloud, its user name at a server; empty with a personal access token, and with oauth2 and oauth1"},
		{Name: "token", Title: "API token", Secret: true, Help: "an API token at Jira Cloud; a personal access token, or the password of the account, at a server; with oauth2 and oauth1 empty, or the refresh or access token that you have got otherwise"},
		{Name: "client_id", Title: "Client id", Help: "oauth2: the client id of the app; oauth1: the consumer key of the application link"},
		{Name: "client_secret", Title: "Secret of the app", Secret: true, Help: "oauth2: the app's secret"},
		{Name: "private_key", Title: "Private key", Secret: true, Help: "oauth1: the RSA key whose public half the application link has, in PEM"},
		{Name: "redirect", Title: "Callback address", Help: "oauth2 and oauth1: the callback address as it was given to the app; nothing needs to answer there"},
		{Name: "scopes", Title: "Scopes", Help: "oauth2: what the app asks to be allowed, with spaces; empty: what syncing needs"},
		{Name: "auth_server", Title: "Address of log-ins", Help: "oauth2 in a cloud of its own, such as a government's: where apps are let in, if not " + cloudAuth},
		{Name: "api_server", Title: "Address for apps", Help: "oauth2 in such a cloud, or at a site whose name does not end with .atlassian.net: where apps are answered, " + cloudAPI + " mostly"},
		{Name: "projects", Title: "Projects", Help: "keys of the projects to watch, parted by commas; all that the account sees if empty"},
		{Name: "internal_role", Title: "Role of private comments", Help: "the project role that may see comments that are private, where the project is no service desk; without it private comments are refused"},
		{Name: "remote_links", Title: "Links to addresses", Default: "no", Help: "yes: links of issues to web pages are read and written too, with a call more for each issue that is read"},
		{Name: "watchers", Title: "Watchers", Default: "no", Help: "yes: who watches is read and written too, with a call more for each issue that is read and that somebody watches"},
		{Name: "twin_links", Title: "Links to twins", Default: "no", Help: "yes: each synced issue gets a link to its twin on the other side, if the other side tells its address"},
		{Name: "mail", Title: "Mails of Jira", Default: "yes", Help: "no: edits of fields cause no mails, which only an administrator of the project may ask for"},
		{Name: "hook_secret", Title: "Secret of webhooks", Secret: true, Help: "as given to the webhook; a server that cannot sign sends it in the address, as ?secret="},
	},
	Habits: habits(),
	New:    newConnector,
}

var (
	_ tracker.Connector  = (*connector)(nil)
	_ tracker.Commenter  = (*connector)(nil)
	_ tracker.Attacher   = (*connector)(nil)
	_ tracker.WorkLogger = (*connector)(nil)
	_ tracker.Linker     = (*connector)(nil)
	_ tracker.Marker     = (*connector)(nil)
	_ tracker.PartMarker = (*connector)(nil)
	_ tracker.Logger     = (*connector)(nil)
	_ tracker.Hooker     = (*connector)(nil)
	_ tracker.Picker     = (*connector)(nil)
	_ tracker.Subscriber = (*connector)(nil)
	_ tracker.Schemer    = (*connector)(nil)
	_ tracker.Identifier = (*connector)(nil)
	_ tracker.Directory  = (*connector)(nil)
	_ tracker.Asker      = (*connector)(nil)
	_ tracker.Requester  = (*connector)(nil)
	_ tracker.Maker      = (*connector)(nil)
	_ tracker.Authorizer = (*connector)(nil)
)

// connector talks to one Jira as one account. What it remembers are names and
// numbers of things that seldom change.
type connector struct {
	web      *web.Client
	door     *door
	log      *slog.Logger
	now      func() time.Time
	projects []string // keys of those to watch; none: all
	role     string
	secret   string
	remote   bool // links to addresses are read and written
	watchers bool // who watches is read and written
	quiet    bool // no mails for edits
	page     int  // how many issues are asked for at once

	linking chan struct{} // full while a link is looked for and made

	sorting web.Turn // of who finds out whether customers see a project

	site   *lasting[site]
	me     *lasting[account]
	fields *lasting[fieldTable]
	kinds  *lasting[[]linkType]

	mu      sync.Mutex
	signing string                         // the secret with which calls are signed that we asked for, "" if they are not
	ahead   time.Duration                  // how far the tracker's clock is ahead of ours
	desks   map[string]bool                // keys of projects: whether customers see their issues
	roads   roads                          // which statuses were seen to lead to which
	keys    map[string]string              // ids of issues by key
	texts   map[hub.Digest]string          // long texts as they are shown, by what they say
	names   map[string]string              // ids of people to the names a server wants
	media   map[string]string              // ids of attachments to those of their bytes in the cloud
	awaited map[string]map[string][]string // by issue and field: files which a text names and the issue lacks
}

// habits names no lag of reads: issues are read from the database. That the index
// which searches use is behind it delays what is told of, and nothing else.
func habits() tracker.Habits {
	return tracker.Habits{
		Revision: tracker.Coarse, Unit: time.Second, // some databases keep no fractions
		ChangeLog:       true,
		Longest:         time.Minute, // servers in front of Jira give up on a request by then
		SilentDeletions: true,        // only webhooks tell of them
		SilentEdits:     true,        // watchers leave the time of update alone
		Marks:           []string{"issue"},
		StatusApart:     true,
		Links:           []string{"relates", "blocks", "blocked by", "duplicates", "duplicated by", "clones", "cloned by"},
		Format:          "jira",
	}
}

func newConnector(s tracker.Settings, env tracker.Env) (tracker.Connector, error) {
	c := &connector{
		log: env.Log, now: env.Now, page: mostListed, linking: make(chan struct{}, 1), sorting: web.NewTurn(),
		site: newLasting[site](), me: newLasting[account](), fields: newLasting[fieldTable](), kinds: newLasting[[]linkType](),
		role:   strings.TrimSpace(s["internal_role"]),
		secret: s["hook_secret"], names: map[string]string{}, media: map[string]string{}, awaited: map[string]map[string][]string{}, desks: map[string]bool{}, roads: roads{}, keys: map[string]string{}, texts: map[hub.Digest]string{},
	}
	var err error
	if c.remote, err = yes(s, "remote_links", false); err != nil {
		return nil, err
	}
	if c.watchers, err = yes(s, "watchers", false); err != nil {
		return nil, err
	}
	mail, err := yes(s, "mail", true)
	if err != nil {
		return nil, err
	}
	c.quiet = !mail
	if c.now == nil {
		c.now = time.Now
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	for p := range strings.SplitSeq(s["projects"], ",") {
		if p = strings.TrimSpace(p); p != "" {
			c.projects = append(c.projects, p)
		}
	}
	header := http.Header{"Accept-Language": {"en"}, "X-Atlassian-Token": {"no-check"}}
	env.Check, env.Now = checking(env.Check), c.now
	at, err := web.New(env, s["url"], nil)
	if err != nil {
		return nil, err
	}
	address, err := url.Parse(at.URL(""))
	if err != nil {
		return nil, err
	}
	if env.HTTP == nil {
		env.HTTP = http.DefaultClient
	}
	who, err := newCredentials(s, address, env)
	if err != nil {
		return nil, err
	}
	c.door = newDoor(address, who, c.now)
	env.HTTP = c.door.through(env.HTTP)
	if c.web, err = web.New(env, s["url"], header); err != nil {
		return nil, err
	}
	twins, err := yes(s, "twin_links", false)
	if err != nil {
		return nil, err
	}
	if twins {
		return twinning{c}, nil
	}
	return c, nil
}

// yes reads a setting that is yes or no.
func yes(s tracker.Settings, name string, otherwise bool) (bool, error) {
	switch v := strings.ToLower(strings.TrimSpace(s[name])); v {
	case "":
		return otherwise, nil
	case "yes", "true":
		return true, nil
	case "no", "false":
		return false, nil
	}
	return false, badSetting(name, "yes or no is wanted")
}

// site is what an installation says of itself.
type site struct {
	Cloud   bool
	Base    string
	ID      string // of a server; "" where it tells none
	Version []int  // of a server: 8, 4, 3
}

func (s site) api() string {
	if s.Cloud {
		return "/rest/api/3"
	}
	return "/rest/api/2"
}

// before reports whether it is a server of an older version.
func (s site) before(major int) bool {
	return !s.Cloud && len(s.Version) > 0 && s.Version[0] < major
}

// account is a person as Jira shows them: by account id in the cloud, by key
// and name at servers.
type account struct {
	AccountID   string `json:"accountId"`
	Key         string `json:"key"`
	Name        string `json:"name"`
	DisplayName string `json:"displayName"`
	Email       string `json:"emailAddress"`
}

func (a account) id() string { return first(a.AccountID, a.Key, a.Name) }

func (a account) user() hub.User {
	return hub.User{ID: a.id(), Name: first(a.DisplayName, a.Name), Email: a.Email}
}

// Check implements tracker.Connector.
func (c *connector) Check(ctx context.Context) (hub.User, error) {
	c.me.forget()
	c.site.forget()
	me, err := c.self(ctx)
	if err != nil {
		return hub.User{}, err
	}
	return me.user(), nil
}

// self is our account, asked for once: a token stays with its account.
func (c *connector) self(ctx context.Context) (account, error) {
	return c.me.get(ctx, nil, c.now, func(ctx context.Context) (a account, err error) {
		err = c.get(ctx, "/myself", nil, &a)
		if err == nil && a.id() == "" {
			err = &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer names no account: is the address that of a Jira?"}
		}
		return a, err
	})
}

// place asks once what the installation is.
func (c *connector) place(ctx context.Context) (site, error) {
	return c.site.get(ctx, nil, c.now, c.askPlace)
}

func (c *connector) askPlace(ctx context.Context) (site, error) {
	var info struct {
		BaseURL        string `json:"baseUrl"`
		DeploymentType string `json:"deploymentType"` // servers before 7 tell none
		ServerID       string `json:"serverId"`
		VersionNumbers []int  `json:"versionNumbers"`
	}
	// The one resource that all have at one address.
	if err := c.call(ctx, web.Request{Path: "/rest/api/2/serverInfo"}, &info); err != nil {
		return site{}, err
	}
	if info.BaseURL == "" && len(info.VersionNumbers) == 0 {
		return site{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer describes no server: is the address that of a Jira?"}
	}
	return site{Cloud: info.DeploymentType == "Cloud", Base: info.BaseURL, ID: info.ServerID, Version: info.VersionNumbers}, nil
}

// Identity implements tracker.Identifier. Servers have an id of their own in
// some versions; the others are known by the address they give themselves.
func (c *connector) Identity(ctx context.Context) (string, error) {
	s, err := c.place(ctx)
	if err != nil {
		return "", err
	}
	return string(hub.DigestOf([]byte("jira " + first(s.ID, s.Base)))), nil
}

func first(l ...string) string {
	for _, s := range l {
		if s != "" {
			return s
		}
	}
	return ""
}
