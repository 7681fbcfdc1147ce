package groovy

import "strings"

// What scripts cannot reach, and what to use instead. A class that is not
// known at all is a compile error; those that exist for their harmless part
// refuse the rest at run time.

// refusedPackages are whole parts of Java with the reason why not.
var refusedPackages = [...][2]string{
	{"java.lang.reflect", "scripts cannot use reflection; use obj.\"$name\", hasProperty, respondsTo or metaClass"},
	{"java.lang.invoke", "scripts cannot use reflection; use a closure or a method pointer"},
	{"java.nio", "scripts cannot reach files; pass what they need as variables"},
	{"java.net.http", "scripts cannot reach the network; use the HTTP client the host provides"},
	{"java.sql", "scripts cannot open databases; use what the host provides"},
	{"javax.net", "scripts cannot reach the network; use the HTTP client the host provides"},
	{"javax.script", "scripts cannot start other scripts; call a closure or a method"},
	{"groovy.sql", "scripts cannot open databases; use what the host provides"},
	{"groovyx.net", "scripts cannot reach the network; use the HTTP client the host provides"},
	{"groovyx.gpars", "scripts run in one thread; use each and collect"},
	{"java.util.concurrent", "scripts run in one thread; use plain collections and closures"},
	{"java.rmi", "scripts cannot reach the network"},
	{"sun.", "the JVM's internals are not there"},
	{"com.sun.", "the JVM's internals are not there"},
	{"jdk.", "the JVM's internals are not there"},
	{"javax.mail", "scripts cannot send mail; use what the host provides"},
	{"javax.naming", "scripts cannot reach the network; use what the host provides"},
	{"org.jsoup", "the host provides no such class of Jsoup; use XmlSlurper, or replaceAll with a pattern"},
	{"org.apache.commons", "libraries of Java are not there; Groovy's own methods of texts and collections do most of it"},
	{"org.apache.http", "scripts cannot reach the network; use the HTTP client the host provides"},
	{"org.springframework", "the application that ran the script elsewhere is not there; use what the host provides"},
	{"com.atlassian", "Jira's own classes are not there; use the fields and methods of the issue"},
	{"com.onresolve", "ScriptRunner's classes are not there; use what the host provides"},
	{"com.k15t", "the host the script was written for is not there; use the fields and methods of the issue"},
	{"services.", "the insides of the program that ran the script elsewhere are not there; use httpClient and the helpers of the host"},
	{"scala.", "the insides of the program that ran the script elsewhere are not there; use Groovy's own collections"},
	{"play.", "the insides of the program that ran the script elsewhere are not there; use httpClient and the helpers of the host"},
	{"akka.", "the insides of the program that ran the script elsewhere are not there; use httpClient and the helpers of the host"},
	{"com.exalate", "the host the script was written for is not there; use the fields and methods of the issue"},
	{"com.idalko", "the host the script was written for is not there; use the fields and methods of the issue"},
	{"org.codehaus.groovy", "Groovy's own internals are not there"},
	{"org.apache.groovy", "Groovy's own internals are not there"},
}

