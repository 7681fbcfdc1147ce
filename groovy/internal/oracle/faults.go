package main

import "regexp"

// A fault is what Groovy 2.4 itself does wrong where package groovy does what
// is meant. docs/rules.md, section 14, tells of each.
type fault struct {
	why string
	// src is what a program has that shows the fault; want is in what the real
	// one printed or how it failed. nil fits anything.
	src, want *regexp.Regexp
}

var faults = []fault{
	{"a cast argument reaches a number's method in its wrapper",
		regexp.MustCompile(`\.\w+\([^)\n]*( as [A-Za-z]|\((int|long|[A-Z]\w+)\) )|[-+*/%]= .*( as [A-Za-z]|\((int|long|[A-Z]\w+)\) )`),
		regexp.MustCompile(`caught java\.lang\.ClassCastException|^java\.lang\.ClassCastException`)},
	{"a parameter in an anonymous class has the name of one around it",
		nil, regexp.MustCompile(`^compile error at line -1 column -1\nThe current scope already contains a variable`)},
	{"names in an anonymous class of a static method",
		regexp.MustCompile(`new \w+\(\) \{`), regexp.MustCompile(`^compile error .*\nApparent variable '\w+' was found in a static scope`)},
	{"what null.each gives is no null for a parameter",
		nil, regexp.MustCompile(`org\.codehaus\.groovy\.runtime\.NullObject`)},
	{"where the stack ends decides what is thrown",
		nil, regexp.MustCompile(`InvokerInvocationException: java\.lang\.StackOverflowError|^java\.lang\.StackOverflowError`)},
	{"a constructor that Java keeps private is chosen",
		nil, regexp.MustCompile(`could not access constructor: private `)},
	{"null into a captured variable of a primitive type, or out of a boxed one",
		regexp.MustCompile(`(?m)^\s*(long|int|double|float|char|Integer|Long) v\d+ = `), regexp.MustCompile(`caught java\.lang\.NullPointerException`)},
	{"numbers are boxed anew, so that they are not the same object",
		regexp.MustCompile(`\.is\(`), regexp.MustCompile(`wanted ".*(true|false)`)},
}

// faulty tells which fault of Groovy 2.4 makes a program's outcomes differ,
// empty if none does. how is the difference.
func faulty(src, how string, want outcome) string {
	for _, f := range faults {
		switch {
		case f.src != nil && !f.src.MatchString(src):
		case f.want == nil, f.want.MatchString(want.err), wantedLine.MatchString(how) && f.want.MatchString(wantedLine.FindString(how)):
			return f.why
		}
	}
	return ""
}

// wantedLine is what the real one printed where the outcomes part.
var wantedLine = regexp.MustCompile(`(?m)^wanted .*`)
