package scripted

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/table"
	"github.com/entwine-sync/entwine/internal/rule/visual"
)

// The files of a folder of rules. Either may be missing: nothing is told, or
// nothing is taken over.
const (
	OutgoingFile = "outgoing.groovy"
	IncomingFile = "incoming.groovy"
)

// mostRule bounds a script: the longest rule in the field has some hundred lines.
const mostRule = 4 << 20

// Load compiles the rules of a folder and the classes they share. The error
// holds all that is wrong with them: what the file system says, or groovy.CompileErrors.
func Load(dir string) (out, in *script.Rule, err error) {
	classes, err := ClassesOf(dir)
	if err != nil {
		return nil, nil, err // of which rules would complain once more
	}
	out, err1 := load(classes, filepath.Join(dir, OutgoingFile))
	in, err2 := load(classes, filepath.Join(dir, IncomingFile))
	if err := errors.Join(err1, err2); err != nil {
		return nil, nil, err
	}
	if out == nil && in == nil {
		return nil, nil, fmt.Errorf("%s holds neither %s nor %s", dir, OutgoingFile, IncomingFile)
	}
	return out, in, nil
}

// A Mistake is one thing that is wrong with a rule, and where.
type Mistake struct {
	File      string
	Line, Col int
	Text      string
}

// Where tells the place of an error of Load, if it has one.
func Where(err error) (Mistake, bool) {
	var e *groovy.CompileError
	if !errors.As(err, &e) {
		return Mistake{}, false
	}
	m := Mistake{File: e.File, Line: e.Line, Col: e.Col, Text: "the rule does not compile: " + e.Msg}
	if e.Hint != "" {
		m.Text += "; " + e.Hint
	}
	return m, true
}

// TablesOf reads the lookup tables of a folder of rules: those in its folder
// tables.
func TablesOf(dir string) (table.Tables, error) { return table.Load(filepath.Join(dir, "tables")) }

// MappingFile is the mapping of a side in visual mode.
const MappingFile = "mapping.yaml"

// LoadMapping compiles the scripts of a folder's mapping.
func LoadMapping(dir string) (out, in *script.Rule, err error) {
	file := filepath.Join(dir, MappingFile)
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	if len(b) > mostRule {
		return nil, nil, fmt.Errorf("%s is longer than %d MB: that is no mapping", file, mostRule>>20)
	}
	m, err := visual.Read(file, b)
	if err != nil {
		return nil, nil, err
	}
	out, err = script.Compile(file+" (tell)", m.Outgoing())
	if err != nil {
		return nil, nil, err
	}
	in, err = script.Compile(file+" (take)", m.Incoming())
	return out, in, err
}

func load(classes *script.Classes, file string) (*script.Rule, error) {
	text, err := readRule(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return classes.Compile(file, text)
}