// refusedNames are single classes.
var refusedNames = map[string]string{
	"Runtime":              "scripts cannot start processes",
	"Process":              "scripts cannot start processes",
	"ProcessBuilder":       "scripts cannot start processes",
	"ClassLoader":          "scripts cannot load classes",
	"GroovyClassLoader":    "scripts cannot load classes",
	"URLClassLoader":       "scripts cannot load classes",
	"GroovyShell":          "scripts cannot start other scripts; call a closure or a method",
	"GroovyScriptEngine":   "scripts cannot start other scripts; call a closure or a method",
	"Eval":                 "scripts cannot evaluate text; call a closure or a method",
	"SecurityManager":      "scripts have no say in what they may do",
	"ThreadLocal":          "scripts run in one thread; use a variable",
	"ThreadGroup":          "scripts run in one thread",
	"Timer":                "scripts run in one thread and end",
	"TimerTask":            "scripts run in one thread and end",
	"FileReader":           "scripts cannot reach files; pass the text as a variable",
	"FileWriter":           "scripts cannot reach files; return the text",
	"FileInputStream":      "scripts cannot reach files; pass the content as a variable",
	"FileOutputStream":     "scripts cannot reach files; return the content",
	"RandomAccessFile":     "scripts cannot reach files; pass the content as a variable",
	"Files":                "scripts cannot reach files; pass the content as a variable",
	"Paths":                "scripts cannot reach files; pass the content as a variable",
	"Socket":               "scripts cannot reach the network; use the HTTP client the host provides",
	"ServerSocket":         "scripts cannot reach the network",
	"HttpURLConnection":    "scripts cannot reach the network; use the HTTP client the host provides",
	"URLConnection":        "scripts cannot reach the network; use the HTTP client the host provides",
	"HttpClient":           "scripts cannot reach the network; use the HTTP client the host provides",
	"InetAddress":          "scripts cannot reach the network",
	"ExecutorService":      "scripts run in one thread; use each and collect",
	"Executors":            "scripts run in one thread; use each and collect",
	"CompletableFuture":    "scripts run in one thread; call the closure",
	"AntBuilder":           "scripts cannot start processes or reach files",
	"Sql":                  "scripts cannot open databases; use what the host provides",
	"SwingBuilder":         "scripts have no screen",
	"GroovySystem":         "Groovy's own internals are not there",
	"ObjectInputStream":    "scripts cannot read serialised objects; use JsonSlurper",
	"ObjectOutputStream":   "scripts cannot write serialised objects; use JsonOutput",
	"MethodHandles":        "scripts cannot use reflection; use a closure or a method pointer",
	"ManagementFactory":    "the JVM's internals are not there",
	"ResourceBundle":       "scripts cannot reach files; use a map of texts",
	"Jsoup":                "scripts have no Jsoup; use XmlSlurper, or replaceAll with a pattern",
	"StringUtils":          "libraries of Java are not there; Groovy's own methods of texts do most of it",
	"ComponentAccessor":    "Jira's own classes are not there; use the fields and methods of the issue",
	"PrintStream":          "scripts cannot reach files; use println, or a StringWriter",
	"DatagramSocket":       "scripts cannot reach the network",
	"DriverManager":        "scripts cannot open databases; use what the host provides",
	"InvokerHelper":        "Groovy's own internals are not there; call the method itself",
	"ObservableList":       "nothing listens to lists; call a closure where the list is changed",
	"ObservableMap":        "nothing listens to maps; call a closure where the map is changed",
	"ObservableSet":        "nothing listens to sets; call a closure where the set is changed",
	"DataInputStream":      "scripts have no binary streams; take the bytes of a byte[] apart with << and |",
	"DataOutputStream":     "scripts have no binary streams; put the bytes together in a ByteArrayOutputStream",
	"SequenceInputStream":  "read one stream after the other",
	"XmlTemplateEngine":    "use MarkupBuilder, or SimpleTemplateEngine for the text",
	"MarkupTemplateEngine": "use MarkupBuilder",
	"ScriptEngineManager":  "scripts cannot start other scripts; call a closure or a method",
}

// refusedClass says why a class that is not there cannot be had; empty if
// there is nothing to say.
func refusedClass(name string) string {
	if why, ok := refusedNames[name[strings.LastIndexByte(name, '.')+1:]]; ok {
		return why
	}
	for _, p := range refusedPackages {
		if strings.HasPrefix(name, p[0]) {
			return p[1]
		}
	}
	return ""
}

// noNetwork refuses what would open a connection.
func noNetwork(names ...string) map[string]string {
	m := make(map[string]string, len(names))
	for _, n := range names {
		m[n] = "scripts cannot reach the network; use the HTTP client the host provides"
	}
	return m
}

