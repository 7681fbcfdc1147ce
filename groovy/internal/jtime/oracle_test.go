package jtime

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// rows calls check with each line of a table that the real Java wrote, and
// fails with the first of the differences.
func rows(t *testing.T, name string, check func(cells []string) (got, want string)) {
	t.Helper()
	f, err := os.Open("testdata/" + name + ".tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<20)
	n, bad := 0, 0
	for s.Scan() {
		n++
		got, want := check(strings.Split(s.Text(), "\t"))
		if got != want {
			if bad++; bad <= 25 {
				t.Errorf("%s:%d: %s\n got %s\nwant %s", name, n, strings.ReplaceAll(s.Text(), "\t", " | "), got, want)
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	if bad > 0 {
		t.Errorf("%s: %d of %d lines differ", name, bad, n)
	}
	if n < 100 {
		t.Errorf("%s has %d lines only", name, n)
	}
}

// shown is a result as the tables have it.
func shown(v any, err error) string {
	if err == nil {
		return fmt.Sprint(v)
	}
	var e *Error
	if !errors.As(err, &e) {
		return "?" + err.Error()
	}
	message := e.Message
	if message == "" {
		message = "null"
	}
	return "!" + e.Class[strings.LastIndexByte(e.Class, '.')+1:] + ": " + message
}

// joined are the results of several calls.
func joined(cells ...string) string { return strings.Join(cells, "\t") }

func atoi(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
