package engine

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// planted are deliberate faults: each takes one thing out of the engine that
// looks as if one could do without it, and names a test that must then fail.
// The list is part of what the engine promises; docs/reliability.md explains.
var planted = []struct {
	name     string
	file     string
	old, new string
	caught   string // tests to run, at least one of which must fail
}{
	{"no marker look-up", "look.go",
		"ref, err = m.FindMarked(ctx, op.Mark)", "_, err = m, &hub.Error{Code: hub.NotFound}", "TestCrashMatrix/best"},
	{"no echo guard", "tell.go",
		"nothing || content.Told(end.Base) && !ev.Force", "nothing", "TestRewritingTracker|TestNoEcho"},
	{"guard by last told", "confirm.go",
		"end.Base = base.Parts()", "_ = base", "TestBackToWhatWasTold"},
	{"guard by re-read", "confirm.go",
		"stored := j.canonical(a)", "stored, _ := j.get(ctx, j.tr, end.Local)", "TestEditRightAfterOurWrite"},
	{"no traces", "apply.go",
		"return tx.Ends().AddTraces(j.ev.EndKey, a.Traces...)", "return nil", "TestStory|TestCrashMatrix/best"},
	{"no envelope de-duplication", "receive.go",
		"return e.answerAgain(tx, known)", "_ = known", "TestEnvelopeDeliveredTwice"},
	{"no capture at plan", "plan.go",
		"if again, err := j.captureFound(ctx, l); again || err != nil {", "if again, err := false, error(nil); again || err != nil {", "TestEditFoundAtPlan"},
	{"look too early", "look.go",
		"if at := op.At.Add(h.ReadLag + h.Longest); j.opt.Now().Before(at) {", "if at := op.At; h.ReadLag >= 0 && j.opt.Now().Before(at) {", "TestLateRequest"},
	{"journal not read", "tools.go",
		"if n < len(t.ev.Calls) {", "if false {", "TestCrashAtCommit/best"},
	{"create repeated beside our own untraced object", "look.go",
		"ref, err = j.findUnmarked(ctx, op)", "err = &hub.Error{Code: hub.NotFound}", "TestCrashMatrix/nothing"},
	{"stamps not kept", "tell.go",
		"end.Stamps[p] = n", "_ = n", "TestCrossingEdits"},
	{"original bytes not kept", "tell.go",
		"told.Set(p, a.Meant)", "_ = a.Meant", "TestRewritingTracker"},
	{"change log not read", "apply.go",
		"if err := j.overwritten(ctx, op, parts, rc, before); err != nil {", "if err := error(nil); err != nil {", "TestOverwrittenEdit"},
	{"no look before an unconditional write", "apply.go",
		"if op.Do != hub.DoCreate && !j.conditional(op) {", "if false {", "TestEditAfterPlan"},
	{"own half-made issue paired again", "capture.go",
		"return true, j.finish(ctx, \"made by this connection itself\", func(tx store.Tx) error {", "return false, nil\n\treturn true, j.finish(ctx, \"\", func(tx store.Tx) error {", "TestPollSeesHalfMadeIssue"},
	{"repeated without a look", "apply.go",
		"case op.State == hub.OpIntent && !fresh:", "case false:", "TestCrashMatrix/best/appends"},
}

// TestPlantedFaults builds the engine with each fault and sees a test fail.
func TestPlantedFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the engine once for each fault")
	}
	if os.Getenv("ENTWINE_PLANTED") != "" {
		t.Skip("this is a run with a fault")
	}
	for _, f := range planted {
		t.Run(f.name, func(t *testing.T) {
			src, err := os.ReadFile(f.file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Count(string(src), f.old) != 1 {
				t.Fatalf("%s does not hold %q once: the fault must be planted anew", f.file, f.old)
			}
			out, err := runPlanted(t, f.file, strings.Replace(string(src), f.old, f.new, 1), f.caught)
			switch {
			case err == nil:
				t.Errorf("no test of %s fails", f.caught)
			case !strings.Contains(out, "--- FAIL"):
				t.Errorf("the fault does not build: %v\n%s", err, out)
			}
		})
	}
}

func runPlanted(t *testing.T, file, src, run string) (string, error) {
	t.Helper()
	dir := t.TempDir()
	changed := filepath.Join(dir, file)
	if err := os.WriteFile(changed, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	real, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {real: changed}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	// Without vet: a planted fault may well leave something unreachable.
	cmd := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-overlay", list, "-run", run, "-count=1", ".")
	cmd.Env = append(os.Environ(), "ENTWINE_PLANTED=1")
	out, err := cmd.CombinedOutput()
	return string(out), err
}
