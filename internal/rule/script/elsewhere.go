package script

import (
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/groovy"
)

// Class libraries name parts of the program that ran them elsewhere in full, in
// packages that differ from tracker to tracker and from version to version.
// What they name is one of three things: a class that is here under another
// package, a helper, or a part that is not here. The last compiles as well, as
// most rules carry more of a library than they reach for, and refuses with
// what to use instead once it is used.

// families are what libraries name, and what it is here, for the reference.
var families = []struct{ names, here string }{
	{"`scala.Option`, `Some`, `None`, `Tuple2` to `Tuple5`, `Seq` and its kinds, `Map`, with their companions (`scala.Option$.MODULE$`)", "plain values: an option holds a value or nothing, the others hold what they were made of"},
	{"`scala.collection.JavaConverters`, `JavaConversions`", "lists and maps become sequences and maps of Scala, and the reverse"},
	{"`scala.runtime.AbstractFunction1` and its like", "classes that a rule may extend; wherever one is taken, a closure is too"},
	{"`scala.concurrent.Future`, `Await`, `Duration`, `ExecutionContext`", "the value of a call that was made already: nothing waits, nothing runs beside the rule"},
	{"`httpClient.ws()`, `httpClient.azureClient.ws`, `zendeskClient`, `issueTrackerClient` and their like; `url`, `withMethod`, `withHeaders`, `withQueryString`, `withBody`, `execute`", "a call of `httpClient`: the connected tracker alone, counted, paced and journalled with the others; `status()`, `body()`, `allHeaders()` of the answer"},
	{"`withAuth`, the header `Authorization`, `authenticate`, `getCredentials`, `getAuthHeaderFromGs`", "the node's own credentials go with each call; a rule neither sees nor replaces them, and is warned if it tries"},
	{"`play.api.libs.json.Json`, `play.api.http.Writeable`, `play.api.mvc.Codec`, `WSBodyWritables`, `WSAuthScheme`", "JSON as maps and lists; the others only pass through"},
	{"`play.api.Play$.MODULE$.current().injector()`, `context.injector`, `instanceOf(...)`", "the settings (`...GeneralSettings...`: `issueTrackerUrl`), the item (`...HubObjectService`: `createEntity` is `store(issue)`), `...EventSchedulerService` (`syncHelper.exalate`); any other part refuses and says what to use"},
	{"`...CreateIssueProcessor$.MODULE$.threadLocalContext.get()` and its like", "the variables of the rule"},
	{"`getClassLoader().loadClass(name)`", "a class that the rule could name itself; no other"},
	{"`org.slf4j.Logger`, `org.apache.log4j.Logger`, `java.util.logging.Logger`", "the log of the rule"},
	{"`services.jcloud.hubobjects.NodeHelper`, `...CommentHelper`, `...PreparedHttpClient` and their like in signatures, whatever the package", "the class of the helper"},
	{"`Status`, `StatusSync`, `SubTaskSync`, `Versions`, `VersionSync`, `ComponentSync`, `IssueLinkSync`, `Epic`, `AgileSync`, `ServiceDeskSync`, `CreateIssue`, `UpdateIssue`, `GetProject`, `GetIssueUrl`", "libraries that rules call without bringing them along: `send` and `receive` do what the name says with the script API; a class of the owner's of that name comes first"},
	{"`JiraClient`, `AdoClient`, `ZdClient`, `GroovyHttpClient`, `InjectorGetter`", "calls of the connected tracker by path, and the way of libraries to the rule's variables; an owner's class comes first"},
	{"`TempoWorkLogSync`", "refuses: Tempo is another host; use `workLogs`"},
	{"`com.fasterxml.jackson.databind.util.ISO8601DateFormat`", "reads and writes dates as REST has them"},
	{"any other class of those packages", "may be named and imported, and refuses once it is used"},
}

// insidePackages are those of that program, and of the libraries it was made
// with.
var insidePackages = []string{"com.exalate.", "services.jcloud.", "services.replication.", "services.azure.", "services.zendesk.",
	"services.servicenow.", "services.github.", "services.salesforce.", "jcloudnode.", "azurenode.", "zendesknode.", "scala.", "play.", "akka.", "javax.inject.", "com.google.inject."}

// found remembers the classes that findClass made: a name must mean one class.
var found sync.Map

