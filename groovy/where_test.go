package groovy_test

import (
	"context"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// watched notes the line of each use of it.
type watched struct{ lines map[string]int }

func (w *watched) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	w.lines["get "+name] = c.Where().Line
	return w, true, nil
}

func (w *watched) SetProperty(c *groovy.Context, name string, _ any) (bool, error) {
	w.lines["set "+name] = c.Where().Line
	return true, nil
}

func (w *watched) CallMethod(c *groovy.Context, name string, _ []any) (any, bool, error) {
	w.lines["call "+name] = c.Where().Line
	return nil, true, nil
}

func TestTheHostLearnsWhereItIsUsed(t *testing.T) {
	t.Parallel()
	s, err := groovy.Compile("rule.groovy", `def change(x) {
  x.a = [1, 2,
    3]
}
change(w)
[1].each {
  w.b.c = it
}
w.d(
  w.e)
w."f g" = 1
f(1)
`, nil)
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{map[string]int{}}
	var used groovy.Usage
	f := groovy.Func(func(c *groovy.Context, _ []any) (any, error) {
		w.lines["f"] = c.Where().Line
		return nil, nil
	})
	if _, err := s.Run(context.Background(), &groovy.Env{Binding: map[string]any{"w": w, "f": f}, Used: &used}); err != nil {
		t.Fatal(err)
	}
	// A property's line is that of its statement, as in the exceptions of the real Groovy.
	for what, line := range map[string]int{"set a": 2, "get b": 7, "set c": 7, "get e": 9, "call d": 9, "set f g": 11, "f": 12} {
		if w.lines[what] != line {
			t.Errorf("%s is on line %d, told %d", what, line, w.lines[what])
		}
	}
	if used.Steps < 5 || used.Memory <= 0 {
		t.Errorf("the run used %+v", used)
	}
}
