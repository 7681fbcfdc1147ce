package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
)

// pairLine is a line of a file of pairs: an issue of this side and one of the
// other, by their keys.
type pairLine struct {
	line          int
	local, remote string
}

const (
	mostPairFile = 64 << 20 // a million lines of the longest keys there are
	longestKey   = 255      // no tracker has longer ones
)

// readPairFile reads a file of pairs: its head names the columns local and remote,
// others are passed over; without a head there are just these two. It is read
// whole, and all mistakes are told at once, as config.Problems.
func readPairFile(name string) ([]pairLine, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it is only read
	b, err := io.ReadAll(io.LimitReader(f, mostPairFile+1))
	if err != nil {
		return nil, err
	}
	if len(b) > mostPairFile {
		return nil, fmt.Errorf("%s is larger than %d MB: split it", name, mostPairFile>>20)
	}
	return parsePairs(name, b)
}

func parsePairs(name string, b []byte) ([]pairLine, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff")) // as spreadsheets write it
	r := csv.NewReader(bytes.NewReader(b))
	first, _, _ := bytes.Cut(b, []byte("\n"))
	if !bytes.Contains(first, []byte(",")) && bytes.Contains(first, []byte(";")) {
		r.Comma = ';' // spreadsheets where the comma parts decimals
	}
	r.FieldsPerRecord, r.TrimLeadingSpace, r.ReuseRecord = -1, true, true
	var list []pairLine
	var wrong config.Problems
	bad := func(line, column int, format string, args ...any) {
		wrong = append(wrong, config.Problem{Place: config.Place{File: name, Line: line, Column: column}, Message: fmt.Sprintf(format, args...)})
	}
	column := [2]int{0, 1}
	seen := [2]map[string]int{{}, {}}
	for rows := 0; ; {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			bad(pe.Line, pe.Column, "%v", pe.Err)
			break // what follows cannot be told apart
		} else if err != nil {
			return nil, err
		}
		if rows++; rows == 1 {
			if at, ok := headOf(row); ok {
				column = at
				continue
			}
		}
		l := pairLine{}
		for i, to := range []*string{&l.local, &l.remote} {
			what := []string{"key of this side", "key of the other side"}[i]
			if column[i] >= len(row) {
				line, _ := r.FieldPos(len(row) - 1)
				bad(line, len(row)+1, "the %s is missing", what)
				continue
			}
			line, col := r.FieldPos(column[i])
			l.line = line
			*to = strings.TrimSpace(row[column[i]])
			before, twice := seen[i][strings.ToLower(*to)]
			switch {
			case *to == "":
				bad(line, col, "the %s is missing", what)
			case len(*to) > longestKey:
				bad(line, col, "the %s is longer than %d bytes", what, longestKey)
			case twice:
				bad(line, col, "%s is in line %d already", *to, before)
			}
			seen[i][strings.ToLower(*to)] = line
		}
		list = append(list, l)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return list, nil
}

// headOf finds the columns that a head names.
func headOf(row []string) (at [2]int, ok bool) {
	for i, word := range []string{"local", "remote"} {
		at[i] = slices.IndexFunc(row, func(s string) bool {
			s = strings.ToLower(strings.TrimSpace(s))
			return s == word || s == word+" key"
		})
	}
	return at, at[0] >= 0 && at[1] >= 0
}

// outcome is what became of a line.
type outcome struct {
	Line    int    `json:"line"`
	Local   string `json:"local"`
	Remote  string `json:"remote"`
	Outcome string `json:"outcome"`
	Message string `json:"message,omitempty"`
}

// writeOutcomes writes the lines with what became of them: a file that can be read
// as one of pairs again.
func writeOutcomes(name string, list []outcome) error {
	return writeCSV(name, true, func(w *csv.Writer) error {
		if err := w.Write([]string{"line", "local", "remote", "outcome", "message"}); err != nil {
			return err
		}
		for _, o := range list {
			if err := w.Write([]string{strconv.Itoa(o.Line), o.Local, o.Remote, o.Outcome, plainCell(o.Message)}); err != nil {
				return err
			}
		}
		return nil
	})
}

// plainCell keeps a spreadsheet from taking words of another owner for a formula.
func plainCell(s string) string {
	s = line(s)
	if s != "" && strings.ContainsRune("=+-@\t", rune(s[0])) {
		return "'" + s
	}
	return s
}

// writePairs writes pairs by which the issues can be connected again.
func writePairs(w *csv.Writer, list []node.Pair) error {
	if err := w.Write([]string{"local", "remote", "state", "connection"}); err != nil {
		return err
	}
	for _, p := range list {
		if err := w.Write([]string{p.Local.String(), p.Remote.String(), string(p.Worst()), string(p.Connection)}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// writeCSV writes a file as a whole, durably: it is there with all its lines, or
// not at all. One that is there is replaced only where that is meant.
func writeCSV(name string, replace bool, fill func(*csv.Writer) error) (err error) {
	if !replace && exists(name) {
		return fmt.Errorf("there is a file %s already; name another", name)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".pairs-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close() // may be closed already
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	w := csv.NewWriter(f)
	if err := fill(w); err != nil {
		return err
	}
	w.Flush()
	if err := errors.Join(w.Error(), f.Sync()); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// still reports whether both issues of a pair are there, as far as is known.
func still(p node.Pair) bool {
	return p.Worst() == hub.EndActive || p.Worst() == hub.EndMissing
}
