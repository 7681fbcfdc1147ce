package table

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const routing = `product,country,severity,team,queue
car,de,high,T1,Q1
car,de,*,T2,Q2
car,*,*,T3,
*,*,high,T4,Q4
`

func answer(t *testing.T, x *Table, keys ...string) string {
	t.Helper()
	cols, vals, ok, err := x.Find(keys...)
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return "none"
	}
	return strings.Join(cols, ",") + "=" + strings.Join(vals, ",")
}

func TestFind(t *testing.T) {
	yaml := "- {product: car, country: de, severity: high, team: T1, queue: Q1}\n- {product: car, country: de, severity: '*', team: T2, queue: Q2}\n" +
		"- {product: car, country: '*', severity: '*', team: T3, queue: }\n- {severity: high, product: '*', country: '*', team: T4, queue: Q4}\n"
	for name, read := range map[string]func() (*Table, error){
		"csv": func() (*Table, error) { return CSV("routing", "r.csv", []byte(routing)) },
		"semicolon": func() (*Table, error) {
			return CSV("routing", "r.csv", []byte("\ufeff"+strings.ReplaceAll(routing, ",", "; ")))
		},
		"tabs": func() (*Table, error) { return CSV("routing", "r.csv", []byte(strings.ReplaceAll(routing, ",", "\t"))) },
		"yaml": func() (*Table, error) { return YAML("routing", "r.yaml", []byte(yaml)) },
	} {
		t.Run(name, func(t *testing.T) {
			x, err := read()
			if err != nil {
				t.Fatal(err)
			}
			for keys, want := range map[string]string{
				"car de high": "team,queue=T1,Q1", "car de low": "team,queue=T2,Q2", "car fr high": "team,queue=T3,",
				"bus fr high": "team,queue=T4,Q4", "bus fr low": "none", "car de": "severity,team,queue=high,T1,Q1", "bus": "country,severity,team,queue=*,high,T4,Q4",
			} {
				if got := answer(t, x, strings.Fields(keys)...); got != want {
					t.Errorf("%s gives %s, want %s", keys, got, want)
				}
			}
			for _, n := range []int{0, 5, 6} {
				if _, _, _, err := x.Find(make([]string, n)...); err == nil || !strings.Contains(err.Error(), "product, country") {
					t.Errorf("%d keys: %v", n, err)
				}
			}
		})
	}
}

// What the index finds is what going over the rows finds.
func TestIndexFindsTheFirstRowThatFits(t *testing.T) {
	cell := rapid.SampledFrom([]string{"a", "b", "*", ""})
	rapid.Check(t, func(t *rapid.T) {
		x := &Table{Name: "t", Columns: []string{"k", "l", "v"}}
		for i := range rapid.IntRange(0, 12).Draw(t, "rows") {
			x.rows = append(x.rows, []string{cell.Draw(t, "k"), cell.Draw(t, "l"), fmt.Sprint(i)})
		}
		key := rapid.SampledFrom([]string{"a", "b", "c", ""})
		keys := []string{key.Draw(t, "1"), key.Draw(t, "2")}
		want := "none"
		for i, row := range x.rows {
			if fits(row, keys) {
				want = fmt.Sprint(i)
				break
			}
		}
		_, got, ok, err := x.Find(keys...)
		if err != nil || ok != (want != "none") || ok && got[0] != want {
			t.Fatalf("%q in %q gives %q, want %s", keys, x.rows, got, want)
		}
	})
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"a.csv", "k,v\na\n", "a.csv:2:1: this row has 1 cells, the heading 2"},
		{"a.csv", "k,v\na,\"b\nc\n", "a.csv:3:3: "},
		{"a.csv", "k\na\n", "at least two columns"},
		{"a.csv", "", "at least two columns"},
		{"a.csv", "k,k\na,b\n", `two columns are named "k"`},
		{"a.csv", "k,\na,b\n", "column 2 has no name"},
		{"a.csv", "k,v\n\xff,b\n", "not UTF-8"},
		{"a.yaml", "k: v\n", "a.yaml:1:1: a table is a list of maps"},
		{"a.yaml", "- {k: a, v: b}\n- {k: a, w: b}\n", `a.yaml:2:10: the first row has no "w"; it has k, v`},
		{"a.yaml", "- {k: a, v: [b]}\n", "a.yaml:1:13: a cell holds one text or number"},
		{"a.yaml", "- a\n", "a.yaml:1:3: a row is a map"},
		{"a.yaml", "- {k: a", "a.yaml: "},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Load(dir)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q gives %v, want %s", c.text, err, c.want)
		}
	}
}

func TestLoad(t *testing.T) {
	if all, err := Load(filepath.Join(t.TempDir(), "none")); err != nil || len(all) != 0 {
		t.Errorf("a folder that is not there: %v, %v", all, err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"a.csv": routing, "b.yml": "- {k: 1, v: 2.50}\n", "notes.txt": "no table"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, err := Load(dir)
	if err != nil || len(all) != 2 || all["a"].Rows() != 4 || answer(t, all["b"], "1") != "v=2.50" {
		t.Errorf("got %v, %v", all, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte("- {k: 1, v: 2}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "another table of that name") {
		t.Errorf("two of a name: %v", err)
	}
}

func FuzzTables(f *testing.F) {
	f.Add([]byte(routing))
	f.Add([]byte("- {k: a, v: b}\n- {v: c}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, read := range []func(string, string, []byte) (*Table, error){CSV, YAML} {
			x, err := read("t", "t", b)
			if err != nil {
				continue
			}
			for _, row := range x.rows {
				if _, _, ok, err := x.Find(row[0]); !ok || err != nil {
					t.Fatalf("row %q is not found: %v", row, err)
				}
			}
		}
	})
}
