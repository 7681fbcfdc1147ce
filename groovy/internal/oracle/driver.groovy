// Runs scripts that come in on standard input, one after the other, each by
// itself, and answers what it printed and how it failed.
//
//   in:  NAME LENGTH KIND \n  then LENGTH bytes of source; KIND is "plain" if the
//        compiler's short cuts for primitive numbers are not to be taken
//   out: OUT ERR \n      then OUT bytes printed and ERR bytes of error text
//
// The error text has the form of the .err files of testdata/conformance.
import org.codehaus.groovy.control.CompilerConfiguration
import org.codehaus.groovy.control.MultipleCompilationErrorsException
import org.codehaus.groovy.control.messages.ExceptionMessage
import org.codehaus.groovy.control.messages.SyntaxErrorMessage
import org.codehaus.groovy.runtime.InvokerInvocationException

def input = new DataInputStream(new BufferedInputStream(System.in))
def answers = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))
def realErr = System.err

def firstLine = { String s -> s == null ? null : (s.readLines() ?: [''])[0] }

def readLine = {
    def b = new StringBuilder()
    int c
    while ((c = input.read()) > 10) b.append((char) c)
    c < 0 ? null : b.toString()
}

def failure = { Throwable t, String name ->
    if (t instanceof MultipleCompilationErrorsException) {
        def all = t.errorCollector.errors
        def syntax = all.find { it instanceof SyntaxErrorMessage }
        if (syntax) return "compile error at line ${syntax.cause.line} column ${syntax.cause.startColumn}\n${firstLine(syntax.cause.originalMessage)}\n"
        return "compile error\n${firstLine(all[0] instanceof ExceptionMessage ? all[0].cause.message : all[0].toString())}\n"
    }
    while (t instanceof InvokerInvocationException && t.cause) t = t.cause
    def m = null
    try { m = firstLine(t.message) } catch (Throwable inMessage) { m = null }
    def frame = t.stackTrace.find { it.fileName == name && it.lineNumber > 0 }
    t.class.name + (m ? ": $m" : '') + '\n' + (frame ? "at line ${frame.lineNumber}\n" : '')
}

answers.write("Groovy ${GroovySystem.version}\n".getBytes('UTF-8'))
answers.flush()
String head
while ((head = readLine()) != null) {
    def (name, length, kind) = head.split(' ')
    def source = new byte[length as int]
    input.readFully(source)
    // What a former script did to shared classes is undone. Node and NodeList
    // give themselves a metaclass when they are loaded, and need it.
    def registry = GroovySystem.metaClassRegistry
    def changed = []
    registry.iterator().each { if (!it.theClass.name.startsWith('groovy.util.Node')) changed << it.theClass }
    changed.each { registry.removeMetaClass(it) }
    Locale.setDefault(Locale.US)
    TimeZone.setDefault(TimeZone.getTimeZone('UTC'))
    def printed = new ByteArrayOutputStream()
    def out = new PrintStream(printed, true, 'UTF-8')
    String err = ''
    System.setOut(out)
    System.setErr(new PrintStream(new ByteArrayOutputStream()))
    try {
        def config = new CompilerConfiguration()
        if (kind == 'plain') config.optimizationOptions.int = false
        def shell = new GroovyShell(new GroovyClassLoader(this.class.classLoader), new Binding(), config)
        shell.evaluate(new String(source, 'UTF-8'), name)
    } catch (Throwable t) {
        err = failure(t, name)
    } finally {
        out.flush()
        System.setErr(realErr)
    }
    def text = printed.toByteArray(), wrong = err.getBytes('UTF-8')
    answers.write("${text.length} ${wrong.length}\n".getBytes('UTF-8'))
    answers.write(text)
    answers.write(wrong)
    answers.flush()
}
