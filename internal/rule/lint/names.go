package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// names tells of variables, helpers' methods and members that nobody knows.
func (r *rule) names() {
	declared := r.declared()
	known := slices.Concat(r.surface.Variables, declared, r.connectionNames(), []string{"it", "binding"})
	r.walk(func(n syntax.Node, inWith bool) {
		switch n := n.(type) {
		case *syntax.Ident:
			if !inWith && !slices.Contains(known, n.Name) && !isClass(n.Name) {
				r.report(n.Pos(), Error, "unknown-name", fmt.Sprintf("there is no variable %s", n.Name), meant(nearest(n.Name, known)))
			}
		case *syntax.Call:
			r.helperCall(n)
		case *syntax.Assign:
			r.nearMember(n, declared)
		}
	})
}

// connectionNames are variables that are there by what the connection is called
// and joins, which the script alone shows: the sides, whose items it takes, and
// the kind of thing that it asks entityType for.
func (r *rule) connectionNames() []string {
	var names []string
	syntax.Walk(r.file, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Property:
			if x, name, _, ok := member(n); ok && slices.Contains(r.surface.Items, name) {
				names = append(names, bare(x))
			}
		case *syntax.Binary:
			for _, e := range [][2]syntax.Expr{{n.X, n.Y}, {n.Y, n.X}} {
				if v, ok := constant(e[1]); ok && bare(e[0]) == "entityType" {
					names = append(names, v)
				}
			}
		}
		return true
	})
	return names
}

// isClass tells whether a name looks like that of a class or a package: those
// are the compiler's business, which knows all there are.
func isClass(name string) bool {
	return name[0] >= 'A' && name[0] <= 'Z' || slices.Contains([]string{"java", "javax", "groovy", "com", "org", "scala", "play", "services", "jcloudnode", "it", "this", "super", "owner", "delegate", "args"}, name)
}

// declared are the names that the script gives something, wherever it does: one
// that is used outside of its block is left to the compiler.
func (r *rule) declared() []string {
	var names []string
	syntax.Walk(r.file, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Var:
			names = append(names, n.Name.Name)
		case *syntax.Param:
			if n.Name != nil {
				names = append(names, n.Name.Name)
			}
		case *syntax.ForIn:
			if n.Name != nil {
				names = append(names, n.Name.Name)
			}
		case *syntax.Catch:
			if n.Name != nil {
				names = append(names, n.Name.Name)
			}
		case *syntax.MethodDecl:
			names = append(names, n.Name)
		case *syntax.ClassDecl:
			names = append(names, n.Name.Name)
		case *syntax.EnumConst:
			names = append(names, n.Name.Name)
		case *syntax.Import:
			if i := strings.LastIndexByte(n.Name, '.'); i >= 0 {
				names = append(names, n.Name[i+1:])
			}
			if n.Alias != nil {
				names = append(names, n.Alias.Name)
			}
		case *syntax.Call: // binding.setVariable("mapping", [:])
			if _, name, _, ok := member(n.Fun); ok && name == "setVariable" && len(n.Args) == 2 {
				if v, ok := constant(n.Args[0]); ok {
					names = append(names, v)
				}
			}
		case *syntax.Assign: // without def it is a variable of the script
			if name := bare(n.X); name != "" {
				names = append(names, name)
			}
			if t, ok := n.X.(*syntax.Tuple); ok {
				for _, e := range t.Elems {
					names = append(names, bare(e))
				}
			}
		}
		return true
	})
	return names
}

// rebinding are the methods whose closure finds names in what it is called on.
var rebinding = []string{"with", "tap", "collectWithDelegate", "use", "execute", "sql", "call"}

// walk passes over all expressions that are read or called: names that are only
// declared are left out. inWith is set where names may be members of something.
func (r *rule) walk(visit func(n syntax.Node, inWith bool)) {
	var pass func(n syntax.Node, inWith bool)
	pass = func(n syntax.Node, inWith bool) {
		visit(n, inWith)
		skip := map[syntax.Node]bool{}
		hide := func(id *syntax.Ident) {
			if id != nil {
				skip[id] = true
			}
		}
		within := inWith
		switch n := n.(type) {
		case *syntax.Var:
			hide(n.Name)
		case *syntax.Param:
			hide(n.Name)
		case *syntax.ForIn:
			hide(n.Name)
		case *syntax.Catch:
			hide(n.Name)
		case *syntax.ClassDecl:
			hide(n.Name)
			within = true // fields and what is inherited
		case *syntax.EnumConst:
			hide(n.Name)
		case *syntax.ConstructorDecl:
			hide(n.Name)
		case *syntax.Import:
			hide(n.Alias)
		case *syntax.Labeled:
			hide(n.Label)
		case *syntax.Break:
			hide(n.Label)
		case *syntax.Continue:
			hide(n.Label)
		case *syntax.Annotation:
			return
		case *syntax.Property:
			if id, ok := n.Name.(*syntax.Ident); ok {
				hide(id)
			}
		case *syntax.MethodRef:
			if id, ok := n.Name.(*syntax.Ident); ok {
				hide(id)
			}
		case *syntax.Call:
			if id, ok := n.Fun.(*syntax.Ident); ok && id.Name != "store" && id.Name != "lookup" {
				hide(id) // a method: the compiler and the run know them all
			}
		}
		for k := range syntax.Children(n) {
			if skip[k] {
				continue
			}
			in := within
			if call, ok := n.(*syntax.Call); ok {
				if _, isClosure := k.(*syntax.Closure); isClosure && takesOver(call) {
					in = true
				}
			}
			pass(k, in)
		}
	}
	pass(r.file, false)
}

