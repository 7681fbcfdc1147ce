package planted

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// most bounds the stories that a fault may take: the hardest took nine hundred.
const most = "3000"

// TestFaultsAreFound builds the simulation or the explorer with each fault and
// sees it found. With -v it prints the rows of the table in docs/reliability.md.
func TestFaultsAreFound(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the engine once for each fault")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Faults {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			took, out := find(t, root, f)
			if took == "" {
				t.Fatalf("not found by %s:\n%s", f.By, out)
			}
			t.Logf("| %s | %s |", f.Name, took)
		})
	}
}

var (
	stories = regexp.MustCompile(`(?m)^stories: +([0-9]+)`)
	states  = regexp.MustCompile(`(?m)^[0-9]+ scenarios, ([0-9]+) states`)
)

// find plants a fault and says what it took to find it, "" if nothing did.
func find(t *testing.T, root string, f Fault) (took, out string) {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "search")
	command := "./internal/cmd/explore"
	args := []string{"-run", "=" + f.By, "-workers", "1", "-time", "4m"}
	if f.By == "sim" {
		command, args = "./internal/cmd/sim", []string{"-seeds", most, "-first", "-workers", "1"}
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlay(t, root, f), "-o", bin, command)
	build.Dir = root
	if b, err := build.CombinedOutput(); err != nil {
		t.Fatalf("the fault does not build: %v\n%s", err, b)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	run := exec.CommandContext(ctx, bin, args...)
	run.Dir = root
	b, err := run.Output()
	out = string(b)
	if err == nil || !strings.Contains(out, "\nviolations: ") || strings.Contains(out, "\nviolations: 0") {
		return "", out
	}
	if m := stories.FindStringSubmatch(out); m != nil {
		return "stories: " + m[1], out
	}
	if m := states.FindStringSubmatch(out); m != nil {
		return fmt.Sprintf("%s: %s states", f.By, m[1]), out
	}
	return "", out
}

// overlay lays the fault over its file, for one build.
func overlay(t *testing.T, root string, f Fault) string {
	t.Helper()
	real := filepath.Join(root, f.File)
	src, err := os.ReadFile(real)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(src), f.Old); n != 1 {
		t.Fatalf("%s holds %q %d times: the fault must be planted anew", f.File, f.Old, n)
	}
	dir := t.TempDir()
	changed := filepath.Join(dir, "changed.go")
	if err := os.WriteFile(changed, []byte(strings.Replace(string(src), f.Old, f.New, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(map[string]map[string]string{"Replace": {real: changed}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return list
}
