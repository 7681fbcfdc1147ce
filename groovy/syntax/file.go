package syntax

import "strings"

// Text gives the source of a node.
func (f *File) Text(n Node) string {
	return f.Source[n.Pos().Offset:n.End().Offset]
}

// Line gives the text of a line of the source, counted from 1, without its
// end; "" if there is no such line.
func (f *File) Line(n int) string {
	rest := strings.TrimPrefix(f.Source, "\uFEFF")
	for ; n > 0; n-- {
		i := strings.IndexAny(rest, "\r\n")
		if n == 1 {
			if i >= 0 {
				rest = rest[:i]
			}
			return rest
		}
		if i < 0 {
			break
		}
		rest = rest[i+breakAt(rest, i):]
	}
	return ""
}

// Imports gives the imports of the file, wherever they stand.
func (f *File) Imports() []*Import { return only[*Import](f.Body) }

// Classes gives the classes the file declares, without those inside others.
func (f *File) Classes() []*ClassDecl { return only[*ClassDecl](f.Body) }

// Methods gives the methods of the script itself.
func (f *File) Methods() []*MethodDecl { return only[*MethodDecl](f.Body) }

func only[T Stmt](list []Stmt) []T {
	var found []T
	for _, s := range list {
		if t, ok := s.(T); ok {
			found = append(found, t)
		}
	}
	return found
}
