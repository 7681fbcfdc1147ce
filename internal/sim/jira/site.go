// Package jira is a Jira that is none: an HTTP server that speaks the part of
// Jira's REST interface that connectors and people's scripts use, as Jira Cloud
// or as one of the servers from 6 to 10 speaks it. Tests of the connector run on
// it, and so can somebody who has no Jira.
//
// It is written from the vendor's descriptions and from recorded answers, not
// from the connector, and stricter than the real one where that is not known:
// what the real one may do with a request, it does. Everything is in memory. Its
// clock may be moved by a test.
package jira

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Dialect is whose Jira it is.
type Dialect string

// The dialects.
const (
	Cloud   Dialect = "cloud"
	DC10    Dialect = "dc10"
	Server8 Dialect = "server8"
	Server7 Dialect = "server7"
	Server6 Dialect = "server6"
)

// Dialects are all of them.
var Dialects = []Dialect{Cloud, DC10, Server8, Server7, Server6}

// versions are what the dialects say of themselves.
var versions = map[Dialect][]int{Cloud: {1001, 0, 0}, DC10: {10, 0, 1}, Server8: {8, 4, 3}, Server7: {7, 6, 1}, Server6: {6, 1, 7}}

// Options say how a site begins.
type Options struct {
	Dialect Dialect
	Now     func() time.Time // the site's clock; time.Now if nil
	Base    string           // its own address in answers
}

// Knobs make a site slow, strict or faulty. They may be turned at any time.
type Knobs struct {
	IndexLag    time.Duration // how long searches show a former state
	Page        int           // the most issues that a search answers with; 0: 100 in the cloud, 1000 at servers
	Embedded    int           // the most comments and work logs within an issue; 0: all
	Desk        bool          // customers see the issues of the first project
	NoTypeFlag  bool          // issues do not say of what type their project is
	NoDeskFlag  bool          // comments do not say by themselves whether customers see them
	Limit       int           // requests a second; 0: any number
	IssueWrites int           // writes to one issue within two seconds; 0: any number
	Slow        time.Duration // how long each answer takes
	HookHold    bool          // calls of webhooks wait until this is over
	PlainStore  bool          // in the cloud: the store of attachments has addresses that tell nothing
	OldToken    bool          // uploads know the header against forged requests in its first form only
	OffScreen   []string      // fields that are on no screen
	Lost        int           // so many writes are done and not answered
	Failing     int           // so many requests are answered with 503
	Captcha     bool          // the account is locked until a person solves a riddle
	SilentDrop  string        // a field that is not written though the answer is success
	NoSearch    bool          // the account may not look for people
	NoProperty  bool          // properties cannot be made
	Open        bool          // somebody who is not logged in is answered, and shown nothing
	NoBasic     bool          // no passwords or tokens are taken with requests
	ResolveLeft bool          // a resolution stays when an issue is opened again
}

// Site is one Jira. It may be used from several goroutines.
type Site struct {
	mu       sync.Mutex
	dialect  Dialect
	base     string
	clock    func() time.Time
	ahead    time.Duration // how far a test moved the clock
	knobs    Knobs
	users    []*user
	projects []*project
	fields   []*field
	issues   map[int]*issue
	links    map[int]*link
	files    map[int]*file
	boards   []*board
	moved    map[string]int        // former keys
	last     map[string]int        // numbers given, by what
	calls    map[string]int        // requests, by method and pattern
	windows  map[*user][]time.Time // when requests of the last second came, by account; nil: of nobody who is known
	refused  int                   // requests that came too soon
	hooks    []*webhook
	schemes  []*scheme
	sent     sync.WaitGroup
	held     []func() // calls of webhooks that wait
	doors    doors

	desk        desk
	deskOptions DeskOptions
}

// user is an account.
type user struct {
	Name, Key, ID, Display, Mail, Token, Zone string
	Admin                                     bool
	Customer                                  bool
	Groups                                    []string
}

type project struct {
	ID         int
	Key, Name  string
	Lead       *user
	Types      []string
	Components []*named
	Versions   []*named
	Members    map[string][]*user // of the roles
	Scheme     *scheme
	last       int // number of the newest issue
}

// named is a version or a component.
type named struct {
	ID                 int
	Name, About, Day   string
	Released, Archived bool
}

