package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// limits are wide enough for every case and end a program that grows beyond
// all measure before the real one has to run it.
var limits = groovy.Limits{Steps: 20_000_000, Memory: 256 << 20, Time: 20 * time.Second}

// ours runs a script in package groovy. ok is false if a limit ended it.
func ours(name, src string) (o outcome, ok bool) {
	var out bytes.Buffer
	script, err := groovy.Compile(name, src, nil)
	if err == nil {
		_, err = script.Run(context.Background(), &groovy.Env{Stdout: &out, Limits: limits, Now: time.Now})
	}
	o.out = out.String()
	var ce groovy.CompileErrors
	var re *groovy.RunError
	var le *groovy.LimitError
	switch {
	case err == nil:
	case errors.As(err, &ce):
		var b strings.Builder
		for _, e := range ce {
			fmt.Fprintf(&b, "compile error at line %d column %d\n%s\n", e.Line, e.Col, e.Msg)
		}
		o.err = b.String()
	case errors.As(err, &re):
		o.err = re.Class
		if re.Message != "" {
			first, _, _ := strings.Cut(re.Message, "\n")
			o.err += ": " + first
		}
		o.err += "\n"
		if re.Line > 0 {
			o.err += fmt.Sprintf("at line %d\n", re.Line)
		}
	case errors.As(err, &le):
		return o, false
	default:
		o.err = err.Error()
	}
	return o, true
}

var (
	// identity is a hash by place in memory, another one in each run.
	identity = regexp.MustCompile(`@[0-9a-f]{5,8}`)
	// closureNumber is what tells the classes of closures apart.
	closureNumber = regexp.MustCompile(`_closure\d+`)
	// jvmText are exceptions whose message is the JVM's own wording.
	jvmText = regexp.MustCompile(`^[\w.$]*(IndexOutOfBounds|ClassCast|PatternSyntax|NegativeArraySize|NullPointer)\w*`)
	// endOfFile is an error that the real one finds when there is no more.
	endOfFile = regexp.MustCompile(`found ''|unexpected token: \n`)
	// misbehaved is what the pair of Groovy 2.4 and a JVM of today does wrong:
	// the one makes code the other refuses, or reaches for what is closed to it.
	misbehaved = regexp.MustCompile(`java\.lang\.(VerifyError|IllegalAccess\w+|ClassFormatError|IncompatibleClassChangeError|reflect\.InaccessibleObjectException)|BUG!|module java\.base`)
)

// differ says how the outcomes of a script differ, empty if they do not.
func differ(got, want outcome) string {
	if misbehaved.MatchString(want.err) || misbehaved.MatchString(want.out) {
		return ""
	}
	if strings.HasPrefix(want.err, "compile error") || strings.HasPrefix(got.err, "compile error") {
		return differCompile(got, want)
	}
	if d := firstDifference(mask(got.out), mask(want.out)); d != "" {
		return d
	}
	g, w := mask(got.err), mask(want.err)
	if jvmText.MatchString(w) {
		g, w = withoutMessage(g), withoutMessage(w)
	}
	if !strings.Contains(w, "\nat line ") {
		g, _, _ = strings.Cut(g, "\nat line ")
		g += "\n"
	}
	if strings.TrimRight(g, "\n") != strings.TrimRight(w, "\n") {
		return fmt.Sprintf("fails with %q\n     wanted %q", g, w)
	}
	return ""
}

// differCompile wants an error on the same line; what is not closed may be
// reported where it begins, and some errors of the real one have no place.
func differCompile(got, want outcome) string {
	if strings.HasPrefix(want.err, "compile error\n") && strings.HasPrefix(got.err, "compile error") {
		return ""
	}
	line := func(s string) string {
		if f := strings.Fields(s); len(f) > 4 {
			return f[4]
		}
		return ""
	}
	for e := range strings.SplitSeq(got.err, "compile error ") {
		if e != "" && line("compile error "+e) == line(want.err) || endOfFile.MatchString(want.err) && got.err != "" {
			return ""
		}
	}
	return fmt.Sprintf("fails with %q\n     wanted %q", got.err, want.err)
}

func mask(s string) string {
	return closureNumber.ReplaceAllString(identity.ReplaceAllString(s, "@HASH"), "_closureN")
}

func withoutMessage(s string) string {
	first, rest, _ := strings.Cut(s, "\n")
	class, _, _ := strings.Cut(first, ":")
	return class + "\n" + rest
}

// firstDifference shows the first line that is not the same.
func firstDifference(got, want string) string {
	n, g, w := firstLines(got, want)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("prints %s\nwanted %s\nin line %d of the output", g, w, n)
}

// firstLines are the first lines that are not the same, quoted, and their
// number; 0 if there are none.
func firstLines(got, want string) (n int, g, w string) {
	for g, w := range together(got, want) {
		n++
		if g != w && !sameSolutions(g, w) {
			return n, g, w
		}
	}
	return 0, "", ""
}

// listed is a line that proposes methods.
var listed = regexp.MustCompile(`^"Possible solutions: (.*)\)"$`)

// mostSolutions is how many methods the real one proposes at most.
const mostSolutions = 6

// sameSolutions tells whether two lines propose the same methods, in whatever
// order: the real one keeps those that Groovy adds to objects in a set that is
// sorted by where they lie in memory, so that equally near ones come in another
// order in each process. Where there are more of them than it lists, that also
// decides on which of them it does.
func sameSolutions(got, want string) bool {
	g, w := listed.FindStringSubmatch(got), listed.FindStringSubmatch(want)
	if g == nil || w == nil {
		return false
	}
	gs, ws := strings.Split(g[1], "), "), strings.Split(w[1], "), ")
	if len(gs) != len(ws) {
		return false
	}
	if len(gs) >= mostSolutions {
		return true
	}
	slices.Sort(gs)
	slices.Sort(ws)
	return slices.Equal(gs, ws)
}

// together gives the lines of two texts by pairs, quoted, up to the end of the
// longer one.
func together(a, b string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
		line := func(s []string, i int) string {
			if i < len(s) {
				return fmt.Sprintf("%q", s[i])
			}
			return "(the end)"
		}
		for i := range max(len(as), len(bs)) {
			if !yield(line(as, i), line(bs, i)) {
				return
			}
		}
	}
}
