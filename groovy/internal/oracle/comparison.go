package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/program"
)

// A comparison runs scripts through both engines and counts.
type comparison struct {
	options
	out                                     io.Writer
	real                                    *reference
	scripts, programs, limited, differences int
	faulty                                  int // programs that show a fault of the real one
}

// batch is how many scripts are sent at once: enough to keep the JVM busy,
// little enough to lose when it dies.
const batch = 50

// restart is after how many scripts the JVM is started anew: each leaves some
// classes behind.
const restart = 5000

func (c *comparison) close() {
	if c.real != nil {
		c.real.close()
		c.real = nil
	}
}

// reference gives outcomes of the real Groovy, in a process that is started
// again if a script brought it down; of such a script there is no outcome.
func (c *comparison) reference(scripts []script) ([]*outcome, error) {
	all := make([]*outcome, 0, len(scripts))
	for len(all) < len(scripts) {
		if c.real == nil {
			r, err := open()
			if err != nil {
				return nil, err
			}
			c.real = r
		}
		got, err := c.real.run(scripts[len(all):])
		for _, o := range got {
			all = append(all, &o)
		}
		if err == nil {
			continue
		}
		c.close()
		fmt.Fprintf(c.out, "%s: %v\n", scripts[len(all)].name, err)
		all = append(all, nil)
	}
	return all, nil
}

func (c *comparison) all() error {
	if !c.only {
		scripts, err := cases(c.dir)
		if err != nil {
			return err
		}
		told, err := examples(c.page)
		if err != nil {
			return err
		}
		scripts = append(scripts, told...)
		for len(scripts) > 0 {
			n := min(batch, len(scripts))
			if err := c.compareCases(scripts[:n]); err != nil {
				return err
			}
			scripts = scripts[n:]
		}
	}
	for i := 0; i < c.n; i += batch {
		if err := c.comparePrograms(c.seed+uint64(i), min(batch, c.n-i)); err != nil {
			return err
		}
		if i%restart == restart-batch {
			c.close()
		}
	}
	return nil
}

func (c *comparison) compareCases(scripts []script) error {
	want, err := c.reference(scripts)
	if err != nil {
		return err
	}
	for i, s := range scripts {
		c.scripts++
		if want[i] == nil {
			c.report(s.name, s.src, "the real one did not answer")
			continue
		}
		got, _ := ours(s.file, s.src)
		how := differ(got, *want[i])
		why, known := different[s.name]
		switch {
		case known && how == "":
			c.report(s.name, s.src, "is listed as different ("+why+") and is not")
		case !known && how != "":
			c.report(s.name, s.src, how)
		}
	}
	return nil
}

// fileOf is what engines call a generated program.
const fileOf = "program.groovy"

func (c *comparison) comparePrograms(seed uint64, n int) error {
	var trees []*program.Node
	var scripts []script
	var results []outcome
	for i := range n {
		p := program.New(seed + uint64(i))
		s := script{name: fmt.Sprintf("seed %d", seed+uint64(i)), file: fileOf, src: p.Text()}
		c.programs++
		got, ok := ours(s.file, s.src)
		if !ok {
			c.limited++
			continue
		}
		trees, scripts, results = append(trees, p), append(scripts, s), append(results, got)
	}
	want, err := c.reference(scripts)
	if err != nil {
		return err
	}
	for i, s := range scripts {
		if want[i] == nil {
			continue // a program may be more than a JVM takes
		}
		how := differ(results[i], *want[i])
		if how == "" {
			continue
		}
		src := s.src
		alike, err := c.mended(script{name: s.name, file: fileOf, src: src, plain: true}, results[i])
		if err != nil {
			return err
		}
		if alike {
			c.excuse(s.name, src, how, shortCuts)
			continue
		}
		if c.shrink > 0 {
			small, smallHow, err := c.smallest(trees[i], kindOf(results[i], *want[i]), how)
			if err != nil && !errors.Is(err, errStuck) {
				return err
			}
			src, how = small, smallHow
		}
		why, err := c.fault(src, how)
		if err != nil {
			return err
		}
		if why != "" {
			c.excuse(s.name, src, how, why)
			continue
		}
		c.report(s.name, src, how)
	}
	return nil
}

