package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Place is where something stands. Line and Column count from 1; they are 0 for
// what comes from the environment, where File is "environment variable NAME".
type Place struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String writes a place in the form that editors understand.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Problem is one thing that is wrong.
type Problem struct {
	Place
	Key     string `json:"key,omitempty"` // as "trackers.acme.folder"
	Message string `json:"message"`
}

// String puts the place before the message.
func (p Problem) String() string { return p.Place.String() + ": " + p.Message }

// Problems is everything that is wrong, in the order of the file. It is the
// error that Load and Parse return.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(ps)
}

// nearest returns the name that was probably meant, or "".
func nearest(name string, names []string) string {
	best, least := "", 1+min(2, len(name)/2) // two slips, but never half of the word
	for _, n := range names {
		if d := distance(strings.ToLower(name), strings.ToLower(n)); d < least {
			best, least = n, d
		}
	}
	if best == "" && len(name) >= 3 {
		for _, n := range names {
			if strings.HasPrefix(n, name) || strings.HasPrefix(name, n) && len(n) >= 3 {
				return n
			}
		}
	}
	return best
}

// distance counts the letters to add, drop, change or swap.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	if len(s) > 64 || len(t) > 64 {
		return 64
	}
	var older []int
	old, row := make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range row {
		old[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row = make([]int, len(t)+1)
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old = old, row
	}
	return old[len(t)]
}

// didYouMean ends a message about an unknown name: with the one that was
// probably meant, or else with all there are.
func didYouMean(name string, names []string) string {
	if len(names) == 0 {
		return ""
	}
	if n := nearest(name, names); n != "" {
		return fmt.Sprintf("; did you mean %q?", n)
	}
	names = slices.Clone(names)
	slices.Sort(names)
	return "; there is " + strings.Join(names, ", ")
}
