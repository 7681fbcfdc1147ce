package main

import (
	"regexp"
	"strconv"
	"strings"
)

// A difference is what a program shows in both engines.
type difference struct {
	src, how  string
	got, want outcome
}

// A fault is what Groovy 2.4 itself does wrong where package groovy does what
// is meant. docs/rules.md, section 14, tells of each. shows is what the
// difference has to look like. If there is a mend, it writes the program so that
// the real one does not meet its fault, and then it must do as ours did.
type fault struct {
	why   string
	shows func(difference) bool
	mend  func(src string) string
}

// shortCuts is the fault of programs that come out alike once the real one
// leaves its short cuts out: they unbox a null, and divide where they should not.
const shortCuts = "the compiler's short cuts for primitive numbers do what its other code does not"

var faults = []fault{
	{"a cast argument reaches a number's method in its wrapper", func(d difference) bool {
		return castArgument.MatchString(d.src) && wrongCast.MatchString(d.wanted()) && !strings.Contains(d.printed(), "ClassCast")
	}, withoutCasts},
	{"a parameter in an anonymous class has the name of one around it", func(d difference) bool {
		return strings.HasPrefix(d.want.err, "compile error at line -1 column -1\nThe current scope already contains a variable")
	}, nil},
	{"names in an anonymous class of a static method", func(d difference) bool {
		m := staticScope.FindStringSubmatch(d.want.err)
		return m != nil && inAnonymousClass(d.src, m[1])
	}, nil},
	{"what null.each gives is no null for a parameter", func(d difference) bool {
		return eachOf.MatchString(d.src) && nullArgument.MatchString(d.wanted())
	}, nil},
	{"where the stack ends decides what is thrown", func(d difference) bool {
		return stackEnd.MatchString(d.wanted()) && strings.Contains(d.got.out+d.got.err, "StackOverflowError")
	}, nil},
	{"a constructor that Java keeps private is chosen", func(d difference) bool {
		return strings.Contains(d.wanted(), "could not access constructor: private ")
	}, nil},
	{"numbers are boxed anew, so that they are not the same object", func(d difference) bool {
		return strings.Contains(d.src, ".is(") && strings.Contains(d.wanted(), "false") && sameButFalse(d.printed(), d.wanted())
	}, nil},
}

var (
	castArgument = regexp.MustCompile(`\.\w+\([^)\n]*( as [A-Za-z]|\((int|long|[A-Z]\w+)\) )|[-+*/%]= .*( as [A-Za-z]|\((int|long|[A-Z]\w+)\) )`)
	wrongCast    = regexp.MustCompile(`^(caught )?java\.lang\.ClassCastException`)
	staticScope  = regexp.MustCompile(`^compile error at line (\d+) .*\nApparent variable '\w+' was found in a static scope`)
	anonymous    = regexp.MustCompile(`\bnew \w+\(.*\) \{`)
	eachOf       = regexp.MustCompile(`\.each\w*\b`)
	nullArgument = regexp.MustCompile(`(applicable for argument types: |Could not find matching constructor for: [\w.$]+)\([^)]*\borg\.codehaus\.groovy\.runtime\.NullObject\b`)
	stackEnd     = regexp.MustCompile(`^(caught )?(org\.codehaus\.groovy\.runtime\.InvokerInvocationException: )?java\.lang\.StackOverflowError`)
	// operand is what a cast is of, as the programs made at random write it.
	operand = `(\w+(?:\.\d+\w*)?|'[^']*'|\([^()\n]*\))`
	asCast  = regexp.MustCompile(operand + ` as ([A-Z]\w+|int|long)`)
	castOf  = regexp.MustCompile(`\((int|long|[A-Z]\w+)\) ` + operand)
)

// withoutCasts takes what a cast gives out of a list, where it is a value as any
// other.
func withoutCasts(src string) string {
	return castOf.ReplaceAllString(asCast.ReplaceAllString(src, "([$1 as $2][0])"), "([($1) $2][0])")
}

// inAnonymousClass tells whether a line begins in the body of an anonymous
// class, or has one.
func inAnonymousClass(src, line string) bool {
	n, err := strconv.Atoi(line)
	lines := strings.Split(src, "\n")
	if err != nil || n < 1 || n > len(lines) {
		return false
	}
	depth, at := 0, -1 // at is the depth outside the class
	for i, l := range lines[:n] {
		if at < 0 && anonymous.MatchString(l) {
			at = depth
			if i == n-1 {
				return true
			}
		}
		depth += strings.Count(l, "{") - strings.Count(l, "}")
		if at >= 0 && depth <= at && i < n-1 {
			at = -1
		}
	}
	return at >= 0
}

// sameButFalse tells whether the real one has false where ours has true, and
// nothing else differs.
func sameButFalse(got, want string) bool {
	g, w := strings.FieldsFunc(got, noWord), strings.FieldsFunc(want, noWord)
	if len(g) != len(w) {
		return false
	}
	for i := range g {
		if g[i] != w[i] && (g[i] != "true" || w[i] != "false") {
			return false
		}
	}
	return true
}

func noWord(r rune) bool { return strings.ContainsRune(" ,[]():\"", r) }

// wanted is what the real one printed where the outcomes part, or how it failed.
func (d difference) wanted() string { return part(d.how, wantedLine, d.want.err) }

// printed is what ours printed there, or how it failed.
func (d difference) printed() string { return part(d.how, printedLine, d.got.err) }

// part is the line of the output that a difference is in; if that is where the
// output ends, how the run failed.
func part(how string, line *regexp.Regexp, err string) string {
	if m := line.FindStringSubmatch(how); m != nil {
		if s, e := strconv.Unquote(m[1]); e == nil && s != "" {
			return s
		}
	}
	return err
}

var (
	wantedLine  = regexp.MustCompile(`(?m)^wanted (".*")$`)
	printedLine = regexp.MustCompile(`(?m)^prints (".*")$`)
)
