package main

import "testing"

func TestDifferSolutions(t *testing.T) {
	const of = "No signature of method: V.fo() is applicable for argument types: () values: []\nPossible solutions: "
	for _, c := range []struct {
		got, want string
		same      bool
	}{
		{"find(), any()", "any(), find()", true},
		{"find(), wait(long, int)", "wait(long, int), find()", true},
		{"find(), any()", "find(), any(), is(java.lang.Object)", false},
		{"find(), any()", "find(), grep()", false},
		{"a(), b(), c(), d(), e(), find()", "a(), b(), c(), d(), e(), any()", true},
		{"a(), b(), c(), d(), e(), find()", "a(), b(), c(), d(), find()", false},
	} {
		got, want := outcome{out: of + c.got + "\nafter\n"}, outcome{out: of + c.want + "\nafter\n"}
		if how := differ(got, want); (how == "") != c.same {
			t.Errorf("%s beside %s: %q", c.got, c.want, how)
		}
	}
	got, want := outcome{out: of + "find(), any()\nafter\n"}, outcome{out: of + "any(), find()\nelse\n"}
	if differ(got, want) == "" {
		t.Error("a difference behind another order of proposals is not seen")
	}
}
