package markdown

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// editors is how programs save a file.
var editors = map[string]func(path, text string) error{
	"in place": func(path, text string) error {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
		if err != nil {
			return err
		}
		_, err = f.WriteString(text)
		return errors.Join(err, f.Close())
	},
	"beside and rename": func(path, text string) error {
		return errors.Join(os.WriteFile(path+".tmp", []byte(text), 0o644), os.Rename(path+".tmp", path))
	},
	"backup, then anew": func(path, text string) error {
		return errors.Join(os.Rename(path, path+"~"), os.WriteFile(path, []byte(text), 0o644))
	},
	"remove, then anew": func(path, text string) error {
		return errors.Join(os.Remove(path), os.WriteFile(path, []byte(text), 0o644))
	},
}

// Somebody saves at any step of our write. The save stands, or we write on top
// of it: it is never lost, and nothing is left behind.
func TestSaveDuringOurWrite(t *testing.T) {
	for name, save := range editors {
		for _, op := range []string{"create", "write", "sync", "read", "exchange", "syncdir"} {
			for _, guarded := range []bool{true, false} {
				t.Run(name+"/"+op+map[bool]string{true: "/guarded"}[guarded], func(t *testing.T) {
					d := setup(t)
					d.write("a.md", issueText("ACME-1", "one"))
					d.head()
					w := tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}
					if guarded {
						w.IfRev = d.get("ACME-1").Rev
					}
					saves, reads := 0, 0
					d.c.dir.disk.hook = func(o, path string) error {
						if o == "read" && strings.HasSuffix(path, "a.md") {
							reads++
						}
						if o != op || saves > 0 || strings.Contains(path, "index") || op == "read" && (reads < 2 || isTemp(filepath.Base(path))) {
							return nil
						}
						saves++
						return save(d.path("a.md"), issueText("ACME-1", "by a person"))
					}
					r, err := d.c.Set(t.Context(), w, tracker.Patch{Fields: hub.Issue{Status: "done"}})
					d.c.dir.disk.hook = nil
					if saves != 1 {
						t.Fatalf("%d saves", saves)
					}
					is := d.get("ACME-1")
					switch {
					case is.Summary != "by a person":
						t.Errorf("the save was lost: %s", d.read("a.md"))
					case op == "syncdir":
						d.ok(err)
					case guarded:
						d.code(err, hub.Conflict, hub.ScopeIssue)
					default:
						d.ok(err)
						if is.Status != "done" || r.Rev != is.Rev {
							t.Errorf("status %s, revision %s, want done, %s", is.Status, is.Rev, r.Rev)
						}
					}
					if left := d.temps(); len(left) > 0 {
						t.Errorf("left behind: %v", left)
					}
				})
			}
		}
	}
}

// An editor that has cut the file off and writes the rest after our exchange
// writes into the file that we swapped out: it gets its name back.
func TestEditorHoldsTheFileOpen(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	d.head()
	f, err := os.OpenFile(d.path("a.md"), os.O_WRONLY, 0)
	d.ok(err)
	defer f.Close()
	if !hasWriter(d.path("a.md")) {
		t.Skip("this file system tells nothing of open files")
	}
	w := tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}
	w.IfRev = d.get("ACME-1").Rev
	_, err = d.c.Set(t.Context(), w, tracker.Patch{Fields: hub.Issue{Status: "done"}})
	d.code(err, hub.Conflict, hub.ScopeIssue)
	_, err = f.WriteAt([]byte("---\nkey: ACME-1\nsummary: by a person"), 0)
	d.ok(err)
	if !strings.Contains(d.read("a.md"), "by a person") {
		t.Error("the save was lost")
	}
	d.ok(f.Close())
	w.IfRev = d.get("ACME-1").Rev
	_, err = d.c.Set(t.Context(), w, tracker.Patch{Fields: hub.Issue{Status: "done"}})
	d.ok(err)
}

// A process that dies leaves a file behind. What exists elsewhere is cleared
// away, what may not is put where people find it.
func TestAfterACrash(t *testing.T) {
	d := setup(t)
	text := issueText("ACME-1", "one")
	d.write("sub/a.md", text)
	cur := d.head()
	path := d.path("sub/a.md")
	old, next := digestOf([]byte(text)), digestOf([]byte("next"))
	d.ok(os.WriteFile(tempFor(path, old, next, "1"), []byte(text), 0o644))
	d.ok(os.WriteFile(tempFor(path, old, next, "2"), []byte("next"), 0o644))
	d.ok(os.WriteFile(tempFor(path, old, next, "3"), []byte("saved by a person"), 0o644))
	d.c = d.connect()
	d.tells(cur)
	entries, err := os.ReadDir(d.path("sub"))
	d.ok(err)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
	lost, err := os.ReadDir(d.path(".entwine/lost"))
	d.ok(err)
	if len(lost) != 1 || d.read(".entwine/lost/"+lost[0].Name()) != "saved by a person" {
		t.Errorf("put aside: %v", lost)
	}
}

func TestModeOfAFileIsKept(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	d.ok(os.Chmod(d.path("a.md"), 0o640))
	d.head()
	_, err := d.c.Set(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, tracker.Patch{Fields: hub.Issue{Status: "done"}})
	d.ok(err)
	info, err := os.Stat(d.path("a.md"))
	d.ok(err)
	if info.Mode() != fs.FileMode(0o640) {
		t.Errorf("the mode is %v", info.Mode())
	}
}

func TestNoWayThroughSymbolicLinks(t *testing.T) {
	d := setup(t)
	d.write("sub/a.md", issueText("ACME-1", "one"))
	d.head()
	outside := filepath.Join(t.TempDir(), "outside")
	d.ok(os.Rename(d.path("sub"), outside))
	d.ok(os.Symlink(outside, d.path("sub")))
	_, err := d.c.Set(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, tracker.Patch{Fields: hub.Issue{Status: "done"}})
	d.code(err, hub.NotFound, hub.ScopeIssue)
	if b, err := os.ReadFile(filepath.Join(outside, "a.md")); err != nil || strings.Contains(string(b), "done") {
		t.Errorf("a file outside of the folder was written: %s %v", b, err)
	}
}

// People and the node write one file at once, again and again. At the end each
// person's line is there, and each of ours that was confirmed.
func TestManyWriters(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	d.head()
	var wg sync.WaitGroup
	confirmed := make([][]string, 4)
	for n := range confirmed {
		wg.Go(func() {
			for range 20 {
				r, err := d.c.AddComment(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, hub.Comment{Body: "x"})
				if err == nil {
					confirmed[n] = append(confirmed[n], r.ID)
				} else if hub.CodeOf(err) != hub.Conflict {
					t.Errorf("comment: %v", err)
				}
			}
		})
	}
	for range 20 {
		for range d.c.Changes(t.Context(), "") { // scans meanwhile
		}
	}
	wg.Wait()
	is := d.get("ACME-1")
	there := map[string]bool{}
	for _, c := range is.Comments {
		there[c.ID] = true
	}
	n := 0
	for _, ids := range confirmed {
		for _, id := range ids {
			if n++; !there[id] {
				t.Errorf("comment %s was confirmed and is gone", id)
			}
		}
	}
	if n == 0 || len(is.Comments) != n {
		t.Errorf("%d comments, %d confirmed", len(is.Comments), n)
	}
}
