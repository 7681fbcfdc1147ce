package entwine_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// floors lists, for each package, which packages of this module it may import;
// docs/architecture.md draws them. A folder under tracker/ that is not named
// here may import only the contract, and none of another kind.
var floors = map[string][]string{
	"hub":                              {},
	"richtext":                         {},
	"groovy":                           {"groovy/syntax", "groovy/internal/number", "groovy/internal/format", "groovy/internal/pattern", "groovy/internal/jtime", "groovy/internal/normal"},
	"internal/secret":                  {},
	"internal/config":                  {"hub"},
	"tracker":                          {"hub"},
	"internal/store":                   {"hub"},
	"internal/link":                    {"hub"},
	"internal/link/sign":               {},
	"internal/link/accord":             {"hub", "internal/secret"},
	"internal/link/httplink":           {"hub", "internal/secret", "internal/link", "internal/link/accord", "internal/link/sign"},
	"internal/rest":                    {"hub", "tracker", "internal/secret"},
	"internal/rest/recorded":           {"internal/rest"},
	"tracker/trackertest":              {"hub", "tracker"},
	"tracker/web":                      {"hub", "tracker"},
	"tracker/*":                        {"hub", "tracker", "tracker/web", "richtext"},
	"internal/rule":                    {"hub", "richtext", "groovy"},
	"internal/rule/table":              {},
	"internal/rule/script":             {"richtext", "groovy", "internal/rule/script/jsoup", "internal/rule/script/commonmark", "internal/rule/script/scala", "internal/rule/script/bundled", "internal/rule/statement", "internal/rule/table"},
	"internal/rule/source":             {"internal/rule/statement"},
	"internal/rule/statement":          {},
	"internal/rule/visual":             {"internal/rule/script"},
	"internal/rule/template":           {},
	"internal/rule/lint":               {"groovy/syntax", "internal/rule/script"},
	"internal/rule/scripted":           {"internal/rule/visual", "hub", "richtext", "groovy", "internal/rule", "internal/rule/script", "internal/rule/table"},
	"internal/rule/trial":              {"richtext", "groovy", "internal/rule/script", "internal/rule/table"},
	"internal/queue":                   {"hub", "internal/store"},
	"internal/queue/local":             {"hub", "internal/store", "internal/queue"},
	"internal/queue/river":             {"hub", "internal/store", "internal/store/postgres", "internal/queue", "internal/queue/local"},
	"internal/store/blob":              {"hub"},
	"internal/store/kept":              {"hub", "internal/store"},
	"internal/store/memory":            {"hub", "internal/store", "internal/store/kept"},
	"internal/store/seat":              {},
	"internal/store/move":              {"hub", "internal/store", "internal/store/postgres", "internal/store/sqlite"},
	"internal/store/sqlite":            {"hub", "internal/store", "internal/store/kept", "internal/store/seat"},
	"internal/store/postgres":          {"hub", "internal/store", "internal/store/seat"},
	"internal/store/postgres/pgserver": {},
	"internal/store/postgres/pgtest":   {"internal/store/postgres/pgserver"},
	"internal/store/storetest":         {"hub", "internal/store"},
	"internal/engine":                  {"hub", "tracker", "internal/rule", "internal/queue", "internal/store", "internal/link"},
	"internal/rule/script/jsoup":       {"groovy"},
	"internal/rule/script/commonmark":  {"groovy"},
	"internal/rule/script/scala":       {"groovy"},
	"internal/rule/script/bundled":     {"groovy"},
	// The simulation: a world of two nodes, and those who drive it.
	"internal/world": {"hub", "tracker", "tracker/memtracker", "internal/engine", "internal/link", "internal/queue", "internal/queue/local",
		"internal/rule", "internal/store", "internal/store/memory", "internal/store/sqlite"},
	"internal/explore":            {"hub", "tracker", "tracker/memtracker", "internal/rule", "internal/store", "internal/world"},
	"internal/planted":            {},
	"internal/sim/jira":           {"richtext"},
	"internal/sim/jira/described": {"internal/sim/jira"},
	"internal/cmd/explore":        {"hub", "internal/explore"},
	"groovy/syntax":               {},
	"groovy/internal/number":      {},
	"groovy/internal/format":      {"groovy/internal/number"},
	"groovy/internal/pattern":     {},
	"groovy/internal/jtime":       {},
	"groovy/internal/normal":      {},
	// The comparison with the real Groovy: programs made at random, and what runs them in both.
	"groovy/internal/program": {},
	"groovy/internal/oracle":  {"groovy", "groovy/internal/program", "groovy/internal/page"},
	"groovy/internal/page":    {},
	// Rules to measure with, and who measures them beside a JVM.
	"groovy/internal/sample":   {"groovy"},
	"groovy/internal/benchjvm": {"groovy", "groovy/internal/sample"},
	"internal/storm":           {"hub", "tracker", "tracker/memtracker", "internal/rule", "internal/store", "internal/world"},
	"internal/cmd/sim":         {"internal/storm"},
	"internal/cmd/kill":        {"internal/sim/jira", "internal/store/postgres/pgserver"},
	"internal/cmd/bench": {"hub", "tracker", "internal/engine", "internal/queue", "internal/queue/local", "internal/queue/river", "internal/rule",
		"internal/link/accord", "internal/link/httplink", "internal/store", "internal/store/postgres", "internal/store/postgres/pgtest", "internal/store/sqlite"},
	"internal/cmd/twonodes":   {"hub", "internal/config", "internal/node", "tracker", "tracker/memtracker"},
	"internal/notify":         {"hub"},
	"internal/notify/mailbox": {},
	// The node puts everything together and is imported by cmd alone.
	"internal/node": {"hub", "tracker", "internal/*"},
	"internal/demo": {"hub", "internal/config", "internal/node", "internal/sim/jira", "internal/store"},
	"tracker/all":   {"tracker", "tracker/*"},
	"test/live":     {},
	"cmd/entwine":   {"groovy", "hub", "tracker", "tracker/*", "internal/*"},
}

