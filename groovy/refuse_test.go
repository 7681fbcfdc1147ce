package groovy_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// TestRefusedClasses: naming a class that scripts cannot have is an error in
// its line before anything has run, that names the class and says what to do.
func TestRefusedClasses(t *testing.T) {
	t.Parallel()
	for name, why := range map[string]string{
		"ProcessBuilder":                                 "start processes",
		"java.lang.ProcessBuilder":                       "start processes",
		"ClassLoader":                                    "load classes",
		"GroovyClassLoader":                              "load classes",
		"GroovyShell":                                    "call a closure",
		"groovy.lang.GroovyShell":                        "call a closure",
		"groovy.util.GroovyScriptEngine":                 "call a closure",
		"groovy.util.Eval":                               "call a closure",
		"java.lang.reflect.Proxy":                        "reflection",
		"Socket":                                         "network",
		"java.net.Socket":                                "network",
		"java.net.ServerSocket":                          "network",
		"java.net.HttpURLConnection":                     "HTTP client the host provides",
		"java.net.http.HttpClient":                       "HTTP client the host provides",
		"FileReader":                                     "pass the text as a variable",
		"FileWriter":                                     "return the text",
		"java.io.FileInputStream":                        "pass the content",
		"java.io.FileOutputStream":                       "return the content",
		"java.io.RandomAccessFile":                       "pass the content",
		"java.io.ObjectInputStream":                      "use JsonSlurper",
		"java.nio.file.Files":                            "reach files",
		"java.nio.file.Path":                             "reach files",
		"java.nio.channels.FileChannel":                  "reach files",
		"groovy.sql.Sql":                                 "open databases",
		"java.sql.Connection":                            "open databases",
		"javax.mail.Session":                             "send mail",
		"javax.naming.InitialContext":                    "use what the host provides",
		"org.jsoup.Jsoup":                                "use XmlSlurper",
		"ResourceBundle":                                 "a map of texts",
		"java.util.ResourceBundle":                       "a map of texts",
		"com.atlassian.jira.component.ComponentAccessor": "fields and methods of the issue",
		"com.k15t.backbone.Something":                    "fields and methods of the issue",
		"com.exalate.api.domain.Something":               "fields and methods of the issue",
		"com.idalko.jira.Something":                      "fields and methods of the issue",
		"org.apache.commons.lang3.StringUtils":           "Groovy's own methods",
		"org.springframework.http.HttpEntity":            "use what the host provides",
		"groovyx.net.http.RESTClient":                    "HTTP client the host provides",
		"java.util.concurrent.CompletableFuture":         "one thread",
		"java.util.Timer":                                "one thread",
		"javax.script.ScriptEngineManager":               "call a closure",
	} {
		for form, src := range map[string]string{
			"new":       "println 1\nnew " + name + "('x')",
			"type":      "println 1\n" + name + " x = null",
			"parameter": "println 1\ndef f(" + name + " x) { }",
		} {
			_, err := groovy.Compile("rule.groovy", src, nil)
			var list groovy.CompileErrors
			if !errors.As(err, &list) {
				t.Errorf("%s of %s: got %v, want an error of the compiler", form, name, err)
				continue
			}
			if e := list[0]; e.Line != 2 || !strings.Contains(e.Msg, name) || !strings.Contains(e.Hint, why) {
				t.Errorf("%s of %s: got %v, want %q in line 2", form, name, err, why)
			}
		}
	}
}

