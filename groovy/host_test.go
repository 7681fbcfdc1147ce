package groovy_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// runHost runs a script with a binding and gives what it printed.
func runHost(t *testing.T, src string, vars map[string]any, classes ...*groovy.HostClass) (string, error) {
	t.Helper()
	s, err := groovy.Compile("rule.groovy", src, &groovy.Options{Classes: classes})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	_, err = s.Run(context.Background(), &groovy.Env{Binding: vars, Stdout: &out})
	return out.String(), err
}

// level is a value of the host that has an order and stands for a text.
type level int

func (l level) TypeName() string { return "com.example.Level" }
func (l level) String() string   { return [...]string{"LOW", "MEDIUM", "HIGH"}[l] }

func (l level) Compare(other any) (int, bool) {
	switch o := other.(type) {
	case level:
		return int(l - o), true
	case string:
		return strings.Compare(l.String(), o), true
	}
	return 0, false
}

func (l level) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	if class == "java.lang.Integer" || class == "int" {
		return int(l), true, nil
	}
	return nil, false, nil
}

// shelf is a collection that the host keeps itself.
type shelf struct{ items []any }

func (s *shelf) TypeName() string { return "com.example.Shelf" }
func (s *shelf) Truth() bool      { return len(s.items) > 0 }

func (s *shelf) Iterate(_ *groovy.Context, yield func(any) error) error {
	for _, v := range s.items {
		if err := yield(v); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) Index(_ *groovy.Context, key any) (any, error) {
	i, ok := key.(int32)
	if !ok || int(i) >= len(s.items) {
		return nil, nil
	}
	return s.items[i], nil
}

func (s *shelf) CallMethod(_ *groovy.Context, name string, args []any) (any, bool, error) {
	switch {
	case (name == "plus" || name == "leftShift" || name == "add") && len(args) == 1:
		s.items = append(s.items, args[0])
		return s, true, nil
	case name == "size" && len(args) == 0:
		return len(s.items), true, nil
	}
	return nil, false, nil
}

func TestHostCollections(t *testing.T) {
	t.Parallel()
	out, err := runHost(t, `
println shelf.collect { it * 2 }
println shelf.find { it > 1 } + ' ' + shelf.findAll { it > 1 } + ' ' + shelf.any { it == 3 } + ' ' + shelf.every { it }
println shelf.sum() + ' ' + shelf.max() + ' ' + shelf.join('-') + ' ' + shelf.inject(0) { a, b -> a + b }
println shelf.sort { -it } + shelf.toList() + shelf.collectEntries { [it, it] }.size()
println shelf[0] + ' ' + shelf[9] + ' ' + shelf.size() + ' ' + (2 in shelf.toList()) + ' ' + shelf.groupBy { it % 2 }
shelf += 4
shelf << 5
for (x in shelf) print x
println()
shelf.eachWithIndex { x, i -> print "$i:$x " }
println shelf ? 'full' : 'empty'
def (a, b) = shelf.toList()
println a + b
println shelf.first() + shelf.min() + shelf.count { it > 2 }
println shelf instanceof Iterable
println([0, *shelf].size())
table.each { k, v -> print "$k=$v;" }
println table.collectEntries { k, v -> [v, k] }
`, map[string]any{
		"shelf": &shelf{[]any{int32(3), int32(1), int32(2)}},
		"table": &shelf{[]any{groovy.NewEntry("a", 1), groovy.NewEntry("b", 2)}},
	})
	want := `[6, 2, 4]
3 [3, 2] true true
6 3 3-1-2 6
[3, 2, 1, 3, 1, 2, 3]
3 null 3 true [1:[3, 1], 0:[2]]
31245
0:3 1:1 2:2 3:4 4:5 full
4
7
true
6
a=1;b=2;[1:a, 2:b]
`
	if err != nil || out != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, out, want)
	}
}

