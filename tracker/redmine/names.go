package redmine

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// names remembers the lists by which Redmine's numbers get their names. A list
// is read when it is first needed, and again when something is not in it, but
// not more than once a minute: a name that does not exist asks for it each time.
type names struct {
	c     *connector
	mu    sync.Mutex
	lists map[string]*catalog
	turn  web.Turn // of whoever reads a list: at the start many need the same

	custom definitions
	me     *account
}

const freshFor = time.Minute

// catalog is one list.
type catalog struct {
	entries []entry
	read    time.Time
}

// entry is a thing with a number, a name, and perhaps another name.
type entry struct {
	id    int64
	name  string
	alias string // the identifier of a project, the login of an account
	mail  string
	base  bool // Redmine's default
}

func newNames(c *connector) *names {
	return &names{c: c, lists: map[string]*catalog{}, turn: web.NewTurn()}
}

// The lists that belong to no project.
const (
	statuses   = "/issue_statuses.json"
	trackers   = "/trackers.json"
	priorities = "/enumerations/issue_priorities.json"
	activities = "/enumerations/time_entry_activities.json"
	projects   = "/projects.json"
)

func categories(project int64) string { return "/projects/" + id(project) + "/issue_categories.json" }
func versions(project int64) string   { return "/projects/" + id(project) + "/versions.json" }
func members(project int64) string    { return "/projects/" + id(project) + "/memberships.json" }

// list returns a list that is known, or reads it.
func (n *names) list(ctx context.Context, path string) (*catalog, error) {
	if l := n.known(path); l != nil {
		return l, nil
	}
	return n.reload(ctx, path, nil)
}

func (n *names) known(path string) *catalog {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.lists[path]
}

// reload reads a list anew, unless somebody else has done it since it was old.
func (n *names) reload(ctx context.Context, path string, old *catalog) (*catalog, error) {
	end, err := n.turn.Take(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	if l := n.known(path); l != old {
		return l, nil
	}
	return n.read(ctx, path)
}

// read reads a list, as it is now.
func (n *names) read(ctx context.Context, path string) (*catalog, error) {
	entries, err := n.c.entries(ctx, path)
	if err != nil {
		return nil, err
	}
	l := &catalog{entries, n.c.now()}
	n.mu.Lock()
	n.lists[path] = l
	n.mu.Unlock()
	return l, nil
}

// find returns the entry that is is true of, looking anew if there is none.
func (n *names) find(ctx context.Context, path string, is func(entry) bool) (entry, bool, error) {
	l, err := n.list(ctx, path)
	if err != nil {
		return entry{}, false, err
	}
	if e, ok := l.find(is); ok {
		return e, true, nil
	}
	if age := n.c.now().Sub(l.read); age >= 0 && age < freshFor {
		return entry{}, false, nil
	}
	if l, err = n.reload(ctx, path, l); err != nil {
		return entry{}, false, err
	}
	e, ok := l.find(is)
	return e, ok, nil
}

func (l *catalog) find(is func(entry) bool) (entry, bool) {
	for _, e := range l.entries {
		if is(e) {
			return e, true
		}
	}
	return entry{}, false
}

// byName finds what has a name, in any case of letters if none has it as it is
// written.
func (n *names) byName(ctx context.Context, path, name string) (entry, bool, error) {
	l, err := n.list(ctx, path)
	if err != nil {
		return entry{}, false, err
	}
	if e, ok := l.find(func(e entry) bool { return e.name == name || e.alias == name }); ok {
		return e, true, nil
	}
	return n.find(ctx, path, func(e entry) bool {
		return strings.EqualFold(e.name, name) || e.alias != "" && strings.EqualFold(e.alias, name)
	})
}

// nameOf returns the name of a number, or the number itself where there is no
// name any more.
func (n *names) nameOf(ctx context.Context, path, number string) (string, error) {
	e, ok, err := n.find(ctx, path, func(e entry) bool { return id(e.id) == number })
	if err != nil || !ok {
		return number, err
	}
	return e.name, nil
}

// mustName is byName for what has to be there.
func (n *names) mustName(ctx context.Context, field, path, name string) (int64, error) {
	e, ok, err := n.byName(ctx, path, name)
	if err == nil && !ok {
		err = invalid(field, "Redmine has no "+field+" "+quote(name))
	}
	return e.id, err
}

// project returns the project of a number, its identifier as alias.
func (c *connector) project(ctx context.Context, p named) (entry, error) {
	e, ok, err := c.names.find(ctx, projects, func(e entry) bool { return e.id == p.ID })
	if err != nil || ok {
		return e, err
	}
	// Not in the list, but shown with an issue: closed perhaps.
	var out struct {
		Project struct{ Identifier string }
	}
	if _, err := c.get(ctx, "/projects/"+id(p.ID)+".json", nil, &out); err != nil {
		if hub.CodeOf(web.Hidden(err)) != hub.NotFound {
			return entry{}, err
		}
		return entry{id: p.ID, name: p.Name, alias: p.Name}, nil
	}
	return entry{id: p.ID, name: p.Name, alias: out.Project.Identifier}, nil
}

// entries reads a list whole.
func (c *connector) entries(ctx context.Context, path string) ([]entry, error) {
	var all []entry
	for {
		// Each list comes under a name of its own; the others stay empty.
		var page struct {
			Statuses   []listed     `json:"issue_statuses"`
			Trackers   []listed     `json:"trackers"`
			Priorities []listed     `json:"issue_priorities"`
			Activities []listed     `json:"time_entry_activities"`
			Projects   []listed     `json:"projects"`
			Categories []listed     `json:"issue_categories"`
			Versions   []listed     `json:"versions"`
			Members    []membership `json:"memberships"`
			Total      int          `json:"total_count"`
		}
		q := url.Values{"limit": {"100"}, "offset": {id(int64(len(all)))}} // 100 is the most that Redmine gives
		if _, err := c.get(ctx, path, q, &page); err != nil {
			return nil, err
		}
		was := len(all)
		for _, l := range [][]listed{
			page.Statuses, page.Trackers, page.Priorities, page.Activities, page.Projects, page.Categories, page.Versions,
		} {
			for _, e := range l {
				all = append(all, entry{id: e.ID, name: e.Name, alias: e.Identifier, base: e.IsDefault})
			}
		}
		for _, m := range page.Members {
			switch {
			case m.User != nil:
				all = append(all, entry{id: m.User.ID, name: m.User.Name})
			case m.Group != nil:
				all = append(all, entry{id: m.Group.ID, name: m.Group.Name})
			}
		}
		if len(all) == was || len(all) >= page.Total {
			return all, nil
		}
	}
}

type listed struct {
	ID         int64
	Name       string
	Identifier string
	IsDefault  bool `json:"is_default"`
}

type membership struct {
	User  *named
	Group *named
}

func quote(s string) string { return "“" + s + "”" }
