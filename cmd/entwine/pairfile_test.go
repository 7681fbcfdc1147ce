package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store"
)

// Files of pairs as people and spreadsheets write them.
func TestPairFiles(t *testing.T) {
	t.Parallel()
	want := []pairLine{{2, "ACME-1", "GLOBEX-9"}, {3, "ACME-2", "x y"}}
	for name, text := range map[string]string{
		"head":        "local,remote\nACME-1,GLOBEX-9\nACME-2,x y\n",
		"more of it":  "state,Remote Key,Local Key\nactive,GLOBEX-9,ACME-1\n,\"x y\", ACME-2",
		"spreadsheet": "\ufefflocal;remote;note\r\nACME-1;GLOBEX-9;a,b\r\nACME-2;x y;\r\n",
	} {
		got, err := parsePairs("f.csv", []byte(text))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if got, err := parsePairs("f.csv", []byte("ACME-1,GLOBEX-9\n")); err != nil || !slices.Equal(got, []pairLine{{1, "ACME-1", "GLOBEX-9"}}) {
		t.Errorf("without a head: %v, %v", got, err)
	}
}

// All mistakes are told at once, each with its line and column.
func TestMistakesInPairFiles(t *testing.T) {
	t.Parallel()
	text := "local,remote\nACME-1,GLOBEX-1\n,GLOBEX-2\nACME-3,\nacme-1,GLOBEX-4\nACME-5,globex-1\nACME-6\nACME-7," + strings.Repeat("x", 256) + "\nACME-8,\"GLOBEX\" 8\n"
	_, err := parsePairs("f.csv", []byte(text))
	var got config.Problems
	if !errors.As(err, &got) {
		t.Fatalf("got %v", err)
	}
	want := []string{
		"f.csv:3:1: the key of this side is missing", "f.csv:4:8: the key of the other side is missing",
		"f.csv:5:1: acme-1 is in line 2 already", "f.csv:6:8: globex-1 is in line 2 already",
		"f.csv:7:2: the key of the other side is missing", "f.csv:8:8: the key of the other side is longer than 255 bytes", "f.csv:9:15: ",
	}
	for i, w := range want {
		if i >= len(got) || !strings.HasPrefix(got[i].String(), w) {
			t.Errorf("mistake %d: want %s in\n%v", i, w, got)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d mistakes, want %d:\n%v", len(got), len(want), got)
	}
}

// What is written can be read again, whatever is in it, and no cell is a formula.
func TestWrittenPairFiles(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	list := []node.Pair{{EndRow: store.EndRow{Local: hub.Ref{ID: "1", Key: "A,1"}, Remote: hub.Ref{ID: "2", Key: "B\"2"}, State: hub.EndActive}}}
	if err := writePairs(csv.NewWriter(&b), list); err != nil {
		t.Fatal(err)
	}
	if got, err := parsePairs("f.csv", b.Bytes()); err != nil || !slices.Equal(got, []pairLine{{2, "A,1", "B\"2"}}) {
		t.Errorf("pairs: %v, %v in\n%s", got, err, b.String())
	}
	name := filepath.Join(t.TempDir(), "out.csv")
	for range 2 { // the second one replaces the first
		if err := writeOutcomes(name, []outcome{{7, "A-1", "B-1", "refused", "=HYPERLINK(\"x\")\nmore"}}); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(text), "\"'=HYPERLINK") {
		t.Errorf("%s, %v", text, err)
	}
	if got, err := parsePairs(name, text); err != nil || !slices.Equal(got, []pairLine{{2, "A-1", "B-1"}}) {
		t.Errorf("outcomes: %v, %v", got, err)
	}
	if err := writeCSV(name, false, func(*csv.Writer) error { return nil }); err == nil {
		t.Error("a file that is there was replaced")
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(name), ".pairs-*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}
