package script

import (
	"errors"
	"slices"

	"github.com/entwine-sync/entwine/groovy"
)

// A helper is one of the objects that rules find ready: nodeHelper, httpClient.
type helper struct {
	r     *run
	names []string
	table map[string][]Method
}

// A Method is one thing a helper can do. Methods of one name differ in how many
// arguments they take.
type Method struct {
	Name    string
	Args    []string // names of the arguments, as the reference shows them
	Doc     string
	On      string // the trackers that have it; "" for all
	Mark    string // D, C or U of script-api.md
	Example string // a rule that uses it, run as a test
	call    func(r *run, c *groovy.Context, a []any) (any, error)
}

var (
	_ groovy.Caller       = (*helper)(nil)
	_ groovy.MemberLister = (*helper)(nil)
	_ groovy.TypeNamer    = (*helper)(nil)
)

// methods makes the table of a list.
func methods(list ...Method) map[string][]Method {
	m := make(map[string][]Method, len(list))
	for _, x := range list {
		m[x.Name] = append(m[x.Name], x)
	}
	return m
}

// helpers are all of them, for one run.
func (r *run) helpers() []*helper {
	return []*helper{
		{r: r, names: []string{"nodeHelper", "hubObjectHelper"}, table: nodeMethods},
		{r: r, names: []string{"matchHelper"}, table: matchMethods},
		{r: r, names: []string{"commentHelper"}, table: commentMethods},
		{r: r, names: []string{"attachmentHelper"}, table: attachmentMethods},
		{r: r, names: []string{"workLogHelper", "worklogHelper"}, table: workLogMethods},
		{r: r, names: []string{"workflowHelper"}, table: workflowMethods},
		{r: r, names: []string{"syncHelper"}, table: syncMethods},
		{r: r, names: []string{"userHelper"}, table: userMethods},
		{r: r, names: []string{"serviceDeskHelper"}, table: serviceDeskMethods},
		{r: r, names: []string{"qcHelper"}, table: qcMethods},
		{r: r, names: []string{"debug", "debugHelper"}, table: debugMethods},
		{r: r, names: []string{"log"}, table: logMethods},
		{r: r, names: []string{"httpClient"}, table: httpMethods},
	}
}

// TypeName is how errors call it.
func (h *helper) TypeName() string { return "com.exalate.hubobject." + h.names[0] }

// String is its name in rules.
func (h *helper) String() string { return h.names[0] }

// CallMethod calls the method that takes so many arguments.
func (h *helper) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	for _, m := range h.table[name] {
		if len(m.Args) != len(args) {
			continue
		}
		if err := c.Charge(10); err != nil { // a look-up costs more than a step
			return nil, true, err
		}
		v, err := m.call(h.r, c, slices.Clone(args))
		return v, true, stopping(c, err)
	}
	if h.reaches() {
		return h.r.insideCall(c, name, args)
	}
	return nil, false, nil
}

// stopping ends the run for an error that says so.
func stopping(c *groovy.Context, err error) error {
	if stops := interface{ StopsRule() }(nil); errors.As(err, &stops) {
		return c.Stop(err)
	}
	return err
}

// reaches tells whether class libraries reach through the helper for what the
// program that ran them elsewhere kept behind it.
func (h *helper) reaches() bool { return h.names[0] == "httpClient" || h.names[0] == "nodeHelper" }

// insides are what class libraries reached for in the program that ran them
// elsewhere, by names that helpers and the context had there.
var insides = map[string]bool{
	"ws": true, "wsClient": true, "injector": true, "issueTrackerSettings": true, "generalSettingsService": true, "executionContext": true,
	"authenticator": true, "config": true, "userAuthorization": true, "jProxyUser": true, "hubObjectMapper": true, "issueTrackerClient": true,
}

// refuseInside says what to use instead of an inside.
func refuseInside(c *groovy.Context, of, name string) error {
	return c.Throw("java.lang.SecurityException", of+"."+name+" is not available to rules: it is an inside of the program that ran them elsewhere; "+
		"use httpClient.get, put, post or http for calls, and the helpers for everything else")
}

// GetProperty gives what class libraries reach for; rules only call helpers.
func (h *helper) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	if h.reaches() {
		if v, ok, err := h.r.inside(c, name); ok || err != nil {
			return v, ok, err
		}
	}
	if insides[name] {
		return nil, true, refuseInside(c, h.names[0], name)
	}
	return nil, false, nil
}

// Properties is none: helpers are only called.
func (h *helper) Properties() []string { return nil }

// Methods lists what it can do.
func (h *helper) Methods() []string {
	var names []string
	for n := range h.table {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// texts turns arguments into texts; null is "".
func texts(c *groovy.Context, a []any) ([]string, error) {
	out := make([]string, len(a))
	for i, v := range a {
		if v == nil {
			continue
		}
		if o, ok := v.(*Object); ok {
			out[i] = o.String()
			continue
		}
		s, err := c.Text(v)
		if err != nil {
			return nil, err
		}
		out[i] = s
	}
	return out, nil
}

// find looks a record up by members that are not empty; a look-up of nothing
// finds nothing, as rules expect of getUserByEmail(null).
func (r *run) find(c *groovy.Context, kind string, by ...string) (any, error) {
	m := map[string]string{}
	for i := 0; i < len(by); i += 2 {
		if by[i+1] != "" {
			m[by[i]] = by[i+1]
		}
	}
	if len(by) > 1 && by[1] == "" {
		return nil, nil
	}
	rec, err := r.in.Desk.Find(c.Context(), kind, m)
	if err != nil || rec == nil {
		return nil, err
	}
	return r.object(kind, rec, false), nil
}

// lookup is a method that finds a record of the kind by its argument.
func lookup(name, kind, by, doc, mark, on string, more ...string) Method {
	args := append([]string{by}, more...)
	return Method{Name: name, Args: args, Doc: doc, Mark: mark, On: on,
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			by := []string{by, s[0]}
			for i, n := range more {
				if n == "project" || n == "field" {
					by = append(by, n, s[i+1])
				}
			}
			return r.find(c, kind, by...)
		}}
}
