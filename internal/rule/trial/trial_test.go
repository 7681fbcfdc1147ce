package trial_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/trial"
)

var update = flag.Bool("update", false, "rewrite what the rules of testdata are expected to give")

// Each file of testdata is one rule with a case and what it must give: a
// sentence, outgoing.groovy or incoming.groovy, case.json, want.json.
func TestRules(t *testing.T) {
	t.Parallel()
	n := 0
	err := filepath.WalkDir("testdata", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(file) != ".txtar" {
			return err
		}
		n++
		t.Run(strings.TrimSuffix(strings.TrimPrefix(file, "testdata/"), ".txtar"), func(t *testing.T) {
			t.Parallel()
			ruleTest(t, file)
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Fatal("testdata holds no rules")
	}
}

func ruleTest(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]*txtar.File{}
	for i := range a.Files {
		parts[a.Files[i].Name] = &a.Files[i]
	}
	direction := "outgoing"
	if parts["outgoing.groovy"] == nil {
		direction = "incoming"
	}
	rule := parts[direction+".groovy"]
	if rule == nil || parts["case.json"] == nil {
		t.Fatal("wants outgoing.groovy or incoming.groovy, and case.json")
	}
	c, err := trial.ReadCase("case.json", bytes.NewReader(parts["case.json"].Data))
	if err != nil {
		t.Fatal(err)
	}
	var got []byte
	r, err := script.Compile(rule.Name, string(rule.Data))
	if err != nil {
		var list groovy.CompileErrors
		if !errors.As(err, &list) {
			t.Fatal(err)
		}
		got = pretty(t, map[string]string{"compile": err.Error()})
	} else {
		res := trial.Run(context.Background(), r, rule.Name, direction == "incoming", c, groovy.Limits{Steps: 1_000_000})
		// Not part of what is promised: they change with the language's inside.
		res.Steps, res.Memory = 0, 0
		got = pretty(t, res)
	}
	want := parts["want.json"]
	if want != nil && bytes.Equal(want.Data, got) {
		return
	}
	if !*update {
		had := []byte("nothing")
		if want != nil {
			had = want.Data
		}
		t.Errorf("%s\ngot\n%s\nwant\n%s", strings.TrimSpace(string(a.Comment)), got, had)
		return
	}
	if want == nil {
		a.Files = append(a.Files, txtar.File{Name: "want.json"})
		want = &a.Files[len(a.Files)-1]
	}
	want.Data = got
	if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

func pretty(t *testing.T, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