// Only these may speak SQL.
var sqlDrivers = regexp.MustCompile(`^(database/sql|modernc\.org/sqlite|github\.com/jackc/pgx|github\.com/pressly/goose)`)

// module returns the module's path from go.mod, so that a fork's test holds
// for the fork.
func module(t *testing.T) string {
	t.Helper()
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(string(mod), "module "), "\n")
	return strings.TrimSpace(name)
}

func TestFloors(t *testing.T) {
	for _, complaint := range check(t, os.DirFS("."), module(t)) {
		t.Error(complaint)
	}
}

// A planted import is seen: the test itself is tested.
func TestFloorsSeeAPlantedImport(t *testing.T) {
	m := module(t)
	for file, imported := range map[string]string{
		"hub/planted.go":              m + "/tracker",
		"internal/link/planted.go":    m + "/tracker",
		"tracker/markdown/planted.go": m + "/tracker/memtracker",
		"tracker/redmine/planted.go":  m + "/internal/rest",
		"internal/engine/planted.go":  "modernc.org/sqlite",
		"internal/novel/planted.go":   "fmt",
	} {
		src := "package planted\n\nimport _ " + strconv.Quote(imported) + "\n"
		if got := check(t, fstest.MapFS{file: {Data: []byte(src)}}, m); len(got) != 1 {
			t.Errorf("%s importing %s: complaints %q, want one", file, imported, got)
		}
	}
}

// check reads the files themselves, not what a tool says of them, so that the
// test cache notices a new import.
func check(t *testing.T, fsys fs.FS, module string) []string {
	t.Helper()
	var complaints []string
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && p != ".") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		me := path.Dir(p)
		may, ok := floorOf(me)
		if !ok {
			complaints = append(complaints, p+": package "+me+" has no floor")
			return nil
		}
		for _, spec := range f.Imports {
			full, _ := strconv.Unquote(spec.Path.Value)
			name, ours := strings.CutPrefix(full, module+"/")
			switch {
			case ours && !allowed(may, name):
				complaints = append(complaints, p+" must not import "+name)
			case sqlDrivers.MatchString(full) && !strings.HasPrefix(me, "internal/store/") && me != "internal/rule/source":
				complaints = append(complaints, p+" must not import "+full+": SQL is written under internal/store only, and carried to owners' databases by internal/rule/source")
			case me == "hub" && strings.Contains(full, "."):
				complaints = append(complaints, p+" must not import "+full+": hub knows the standard library only")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return complaints
}

// Whoever reads the map finds every package on it.
func TestTheMapNamesEveryPackage(t *testing.T) {
	text, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range floors {
		name := path.Base(pkg)
		if name == "*" || strings.HasPrefix(pkg, "groovy/internal/") {
			continue // kinds of trackers stand there as one; what is inside the language is its own
		}
		if !regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`).Match(text) {
			t.Errorf("docs/architecture.md does not name %s", pkg)
		}
	}
}

func floorOf(pkg string) ([]string, bool) {
	if may, ok := floors[pkg]; ok {
		return may, true
	}
	if strings.HasPrefix(pkg, "tracker/") {
		return floors["tracker/*"], true
	}
	return nil, false
}

func allowed(may []string, name string) bool {
	return slices.Contains(may, name) || slices.ContainsFunc(may, func(m string) bool {
		prefix, wild := strings.CutSuffix(m, "*")
		return wild && strings.HasPrefix(name, prefix)
	})
}
