package main

import (
	"strings"
	"testing"
)

// shown is why a difference is excused, as far as its looks go.
func shown(d difference) string {
	for _, f := range faults {
		if f.shows(d) {
			return f.why
		}
	}
	return ""
}

func TestFaults(t *testing.T) {
	const (
		clash  = "compile error at line -1 column -1\nThe current scope already contains a variable of the name x\n"
		static = "compile error at line 3 column 9\nApparent variable 'y' was found in a static scope but doesn't refer to a local variable\n"
		cast   = "prints \"2\"\nwanted \"caught java.lang.ClassCastException\"\nin line 1 of the output"
		null   = "prints \"1\"\nwanted \"m() is applicable for argument types: (org.codehaus.groovy.runtime.NullObject) values: [null]\"\nin line 1 of the output"
		same   = "prints \"a true [true]\"\nwanted \"a false [true]\"\nin line 1 of the output"
		inner  = "static m() {\n    new I() {\n        def a() { y }\n    }\n}"
		beside = "static m() {\n    new I() { def a() { 1 } }\n    y\n}"
		deep   = "java.lang.StackOverflowError\nat line 9\n"
		ended  = "prints \"\"\nwanted \"caught org.codehaus.groovy.runtime.InvokerInvocationException: java.lang.StackOverflowError\"\nin line 1 of the output"
	)
	for _, c := range []struct {
		d    difference
		want string
	}{
		{difference{src: "println(1.plus((int) 1))", how: cast}, "cast argument"},
		{difference{src: "println(1.plus(1))", how: cast}, ""},
		{difference{src: "v[0] += 1.5 as Integer", how: cast}, "cast argument"},
		{difference{src: "v[0] += 1.5 as Integer", how: "prints \"2\"\nwanted \"3\"\nin line 1 of the output"}, ""},
		{difference{src: "static m(x) { new I() { def act(x) { 1 } } }", want: outcome{err: clash}}, "a parameter in an anonymous class"},
		{difference{src: "static m(x) { x }", want: outcome{err: strings.Replace(clash, "-1", "1", 1)}}, ""},
		{difference{src: inner, want: outcome{err: static}}, "names in an anonymous class"},
		{difference{src: beside, want: outcome{err: static}}, ""},
		{difference{src: "Integer.parseInt(null.each { })", how: null}, "null.each"},
		{difference{src: "println null.class", how: "prints \"1\"\nwanted \"class org.codehaus.groovy.runtime.NullObject\"\nin line 1 of the output"}, ""},
		{difference{src: "m(null)", how: null}, ""},
		{difference{src: "f()", how: ended, got: outcome{err: deep}}, "where the stack ends"},
		{difference{src: "f()", how: ended, got: outcome{err: "java.lang.Exception"}}, ""},
		{difference{src: "f()", got: outcome{err: "java.lang.Exception"}, want: outcome{err: deep}}, ""},
		{difference{src: "a.is(b)", how: same}, "boxed anew"},
		{difference{src: "a.is(b)", how: "prints \"false\"\nwanted \"true\"\nin line 1 of the output"}, ""},
		{difference{src: "a.is(b)", how: "prints \"true\"\nwanted \"false 1\"\nin line 1 of the output"}, ""},
		{difference{src: "println 1", how: "prints \"2\"\nwanted \"1\"\nin line 1 of the output"}, ""},
	} {
		if got := shown(c.d); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s\n%s: excused with %q, want %q", c.d.src, c.d.how, got, c.want)
		}
	}
}

func TestWithoutCasts(t *testing.T) {
	for src, want := range map[string]string{
		"1.plus((int) 1)":        "1.plus(([(int) 1][0]))",
		"v[0] += 1.5 as Integer": "v[0] += ([1.5 as Integer][0])",
		"a.plus(b)":              "a.plus(b)",
	} {
		if got := withoutCasts(src); got != want {
			t.Errorf("%s becomes %s, want %s", src, got, want)
		}
	}
}
