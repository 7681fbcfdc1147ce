package main

import "testing"

func TestFaulty(t *testing.T) {
	for _, c := range []struct {
		src, how string
		want     outcome
		known    bool
	}{
		{"println(1.plus((int) 1))", "prints \"2\"\nwanted \"caught java.lang.ClassCastException\"\nin line 1 of the output", outcome{}, true},
		{"println(1.plus(1))", "prints \"2\"\nwanted \"caught java.lang.ClassCastException\"\nin line 1 of the output", outcome{}, false},
		{"v[0] += 1.5 as Integer", "prints \"2\"\nwanted \"caught java.lang.ClassCastException\"\nin line 1 of the output", outcome{}, true},
		{"v[0] += 1.5 as Integer", "prints \"2\"\nwanted \"3\"\nin line 1 of the output", outcome{}, false},
		{"static m(x) { new I() { def act(x) { 1 } } }", "", outcome{err: "compile error at line -1 column -1\nThe current scope already contains a variable of the name x\n"}, true},
		{"static m(x) { x }", "", outcome{err: "compile error at line 1 column 2\nThe current scope already contains a variable of the name x\n"}, false},
		{"Integer.parseInt(null.each { })", "prints \"1\"\nwanted \"(org.codehaus.groovy.runtime.NullObject)\"\nin line 1 of the output", outcome{}, true},
		{"def f() { f() }", "fails", outcome{err: "java.lang.StackOverflowError\nat line 9\n"}, true},
		{"println 1", "prints \"2\"\nwanted \"1\"\nin line 1 of the output", outcome{out: "1\n"}, false},
	} {
		if got := faulty(c.src, c.how, c.want); (got != "") != c.known {
			t.Errorf("%s: %q, known: %v", c.src, got, c.known)
		}
	}
}
