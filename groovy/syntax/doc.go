// Package syntax reads Groovy: a scanner, a tree, a parser, a printer and
// errors that point. It knows nothing of values or of running; a console uses
// it to colour and complete, the interpreter of package groovy to compile.
//
//	f, err := syntax.Parse("rule.groovy", source)
//
// gives the tree of a script. The language is that of Groovy 2.4, down to its
// oddities (which lines end a statement, what a command is, where a
// parenthesis begins a cast, how strong an operator binds), and beside it the
// syntax that Groovy 3 and 4 added and that cannot mean anything else in 2.4:
// lambdas, method references, !in and !instanceof, a?[i], ?=, do while, var,
// array initializers, try with resources, arrows in a switch and switch as an
// expression, records, several variables in a for loop, blocks without a
// label, operators other than + - / at the beginning of a line. Config says to
// refuse all those. What 2.4 refuses without them is refused here in the same
// line. There are a few known exceptions, all of them text that nobody means:
//
//   - "09" is an error here, while 2.4 reads it as 0 and 9;
//   - a slashy string may begin a line inside parentheses, which trips the
//     scanner of 2.4;
//   - of a string that never ends, and of a bracket that is never closed, the
//     error is where it begins and not at the end of the file.
//
// # The tree
//
// Nodes are plain structs; ast.go and its sisters show all of them. Each has
// its place in the source and a number that is unique in its File, so that
// what is found out about a node can be kept in a slice beside the tree.
// Parentheses, the kind of quotes and the text of numbers are kept, comments
// are not: Print(f) gives a source that makes the same tree, as Equal sees it.
// Walk and Children pass over a tree without knowing all of it.
//
// # Errors
//
// Parse goes on after an error at the next statement and returns an ErrorList
// with one error for a line. An Error has the place, what is wrong, often what
// to do about it, and for what is not closed the place where it was opened. As
// in Groovy, some errors (an assignment to a constant, a method without a
// body) are looked for only in a source that is otherwise well formed. Names
// are nobody's business here: unknown and duplicate ones, a break outside a
// loop and the like are for who resolves the tree.
//
// # Limits
//
// The nesting of a source, the height of its tree, its size and the number of
// errors are limited (see Config), so that no source can exhaust the stack of
// whoever reads it or walks its tree.
//
// The way through the package: scan.go makes tokens, ahead.go looks at what
// is coming where Groovy needs more than one token to decide, the parse files
// make the tree. Before changing any of it, read testdata/trees.groovy: it
// asks the reference implementation for its tree of each case in testdata, and
// the tests compare ours with that.
package syntax