// New makes a site with two projects, ACME and GLOBEX, and the accounts entwine,
// dev and admin, whose passwords and tokens are their names with -token behind.
func New(o Options) *Site {
	s := &Site{
		dialect: o.Dialect, base: o.Base, clock: o.Now, issues: map[int]*issue{}, links: map[int]*link{}, files: map[int]*file{},
		moved: map[string]int{}, last: map[string]int{}, calls: map[string]int{},
		windows: map[*user][]time.Time{},
	}
	s.doors = doors{
		sessions: map[string]*user{}, codes: map[string]*permission{}, access: map[string]*permission{}, refresh: map[string]*permission{},
		requests: map[string]*permission{}, permits: map[string]*permission{}, nonces: map[string]bool{}, failed: map[*user]int{},
	}
	if s.clock == nil {
		s.clock = time.Now
	}
	for i, name := range []string{"admin", "entwine", "dev", "ann"} {
		u := &user{Name: name, Key: name, Display: "The " + name, Mail: name + "@example.org", Token: name + "-token", Zone: "Europe/Berlin", Admin: name == "admin"}
		if name == "ann" {
			u.Display = "Ann Example"
		}
		if s.dialect == Cloud || s.dialect == DC10 || s.dialect == Server8 {
			u.Key = "JIRAUSER" + strconv.Itoa(10100+i)
		}
		u.Groups = []string{"jira-users"}
		if u.Admin {
			u.Groups = append(u.Groups, "jira-administrators")
		}
		if s.dialect == Cloud {
			u.ID = fmt.Sprintf("5b10a2844c20165700ede2%02d", i)
		}
		s.users = append(s.users, u)
	}
	for i, key := range []string{"ACME", "GLOBEX"} {
		p := &project{ID: 10000 + i, Key: key, Name: key[:1] + strings.ToLower(key[1:]) + " and sons", Lead: s.users[0], Types: slices.Clone(typeNames)}
		p.Members = map[string][]*user{"Administrators": s.users[:1], "Developers": s.users[:3]} // ann is neither
		p.Scheme = s.newScheme()
		s.schemes = append(s.schemes, p.Scheme)
		for _, n := range []string{"api", "ui", "docs"} {
			p.Components = append(p.Components, &named{ID: s.next("component"), Name: n})
		}
		for _, n := range []string{"1.0", "1.1", "2.0"} {
			p.Versions = append(p.Versions, &named{ID: s.next("version"), Name: n})
		}
		s.projects = append(s.projects, p)
		s.boards = append(s.boards, &board{ID: i + 1, Project: p, Sprints: []*sprint{{ID: 10*i + 1, Name: key + " Sprint 1", State: "active"}, {ID: 10*i + 2, Name: key + " Sprint 2", State: "future"}}})
	}
	s.fields = standardFields(s.dialect)
	s.contextsOf()
	return s
}

// next gives the next number of something.
func (s *Site) next(what string) int {
	if s.last[what] == 0 {
		s.last[what] = 10000
	}
	s.last[what]++
	return s.last[what]
}

// now is the site's time, to the millisecond.
func (s *Site) now() time.Time { return s.clock().Add(s.ahead).UTC().Truncate(time.Millisecond) }

// Now is the site's time.
func (s *Site) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now()
}

// Advance moves the site's clock on.
func (s *Site) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead += d
}

// Turn changes the knobs.
func (s *Site) Turn(set func(*Knobs)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set(&s.knobs)
	if !s.knobs.HookHold {
		for _, post := range s.held {
			s.sent.Go(post)
		}
		s.held = nil
	}
}

// Calls are the requests so far, by method and pattern of the address.
func (s *Site) Calls() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.calls)
}

func (s *Site) cloud() bool { return s.dialect == Cloud }

// atLeast reports whether it is the cloud or a server of that version or later.
func (s *Site) atLeast(major, minor int) bool {
	v := versions[s.dialect]
	return v[0] > major || v[0] == major && v[1] >= minor
}

func (s *Site) user(is func(*user) bool) *user {
	if i := slices.IndexFunc(s.users, is); i >= 0 {
		return s.users[i]
	}
	return nil
}

func (s *Site) project(keyOrID string) *project {
	i := slices.IndexFunc(s.projects, func(p *project) bool { return p.Key == keyOrID || strconv.Itoa(p.ID) == keyOrID })
	if i < 0 {
		return nil
	}
	return s.projects[i]
}

func find(l []*named, name, id string) *named {
	for _, n := range l {
		if name != "" && n.Name == name || id != "" && strconv.Itoa(n.ID) == id {
			return n
		}
	}
	return nil
}