func TestHostValues(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 5, 10, 15, 30, 0, time.UTC)
	vars := map[string]any{
		"low": level(0), "high": level(2), "when": at,
		"people": []map[string]any{{"name": "Ann", "age": 30}, {"name": "Bob"}},
		"counts": map[string]int{"a": 1, "b": 2},
		"twice":  groovy.Func(func(_ *groovy.Context, a []any) (any, error) { return 2 * int(a[0].(int32)), nil }),
		"big":    uint64(1 << 63),
		"nobody": (*shelf)(nil),
	}
	out, err := runHost(t, `
println high == 'HIGH' && high > low && [high, low].sort() == [low, high] && low != high
println 'HIGH' == high
println "$high " + (high as int) + ' ' + high.getClass().name
int n = high
println n
switch (high) { case 'HIGH': println 'matched'; break; default: println 'not' }
println when.format('yyyy-MM-dd HH:mm') + ' ' + (when instanceof Date) + ' ' + (when + 1).time + ' ' + when.before(new Date(0))
println people*.name + people.find { it.age }.name
println counts.collect { k, v -> k * v } + counts.a
println twice(4) + [1, 2].collect(twice).sum() + (twice >> { it + 1 })(5)
println big.class.simpleName + ' ' + nobody
def when2 = when.clone(); when2.hours = 0
later = when + 7
text = "g${1}"
made = [a: [1, "x${2}"], d: new Date(0)]
`, vars)
	want := `true
true
HIGH 2 com.example.Level
2
matched
2024-03-05 10:15 true 1709720130000 false
[Ann, Bob, Ann]
[a, bb, 1]
[14, 11]
BigInteger null
`
	want = strings.Replace(want, "[14, 11]", "25", 1)
	if err != nil || out != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, out, want)
	}
	if got := groovy.ToGo(vars["later"]); got != at.AddDate(0, 0, 7) {
		t.Errorf("got later %v, want %v", got, at.AddDate(0, 0, 7))
	}
	if got := fmt.Sprint(groovy.ToGo(vars["made"]), groovy.ToGo(vars["text"])); got != "map[a:[1 x2] d:1970-01-01 00:00:00 +0000 UTC]g1" {
		t.Errorf("got made %s", got)
	}
}

var errGone = errors.New("the tracker is gone")

func TestHostErrors(t *testing.T) {
	t.Parallel()
	tracker := &helper{"Tracker", map[string]groovy.Func{
		"ask/0":  func(*groovy.Context, []any) (any, error) { return nil, fmt.Errorf("asking: %w", errGone) },
		"stop/0": func(c *groovy.Context, _ []any) (any, error) { return nil, c.Stop(errGone) },
		"refuse/0": func(*groovy.Context, []any) (any, error) {
			return nil, fmt.Errorf("refused: %w", &statusError{"403"})
		},
		"each/1": func(c *groovy.Context, a []any) (any, error) {
			_, err := c.Call(a[0].(*groovy.Closure), 5)
			if err != nil {
				return nil, fmt.Errorf("each: %w", err)
			}
			return nil, nil
		},
		"fail/1": func(c *groovy.Context, a []any) (any, error) {
			return nil, c.Throw("com.example.RuleError", a[0].(string))
		},
		"size/1": func(c *groovy.Context, a []any) (any, error) { return c.Cast(a[0], "java.lang.Integer") },
	}}
	rule := []*groovy.HostClass{
		{Name: "com.example.Specific", Super: "com.example.RuleError"},
		{Name: "com.example.RuleError", Super: "java.lang.RuntimeException"},
	}
	vars := func() map[string]any { return map[string]any{"tracker": tracker} }
	cases := []struct{ name, src, want string }{
		{"caught", "try { tracker.ask() } catch (RuntimeException e) { println e.message }", ""},
		{"uncaught", "def f() {\n  tracker.ask()\n}\nf()", "rule.groovy:2:3: java.lang.RuntimeException: asking: the tracker is gone"},
		{"named", "\ntracker.refuse()", "rule.groovy:2:1: java.lang.IllegalStateException: refused: 403"},
		{"named caught", "try { tracker.refuse() } catch (IllegalStateException e) { }", ""},
		{"through a closure", "try { tracker.each { throw new IOException(\"n$it\") } } catch (IOException e) { assert e.message == 'n5' }", ""},
		{"own class", "try { tracker.fail('x') } catch (com.example.RuleError e) { throw new Exception(e.message, e) }", "rule.groovy:1:67: java.lang.Exception: x"},
		{"own class made", "import com.example.*\ntry { throw new Specific('a', new Exception('b')) } catch (RuleError e) { assert e.cause.message == 'b'; throw e }", "rule.groovy:2:13: com.example.Specific: a"},
		{"cast", "tracker.size('55')", "rule.groovy:1:1: org.codehaus.groovy.runtime.typehandling.GroovyCastException: Cannot cast object '55' with class 'java.lang.String' to class 'java.lang.Integer'"},
		{"stop", "try {\n  tracker.stop()\n} catch (Throwable e) { println 'caught' } finally { return 1 }", "rule.groovy:2:3: the tracker is gone"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			out, err := runHost(t, c.src, vars(), rule...)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			if c.name == "caught" && out != "asking: the tracker is gone\n" || c.name == "stop" && out != "" {
				t.Errorf("got output %q", out)
			}
			if found := errors.Is(err, errGone); found != (c.name == "uncaught" || c.name == "stop") {
				t.Errorf("the host's error is found in it: %t", found)
			}
		})
	}
}

