package groovy

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// Each line on which a statement begins is counted, those of closures, methods
// and classes too; what did not run is there with 0.
func TestCounting(t *testing.T) {
	s, err := Compile("a.groovy", `def twice(n) {
  n * 2
}
class Tool {
  def unused() {
    1
  }
}
def all = [1, 2, 3].collect { twice(it) }
if (all.size() > 5) {
  println "many"
} else {
  all.each {
    println it
  }
}
for (i in 0..1) { println i
}
try {
  throw new Exception()
} catch (e) { println "caught" }
switch (all[0]) {
  case 2: println "two"
    break
  default:
    println "other"
}
return 1
`, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Lines() != nil {
		t.Errorf("a script that does not count has %v", s.Lines())
	}
	counting, err := s.Counting()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := counting.Run(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	for _, l := range counting.Lines() {
		fmt.Fprintf(&b, "%d:%d ", l.Line, l.Runs)
	}
	const want = "2:6 6:0 9:8 10:2 11:0 13:2 14:6 17:6 19:2 20:2 21:2 22:2 23:2 24:2 26:0 28:2 "
	if b.String() != want {
		t.Errorf("got  %s\nwant %s", &b, want)
	}
}
