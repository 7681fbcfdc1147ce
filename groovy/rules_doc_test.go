package groovy_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/groovy/internal/page"
)

const rulesPage = "../docs/rules.md"

var updateRules = flag.Bool("update-rules", false, "write what the examples of docs/rules.md do into the page")

// limitsSection runs within limits that are reached at once.
const limitsSection = 16

var smallLimits = groovy.Limits{Steps: 500_000, Memory: 8 << 20, Output: 64 << 10, Depth: 200}

// TestRulesPage runs every example of docs/rules.md.
func TestRulesPage(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile(rulesPage)
	if err != nil {
		t.Fatal(err)
	}
	examples, err := page.Parse(string(src))
	if err != nil {
		t.Fatalf("%s: %v", rulesPage, err)
	}
	// One for each sentence of the language; fewer means that some were lost.
	if len(examples) < 400 {
		t.Errorf("%d sentences, want 400 or more", len(examples))
	}
	text := string(src)
	for _, e := range examples {
		prints, end, told, line := runExample(&e)
		same := strings.Join(prints, "\n") == strings.Join(e.Prints, "\n") && len(prints) == len(e.Prints) &&
			end == e.End && told == e.Text && (line == 0 || line == e.EndLine)
		if same {
			continue
		}
		if *updateRules {
			text = strings.Replace(text, "\n"+e.Code, "\n"+annotated(t, &e, prints, end, told, line), 1)
			continue
		}
		t.Errorf("%s:%d: %s prints %q and ends with %q %q in line %d,\nthe page says %q and %q %q in line %d:\n%s",
			rulesPage, e.Line, e.Name(), prints, end, told, line, e.Prints, e.End, e.Text, e.EndLine, e.Code)
	}
	if *updateRules {
		if err := os.WriteFile(rulesPage, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// runExample says what an example prints and how it ends; line is 0 where the
// page need not say it.
func runExample(e *page.Example) (prints []string, end, told string, line int) {
	env := &groovy.Env{}
	if e.Section == limitsSection {
		env.Limits = smallLimits
	}
	var out bytes.Buffer
	env.Stdout = &out
	script, err := groovy.Compile(page.File, e.Code, nil)
	if err == nil {
		_, err = script.Run(context.Background(), env)
	}
	if out.Len() > 0 {
		for l := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\n"), "\n") {
			prints = append(prints, strings.TrimRight(l, " ")) // a blank at the end of a line cannot be seen in a page
		}
	}
	var ce groovy.CompileErrors
	var re *groovy.RunError
	var le *groovy.LimitError
	first := func(s string) string {
		s, _, _ = strings.Cut(s, "\n")
		return strings.TrimRight(s, " ")
	}
	switch {
	case err == nil:
	case e.End == page.OnStandard:
		end, told = page.OnStandard, first(err.Error())
		if errors.As(err, &ce) {
			line = ce[0].Line
		} else if errors.As(err, &re) {
			line = re.Line
		}
	case errors.As(err, &ce):
		end, told, line = page.NoCompile, first(ce[0].Msg), ce[0].Line
		if ce[0].Hint != "" {
			told += "; " + ce[0].Hint
		}
	case errors.As(err, &re):
		end, told, line = page.Fails, re.Class, re.Line
		if re.Message != "" {
			told += ": " + first(re.Message)
		}
		if re.Hint != "" {
			told += "; " + re.Hint
		}
	case errors.As(err, &le):
		end, told = page.Stops, first(le.Error())
		if e.Section == limitsSection && le.What == "output" {
			prints = nil // what was printed before is of no interest
		}
	default:
		end, told = "internal error", err.Error()
	}
	return prints, end, told, line
}

// annotated is an example with comments that say what it does. Where there are
// as many comments as lines of output each keeps its place.
func annotated(t *testing.T, e *page.Example, prints []string, end, told string, line int) string {
	t.Helper()
	if told == "" && end != "" {
		t.Fatalf("%s ends with %s and no text", e.Name(), end)
	}
	var code []string
	var marks []int
	endMark := 0
	for _, l := range strings.Split(strings.TrimSuffix(e.Code, "\n"), "\n") {
		plain, comment := page.Split(l)
		if plain == "" && comment != "" && len(marks) > 0 && len(prints) != len(e.Prints) {
			continue // one of several lines of output
		}
		code = append(code, plain)
		if strings.HasPrefix(comment, "prints") {
			marks = append(marks, len(code))
		} else if comment != "" {
			endMark = len(code)
		}
	}
	if len(prints) > 0 && len(marks) == 0 {
		t.Errorf("%s prints %q and does not say where", e.Name(), prints)
		return e.Code
	}
	if line == 0 {
		line = endMark
	}
	var b strings.Builder
	for i, l := range code {
		put := func(comment string) {
			if l != "" {
				l += "  "
			}
			fmt.Fprintf(&b, "%s// %s\n", l, strings.TrimRight(comment, " "))
			l = ""
		}
		written := false
		if len(marks) > 0 && marks[0] == i+1 && len(prints) > 0 {
			n := 1
			if len(marks) == 1 {
				n = len(prints)
			}
			for _, p := range prints[:n] {
				put("prints " + p)
			}
			marks, prints, written = marks[1:], prints[n:], true
		}
		if end != "" && line == i+1 {
			put(end + ": " + told)
			written = true
		}
		if !written {
			b.WriteString(l + "\n")
		}
	}
	return b.String()
}
