// Package page reads docs/rules.md: sentences with a number, each followed by
// an example that says in comments what it prints and how it ends.
//
//	**7.12** `/` never rounds to an integer.
//
//	```groovy
//	println 7 / 2  // prints 3.5
//	println 1 / 0  // fails: java.lang.ArithmeticException: Division by zero
//	```
//
// A comment stands for one line of output; the comments of an example, from top
// to bottom, are the whole of it. A comment that tells a failure stands in the
// line that fails.
package page

import (
	"fmt"
	"strconv"
	"strings"
)

// File is what a script of the page is called.
const File = "rule.groovy"

// An Example is a sentence and what shows it.
type Example struct {
	Section, Number int
	Sentence        string
	Line            int // of the example's first line in the page
	Code            string
	Prints          []string
	End             string // how it ends, empty if normally
	Text            string // what is told of the end
	EndLine         int    // the line of Code that says so
}

// Name is the number as the page shows it.
func (e *Example) Name() string { return fmt.Sprintf("%d.%d", e.Section, e.Number) }

// The ends of an example.
const (
	Fails      = "fails"            // Class: message
	NoCompile  = "does not compile" // message
	Stops      = "stops"            // a limit's message
	OnStandard = "stderr"           // the first line of standard error
)

const fence = "```"

// Parse reads a page. The error names the first line that breaks the form: a
// number left out or given twice, a sentence without an example.
func Parse(src string) ([]Example, error) {
	var all []Example
	section, number := 0, 0
	var open *Example
	lines := strings.Split(src, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		bad := func(format string, a ...any) error {
			return fmt.Errorf("line %d: "+format, append([]any{i + 1}, a...)...)
		}
		switch {
		case strings.HasPrefix(line, "## "):
			if open != nil {
				return nil, bad("%s has no example", open.Name())
			}
			n, _, _ := strings.Cut(line[len("## "):], " ")
			got, err := strconv.Atoi(n)
			if err != nil {
				continue // a heading before the first section
			}
			if got != section+1 {
				return nil, bad("section %d follows section %d", got, section)
			}
			section, number = got, 0
		case strings.HasPrefix(line, "**"):
			if open != nil {
				return nil, bad("%s has no example", open.Name())
			}
			n, sentence, ok := strings.Cut(line[len("**"):], "** ")
			if want := fmt.Sprintf("%d.%d", section, number+1); !ok || n != want {
				return nil, bad("number %s where %s belongs", n, want)
			}
			number++
			open = &Example{Section: section, Number: number, Sentence: sentence}
		case line == fence+"groovy":
			if open == nil {
				return nil, bad("an example without a sentence")
			}
			open.Line = i + 2
			for i++; i < len(lines) && lines[i] != fence; i++ {
				open.read(lines[i])
			}
			all = append(all, *open)
			open = nil
		}
	}
	if open != nil {
		return nil, fmt.Errorf("%s has no example", open.Name())
	}
	return all, nil
}

func (e *Example) read(line string) {
	e.Code += line + "\n"
	_, comment := Split(line)
	if text, ok := strings.CutPrefix(comment, "prints"); ok {
		e.Prints = append(e.Prints, strings.TrimPrefix(text, " "))
		return
	}
	if kind, text, ok := strings.Cut(comment, ": "); ok {
		e.End, e.Text, e.EndLine = kind, text, strings.Count(e.Code, "\n")
	}
}

// Split parts a line of an example from the comment that says what it does,
// which is empty if there is none.
func Split(line string) (code, comment string) {
	i := strings.LastIndex(line, "// ")
	if i < 0 {
		return line, ""
	}
	comment = line[i+len("// "):]
	if comment == "prints" || strings.HasPrefix(comment, "prints ") {
		return strings.TrimRight(line[:i], " "), comment
	}
	for _, kind := range [...]string{Fails, NoCompile, Stops, OnStandard} {
		if strings.HasPrefix(comment, kind+": ") {
			return strings.TrimRight(line[:i], " "), comment
		}
	}
	return line, ""
}
