package groovy_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

func run(t *testing.T, src string, env *groovy.Env) (any, error) {
	t.Helper()
	s, err := groovy.Compile("t.groovy", src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s.Run(context.Background(), env)
}

// Nothing a script does goes on for ever or takes all memory.
func TestLimitsHold(t *testing.T) {
	t.Parallel()
	small := groovy.Limits{Steps: 200_000, Memory: 1 << 22, Output: 1000, Depth: 200}
	for name, c := range map[string]struct{ src, what string }{
		"while":                {"while (true) {}", "steps"},
		"for":                  {"for (;;) ;", "steps"},
		"do while":             {"do {} while (true)", "steps"},
		"endless iterator":     {"for (x in [hasNext: { true }, next: { 1 }] as Iterator) {}", "steps"},
		"times":                {"1000000000.times { }", "steps"},
		"range each":           {"(1..2000000000).each { }", "steps"},
		"range to list":        {"(1..2000000000).toList()", "steps"},
		"catching in a loop":   {"while (true) { try { throw new Exception('x') } catch (Throwable e) {} }", "steps"},
		"catch of the limit":   {"try { while (true) {} } catch (Throwable e) { println 'caught' }", "steps"},
		"finally after limit":  {"try { while (true) {} } finally { while (true) {} }", "steps"},
		"comparator":           {"def c = { a, b -> while (true) {} }; [1, 2].sort(c)", "steps"},
		"text doubling":        {"def s = 'x'; while (true) { s += s }", "memory"},
		"text times":           {"'abc' * 2000000000", "memory"},
		"gstring doubling":     {"def s = 'x'; while (true) { s = \"$s$s\".toString() }", "memory"},
		"list growing":         {"def l = []; while (true) { l << 'x' }", "memory"},
		"list times":           {"[1, 2, 3] * 1000000000", "steps"},
		"list padding":         {"def l = []; l[2000000000] = 1", "memory"},
		"map growing":          {"def m = [:]; def i = 0; while (true) { m[i++] = i }", "memory"},
		"array":                {"new int[2000000000]", "memory"},
		"array of arrays":      {"new int[1000][100000]", "memory"},
		"builder growing":      {"def b = new StringBuilder(); while (true) { b.append('xxxxxxxxxxxxxxxx') }", "memory"},
		"builder length":       {"new StringBuilder().setLength(2000000000)", "memory"},
		"padding":              {"'x'.padLeft(2000000000)", "memory"},
		"power":                {"2 ** 1000000000", "number"},
		"power of power":       {"def x = 10G; 40.times { x = x * x }", "number"},
		"shift":                {"1G.shiftLeft(2000000000)", "number"},
		"scale":                {"1.5.setScale(2000000000)", "number"},
		"plain text":           {"1e2000000000.toPlainString()", "number"},
		"print":                {"while (true) println 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'", "output"},
		"format width":         {"String.format('%2000000000d', 1)", "memory"},
		"regex":                {"('a' * 60) ==~ /(a*)*(a*)*\\1\\2b/", "steps"},
		"closures in a list":   {"def l = []; while (true) { l << { it } }", "memory"},
		"objects in a list":    {"class A { int a, b, c }\ndef l = []; while (true) { l << new A() }", "memory"},
		"ranges":               {"(1L..2000000000L)", "memory"},
		"trampoline":           {"def f = { n -> trampoline(n + 1) }.trampoline(); f(0)", "steps"},
		"permutations":         {"(1..20).toList().permutations()", "memory"},
		"hash of equal things": {"class K { int hashCode() { 1 } ; boolean equals(o) { false } }\ndef m = [:]; while (true) { m[new K()] = 1 }", "steps"},
		"metaclass hook":       {"class A { def methodMissing(String n, a) { \"x$n\"() } }\nwhile (true) { try { new A().go() } catch (Throwable e) {} }", "steps"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			start := time.Now()
			v, err := run(t, c.src, &groovy.Env{Limits: small, Stdout: &out})
			var le *groovy.LimitError
			if !errors.As(err, &le) {
				t.Fatalf("ended with %v, %v, want a limit", v, err)
			}
			// Where several limits are near, any of them will do.
			near := map[string]bool{"steps": true, "memory": true, "number": true}
			if le.What != c.what && !(near[le.What] && near[c.what]) {
				t.Errorf("ended by %s (%v), want %s", le.What, le, c.what)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			if out.Len() > 1000 || bytes.Contains(out.Bytes(), []byte("caught")) {
				t.Errorf("printed %d bytes: %.60s", out.Len(), out.Bytes())
			}
		})
	}
}

// Recursion of any kind ends with an exception that can be caught once.
func TestDepth(t *testing.T) {
	t.Parallel()
	for name, src := range map[string]string{
		"method":      "def f(n) { f(n + 1) }\ntry { f(0) } catch (StackOverflowError e) { return 'deep' }",
		"closure":     "def f; f = { f(it) }\ntry { f(0) } catch (StackOverflowError e) { return 'deep' }",
		"toString":    "class A { def o; String toString() { \"$o\" } }\ndef a = new A(); a.o = a\ntry { a.toString() } catch (StackOverflowError e) { return 'deep' }",
		"property":    "class A { def getX() { x } ; def y() { this.x } ; def getZ() { z2 } ; def getZ2() { getZ() } }\ntry { new A().z } catch (StackOverflowError e) { return 'deep' }",
		"equals":      "def a = [], b = []; a << b; b << a\ntry { return a == b ? 'x' : 'deep' } catch (StackOverflowError e) { return 'deep' }",
		"hashCode":    "def a = []; a << a\ntry { a.hashCode() } catch (StackOverflowError e) { return 'deep' }",
		"constructor": "class A { A() { new A() } }\ntry { new A() } catch (StackOverflowError e) { return 'deep' }",
		"compare":     "class A implements Comparable { int compareTo(o) { this <=> o } }\ntry { new A() <=> new A() } catch (StackOverflowError e) { return 'deep' }",
		"missing":     "class A { def propertyMissing(String n) { foo } }\ntry { new A().foo } catch (StackOverflowError e) { return 'deep' }",
		"deep list":   "def l = []; 100000.times { l = [l] }\ntry { l.toString() } catch (StackOverflowError e) { return 'deep' }",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if v, err := run(t, src, nil); err != nil || v != "deep" {
				t.Errorf("got %v, %v", v, err)
			}
		})
	}
}

