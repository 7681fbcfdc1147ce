package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// traffic is what one rule does with the replica: the fields it tells or reads,
// each with the places where it does.
type traffic struct {
	at  map[string][]syntax.Pos
	all bool // and perhaps any other: it hands the replica on whole, or computes names
}

func (t *traffic) add(name string, at syntax.Pos) { t.at[name] = append(t.at[name], at) }

// has tells whether a field is there, by itself or as part of a whole.
func (t *traffic) has(name string) bool {
	whole, _, part := strings.Cut(name, ".")
	return t.all || t.at[name] != nil || part && t.at[whole] != nil || !part && slices.ContainsFunc(keysOf(t.at), func(k string) bool { return strings.HasPrefix(k, name+".") })
}

func keysOf(m map[string][]syntax.Pos) []string {
	var l []string
	for k := range m {
		l = append(l, k)
	}
	slices.Sort(l)
	return l
}

// wholes are the members whose parts are told one by one.
var wholes = []string{"customFields", "customKeys"}

// views are members that are read of another one.
var views = map[string]string{"typeName": "type", "projectKey": "project"}

// field is the field that a path beginning with the replica is about.
func (r *rule) field(p []string) string {
	name := p[1]
	if first := r.surface.Members[name]; first != "" {
		name = first
	}
	for _, how := range []string{"added", "changed", "removed"} {
		if of, ok := strings.CutPrefix(name, how); ok && of != "" {
			if of = strings.ToLower(of[:1]) + of[1:]; r.surface.Members[of] != "" {
				name = of
			}
		}
	}
	if of := views[name]; of != "" {
		name = of
	}
	if slices.Contains(wholes, name) && len(p) > 2 && !slices.Contains([]string{"each", "collect", "find", "findAll", "any", "size", "keySet", "values", "putAll"}, p[2]) {
		return name + "." + p[2]
	}
	return name
}

// merges are the helpers whose merge methods read a list of the replica.
var merges = map[string]string{"commentHelper": "comments", "attachmentHelper": "attachments", "workLogHelper": "workLogs", "worklogHelper": "workLogs"}

// traffic finds what the rule does with the replica.
func (r *rule) traffic() *traffic {
	t := &traffic{at: map[string][]syntax.Pos{}}
	seen := map[syntax.Node]bool{}
	r.walk(func(n syntax.Node, _ bool) {
		if call, ok := n.(*syntax.Call); ok {
			if of, _, _, ok := member(call.Fun); ok && merges[bare(of)] != "" {
				for _, a := range call.Args {
					if bare(a) == "replica" {
						t.add(merges[bare(of)], a.Pos())
						seen[a] = true
					}
				}
			}
		}
		x, ok := n.(syntax.Expr)
		if !ok || seen[n] {
			return
		}
		switch p := path(x); {
		case len(p) > 1 && p[0] == "replica":
			if slices.Contains([]string{"with", "tap", "putAll", "each", "properties", "get", "put", "collect"}, p[1]) {
				t.all = true
				return
			}
			f := r.field(p)
			if set, ok := strings.CutPrefix(p[1], "set"); ok && set != "" && set[0] < 'a' {
				f = r.field([]string{"replica", strings.ToLower(set[:1]) + set[1:]})
			}
			t.add(f, x.Pos())
			syntax.Walk(n, func(k syntax.Node) bool { seen[k] = true; return true })
		case len(p) == 1 && p[0] == "replica":
			t.all = true
		}
	})
	return t
}

// compare tells of what one side tells and the other never reads, and of what
// one reads and the other never tells. out and in are ours; each of the four may
// be missing.
func compare(out, theirIn, theirOut, in *rule) {
	if out != nil && theirIn != nil {
		told, read := out.traffic(), theirIn.traffic()
		for _, f := range keysOf(told.at) {
			if !read.has(f) {
				out.report(told.at[f][0], Warning, "never-read", fmt.Sprintf("%s is told, and the other side's incoming rule never reads it", f),
					meant(nearest(f, keysOf(read.at))))
			}
		}
	}
	if in != nil && theirOut != nil {
		told, read := theirOut.traffic(), in.traffic()
		for _, f := range keysOf(read.at) {
			if f != "id" && f != "key" && !told.has(f) {
				in.report(read.at[f][0], Warning, "never-told", fmt.Sprintf("%s is read, and the other side's outgoing rule never tells it", f),
					meant(nearest(f, keysOf(told.at))))
			}
		}
	}
}
