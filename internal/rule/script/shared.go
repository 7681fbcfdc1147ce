package script

import (
	"errors"
	"strings"
	"unicode"

	"github.com/entwine-sync/entwine/groovy"
)

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
	lib, err := groovy.CompileLibrary(files, &groovy.Options{Classes: hostClasses(), Imports: hostImports, Library: l.of(), Find: findClass})
	if err != nil {
		return nil, err
	}
	return &Classes{lib}, nil
}

// Compile is the function Compile for a rule that may name the classes.
func (l *Classes) Compile(file, text string) (*Rule, error) {
	s, err := groovy.Compile(file, text, &groovy.Options{Classes: hostClasses(), Imports: hostImports, ClassName: "Script", Library: l.of(), Find: findClass})
	if err != nil {
		return nil, elsewhere(err)
	}
	return &Rule{s}, nil
}

// Mistakes are what the compiler has against a rule; none if it compiles.
func (l *Classes) Mistakes(file, text string) groovy.CompileErrors {
	var list groovy.CompileErrors
	_, err := l.Compile(file, text)
	errors.As(err, &list)
	return list
}

// elsewhere adds to errors that know no advice where classes of other files are
// looked for: rules often name one that their product brought along.
func elsewhere(err error) error {
	var list groovy.CompileErrors
	if errors.As(err, &list) {
		for _, e := range list {
			if name, ok := strings.CutPrefix(e.Msg, "unable to resolve class "); ok && e.Hint == "" {
				e.Hint = fileFor(name)
			}
		}
	}
	var re *groovy.RunError
	if errors.As(err, &re) && re.Hint == "" && re.Class == "groovy.lang.MissingPropertyException" {
		name, ok := strings.CutPrefix(re.Message, "No such property: ")
		name, _, _ = strings.Cut(name, " ")
		if ok && name != "" && unicode.IsUpper([]rune(name)[0]) {
			re.Hint = fileFor(name)
		}
	}
	return err
}

func fileFor(class string) string {
	return "if it is a class of another file, put that into the folder classes beside the rules: classes/" + strings.ReplaceAll(class, ".", "/") + ".groovy"
}

func (l *Classes) of() *groovy.Library {
	if l == nil {
		return bundledClasses()
	}
	return l.library
}