// TestRefusedWhenReached: what is a member of a class that exists, or a class
// named without its package where a variable could be, is refused when the
// script comes to it.
func TestRefusedWhenReached(t *testing.T) {
	t.Parallel()
	for src, want := range map[string][2]string{
		"System.exit(1)":                         {"exit", "use return"},
		"System.getenv('HOME')":                  {"getenv", "as a variable"},
		"System.getenv()":                        {"getenv", "as a variable"},
		"System.setProperty('a', 'b')":           {"setProperty", "cannot change"},
		"Runtime.getRuntime().exec('ls')":        {"Runtime", "start processes"},
		"Runtime.runtime.exec('ls')":             {"Runtime", "start processes"},
		"Eval.me('1')":                           {"Eval", "call a closure"},
		"Executors.newFixedThreadPool(2)":        {"Executors", "use each and collect"},
		"ResourceBundle.getBundle('x')":          {"ResourceBundle", "a map of texts"},
		"'ls'.execute()":                         {"execute", "start processes"},
		"\"ls ${1}\".execute()":                  {"execute", "start processes"},
		"['ls', '-l'].execute()":                 {"execute", "start processes"},
		"evaluate('1')":                          {"evaluate", "call a closure"},
		"Thread.sleep(1)":                        {"sleep", "do not wait"},
		"Thread.start { }":                       {"start", "one thread"},
		"sleep(1)":                               {"sleep", "let the host run it again"},
		"Class.forName('java.lang.Runtime')":     {"forName", "reflection"},
		"''.class.forName('java.lang.Runtime')":  {"forName", "reflection"},
		"String.getMethod('length')":             {"getMethod", "reflection"},
		"this.class.classLoader":                 {"classLoader", "load classes"},
		"this.getClass().getClassLoader()":       {"getClassLoader", "load classes"},
		"String.getResourceAsStream('x')":        {"getResourceAsStream", "reach files"},
		"new File('x').text":                     {"text", "reach files"},
		"new File('x').getText()":                {"getText", "reach files"},
		"new File('x').readLines()":              {"readLines", "reach files"},
		"new File('x').exists()":                 {"exists", "reach files"},
		"new File('x').delete()":                 {"delete", "reach files"},
		"new File('x').text = 'y'":               {"text", "reach files"},
		"new File('x') << 'y'":                   {"leftShift", "reach files"},
		"new File('x').write('y')":               {"write", "reach files"},
		"new File('x').withWriter { it << 'y' }": {"withWriter", "reach files"},
		"new File('x').eachLine { }":             {"eachLine", "reach files"},
		"new File('x').listFiles()":              {"listFiles", "reach files"},
		"new URL('http://x/').text":              {"text", "reach the network"},
		"new URL('http://x/').openConnection()":  {"openConnection", "reach the network"},
	} {
		s, err := groovy.Compile("rule.groovy", "def before = 1\n"+src, nil)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		_, err = s.Run(context.Background(), nil)
		var run *groovy.RunError
		if !errors.As(err, &run) {
			t.Errorf("%s: got %v, want an exception", src, err)
			continue
		}
		if r := run.Report(); run.Line != 2 || !strings.Contains(r, want[0]) || !strings.Contains(r, want[1]) {
			t.Errorf("%s: got %s, want %q in line 2", src, r, want)
		}
	}
}

// An import that nothing uses does no harm: rules are copied with the imports
// of the host they were written for.
func TestRefusedImports(t *testing.T) {
	t.Parallel()
	src := strings.Join([]string{
		"import com.atlassian.jira.component.ComponentAccessor", "import com.k15t.backbone.*", "import com.exalate.api.domain.Something",
		"import org.apache.commons.lang3.StringUtils", "import groovy.sql.Sql", "import java.nio.file.Files", "import java.net.Socket",
		"import javax.mail.Session", "import org.jsoup.Jsoup", "import org.springframework.http.*", "import java.util.ResourceBundle",
		"import static java.nio.file.Files.readAllBytes", "import java.lang.reflect.Method", "println 'ran'",
	}, "\n")
	s, err := groovy.Compile("rule.groovy", src, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := s.Run(context.Background(), &groovy.Env{Stdout: &out}); err != nil || out.String() != "ran\n" {
		t.Errorf("got %q, %v", out.String(), err)
	}
	if len(s.Warnings()) < 10 {
		t.Errorf("only warned of %q", s.Warnings())
	}
	// A use of it is refused by its full name.
	if _, err = groovy.Compile("rule.groovy", "import com.exalate.api.domain.Something\nnew Something()", nil); err == nil || !strings.Contains(err.Error(), "rule.groovy:2") || !strings.Contains(err.Error(), "fields and methods of the issue") {
		t.Errorf("new: %v", err)
	}
	_, err = run(t, "import com.exalate.api.domain.Something\nSomething.all()", nil)
	var e *groovy.RunError
	if !errors.As(err, &e) || !strings.Contains(e.Report(), "com.exalate.api.domain.Something") {
		t.Errorf("static call: %v", err)
	}
}
