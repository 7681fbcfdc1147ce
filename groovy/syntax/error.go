package syntax

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Error is one thing that is wrong with a source.
type Error struct {
	File string
	Pos  Pos // where it is wrong
	End  Pos // just behind; equal to Pos if there is nothing to underline
	Msg  string
	// Hint is what to do about it; empty where nothing is obvious.
	Hint string
	// Opening is where the bracket or literal begins that lacks its end; the
	// zero Pos in all other errors.
	Opening Pos
	// Line is the text of the source line of Pos.
	Line string
}

// Error gives file:line:col: message, and the hint behind it.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	b.WriteByte(':')
	b.WriteString(strconv.Itoa(int(e.Pos.Line)))
	b.WriteByte(':')
	b.WriteString(strconv.Itoa(int(e.Pos.Col)))
	b.WriteString(": ")
	b.WriteString(e.Msg)
	if e.Hint != "" {
		b.WriteString("; ")
		b.WriteString(e.Hint)
	}
	return b.String()
}

// Excerpt gives the source line and below it a caret under the column of the
// error, with as many more as are marked on that line.
func (e *Error) Excerpt() string {
	var b strings.Builder
	b.WriteString(e.Line)
	b.WriteByte('\n')
	col := int32(1)
	width := int32(1)
	if e.End.Line == e.Pos.Line && e.End.Col > e.Pos.Col {
		width = e.End.Col - e.Pos.Col
	}
	for _, r := range e.Line {
		if col >= e.Pos.Col {
			break
		}
		// A tab stays a tab, so that the caret stands right whatever the
		// reader's tabs are.
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
		col += utf16Len(r)
	}
	for ; width > 0; width-- {
		b.WriteByte('^')
	}
	return b.String()
}

// ErrorList is what Parse returns: at least one error, in the order of the
// source.
type ErrorList []*Error

// Error gives the first error and how many more there are.
func (l ErrorList) Error() string {
	switch len(l) {
	case 0:
		return "no errors"
	case 1:
		return l[0].Error()
	}
	return l[0].Error() + " (and " + strconv.Itoa(len(l)-1) + " more)"
}

// Unwrap gives the single errors to errors.As.
func (l ErrorList) Unwrap() []error {
	errs := make([]error, len(l))
	for i, e := range l {
		errs[i] = e
	}
	return errs
}

// sorted orders by place and keeps one error of each line: a second one there
// nearly always follows from the first.
func (l ErrorList) sorted() ErrorList {
	slices.SortStableFunc(l, func(a, b *Error) int { return cmp.Compare(a.Pos.Offset, b.Pos.Offset) })
	return slices.CompactFunc(l, func(a, b *Error) bool { return a.Pos.Line == b.Pos.Line })
}
