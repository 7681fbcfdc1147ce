package groovy_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// runRule runs a source with variables and prints what it prints and its error.
func runRule(src string, vars map[string]any, o *groovy.Options) {
	script, err := groovy.Compile("rule.groovy", src, o)
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := script.Run(context.Background(), &groovy.Env{Binding: vars, Stdout: os.Stdout}); err != nil {
		fmt.Println(err)
	}
}

func ExampleFunc() {
	shout := groovy.Func(func(c *groovy.Context, args []any) (any, error) {
		s, err := c.Text(args[0])
		return strings.ToUpper(s) + "!", err
	})
	runRule("println shout(\"so ${1 + 1}\")\nprintln(['a', 'b'].collect(shout))", map[string]any{"shout": shout}, nil)
	// Output:
	// SO 2!
	// [A!, B!]
}

// labels is a map of the host that is walked over as Groovy's own are.
type labels map[string]int

func (l labels) TypeName() string { return "com.example.Labels" }

func (l labels) Iterate(_ *groovy.Context, yield func(any) error) error {
	for _, name := range []string{"bug", "idea"} {
		if err := yield(groovy.NewEntry(name, l[name])); err != nil {
			return err
		}
	}
	return nil
}

func (l labels) Index(c *groovy.Context, key any) (any, error) {
	name, err := c.Text(key)
	return l[name], err
}

func (l labels) SetIndex(c *groovy.Context, key, v any) error {
	name, err := c.Text(key)
	if err != nil {
		return err
	}
	n, err := c.Cast(v, "java.lang.Integer")
	if err == nil {
		l[name] = int(n.(int32))
	}
	return err
}

func (l labels) Truth() bool { return len(l) > 0 }

func ExampleNewEntry() {
	runRule(`
labels.each { name, n -> println "$name: $n" }
labels['bug'] = '7' as int
println labels['bug'] + labels['idea']
println labels ? 'some' : 'none'
`, map[string]any{"labels": labels{"bug": 1, "idea": 2}}, nil)
	// Output:
	// bug: 1
	// idea: 2
	// 9
	// some
}

// tracker is a value of the host that tells what it has.
type tracker struct{}

func (tracker) TypeName() string { return "com.example.Tracker" }

func (tracker) Properties() []string { return []string{"name", "projects"} }

func (tracker) Methods() []string { return []string{"search"} }

func (tracker) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	switch name {
	case "name":
		return "Main", true, nil
	case "projects":
		return []string{"A", "B"}, true, nil
	}
	return nil, false, nil
}

func (tracker) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if name != "search" || len(args) != 1 {
		return nil, false, nil
	}
	return nil, true, notFound{fmt.Sprint(args[0])}
}

// notFound is an error of the host that scripts catch by a class of the host.
type notFound struct{ key string }

func (e notFound) Error() string { return "no issue " + e.key }

func (notFound) ExceptionName() string { return "com.example.NotFoundException" }

func ExampleMemberLister() {
	script, err := groovy.Compile("rule.groovy", "println tracker.projects\nprintln tracker.nane", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = script.Run(context.Background(), &groovy.Env{Binding: map[string]any{"tracker": tracker{}}, Stdout: os.Stdout})
	var run *groovy.RunError
	if errors.As(err, &run) {
		fmt.Println(run.Hint)
	}
	// Output:
	// [A, B]
	// did you mean name?
}

func ExampleExceptionNamer() {
	runRule(`
try {
    tracker.search('X-1')
} catch (NotFoundException e) {
    println e.message
}
tracker.search('X-2')
`, map[string]any{"tracker": tracker{}}, &groovy.Options{
		Classes: []*groovy.HostClass{{Name: "com.example.NotFoundException", Super: "java.lang.RuntimeException"}},
		Imports: []string{"com.example.*"},
	})
	// Output:
	// no issue X-1
	// rule.groovy:7:1: com.example.NotFoundException: no issue X-2
}

func ExampleHostClass_static() {
	priority := &groovy.HostClass{
		Name: "com.example.Priority",
		Static: func(_ *groovy.Context, name string, args []any, get bool) (any, bool, error) {
			switch {
			case get && name == "HIGHEST":
				return 1, true, nil
			case !get && name == "of" && len(args) == 1:
				return "P" + fmt.Sprint(args[0]), true, nil
			}
			return nil, false, nil
		},
	}
	runRule("import com.example.Priority\nprintln Priority.HIGHEST\nprintln Priority.of(3)", nil,
		&groovy.Options{Classes: []*groovy.HostClass{priority}})
	// Output:
	// 1
	// P3
}

// A version orders itself, and turns itself into a text or a number.
type version int

func (version) TypeName() string { return "com.example.Version" }

func (v version) String() string { return fmt.Sprintf("v%d", int(v)) }

func (v version) Compare(other any) (int, bool) {
	o, ok := other.(version)
	return int(v) - int(o), ok
}

func (v version) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	if class == "java.lang.Integer" {
		return int(v), true, nil
	}
	return nil, false, nil
}

