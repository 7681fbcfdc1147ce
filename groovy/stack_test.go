package groovy_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// The stack of an exception begins where it was made and leads through every
// method and closure of the script to where it was not caught.
func TestStackOfAnException(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, src, want string }{
		{"method", "def a() { throw new Exception('x') }\ndef b() {\n a() }\nb()", "a:1 b:3 run:4"},
		{"closure", "def b(l) {\n l.each {\n  throw new Exception('x') } }\nb([1])", "closure:3 b:2 run:4"},
		{"of the language", "def b(l) {\n l.each {\n  it.none() } }\nb([1])", "closure:3 b:2 run:4"},
		{"made elsewhere", "def m() { new Exception('x') }\ndef b() {\n throw m() }\nb()", "m:1 b:3 run:4"},
		{"thrown again", "def a() { throw new Exception('x') }\ndef b() {\n try { a() } catch (e) {\n throw e } }\nb()", "a:1 b:3 run:5"},
		{"wrapped", "def a() { throw new Exception('x') }\ntry { a() } catch (e) {\n throw new Exception('y', e) }", "run:3"},
		{"own class", "class E extends Exception { E(m) { super(m) } }\ndef a() {\n throw new E('x') }\na()", "a:3 run:4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := groovy.Compile("f.groovy", c.src, nil)
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Run(context.Background(), &groovy.Env{})
			var re *groovy.RunError
			if !errors.As(err, &re) {
				t.Fatalf("ended with %v", err)
			}
			var got []string
			for _, f := range re.Stack {
				got = append(got, fmt.Sprintf("%s:%d", f.Name, f.Line))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("stack is %s, want %s", s, c.want)
			}
		})
	}
}
