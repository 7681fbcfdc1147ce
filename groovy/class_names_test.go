package groovy

import (
	"context"
	"fmt"
	"testing"
)

// What scripts ask classes of the library for does not stay with them for
// ever: no long names, and not so many that the class's own are crowded out.
func TestNamesAskedForAreNotKept(t *testing.T) {
	t.Parallel()
	s, err := Compile("t.groovy", `def longer = 'x' * 1000
1100.times {
	1.0f.hasProperty("$longer$it"); 1.0f.respondsTo("$longer$it")
	1.0f.hasProperty("n$it"); 1.0f.respondsTo("n$it"); Float.respondsTo("n$it")
}
[1.0f.hasProperty('naN').name, 1.0f.respondsTo('isInfinite').size(), 1.0f.hasProperty('x' * 100000), 1.0f.respondsTo('x' * 100000)].toString()`, nil)
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(v); got != "[naN, 1, null, []]" {
		t.Errorf("got %s", got)
	}
	missing := 0
	for name, p := range *classFloat.props.Load() {
		if len(name) > longName {
			t.Errorf("a property's name of %d bytes is kept", len(name))
		}
		if p == nil {
			missing++
		}
	}
	for name, m := range *classFloat.found.Load() {
		if len(name) > longName {
			t.Errorf("a method's name of %d bytes is kept", len(name))
		}
		if m == nil {
			missing++
		}
	}
	if missing > 2*mostNames {
		t.Errorf("%d names that are not there are kept", missing)
	}
	if (*classFloat.props.Load())["naN"] == nil || (*classFloat.found.Load())["isInfinite"] == nil {
		t.Error("members asked for after many names that are not there are not kept")
	}
}