// takesOver tells whether the closures of a call may find names elsewhere: of
// builders, too, nobody can say what a name means.
func takesOver(call *syntax.Call) bool {
	if _, name, _, ok := member(call.Fun); ok {
		return slices.Contains(rebinding, name)
	}
	return false
}

// ofObject are the methods that every object has.
var ofObject = []string{"with", "tap", "is", "getClass", "getMetaClass", "hasProperty", "respondsTo", "toString", "dump", "inspect", "equals", "hashCode", "invokeMethod", "getProperty", "sleep", "println", "print", "metaPropertyValues", "asType", "use"}

// helperCall tells of a method that a helper does not have.
func (r *rule) helperCall(n *syntax.Call) {
	of, name, at, ok := member(n.Fun)
	if p, isProperty := n.Fun.(*syntax.Property); !ok || !isProperty || p.Attr {
		return
	}
	helper := bare(of)
	methods, ok := r.surface.Helpers[helper]
	if !ok || slices.Contains(ofObject, name) {
		return
	}
	counts, ok := methods[name]
	if !ok {
		var names []string
		for m := range methods {
			names = append(names, m)
		}
		r.report(at, Error, "unknown-name", fmt.Sprintf("%s has no method %s", helper, name), meant(nearest(name, names)))
		return
	}
	given := 0
	entries := false
	for _, a := range n.Args {
		switch a.(type) {
		case *syntax.Spread, *syntax.SpreadMap:
			return // nobody can say how many these are
		case *syntax.Entry:
			entries = true
		default:
			given++
		}
	}
	if entries {
		given++
	}
	if !slices.Contains(counts, given) {
		slices.Sort(counts)
		r.report(at, Error, "unknown-name", fmt.Sprintf("%s.%s takes %s, not %d", helper, name, oneOf(slices.Compact(counts)), given), "")
	}
}

func oneOf(counts []int) string {
	var s []string
	for _, n := range counts {
		s = append(s, fmt.Sprint(n))
	}
	if len(s) == 1 {
		return s[0] + plural(counts[0], " argument")
	}
	return strings.Join(s[:len(s)-1], ", ") + " or " + s[len(s)-1] + " arguments"
}

func plural(n int, what string) string {
	if n == 1 {
		return what
	}
	return what + "s"
}

// nearMember tells of a member that is set and looks like one that is meant:
// any name may be set, so a slip of the pen is no error when it runs.
func (r *rule) nearMember(n *syntax.Assign, declared []string) {
	of, name, at, ok := member(n.X)
	if !ok {
		return
	}
	v := bare(of)
	if !slices.Contains(r.surface.Items, v) && v != "replica" || slices.Contains(declared, v) || r.surface.Members[name] != "" || len(name) < 5 {
		return
	}
	if v != "replica" && r.side.Tracker.has(name) {
		return
	}
	var names []string
	for m := range r.surface.Members {
		names = append(names, m)
	}
	// Other trackers have names that differ in case, and several of what ours has
	// one of.
	near := nearest(name, names)
	if near != "" && !strings.EqualFold(near, name) && near+"s" != name && name+"s" != near {
		r.report(at, Warning, "unknown-name", fmt.Sprintf("%s has no %s of its own: it becomes a property that only rules see", v, name), meant(near))
	}
}

func meant(name string) string {
	if name == "" {
		return ""
	}
	return "did you mean " + name + "?"
}

// nearest gives the name most like one that is not there, "" if none is.
func nearest(name string, names []string) string {
	best, least := "", max(1, len(name)/4)+1
	slices.Sort(names)
	for _, n := range names {
		if d := distance(strings.ToLower(name), strings.ToLower(n)); n != name && d < least {
			best, least = n, d
		}
	}
	return best
}

// distance counts changed, missing and swapped letters.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 { // longer than names are
		return len(a) + len(b)
	}
	row := make([][]int, len(a)+1)
	for i := range row {
		row[i] = make([]int, len(b)+1)
		row[i][0] = i
	}
	for j := range row[0] {
		row[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			same := 1
			if a[i-1] == b[j-1] {
				same = 0
			}
			row[i][j] = min(row[i-1][j]+1, row[i][j-1]+1, row[i-1][j-1]+same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[i][j] = min(row[i][j], row[i-2][j-2]+1)
			}
		}
	}
	return row[len(a)][len(b)]
}