// fault tells which fault of the real one makes a program's outcomes differ,
// empty if none does.
func (c *comparison) fault(src, how string) (string, error) {
	got, ok := ours(fileOf, src)
	if !ok {
		return "", nil
	}
	want, err := c.reference([]script{{name: "fault", file: fileOf, src: src}})
	if err != nil || want[0] == nil {
		return "", err
	}
	d := difference{src, how, got, *want[0]}
	for _, f := range faults {
		if !f.shows(d) {
			continue
		}
		if f.mend == nil {
			return f.why, nil
		}
		alike, err := c.mended(script{name: "mended", file: fileOf, src: f.mend(src)}, got)
		if err != nil || alike {
			return f.why, err
		}
	}
	return "", nil
}

// mended tells whether the real one does what is wanted of it when a fault of
// its own is kept out of its way.
func (c *comparison) mended(s script, got outcome) (bool, error) {
	want, err := c.reference([]script{s})
	return err == nil && want[0] != nil && differ(got, *want[0]) == "", err
}

func (c *comparison) excuse(name, src, how, why string) {
	c.faulty++
	if c.faults {
		fmt.Fprintf(c.out, "--- %s, excused: %s\n%s\n%s\n", name, why, strings.TrimRight(src, "\n"), how)
	}
}

// smallest looks for the smallest program that still shows a difference. It
// asks for candidates in batches and goes on from the smallest that differs.
func (c *comparison) smallest(p *program.Node, kind, how string) (string, string, error) {
	tried := 0
	seen := map[string]bool{}
	skip := 0
	for tried < c.shrink {
		var trees []*program.Node
		var scripts []script
		var results []outcome
		candidates := program.Smaller(p)
		at := 0
		for _, q := range candidates[min(skip, len(candidates)):] {
			at++
			src := q.Text()
			if seen[src] {
				continue
			}
			seen[src] = true
			got, ok := ours(fileOf, src)
			if !ok {
				continue
			}
			trees, scripts, results = append(trees, q), append(scripts, script{name: "candidate", file: fileOf, src: src}), append(results, got)
			if len(trees) == batch/2 {
				break
			}
		}
		if len(trees) == 0 {
			break
		}
		tried += len(trees)
		want, err := c.reference(scripts)
		if err != nil {
			return "", "", err
		}
		found := false
		for i := range trees {
			if want[i] == nil {
				continue
			}
			// A program that is no Groovy any more shows nothing of the one it was.
			if h := differ(results[i], *want[i]); h != "" && kindOf(results[i], *want[i]) == kind {
				p, how, found = trees[i], h, true
				break
			}
		}
		if found {
			skip = 0
		} else {
			skip += at
		}
	}
	return p.Text(), how, nil
}

// kindOf is what a smaller program must have in common with the one it comes
// from: whether it compiles, whether the output or the end differs, and the
// exceptions that the first difference names. Without that a program drifts to
// the differences of what shrinking broke, as a variable that is not there.
func kindOf(got, want outcome) string {
	if strings.HasPrefix(want.err, "compile error") || strings.HasPrefix(got.err, "compile error") {
		return "compile"
	}
	n, a, b := firstLines(mask(got.out), mask(want.out))
	kind := "output"
	if n == 0 {
		kind, a, b = "end", got.err, want.err
	}
	for _, s := range []string{a, b} {
		kind += " " + strings.Join(exceptionName.FindAllString(s, -1), ",")
	}
	return kind
}

// exceptionName finds the classes of exceptions in a text, and what the message
// of one that is shown without its class begins with.
var exceptionName = regexp.MustCompile(`\b[\w.]+(Exception|Error)\b|No such property`)
