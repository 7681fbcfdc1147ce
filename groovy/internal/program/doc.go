// Package program makes random Groovy programs that are well typed and give
// the same output whenever they run: no clock, no identity, no order of hashes
// beyond what Java fixes. They are for comparing two implementations.
//
// What can be written is said by tables of templates (expressions_*.go): the
// result's type and a text with holes, each hole a type again. So a method is
// added to the repertoire by a line. Statements, methods and classes are made
// by code (statements.go, closures.go, classes.go), since they change what is
// in scope.
//
// A program is a tree; Smaller gives the trees a step smaller, from which a
// caller that can tell a difference finds the smallest one that still shows it.
package program
