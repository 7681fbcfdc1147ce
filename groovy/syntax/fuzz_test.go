package syntax_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// FuzzParse: whatever the source, parsing ends without panic, an error has a
// place in the source, the tokens add up to it, the nodes of a tree lie inside
// their parents, and printing a tree gives a source of the same tree.
func FuzzParse(f *testing.F) {
	for _, src := range corpus(f) {
		f.Add(src)
	}
	for _, src := range newer {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 1<<14 {
			return // Nothing new comes with size, only time.
		}
		checkTokens(t, src)
		if old, err := (syntax.Config{Groovy24: true}).Parse("f", src); err != nil {
			checkErrors(t, src, err)
		} else {
			checkNodes(t, old)
		}
		file, err := syntax.Parse("f", src)
		if err != nil {
			checkErrors(t, src, err)
			return
		}
		checkNodes(t, file)
		if c := roundTrip(src); c != "" {
			t.Errorf("%q\n%s", src, c)
		}
	})
}

func checkTokens(t *testing.T, src string) {
	t.Helper()
	var b strings.Builder
	for _, tok := range syntax.Scan(src) {
		if tok.Pos.Offset != int32(b.Len()) || tok.Text == "" {
			t.Fatalf("token %+v at %d", tok, b.Len())
		}
		b.WriteString(tok.Text)
	}
	if b.String() != src {
		t.Fatalf("tokens give %q, want %q", b.String(), src)
	}
}

func checkErrors(t *testing.T, src string, err error) {
	t.Helper()
	var list syntax.ErrorList
	if !errors.As(err, &list) || len(list) == 0 {
		t.Fatalf("got %T %v, want an ErrorList", err, err)
	}
	last := 0
	for _, e := range list {
		if int(e.Pos.Offset) > len(src) || e.End.Offset < e.Pos.Offset || e.Pos.Line < 1 || e.Pos.Col < 1 || e.Msg == "" {
			t.Fatalf("%q: bad error %+v", src, e)
		}
		if int(e.Pos.Line) <= last {
			t.Fatalf("%q: errors out of order: %v", src, list)
		}
		last = int(e.Pos.Line)
		e.Excerpt()
	}
}

// checkNodes looks at places and numbers.
func checkNodes(t *testing.T, file *syntax.File) {
	t.Helper()
	seen := make([]bool, file.Nodes+1)
	var check func(n, parent syntax.Node)
	check = func(n, parent syntax.Node) {
		if n.ID() < 1 || n.ID() > file.Nodes || seen[n.ID()] {
			t.Fatalf("%T has number %d of %d, or shares it", n, n.ID(), file.Nodes)
		}
		seen[n.ID()] = true
		if n.Pos().Offset > n.End().Offset || n.Pos().Line < 1 || n.Pos().Col < 1 ||
			n.Pos().Offset < parent.Pos().Offset || n.End().Offset > parent.End().Offset {
			t.Fatalf("%q\n%T at %v-%v in %T at %v-%v", file.Source, n, n.Pos(), n.End(), parent, parent.Pos(), parent.End())
		}
		for c := range syntax.Children(n) {
			check(c, n)
		}
	}
	check(file, file)
}

func TestNodesHavePlacesAndNumbers(t *testing.T) {
	for name, src := range corpus(t) {
		t.Run(name, func(t *testing.T) {
			checkTokens(t, src)
			f, err := syntax.Parse(name, src)
			if err != nil {
				checkErrors(t, src, err)
				return
			}
			checkNodes(t, f)
		})
	}
}