// The work counted grows in line with the work done: ten times the rounds need
// about ten times the steps.
func TestStepsGrowWithWork(t *testing.T) {
	t.Parallel()
	need := func(rounds int) int64 {
		src := "def l = []; rounds.times { l << it * 2 }; l.sort { -it }.collect { it + 1 }.sum()"
		lo, hi := int64(1), int64(1<<30)
		for lo < hi {
			mid := (lo + hi) / 2
			_, err := run(t, src, &groovy.Env{Binding: map[string]any{"rounds": rounds}, Limits: groovy.Limits{Steps: mid}})
			if err == nil {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		return lo
	}
	a, b := need(1000), need(10000)
	if ratio := float64(b) / float64(a); ratio < 8 || ratio > 20 {
		t.Errorf("1,000 rounds take %d steps, 10,000 take %d", a, b)
	}
}

func TestCancel(t *testing.T) {
	t.Parallel()
	s, err := groovy.Compile("t.groovy", "stop(); while (true) {}", nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err = s.Run(ctx, &groovy.Env{Binding: map[string]any{"stop": stopper(cancel)}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// stopper is a value of the host that can be called.
type stopper func()

func (f stopper) CallMethod(_ *groovy.Context, name string, _ []any) (any, bool, error) {
	if name != "call" {
		return nil, false, nil
	}
	f()
	return nil, true, nil
}

func TestTimeLimit(t *testing.T) {
	t.Parallel()
	// A clock that runs a second ahead whenever it is looked at.
	now := time.Unix(0, 0)
	env := &groovy.Env{Limits: groovy.Limits{Time: 10 * time.Second}, Now: func() time.Time { now = now.Add(time.Second); return now }}
	_, err := run(t, "while (true) {}", env)
	var le *groovy.LimitError
	if !errors.As(err, &le) || le.What != "time" {
		t.Errorf("got %v", err)
	}
}

// What one run changes in a class is not seen by another.
func TestRunsDoNotLeak(t *testing.T) {
	t.Parallel()
	s, err := groovy.Compile("t.groovy", "class A { static n = 0 }\nif (first) { String.metaClass.foo = { -> 'x' }; A.n = 5 }\nreturn [A.n, 'a'.respondsTo('foo').size()]", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"[5 1]", "[0 0]"} {
		v, err := s.Run(context.Background(), &groovy.Env{Binding: map[string]any{"first": i == 0}})
		if err != nil {
			t.Fatal(err)
		}
		l := v.(*groovy.List).Items()
		if got := sprint(l); got != want {
			t.Errorf("run %d gave %s, want %s", i, got, want)
		}
	}
}
