package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	for _, c := range []struct {
		name string
		args string
		code int
		out  string // the last line of the output
		err  string // within what is said on the side
	}{
		{"plays stories", "-seeds 3 -plain A.best,B.best,rules,sqlite", 0, "violations: 0", ""},
		{"tells one story", "-seed 3 -acts 1,2 -plain A.best,B.best,rules", 0, "violations: 0", ""},
		{"acts of no story", "-acts 1,2", 2, "", "acts of which story"},
		{"no number", "-seed 1 -acts 1,x", 2, "", `"x" is not the number`},
		{"no simplification", "-plain sugar", 2, "", "nothing is simplified"},
		{"no flag", "-sugar", 2, "", "not defined"},
		{"no argument", "sugar", 2, "", "what is"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, side bytes.Buffer
			if code := run(t.Context(), strings.Fields(c.args), &out, &side); code != c.code {
				t.Errorf("exit %d, want %d: %s%s", code, c.code, out.String(), side.String())
			}
			lines := strings.Split(strings.TrimSpace(out.String()), "\n")
			if last := lines[len(lines)-1]; last != c.out {
				t.Errorf("the last line is %q, want %q", last, c.out)
			}
			if !strings.Contains(side.String(), c.err) {
				t.Errorf("said %q, want %q in it", side.String(), c.err)
			}
		})
	}
}
