package groovy

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A Source is a file of a Library: the name that errors call it, and its text.
type Source struct{ Name, Text string }

// A Library is classes of files that scripts share: compiled once, and named by
// any script that is compiled with it, as classes in other files on Groovy's
// class path are. A class without a package needs no import. It does not change
// and may be used by many goroutines; static fields are each run's own.
type Library struct {
	classes map[string]*Class // by Java name, nested ones with $
	files   map[string]*Script
	parent  *Library     // what it was compiled with itself
	found   []*HostClass // that its files named and the host was asked for
}

// CompileLibrary compiles files that may name each other's classes, whatever
// their order. They hold classes and nothing that runs by itself. The error is
// CompileErrors, each naming its file, in the order of the files.
func CompileLibrary(files []Source, o *Options) (l *Library, err error) {
	name := ""
	defer func() {
		if p := recover(); p != nil {
			// A mistake of this package must not take the host down with it.
			l, err = nil, CompileErrors{{File: name, Line: 1, Col: 1, Msg: fmt.Sprintf("internal error: %v\n%s", p, debug.Stack())}}
		}
	}()
	if o == nil {
		o = &Options{}
	}
	u := &unit{classes: map[string]*Class{}, owners: map[*syntax.ClassDecl]*compiler{}}
	var errs CompileErrors
	var all []*compiler
	for _, f := range files {
		name = f.Name
		tree, err := parseFile(f.Name, f.Text, o)
		var list CompileErrors
		if errors.As(err, &list) {
			errs = append(errs, list...)
			continue
		} else if err != nil {
			return nil, err
		}
		all = append(all, newCompiler(tree, o))
	}
	u.compile(all, func(c *compiler) { name = c.file.Name })
	l = &Library{classes: u.classes, files: map[string]*Script{}, parent: o.Library}
	for _, c := range all {
		var list CompileErrors
		if errors.As(c.wrong(), &list) {
			errs = append(errs, list...)
		}
		l.files[c.s.name] = c.s
		l.found = append(l.found, c.s.found...)
	}
	if len(errs) > 0 {
		slices.SortStableFunc(errs, func(a, b *CompileError) int {
			at := func(e *CompileError) int {
				return slices.IndexFunc(files, func(f Source) bool { return f.Name == e.File })
			}
			return cmp.Compare(at(a), at(b))
		})
		return nil, errs
	}
	return l, nil
}

// A unit is files that are compiled together: each step is taken in all of them
// before the next.
type unit struct {
	classes map[string]*Class
	owners  map[*syntax.ClassDecl]*compiler // who declares a class
}

func (u *unit) compile(all []*compiler, at func(*compiler)) {
	each := func(f func(c *compiler)) {
		for _, c := range all {
			at(c)
			f(c)
		}
	}
	each(func(c *compiler) {
		c.unit = u
		c.declareHosts()
		c.declareClasses()
		c.onlyClasses()
		for d, k := range c.decls {
			u.owners[d] = c
			if other := u.classes[k.name]; other != nil {
				c.errorAt(d, "Invalid duplicate class definition of class "+k.name+": "+other.script.script.name+" has one of that name", "")
				continue
			}
			u.classes[k.name] = k
		}
	})
	each((*compiler).imports)
	each((*compiler).allSupers)
	done := map[*Class]bool{}
	each(func(c *compiler) {
		c.findFields()
		c.allMembers(done)
	})
	each(func(c *compiler) {
		if len(c.errs) == 0 { // or what follows would complain of the same
			c.rest()
		}
	})
}

// onlyClasses refuses what would run by itself: nobody runs a library.
func (c *compiler) onlyClasses() {
	for _, st := range c.file.Body {
		switch st.(type) {
		case *syntax.Import, *syntax.Empty, *syntax.ClassDecl:
		default:
			c.errorAt(st, "a shared file holds classes", "put this into a method of a class")
			return
		}
	}
}

// declared finds a class that this file, one compiled with it, or a library
// declares, by its full name.
func (c *compiler) declared(name string) *Class {
	if k := c.s.classes[name]; k != nil {
		return k
	}
	if c.unit != nil {
		if k := c.unit.classes[name]; k != nil {
			return k
		}
	}
	for l := c.o.Library; l != nil; l = l.parent {
		if k := l.classes[name]; k != nil {
			return k
		}
	}
	return nil
}

// sharedNames are the classes that declared finds in other files.
func (c *compiler) sharedNames() []string {
	var names []string
	if c.unit != nil {
		for n := range c.unit.classes {
			names = append(names, n)
		}
	}
	for l := c.o.Library; l != nil; l = l.parent {
		for n := range l.classes {
			names = append(names, n)
		}
	}
	return names
}

// sourceOf is the script itself or the file of its library that has that name;
// nil if there is none.
func (s *Script) sourceOf(file string) *Script {
	if file == s.name {
		return s
	}
	for l := s.library; l != nil; l = l.parent {
		if f := l.files[file]; f != nil {
			return f
		}
	}
	return nil
}
