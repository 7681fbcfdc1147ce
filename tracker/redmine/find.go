package redmine

import (
	"context"
	"errors"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// A query is what stands behind the question mark when Redmine's own API lists
// issues, with names in place of numbers where that is easier to read:
//
//	project=alpha&status=New|Feedback&cf.Team=Blue&updated_on=>=2026-01-31
//
// Redmine itself ignores a parameter that it does not know, and would then find
// everything; so names are checked here.

// plainParameters are Redmine's own.
var plainParameters = []string{
	"project_id", "subproject_id", "tracker_id", "status_id", "priority_id", "assigned_to_id", "author_id", "category_id",
	"fixed_version_id", "parent_id", "subject", "description", "created_on", "updated_on", "closed_on", "start_date", "due_date",
	"estimated_hours", "done_ratio", "is_private", "watcher_id", "query_id", "issue_id",
}

// namedParameters take names, which become numbers.
var namedParameters = map[string]struct {
	parameter string
	path      func(project int64) string // of the list that has the names
	inProject bool
}{
	"tracker":  {"tracker_id", all(trackers), false},
	"status":   {"status_id", all(statuses), false},
	"priority": {"priority_id", all(priorities), false},
	"category": {"category_id", categories, true},
	"version":  {"fixed_version_id", versions, true},
	"assignee": {"assigned_to_id", members, true},
	"author":   {"author_id", members, true},
}

func all(path string) func(int64) string { return func(int64) string { return path } }

var fieldParameter = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^cf_[0-9]+$`) })

// Query implements tracker.Asker. The second equals sign is Redmine's own: the
// value is what stands behind it, whatever it begins with. A bar would mean or.
func (c *connector) Query(_ context.Context, field, value string) (string, error) {
	switch {
	case strings.Contains(value, "|"):
		return "", badQuery("Redmine cannot be asked for a value with a bar: " + quote(value))
	case field == "summary":
		return "subject==" + escaped(value), nil
	}
	return escaped("cf."+field) + "==" + escaped(value), nil
}

// escaped is a text in which nothing means anything to a query.
func escaped(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// Find implements tracker.Connector.
func (c *connector) Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
	return func(yield func(hub.Ref, error) bool) {
		lists, err := c.queries(ctx, query)
		if err != nil {
			yield(hub.Ref{}, err)
			return
		}
		var ids []string // those to consider; nil: all
		for _, ref := range only {
			if n, err := number(ref.ID); err == nil && !slices.Contains(ids, id(n)) {
				ids = append(ids, id(n))
			}
		}
		if len(only) > 0 && len(ids) == 0 {
			return
		}
		for _, q := range lists {
			if !c.findIn(ctx, q, ids, yield) {
				return
			}
		}
	}
}

// findIn yields what one list has, and reports whether to go on.
func (c *connector) findIn(ctx context.Context, q url.Values, only []string, yield func(hub.Ref, error) bool) bool {
	if named := q.Get("issue_id"); named != "" {
		var both []string
		for n := range strings.SplitSeq(named, ",") {
			if only == nil || slices.Contains(only, n) {
				both = append(both, n)
			}
		}
		if only = both; len(only) == 0 {
			return true
		}
	}
	q.Set("sort", "id:asc")
	if only == nil {
		return c.findAll(ctx, q, yield)
	}
	for batch := range slices.Chunk(only, c.page) {
		q.Set("issue_id", strings.Join(batch, ","))
		list, _, err := c.list(ctx, q)
		if !c.yieldAll(list, err, yield) {
			return false
		}
	}
	return true
}

// findAll goes through a list of any length by number, since counted pages
// shift when issues change while they are listed.
func (c *connector) findAll(ctx context.Context, q url.Values, yield func(hub.Ref, error) bool) bool {
	for after := int64(0); ; {
		q.Set("issue_id", ">="+id(after+1))
		list, _, err := c.list(ctx, q)
		if err == nil && len(list) > 0 && list[len(list)-1].ID <= after {
			err = &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "Redmine lists the same issues again"}
		}
		if !c.yieldAll(list, err, yield) {
			return false
		}
		if len(list) < c.page {
			return true
		}
		after = list[len(list)-1].ID
	}
}

func (c *connector) yieldAll(list []issue, err error, yield func(hub.Ref, error) bool) bool {
	if err != nil {
		yield(hub.Ref{}, ofQuery(err))
		return false
	}
	for _, raw := range list {
		if !yield(refOf(raw.ID), nil) {
			return false
		}
	}
	return true
}

// ofQuery reads a refusal of a list: of a project, a saved query or a value
// that there is not.
func ofQuery(err error) error {
	var he *hub.Error
	if !errors.As(web.Hidden(err), &he) || he.Code != hub.NotFound && he.Code != hub.Invalid {
		return err
	}
	return &hub.Error{
		Code: hub.Invalid, Scope: hub.ScopeConnection, Err: err,
		Message: "Redmine does not take this query, or has no such project or saved query: " + he.Message,
	}
}

// queries reads a query and returns the lists that it stands for: one, or one
// for each project that is watched.
func (c *connector) queries(ctx context.Context, query string) ([]url.Values, error) {
	q := url.Values{}
	var named [][2]string
	for pair := range strings.SplitSeq(query, "&") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, ok := strings.Cut(pair, "=")
		name = strings.TrimSpace(name)
		// PathUnescape leaves a plus sign alone, which times may have.
		v, err := url.PathUnescape(value)
		if !ok || err != nil || v == "" {
			return nil, badQuery("this is no condition: " + quote(pair))
		}
		if n, err := url.PathUnescape(name); err == nil {
			name = n
		}
		_, isNamed := namedParameters[name]
		isField := strings.HasPrefix(name, "cf.")
		switch {
		case name == "project":
			n, err := c.projectCalled(ctx, v)
			if err != nil {
				return nil, err
			}
			name, v = "project_id", n
		case isNamed, isField:
			named = append(named, [2]string{name, v})
			continue
		case !slices.Contains(plainParameters, name) && !fieldParameter().MatchString(name):
			return nil, badQuery("queries of Redmine have no " + quote(name))
		}
		if q.Has(name) {
			return nil, badQuery(quote(name) + " is there twice")
		}
		q.Set(name, v)
	}
	if err := checkNumbers(q); err != nil {
		return nil, err
	}
	project, _ := number(q.Get("project_id")) // 0 without one, or with one by its identifier
	for _, n := range named {
		if err := c.resolve(ctx, q, project, n[0], n[1]); err != nil {
			return nil, err
		}
	}
	if !q.Has("status_id") && !q.Has("query_id") {
		q.Set("status_id", "*")
	}
	return c.withinWatched(ctx, q)
}

var (
	numberList  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[1-9][0-9]{0,17}(,[1-9][0-9]{0,17})*$`) })
	numberValue = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(!?(me|[1-9][0-9]*)([|,](me|[1-9][0-9]*))*|!?\*|o|c)$`)
	})
)

// checkNumbers refuses what Redmine would take for a number that nothing has.
func checkNumbers(q url.Values) error {
	if v := q.Get("issue_id"); v != "" && !numberList().MatchString(v) {
		return badQuery("issue_id is one number, or several with commas")
	}
	for _, name := range []string{
		"tracker_id", "status_id", "priority_id", "assigned_to_id", "author_id", "category_id", "fixed_version_id", "watcher_id",
	} {
		if v := q.Get(name); v != "" && !numberValue().MatchString(v) {
			return badQuery(name + " is a number, or several with |; by name it is " +
				quote(strings.TrimSuffix(name, "_id")+"=…"))
		}
	}
	return nil
}

func badQuery(message string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeConnection, Message: message}
}

func (c *connector) projectCalled(ctx context.Context, name string) (string, error) {
	e, ok, err := c.names.byName(ctx, projects, name)
	if err == nil && !ok {
		err = badQuery("the account sees no project " + quote(name))
	}
	return id(e.id), err
}

// resolve puts a condition with names into the query, as one with numbers.
func (c *connector) resolve(ctx context.Context, q url.Values, project int64, name, value string) error {
	if field, ok := strings.CutPrefix(name, "cf."); ok {
		def, ok, err := c.field(ctx, project, 0, func(d definition) bool { return d.name == field })
		if err != nil {
			return err
		}
		if !ok {
			return badQuery("issues have no field " + quote(field) + ", or the account is not shown it")
		}
		return setOnce(q, "cf_"+id(def.id), value)
	}
	p := namedParameters[name]
	if value == "*" || value == "!*" || value == "me" {
		return setOnce(q, p.parameter, value)
	}
	if p.inProject && project == 0 {
		return badQuery(quote(name) + " is only known within a project: add " + quote("project=…"))
	}
	not := strings.HasPrefix(value, "!")
	var numbers []string
	for one := range strings.SplitSeq(strings.TrimPrefix(value, "!"), "|") {
		e, ok, err := c.names.byName(ctx, p.path(project), one)
		if err != nil {
			return err
		}
		if !ok {
			return badQuery("Redmine has no " + name + " " + quote(one))
		}
		numbers = append(numbers, id(e.id))
	}
	v := strings.Join(numbers, "|")
	if not {
		v = "!" + v
	}
	return setOnce(q, p.parameter, v)
}

func setOnce(q url.Values, name, value string) error {
	if q.Has(name) {
		return badQuery(quote(name) + " is there twice")
	}
	q.Set(name, value)
	return nil
}

// withinWatched narrows a query to the projects that are watched.
func (c *connector) withinWatched(ctx context.Context, q url.Values) ([]url.Values, error) {
	if len(c.projects) == 0 {
		return []url.Values{q}, nil
	}
	ids, err := c.watchedProjects(ctx)
	if err != nil {
		return nil, err
	}
	asked := q.Get("project_id")
	if _, err := number(asked); asked != "" && err != nil {
		if asked, err = c.projectCalled(ctx, asked); err != nil {
			return nil, err
		}
	}
	var lists []url.Values
	for _, n := range ids {
		if asked != "" && asked != id(n) {
			continue
		}
		one := url.Values{}
		for k, v := range q {
			one[k] = slices.Clone(v)
		}
		one.Set("project_id", id(n))
		one.Set("subproject_id", "!*")
		lists = append(lists, one)
	}
	return lists, nil
}
