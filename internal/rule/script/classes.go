package script

import (
	"slices"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/commonmark"
	"github.com/entwine-sync/entwine/internal/rule/script/jsoup"
	"github.com/entwine-sync/entwine/internal/rule/script/scala"
)

// trackerException stops the item; every other exception the connection.
const trackerException = "com.exalate.api.exception.IssueTrackerException"

// hostImports are the classes and packages that rules need not import: some are
// told to have run elsewhere without.
var hostImports = []string{
	trackerException, "groovy.json.JsonOutput", "groovy.json.JsonSlurper", "java.sql.Timestamp", "com.exalate.basic.domain.hubobject.v1.*",
	"com.exalate.basic.domain.*", "com.exalate.api.domain.twintrace.*",
}

// enums are the Java enums that rules name.
var enums = map[string][]string{
	"com.exalate.api.domain.twintrace.TraceType":   {"COMMENT", "ATTACHMENT", "WORKLOG", "ISSUE_LINK", "LABEL", "CUSTOM_FIELD", "ISSUE"},
	"com.exalate.api.domain.twintrace.TraceAction": {"NONE", "CREATE", "UPDATE", "DELETE"},
}

// hostClasses are the classes that rules may name and construct. They are made
// once: compiled rules share them.
var hostClasses = sync.OnceValue(func() []*groovy.HostClass {
	list := []*groovy.HostClass{
		{Name: trackerException, Super: "java.lang.RuntimeException"},
	}
	for i := range kinds {
		list = append(list, kindClass(&kinds[i]))
	}
	for name, values := range enums {
		list = append(list, enumClass(name, values))
	}
	for name := range interfaces() {
		list = append(list, &groovy.HostClass{Name: name})
	}
	for _, name := range processors {
		list = append(list, processorClass(name))
	}
	list = append(list, sqlClass())
	list = append(list, jsoup.Classes()...)
	list = append(list, commonmark.Classes()...)
	list = append(list, scala.Classes()...)
	list = append(list, playClasses()...)
	list = append(list, loggerClasses()...)
	list = append(list, isoDateClasses()...)
	list = append(list, semanticVersionClass(), injectorGetter)
	slices.SortFunc(list, func(a, b *groovy.HostClass) int { return strings.Compare(a.Name, b.Name) })
	return list
})

// kindClass lets rules make objects of a kind: empty, of a map of members, or
// of the arguments its constructor has.
func kindClass(k *Kind) *groovy.HostClass {
	return &groovy.HostClass{Name: k.Class, Interfaces: interfacesOf(k), New: func(c *groovy.Context, args []any) (any, error) {
		o := newObject(k.Name, nil)
		if m, ok := first(args).(*groovy.Map); ok && len(args) == 1 {
			for key, v := range m.All {
				if _, err := o.SetProperty(c, plainText(key), v); err != nil {
					return nil, err
				}
			}
			return o, nil
		}
		order := constructors[k.Name]
		if len(args) > len(order) {
			return nil, c.Throw("groovy.lang.GroovyRuntimeException", "Could not find matching constructor for: "+k.Class+": it takes "+takes(order))
		}
		for i, v := range args {
			if _, err := o.SetProperty(c, order[i], v); err != nil {
				return nil, err
			}
		}
		return o, nil
	}}
}

// interfaceNames are the Java interfaces that name a kind in types, beyond the
// one made of its class's name.
var interfaceNames = map[string][]string{
	"item":        {"IHubIssueReplica", "IHubIssue"},
	"issueKey":    {"IIssueKey"},
	"connection":  {"IConnection", "IRelation"},
	"trace":       {"INonPersistentTrace", "ITrace"},
	"syncRequest": {"ISyncRequest"}, "instance": {"IInstance"},
}

// interfaceVersions are the packages in which the interfaces of hub objects lie.
var interfaceVersions = []string{"v1", "v1_2", "v1_3", "v1_4"}

// otherPackages are those of the interfaces that are no hub objects.
var otherPackages = map[string]string{
	"issueKey": "com.exalate.api.domain.", "connection": "com.exalate.api.domain.connection.", "trace": "com.exalate.api.domain.twintrace.",
	"syncRequest": "com.exalate.api.domain.request.", "instance": "com.exalate.api.domain.",
}

