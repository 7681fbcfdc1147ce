package script

import "github.com/entwine-sync/entwine/groovy"

// Classes are those of files that all rules may name, with what rules see. The
// nil value is none.
type Classes struct{ library *groovy.Library }

// With adds the classes of files, which may name these and each other, and take
// the place of these where they have one of their names. The error is
// groovy.CompileErrors, each with its file, in the order of the files.
func (l *Classes) With(files []groovy.Source) (*Classes, error) {
	if len(files) == 0 {
		return l, nil
	}
	lib, err := groovy.CompileLibrary(files, &groovy.Options{Classes: hostClasses(), Imports: hostImports, Library: l.of()})
	if err != nil {
		return nil, err
	}
	return &Classes{lib}, nil
}

// Compile is the function Compile for a rule that may name the classes.
func (l *Classes) Compile(file, text string) (*Rule, error) {
	s, err := groovy.Compile(file, text, &groovy.Options{Classes: hostClasses(), Imports: hostImports, ClassName: "Script", Library: l.of()})
	if err != nil {
		return nil, err
	}
	return &Rule{s}, nil
}

func (l *Classes) of() *groovy.Library {
	if l == nil {
		return nil
	}
	return l.library
}