// Scripts compiled with lists of their own agree on what a class is.
func TestHostClassesOfTwoScripts(t *testing.T) {
	t.Parallel()
	classes := func() []*groovy.HostClass {
		return []*groovy.HostClass{
			{Name: "com.example.Story", Super: "com.example.Item", Interfaces: []string{"com.example.Named"}},
			{Name: "com.example.Item", New: func(*groovy.Context, []any) (any, error) { return &item{"com.example.Story"}, nil }},
			{Name: "com.example.Named", Static: func(_ *groovy.Context, name string, args []any, get bool) (any, bool, error) {
				switch {
				case get && name == "LIMIT":
					return 9, true, nil
				case name == "of" && len(args) == 1:
					return &item{"com.example.Story"}, true, nil
				}
				return nil, false, nil
			}},
		}
	}
	src := `
import com.example.*
import static com.example.Named.of
String kind(Item i) { 'item' }
String kind(Object o) { 'object' }
def i = new Item()
println kind(i) + ' ' + (i instanceof Story) + ' ' + (i instanceof Named) + ' ' + (i in Item) + ' ' + Named.LIMIT + ' ' + Named.of(1).class.simpleName
Item typed = i
List<Story> list = [i]
switch (i) { case Named: println 'named' }
println((i as Item).is(i))
println kind(given)
`
	first, err := runHost(t, src, map[string]any{"given": &item{"com.example.Story"}}, classes()...)
	if err != nil {
		t.Fatal(err)
	}
	second, err := runHost(t, src, map[string]any{"given": &item{"com.example.Other"}}, classes()...)
	if err != nil {
		t.Fatal(err)
	}
	want := "item true true true 9 Story\nnamed\ntrue\n"
	if first != want+"item\n" || second != want+"object\n" {
		t.Errorf("got\n%s\n%s", first, second)
	}
}

type item struct{ class string }

func (i *item) TypeName() string { return i.class }

func TestHostHints(t *testing.T) {
	t.Parallel()
	node := &helper{"NodeHelper", map[string]groovy.Func{
		"getUserByEmail/1": func(*groovy.Context, []any) (any, error) { return nil, nil },
		"getIssueType/1":   func(*groovy.Context, []any) (any, error) { return nil, nil },
	}}
	vars := map[string]any{"nodeHelper": node, "issue": newHub("Issue"), "replica": newHub("Replica"), "firstSync": true}
	for src, want := range map[string]string{
		"nodeHelper.getUserByMail('a')":                               "did you mean getUserByEmail()?",
		"nodeHelper.getUserByEmail('a', 'b')":                         "getUserByEmail is there, but not for these arguments",
		"nodeHelper.getIssueType":                                     "getIssueType is a method: write getIssueType()",
		"repilca.summary = 1":                                         "did you mean replica?",
		"def sumary = 'a'\nprintln summary":                           "did you mean sumary?",
		"if (firstsync) { }":                                          "did you mean firstSync?",
		"def a = 1\ndef f() { a }\nf()":                               "a is declared by def outside of the method, which does not see it: leave out def, put @Field before it, or pass it as an argument",
		"def normalise(x) { x }\nnormalize('a')":                      "did you mean normalise()?",
		"issue.assignee.email":                                        "issue.assignee is null; if that is to be expected, write issue.assignee?.email",
		"issue.customFields.'Story Points'.value":                     "issue.customFields is null; if that is to be expected, write issue.customFields?.'Story Points'",
		"def s = 'a'\n  + 'b'":                                        "a line that begins with + or - is a statement of its own: put the sign at the end of the line before",
		"issue.x.y = 1":                                               "issue.x is null",
		"issue.labels.collect { it.label }.first()":                   "",
		"replica.comments[0].body":                                    "replica.comments is null",
		"[1].size":                                                    "size is a method: write size()",
		"'abc'.length":                                                "length is a method: write length()",
		"issue.summary.trim()":                                        "issue.summary is null; if that is to be expected, write issue.summary?.trim()",
		"def m = issue.nothing\nif (m.size() > 0) println 'x'":        "m is null; if that is to be expected, write m?.size()",
		"issue.comments.each { println it }; issue.total + 1; 1":      "issue.total is null",
		"println issue.nothing.split(',').collect { it.trim() }":      "issue.nothing is null; if that is to be expected, write issue.nothing?.split(...)",
		"def value = replica.customFields?.'X'.value; println value":  "replica.customFields?.'X' is null; if that is to be expected, write replica.customFields?.'X'?.value",
		"issue.attachments.findAll { it.filesize > 3 }*.name.foo()\n": "",
	} {
		_, err := runHost(t, src, vars)
		var re *groovy.RunError
		if !errors.As(err, &re) {
			if want != "" {
				t.Errorf("%s\ngot %v, want the hint %s", src, err, want)
			}
			continue
		}
		if re.Hint != want {
			t.Errorf("%s\n%s\ngot hint %q, want %q", src, re.Message, re.Hint, want)
		}
	}
	if !slices.Equal(node.Methods(), []string{"getIssueType", "getUserByEmail"}) {
		t.Errorf("got methods %v", node.Methods())
	}
}
