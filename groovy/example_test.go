package groovy_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

func sprint(v any) string { return fmt.Sprint(v) }

func Example() {
	script, err := groovy.Compile("greet.groovy", `
def names = people.findAll { it.age > 17 }*.name
println "Hello ${names.join(' and ')}!"
count = names.size()
`, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	vars := map[string]any{"people": []any{
		map[string]any{"name": "Ann", "age": 30},
		map[string]any{"name": "Bob", "age": 7},
		map[string]any{"name": "Cy", "age": 41},
	}}
	if _, err := script.Run(context.Background(), &groovy.Env{Binding: vars, Stdout: os.Stdout}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(vars["count"])
	// Output:
	// Hello Ann and Cy!
	// 2
}

func ExampleCompile() {
	_, err := groovy.Compile("bad.groovy", "def a = 1\ndef a = 2\nnew Strin('x')\n", nil)
	fmt.Println(err)
	// Output:
	// bad.groovy:2:5: compile error: The current scope already contains a variable of the name a
	// bad.groovy:3:5: compile error: unable to resolve class Strin; did you mean String?
}

func ExampleRunError() {
	script, _ := groovy.Compile("rule.groovy", "def check(x) {\n  x.trim()\n}\ncheck(null)\n", nil)
	_, err := script.Run(context.Background(), nil)
	var re *groovy.RunError
	if errors.As(err, &re) {
		fmt.Println(re.Report())
	}
	// Output:
	// rule.groovy:2:3: java.lang.NullPointerException: Cannot invoke method trim() on null object
	//   x.trim()
	//   ^
	// x is null; if that is to be expected, write x?.trim()
	// 	at check (rule.groovy:2)
	// 	at run (rule.groovy:4)
}

// issue is a value of the host.
type issue struct{ fields map[string]any }

func (i *issue) TypeName() string { return "com.example.Issue" }

func (i *issue) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	v, ok := i.fields[name]
	return v, ok, nil
}

func (i *issue) SetProperty(_ *groovy.Context, name string, v any) (bool, error) {
	i.fields[name] = groovy.ToGo(v)
	return true, nil
}

func (i *issue) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if name != "close" || len(args) != 1 {
		return nil, false, nil
	}
	reason, err := c.Text(args[0])
	if err != nil {
		return nil, true, err
	}
	if reason == "" {
		return nil, true, c.Throw("java.lang.IllegalArgumentException", "a reason is wanted")
	}
	i.fields["status"] = "Closed: " + reason
	return i, true, nil
}

func ExampleHostClass() {
	class := &groovy.HostClass{
		Name: "com.example.Issue",
		New: func(*groovy.Context, []any) (any, error) {
			return &issue{map[string]any{"status": "Open"}}, nil
		},
	}
	script, err := groovy.Compile("host.groovy", `
import com.example.Issue
def i = new Issue()
i.summary = "${i.status} one"
assert i instanceof Issue
try { i.close('') } catch (IllegalArgumentException e) { println e.message }
i.close('done')
println i.summary + ', ' + i.status
println i.nothing
`, &groovy.Options{Classes: []*groovy.HostClass{class}})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = script.Run(context.Background(), &groovy.Env{Stdout: os.Stdout})
	fmt.Println(err)
	// Output:
	// a reason is wanted
	// Open one, Closed: done
	// host.groovy:9:9: groovy.lang.MissingPropertyException: No such property: nothing for class: com.example.Issue
}

// One script serves many runs at once.
func TestConcurrentRuns(t *testing.T) {
	t.Parallel()
	s, err := groovy.Compile("t.groovy", "class A { static n = 0; def add(x) { n += x; n } }\ndef a = new A(); (1..100).each { a.add(it * k) }\nA.n", nil)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for k := range 16 {
		wg.Go(func() {
			v, err := s.Run(context.Background(), &groovy.Env{Binding: map[string]any{"k": k}})
			if err != nil || v != int32(5050*k) {
				t.Errorf("run %d gave %v, %v", k, v, err)
			}
		})
	}
	wg.Wait()
}
