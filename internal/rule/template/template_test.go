package template

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/entwine-sync/entwine/internal/rule/lint"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/rule/trial"
)

// Each template says what it is for, passes its tests, which run every line of
// it, and says nothing that the other side, if it has the same one, never reads.
func TestTemplates(t *testing.T) {
	all := All()
	if len(all) < 12 {
		t.Errorf("there are %d", len(all))
	}
	for _, x := range all {
		t.Run(x.Name, func(t *testing.T) {
			if x.Title == "" || x.Text == "" {
				t.Errorf("it says nothing of itself: %+v", x)
			}
			dir := filepath.Join(root, x.Name)
			set, err := scripted.Set{}.Read(dir, "")
			if err != nil {
				t.Fatal(err)
			}
			s := &trial.Suite{Dir: dir, OutFile: scripted.OutgoingFile, InFile: scripted.IncomingFile, Tables: set.Tables}
			for to, r := range map[**script.Rule]*script.Rule{&s.Out: set.Out, &s.In: set.In} {
				if *to, err = r.Counting(); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Read(); err != nil || len(s.Problems) > 0 {
				t.Fatal(err, s.Problems)
			}
			s.Run(context.Background(), func(y trial.Tested) {
				if !y.OK {
					t.Errorf("%s\n%s", y.Name, y.Explain())
				}
				if y.Result != nil && y.Result.Fault != nil && !slices.Contains([]string{"item", "none"}, y.Result.Fault.Level) {
					t.Errorf("%s stops the connection: %s", y.Name, y.Result.Fault.Report)
				}
			})
			for name, r := range map[string]*script.Rule{s.OutFile: s.Out, s.InFile: s.In} {
				if c := trial.CoverageOf(name, r); len(c.Missed) > 0 {
					t.Errorf("no test runs %s:%s", name, trial.Ranges(c.Missed))
				}
			}
			files := Files(x.Name)
			side := lint.Side{
				Outgoing: &lint.Text{File: s.OutFile, Text: files[s.OutFile]}, Incoming: &lint.Text{File: s.InFile, Text: files[s.InFile]},
			}
			for _, f := range lint.Check(side, &side) {
				t.Errorf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message)
			}
		})
	}
	if Files("none") != nil || Files("../template") != nil {
		t.Error("there are files of what is no template")
	}
}