func ExampleComparer() {
	runRule("println([b, a].sort())\nprintln a < b\nprintln((b as Integer) + 1)",
		map[string]any{"a": version(1), "b": version(2)}, nil)
	// Output:
	// [v1, v2]
	// true
	// 3
}

func ExampleContext() {
	vars := map[string]any{
		"each_page": groovy.Func(func(c *groovy.Context, args []any) (any, error) {
			f, ok := args[0].(*groovy.Closure)
			if !ok {
				return nil, c.Throw("java.lang.IllegalArgumentException", "a closure is wanted")
			}
			for page := 1; ; page++ {
				// What the host does counts as well, so that a rule cannot keep it busy.
				if err := c.Charge(100); err != nil {
					return nil, err
				}
				more, err := c.Call(f, page)
				if err != nil {
					return nil, err
				}
				if ok, err := c.Truth(more); !ok || err != nil {
					return page, err
				}
			}
		}),
	}
	runRule("println each_page { it < 3 }\ntry { each_page(1) } catch (IllegalArgumentException e) { println e.message }\neach_page { true }", vars, nil)
	// Output:
	// 3
	// a closure is wanted
	// rule.groovy:3:1: the script took more than 50000000 steps
}

func ExampleContext_Stop() {
	gone := errors.New("the tracker is gone")
	script, err := groovy.Compile("rule.groovy", "try { save() } catch (Throwable e) { println 'never' }", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	save := groovy.Func(func(c *groovy.Context, _ []any) (any, error) { return nil, c.Stop(gone) })
	_, err = script.Run(context.Background(), &groovy.Env{Binding: map[string]any{"save": save}, Stdout: os.Stdout})
	var limit *groovy.LimitError
	fmt.Println(errors.Is(err, gone), errors.As(err, &limit))
	// Output:
	// true true
}

func ExampleFromGo() {
	v := groovy.FromGo(map[string]any{"n": 1, "list": []string{"a"}, "at": time.UnixMilli(0)})
	m := v.(*groovy.Map)
	list, _ := m.Get("list")
	fmt.Println(m.Len(), list.(*groovy.List).Len(), groovy.ToGo(v).(map[string]any)["n"])
	// Output:
	// 3 1 1
}

func ExampleNewMap() {
	m := groovy.NewMap()
	m.Put("summary", "broken")
	m.Put("labels", groovy.NewList("a", "b"))
	runRule("issue.labels << 'c'\nissue.status = 'open'", map[string]any{"issue": m}, nil)
	for k, v := range m.All {
		fmt.Println(k, groovy.ToGo(v))
	}
	// Output:
	// summary broken
	// labels [a b c]
	// status open
}

func ExampleLimits() {
	script, err := groovy.Compile("rule.groovy", "while (true) { }", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = script.Run(context.Background(), &groovy.Env{Limits: groovy.Limits{Steps: 1000}})
	var limit *groovy.LimitError
	if errors.As(err, &limit) {
		fmt.Println(limit.What, limit)
	}
	// Output:
	// steps rule.groovy:1:1: the script took more than 1000 steps
}