// findClass gives the class of a name that no table has; nil for one that is no
// part of that program.
func findClass(name string) *groovy.HostClass {
	inside := false
	for _, p := range insidePackages {
		inside = inside || strings.HasPrefix(name, p)
	}
	simple := simpleName(name)
	if up, _, ok := cutLast(name, "."); ok && isUpper(simpleName(up)) {
		return nil // a part of a class, as a constant
	}
	if !inside || !isUpper(simple) {
		return nil
	}
	if h := knownHere()[simple]; h != nil && !strings.HasPrefix(name, "scala.") && !strings.HasPrefix(name, "play.") {
		return h
	}
	if strings.HasSuffix(simple, "HttpClient") {
		return knownHere()["HttpClient"]
	}
	if h, ok := found.Load(name); ok {
		return h.(*groovy.HostClass)
	}
	h := &groovy.HostClass{Name: name, Absent: "it is an inside of the program that ran rules elsewhere; use " + instead(name)}
	if strings.HasSuffix(simple, "Exception") {
		h.Super, h.Absent = "java.lang.RuntimeException", ""
	} else {
		h.New = func(c *groovy.Context, _ []any) (any, error) { return nil, refusePart(c, name) }
		h.Static = func(c *groovy.Context, member string, _ []any, _ bool) (any, bool, error) {
			switch member {
			case "getName", "name", "getSimpleName", "simpleName", "class", "getClass", "toString", "hashCode", "equals", "is", "isInstance", "getClassLoader", "classLoader":
				return nil, false, nil // Groovy's own, of every class
			}
			return nil, true, refusePart(c, name)
		}
	}
	actual, _ := found.LoadOrStore(name, h)
	return actual.(*groovy.HostClass)
}

// isUpper tells whether a name is written as those of classes are.
func isUpper(name string) bool { return name != "" && name[0] >= 'A' && name[0] <= 'Z' }

// cutLast parts a text at the last sep.
func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// simpleName is the last part of a class's name.
func simpleName(class string) string {
	return class[strings.LastIndexAny(class, ".$")+1:]
}

// knownHere are the classes of objects and helpers by their simple names.
var knownHere = sync.OnceValue(func() map[string]*groovy.HostClass {
	known := map[string]*groovy.HostClass{}
	for _, h := range hostClasses() {
		if strings.HasPrefix(h.Name, "com.exalate.") {
			known[simpleName(h.Name)] = h
		}
	}
	for _, h := range helperClasses() {
		known[strings.ToUpper(h.simple[:1])+h.simple[1:]] = h.class
	}
	known["Trace"] = known["BasicNonPersistentTrace"]
	return known
})

type helperClass struct {
	simple string
	class  *groovy.HostClass
}

// helperClasses are the classes that helpers are of, under each of their names.
var helperClasses = sync.OnceValue(func() []helperClass {
	var list []helperClass
	for _, h := range (&run{}).helpers() {
		class := &groovy.HostClass{Name: h.TypeName(), New: func(c *groovy.Context, _ []any) (any, error) {
			return nil, c.Throw("java.lang.SecurityException", "helpers are not made by rules: use "+h.names[0]+", which is there already")
		}}
		for _, n := range h.names {
			list = append(list, helperClass{n, class})
		}
	}
	return list
})

// insteads are what to use for parts of that program, by what their names hold.
var insteads = []struct{ part, use string }{
	{"TwinTrace", "syncHelper.getLocalIssueKeyFromRemoteId(id) for the twin of an item, and the variable traces"},
	{"ScriptData", "a field of the item or replica.customKeys: rules keep nothing from run to run"},
	{"EventScheduler", "syncHelper.exalate(key) or syncHelper.syncBackAfterProcessing()"},
	{"SyncService", "syncHelper.exalate(key)"},
	{"Error", "debug.error(text), or throw an IssueTrackerException"},
	{"AuditLog", "log.info(text)"},
	{"HubObject", "nodeHelper, store(issue) and the properties of the item"},
	{"NodeService", "syncHelper.getTrackerUrl() and its like"},
	{"scala.", "lists, maps and closures of Groovy"},
	{"", "httpClient with the path in the tracker's REST API, and the helpers"},
}

// refusePart says what to use instead of a part of that program.
func refusePart(c *groovy.Context, class string) error {
	return c.Throw("java.lang.SecurityException", class+" is not available to rules: it is an inside of the program that ran them elsewhere; use "+instead(class))
}

func instead(class string) string {
	for _, x := range insteads {
		if strings.Contains(class, x.part) {
			return x.use
		}
	}
	return "" // the last of them is of every class
}