// refusedMembers are members of classes that exist, by class and name; "" is
// all that is not there.
var refusedMembers = map[string]map[string]string{
	"java.lang.System": {
		"exit":               "a script cannot end the process; use return or throw an exception",
		"halt":               "a script cannot end the process; use return or throw an exception",
		"getenv":             "a script cannot see the environment; pass what it needs as a variable",
		"setProperty":        "a script cannot change system properties",
		"load":               "a script cannot load libraries",
		"loadLibrary":        "a script cannot load libraries",
		"gc":                 "memory is the host's concern",
		"setOut":             "a script's output goes where the host says",
		"setErr":             "a script's output goes where the host says",
		"setIn":              "a script has no input",
		"in":                 "a script has no input",
		"console":            "a script has no input",
		"getSecurityManager": "scripts have no say in what they may do",
	},
	"java.lang.Thread": {"": "scripts run in one thread and do not wait; call the code itself"},
	"java.io.File":     {"": "scripts cannot reach files; a File is only a name here: pass the content as a variable"},
	"java.net.URL": noNetwork("openConnection", "openStream", "getText", "text", "getBytes", "bytes", "getContent", "content", "newReader",
		"newInputStream", "withReader", "withInputStream", "eachLine", "readLines", "eachByte"),
	"java.net.URI": {"toURL": ""},
	"java.lang.Class": {
		"forName":                "scripts cannot use reflection; name the class, or import it",
		"getClassLoader":         "scripts cannot load classes",
		"classLoader":            "scripts cannot load classes",
		"getDeclaredMethods":     "scripts cannot use reflection; use respondsTo",
		"declaredMethods":        "scripts cannot use reflection; use respondsTo",
		"getDeclaredMethod":      "scripts cannot use reflection; use obj.\"$name\"()",
		"getMethod":              "scripts cannot use reflection; use obj.\"$name\"()",
		"getMethods":             "scripts cannot use reflection; use respondsTo",
		"methods":                "scripts cannot use reflection; use respondsTo",
		"getDeclaredField":       "scripts cannot use reflection; use obj.@name",
		"getDeclaredFields":      "scripts cannot use reflection; use obj.properties",
		"declaredFields":         "scripts cannot use reflection; use obj.properties",
		"getField":               "scripts cannot use reflection; use obj.@name",
		"getFields":              "scripts cannot use reflection; use obj.properties",
		"getConstructor":         "scripts cannot use reflection; use new, or newInstance",
		"getConstructors":        "scripts cannot use reflection; use new, or newInstance",
		"getDeclaredConstructor": "scripts cannot use reflection; use new, or newInstance",
		"getProtectionDomain":    "the JVM's internals are not there",
		"protectionDomain":       "the JVM's internals are not there",
		"getResource":            "scripts cannot reach files",
		"getResourceAsStream":    "scripts cannot reach files",
	},
	"java.lang.Object": {
		"wait":      "scripts run in one thread",
		"notify":    "scripts run in one thread",
		"notifyAll": "scripts run in one thread",
		"sleep":     "a script cannot wait; let the host run it again later",
		"evaluate":  "scripts cannot evaluate text; call a closure or a method",
		"execute":   "scripts cannot start processes",
		"toURL":     "",
		"newReader": "",
	},
	"java.lang.String": {"execute": "scripts cannot start processes"},
	"java.util.List":   {"execute": "scripts cannot start processes"},
}

// refusal gives the exception for a member that is there in Java but not here,
// nil if it is nothing of the kind.
func (t *thread) refusal(c *Class, name string) error {
	for _, k := range append([]*Class{c}, c.ancestors().order...) {
		m := refusedMembers[k.name]
		why, ok := m[name]
		if !ok {
			why, ok = m[""]
		}
		if ok && why != "" {
			return t.throw(classSecurity, "%s.%s is not available to scripts: %s", c.name, name, why)
		}
	}
	if c != classClass {
		if why := refusedMembers["java.lang.Class"][name]; why != "" {
			return t.throw(classSecurity, "%s.%s is not available to scripts: %s", c.name, name, why)
		}
	}
	return nil
}
