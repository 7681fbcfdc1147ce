// Measures the rules beside it in one JVM: each is compiled again and again,
// then one compiled class is run RUNS times. Prints one line of tab-separated
// values for each figure: name, what, value; times in nanoseconds.
// Usage: groovy driver.groovy DIR RUNS NAME...
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import groovy.transform.CompileStatic
import java.lang.management.ManagementFactory

// The objects of the host, as ../../../internal/cmd/groovybench has them in Go.
class Issue {
    String key, summary, description, typeName, projectKey, status, priority, dueDate
    List labels = [], comments = []
    def reporter, assignee
    Map customFields = [:]
    void addComment(String body, remoteId) { comments << new Comment(body: body, remoteId: remoteId) }
}
class Replica {
    String key, summary, description, typeName, dueDate
    List labels = [], comments = []
    def reporter, assignee, status, priority
    Map customFields = [:]
}
class Status { String name }
class User { String name, displayName, email }
class Comment { def id, remoteId, author; String body }
class Field { def value }
class Helper {
    List users, types
    def getUserByEmail(email) { users.find { it.email == email } }
    def getIssueType(name) { types.find { it.name == name } }
}

@CompileStatic
class Measure {
    static final Map<String, Class> TYPES = [Issue: Issue, Replica: Replica, Status: Status, User: User,
        Comment: Comment, Field: Field, Helper: Helper] as Map<String, Class>

    static Object build(Object v) {
        if (v instanceof List) {
            List out = []
            for (e in (List) v) out.add(build(e))
            return out
        }
        if (!(v instanceof Map)) return v
        Map m = new LinkedHashMap()
        for (e in ((Map<String, Object>) v).entrySet()) if (e.key != '$class') m.put(e.key, build(e.value))
        String type = ((Map) v).get('$class')
        return type == null ? m : make(TYPES[type], m)
    }

    static Object make(Class c, Map m) {
        def o = c.getDeclaredConstructor().newInstance()
        for (e in ((Map<String, Object>) m).entrySet()) ((GroovyObject) o).setProperty(e.key, e.value)
        return o
    }

    static Object once(Class<Script> c, Map shared, Map fresh) {
        Map vars = new LinkedHashMap(shared)
        for (e in ((Map<String, Object>) fresh).entrySet()) vars.put(e.key, build(e.value))
        Script s = c.getDeclaredConstructor().newInstance()
        s.setBinding(new Binding(vars))
        return s.run()
    }

    // The second half of the runs counts: by then the JVM has compiled what is hot.
    static long[] many(Class<Script> c, Map shared, Map fresh, int runs) {
        int half = runs.intdiv(2) as int
        long start = System.nanoTime()
        for (int i = 0; i < half; i++) once(c, shared, fresh)
        def bean = (com.sun.management.ThreadMXBean) ManagementFactory.threadMXBean
        long id = Thread.currentThread().id
        long before = bean.getThreadAllocatedBytes(id)
        long middle = System.nanoTime()
        for (int i = 0; i < half; i++) once(c, shared, fresh)
        long end = System.nanoTime()
        long bytes = bean.getThreadAllocatedBytes(id) - before
        return [((middle - start).intdiv(half)) as long, ((end - middle).intdiv(half)) as long, (bytes.intdiv(half)) as long] as long[]
    }

    static long together(Class<Script> c, Map shared, Map fresh, int threads, int runs) {
        List<Thread> all = []
        long start = System.nanoTime()
        for (int n = 0; n < threads; n++) {
            all.add(Thread.start { for (int i = 0; i < runs; i++) Measure.once(c, shared, fresh) })
        }
        for (t in all) t.join()
        return (System.nanoTime() - start).intdiv(threads * runs) as long
    }
}

def dir = args[0], runs = args[1] as int
args.drop(2).each { name ->
    def source = new File(dir, name + '.groovy').getText('UTF-8')
    def input = new JsonSlurper().parse(new File(dir, name + '.json'), 'UTF-8')
    def shared = Measure.build(input.shared), fresh = input.fresh
    def put = { what, value -> println "$name\t$what\t$value" }
    def compiled = null
    def times = (1..30).collect {
        def start = System.nanoTime()
        compiled = new GroovyClassLoader(this.class.classLoader).parseClass(source, name + '.groovy')
        System.nanoTime() - start
    }
    put 'first compile', times[0]
    put 'compile', times.drop(15).sort()[7]
    put 'result', JsonOutput.toJson(Measure.once(compiled, shared, fresh))
    def (first, steady, bytes) = Measure.many(compiled, shared, fresh, runs)
    put 'first runs', first
    put 'run', steady
    put 'bytes', bytes
    if (name == 'mixed') {
        Measure.together(compiled, shared, fresh, 16, runs.intdiv(16))
        put 'sixteen', Measure.together(compiled, shared, fresh, 16, runs.intdiv(16))
    }
}
