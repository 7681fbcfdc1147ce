// Package table reads an owner's lookup tables: rows that say, for one or more
// keys, what to use. Rules ask them by lookup("routing", product, country).
//
// A table is a CSV file with a heading, or a YAML list of maps. The columns in
// the order of the heading are the keys first, then the answers; how many keys
// there are is how many a rule gives. A key cell that holds * fits anything; the
// first row that fits counts, so particular rows stand above general ones.
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A Table is immutable and may be asked by many goroutines at once.
type Table struct {
	Name    string
	Columns []string
	rows    [][]string

	mu      sync.Mutex
	indexes map[int]index // by number of keys
}

// index finds rows by their first n columns.
type index struct {
	exact map[string]int // of rows without *
	loose []int          // rows with one
}

// The limits of a table: some thousand times what people keep in one.
const (
	mostSize = 16 << 20
	mostRows = 500_000
)

// Tables are all tables of a folder, by name: the file's without its ending.
type Tables map[string]*Table

// Load reads the tables of a folder, files that end in .csv, .yaml or .yml. A
// folder that is not there holds none. The error names every mistake with file,
// line and column.
func Load(dir string) (Tables, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	all := Tables{}
	var errs []error
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if e.IsDir() || !slices.Contains([]string{".csv", ".yaml", ".yml"}, ext) {
			continue
		}
		name := strings.TrimSuffix(e.Name(), ext)
		t, err := loadFile(name, filepath.Join(dir, e.Name()))
		switch {
		case err != nil:
			errs = append(errs, err)
		case all[name] != nil:
			errs = append(errs, fmt.Errorf("%s: there is another table of that name beside it", filepath.Join(dir, e.Name())))
		default:
			all[name] = t
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return all, nil
}

func loadFile(name, file string) (*Table, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	b, err := io.ReadAll(io.LimitReader(f, mostSize+1))
	if err != nil {
		return nil, err
	}
	if len(b) > mostSize {
		return nil, fmt.Errorf("%s: a table may have %d MB, this one has more", file, mostSize>>20)
	}
	if filepath.Ext(file) == ".csv" {
		return CSV(name, file, b)
	}
	return YAML(name, file, b)
}

// CSV reads a table of comma-separated values, or of those separated by
// semicolons or tabs if the heading is. file is what errors call it.
func CSV(name, file string, b []byte) (*Table, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff")) // spreadsheets write one
	if !utf8.Valid(b) {
		return nil, fmt.Errorf("%s: this is not UTF-8 text; save it as CSV UTF-8", file)
	}
	r := csv.NewReader(bytes.NewReader(b))
	heading, _, _ := bytes.Cut(b, []byte("\n"))
	for _, c := range ";\t" {
		if !bytes.ContainsRune(heading, ',') && bytes.ContainsRune(heading, c) {
			r.Comma = c
		}
	}
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	t := &Table{Name: name}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			return nil, fmt.Errorf("%s:%d:%d: %w", file, pe.Line, pe.Column, pe.Err)
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := r.FieldPos(0)
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if t.Columns == nil {
			t.Columns = row
			continue
		}
		if len(row) != len(t.Columns) {
			return nil, fmt.Errorf("%s:%d:1: this row has %d cells, the heading %d", file, line, len(row), len(t.Columns))
		}
		if err := t.add(row); err != nil {
			return nil, fmt.Errorf("%s:%d:1: %w", file, line, err)
		}
	}
	return t.checked(file)
}