// interfacesOf are the full names of a kind's interfaces.
func interfacesOf(k *Kind) []string {
	names := interfaceNames[k.Name]
	if names == nil {
		names = []string{"IHub" + strings.TrimPrefix(k.short(), "BasicHub")}
	}
	var out []string
	for _, n := range names {
		if in := otherPackages[k.Name]; in != "" {
			out = append(out, in+n)
			continue
		}
		for _, v := range interfaceVersions {
			out = append(out, "com.exalate.api.domain.hubobject."+v+"."+n)
		}
	}
	return out
}

// interfaces are all of them.
func interfaces() map[string]bool {
	all := map[string]bool{}
	for i := range kinds {
		for _, n := range interfacesOf(&kinds[i]) {
			all[n] = true
		}
	}
	return all
}

// processors are the objects through which class libraries find the variables
// of the rule that called them: X$.MODULE$.threadLocalContext.get().
var processors = []string{
	"com.exalate.replication.services.processor.CreateReplicaProcessor$",
	"com.exalate.replication.services.processor.CreateIssueProcessor$",
	"com.exalate.replication.services.processor.ChangeIssueProcessor$",
}

func processorClass(name string) *groovy.HostClass {
	return &groovy.HostClass{Name: name, Static: func(c *groovy.Context, member string, _ []any, get bool) (any, bool, error) {
		if member != "MODULE$" || !get {
			return nil, false, nil
		}
		r, _ := c.Context().Value(runKey{}).(*run)
		context := groovy.Func(func(*groovy.Context, []any) (any, error) {
			if r == nil || r.processor() != name {
				return nil, nil
			}
			return r.scope, nil
		})
		return map[string]any{"threadLocalContext": map[string]any{"get": context}}, true, nil
	}}
}

// processor is the one that would run this rule.
func (r *run) processor() string {
	switch {
	case !r.in.Incoming:
		return processors[0]
	case r.in.First:
		return processors[1]
	}
	return processors[2]
}

// constructors are the members in the order of Java's constructors.
var constructors = map[string][]string{
	"issueKey":  {"id", "urn", "entityType"},
	"user":      {"key"},
	"status":    {"name"},
	"issueType": {"name"},
	"priority":  {"name"},
	"label":     {"label"},
	"option":    {"id", "value"},
	"project":   {"key", "name"},
	"version":   {"name"},
	"component": {"name"},
}

func takes(order []string) string {
	if len(order) == 0 {
		return "no arguments, or a map of its members"
	}
	return "(" + strings.Join(order, ", ") + ") or a map of its members"
}

func first(args []any) any {
	if len(args) == 0 {
		return nil
	}
	return args[0]
}

// An enumValue is one constant of a Java enum.
type enumValue struct{ class, name string }

func (e enumValue) String() string   { return e.name }
func (e enumValue) TypeName() string { return e.class }

func (e enumValue) Compare(other any) (int, bool) {
	o, ok := other.(enumValue)
	return strings.Compare(e.name, o.name), ok && o.class == e.class
}

func (e enumValue) CallMethod(_ *groovy.Context, name string, args []any) (any, bool, error) {
	if name == "name" && len(args) == 0 {
		return e.name, true, nil
	}
	return nil, false, nil
}

func enumClass(name string, values []string) *groovy.HostClass {
	return &groovy.HostClass{Name: name, Static: func(c *groovy.Context, member string, args []any, get bool) (any, bool, error) {
		switch {
		case get && slices.Contains(values, member):
			return enumValue{name, member}, true, nil
		case !get && member == "valueOf" && len(args) == 1:
			s, err := c.Text(args[0])
			if err != nil {
				return nil, true, err
			}
			if !slices.Contains(values, s) {
				return nil, true, c.Throw("java.lang.IllegalArgumentException", "No enum constant "+name+"."+s)
			}
			return enumValue{name, s}, true, nil
		case !get && member == "values" && len(args) == 0:
			l := groovy.NewList()
			for _, v := range values {
				l.Append(enumValue{name, v})
			}
			return l, true, nil
		}
		return nil, false, nil
	}}
}
