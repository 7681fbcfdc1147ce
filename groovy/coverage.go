package groovy

import (
	"cmp"
	"slices"
	"sync/atomic"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A LineCount is a line on which statements begin, and how often they were
// begun.
type LineCount struct {
	Line int   `json:"line"`
	Runs int64 `json:"runs"`
}

// Counting compiles the script once more so that it counts which of its lines
// run, in all runs together; the script itself runs as fast as before.
func (s *Script) Counting() (*Script, error) {
	o := *s.options
	o.count = true
	return Compile(s.name, s.source, &o)
}

// Lines gives the lines on which statements begin in order, with how often they
// were begun; nil for a script that does not count.
func (s *Script) Lines() []LineCount {
	var list []LineCount
	for line, n := range s.counts {
		list = append(list, LineCount{line, n.Load()})
	}
	slices.SortFunc(list, func(a, b LineCount) int { return cmp.Compare(a.Line, b.Line) })
	return list
}

// counted lets a statement count its runs. What only groups others has no line
// of its own.
func (c *compiler) counted(s syntax.Stmt, code stmtCode) stmtCode {
	switch s.(type) {
	case nil, *syntax.Block, *syntax.Labeled, *syntax.Empty, *syntax.Import, *syntax.MethodDecl, *syntax.ClassDecl:
		return code
	}
	if code == nil {
		return nil
	}
	if c.s.counts == nil {
		c.s.counts = map[int]*atomic.Int64{}
	}
	n := c.s.counts[int(s.Pos().Line)]
	if n == nil {
		n = new(atomic.Int64)
		c.s.counts[int(s.Pos().Line)] = n
	}
	return func(fr *frame) (signal, error) {
		n.Add(1)
		return code(fr)
	}
}