// YAML reads a table that is a list of maps; the first one's keys, in their
// order, are the columns. A key that another one lacks is empty there.
func YAML(name, file string, b []byte) (*Table, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	t := &Table{Name: name}
	if len(doc.Content) == 0 {
		return t.checked(file)
	}
	list := doc.Content[0]
	if list.Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("%s:%d:%d: a table is a list of maps: - {product: x, team: y}", file, list.Line, list.Column)
	}
	for _, n := range list.Content {
		if n.Kind != yaml.MappingNode {
			return nil, fmt.Errorf("%s:%d:%d: a row is a map: {product: x, team: y}", file, n.Line, n.Column)
		}
		if t.Columns == nil {
			for i := 0; i < len(n.Content); i += 2 {
				t.Columns = append(t.Columns, n.Content[i].Value)
			}
		}
		row := make([]string, len(t.Columns))
		for i := 0; i < len(n.Content); i += 2 {
			k, v := n.Content[i], n.Content[i+1]
			at := slices.Index(t.Columns, k.Value)
			if at < 0 {
				return nil, fmt.Errorf("%s:%d:%d: the first row has no %q; it has %s", file, k.Line, k.Column, k.Value, strings.Join(t.Columns, ", "))
			}
			if v.Kind != yaml.ScalarNode {
				return nil, fmt.Errorf("%s:%d:%d: a cell holds one text or number", file, v.Line, v.Column)
			}
			if v.Tag != "!!null" {
				row[at] = v.Value
			}
		}
		if err := t.add(row); err != nil {
			return nil, fmt.Errorf("%s:%d:%d: %w", file, n.Line, n.Column, err)
		}
	}
	return t.checked(file)
}

func (t *Table) add(row []string) error {
	if len(t.rows) >= mostRows {
		return fmt.Errorf("a table may have %d rows", mostRows)
	}
	t.rows = append(t.rows, row)
	return nil
}

// checked refuses tables that cannot be asked anything.
func (t *Table) checked(file string) (*Table, error) {
	if len(t.Columns) < 2 {
		return nil, fmt.Errorf("%s:1:1: a table has at least two columns: a key and an answer", file)
	}
	for i, c := range t.Columns {
		if c == "" {
			return nil, fmt.Errorf("%s:1:1: column %d has no name", file, i+1)
		}
		if slices.Contains(t.Columns[:i], c) {
			return nil, fmt.Errorf("%s:1:1: two columns are named %q", file, c)
		}
	}
	return t, nil
}

// Rows is how many rows there are.
func (t *Table) Rows() int { return len(t.rows) }

// Find returns the answers of the first row that fits the keys, by column, in
// the order of the columns. ok is false if there is none. It is an error to give
// no keys, or as many as there are columns.
func (t *Table) Find(keys ...string) (columns, answers []string, ok bool, err error) {
	if len(keys) == 0 || len(keys) >= len(t.Columns) {
		return nil, nil, false, fmt.Errorf("table %s has the columns %s: give it one to %d keys, not %d",
			t.Name, strings.Join(t.Columns, ", "), len(t.Columns)-1, len(keys))
	}
	x := t.index(len(keys))
	at, found := x.exact[joined(keys)]
	for _, i := range x.loose {
		if found && i > at {
			break
		}
		if fits(t.rows[i], keys) {
			at, found = i, true
			break
		}
	}
	if !found {
		return nil, nil, false, nil
	}
	return t.Columns[len(keys):], t.rows[at][len(keys):], true, nil
}

func fits(row, keys []string) bool {
	for i, k := range keys {
		if row[i] != "*" && row[i] != k {
			return false
		}
	}
	return true
}

func joined(keys []string) string { return strings.Join(keys, "\x00") }

func (t *Table) index(n int) index {
	t.mu.Lock()
	defer t.mu.Unlock()
	if x, ok := t.indexes[n]; ok {
		return x
	}
	x := index{exact: make(map[string]int, len(t.rows))}
	for i, row := range t.rows {
		if slices.Contains(row[:n], "*") {
			x.loose = append(x.loose, i)
			continue
		}
		k := joined(row[:n])
		if _, ok := x.exact[k]; !ok { // the first one counts
			x.exact[k] = i
		}
	}
	if t.indexes == nil {
		t.indexes = map[int]index{}
	}
	t.indexes[n] = x
	return x
}
