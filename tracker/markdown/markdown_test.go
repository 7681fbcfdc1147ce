package markdown

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/trackertest"
)

// desk is a folder with a connector, a clock of its own and a person.
type desk struct {
	*testing.T
	c    *connector
	dir  string
	mu   sync.Mutex
	time time.Time
}

// setup makes an empty folder. Its clock is a day ahead of the file system, so
// that every file has been quiet for long, unless a test says otherwise.
func setup(t *testing.T) *desk {
	t.Helper()
	d := &desk{T: t, dir: filepath.Join(t.TempDir(), "acme"), time: time.Now().Add(24 * time.Hour)}
	if err := os.Mkdir(d.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	d.c = d.connect()
	return d
}

// connect makes a connector that knows nothing of an earlier one, as after a
// restart of the process.
func (d *desk) connect() *connector {
	d.Helper()
	made, err := Spec.New(tracker.Settings{"path": d.dir, "author": "entwine"}, tracker.Env{Now: d.now})
	if err != nil {
		d.Fatal(err)
	}
	c := made.(*connector)
	path, err := filepath.EvalSymlinks(d.dir)
	if err != nil {
		d.Fatal(err)
	}
	c.dir = newFolder(path, c.prefix, c.now, c.log)
	return c
}

func (d *desk) now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.time
}

func (d *desk) pass(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.time = d.time.Add(by)
}

func (d *desk) path(rel string) string { return filepath.Join(d.dir, rel) }

func (d *desk) write(rel, text string) {
	d.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(rel)), 0o755); err != nil {
		d.Fatal(err)
	}
	if err := os.WriteFile(d.path(rel), []byte(text), 0o644); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) read(rel string) string {
	d.Helper()
	b, err := os.ReadFile(d.path(rel))
	if err != nil {
		d.Fatal(err)
	}
	return string(b)
}

func (d *desk) remove(rel string) {
	d.Helper()
	if err := os.RemoveAll(d.path(rel)); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) move(from, to string) {
	d.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(to)), 0o755); err != nil {
		d.Fatal(err)
	}
	if err := os.Rename(d.path(from), d.path(to)); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) ok(err error) {
	d.Helper()
	if err != nil {
		d.Fatalf("%v (%v)", err, errors.Unwrap(err))
	}
}

func (d *desk) code(err error, want hub.Code, scope hub.Scope) *hub.Error {
	d.Helper()
	var e *hub.Error
	if !errors.As(err, &e) || e.Code != want || e.Scope != scope {
		d.Fatalf("error %v (%v), want %s of scope %s", err, errors.Unwrap(err), want, scope)
	}
	return e
}

func (d *desk) get(id string) *hub.Issue {
	d.Helper()
	is, err := d.c.Get(d.Context(), hub.Ref{ID: id})
	d.ok(err)
	return is
}

// changes reads what is new; an error ends the test.
func (d *desk) changes(since tracker.Cursor) ([]tracker.Change, tracker.Cursor) {
	d.Helper()
	var list []tracker.Change
	for ch, err := range d.c.Changes(d.Context(), since) {
		d.ok(err)
		list = append(list, ch)
		since = ch.Next
	}
	return list, since
}

func (d *desk) head() tracker.Cursor {
	d.Helper()
	cur, err := d.c.Head(d.Context())
	d.ok(err)
	return cur
}

// tells wants the changes since a cursor to be of these issues, in words:
// "ACME-1", "ACME-1 deleted", "ACME-1 fault".
func (d *desk) tells(since tracker.Cursor, want ...string) tracker.Cursor {
	d.Helper()
	list, next := d.changes(since)
	var got []string
	for _, ch := range list {
		s := ch.Ref.ID
		if ch.Deleted {
			s += " deleted"
		}
		if ch.Fault != nil {
			s += " fault"
		}
		got = append(got, s)
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		d.Fatalf("changes tell of %v, want %v", got, want)
	}
	return next
}

func issueText(key, summary string) string {
	return "---\nkey: " + key + "\nsummary: " + summary + "\nstatus: open\nlabels: [ui, login]\n---\n\nText of " + key + ".\n"
}

// temps lists what is left of unfinished writes.
func (d *desk) temps() []string {
	d.Helper()
	var list []string
	err := filepath.WalkDir(d.dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, tempSuffix) {
			list = append(list, path)
		}
		return err
	})
	d.ok(err)
	return list
}

func TestConnector(t *testing.T) {
	trackertest.Run(t, func(t *testing.T) trackertest.Subject {
		d := setup(t)
		if _, err := d.c.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		people := func(ref hub.Ref, edit func(*file) (*file, error)) error {
			l, err := d.c.dir.load(context.Background(), ref)
			if err != nil {
				return err
			}
			next, err := edit(l.file)
			if err != nil {
				return err
			}
			return os.WriteFile(d.path(l.path), next.bytes(), 0o644)
		}
		return trackertest.Subject{
			Spec: Spec, Connector: d.c, Project: "ACME", Type: "bug",
			Texts: []string{"summary", "description", "environment", "type", "status"},
			Values: map[string][2]hub.Value{
				"priority": {"high", "low"}, "due": {time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 2, 15, 0, 0, 0, time.UTC)},
				"assignee":         {hub.User{ID: "ann@acme.example", Name: "Ann Smith"}, hub.User{ID: "bob"}},
				"originalEstimate": {hub.Number("3600"), hub.Number("5401")}, "parent": {map[string]hub.Value{"id": "ACME-77"}, map[string]hub.Value{"id": "ACME-78"}},
				"customFields.Team":         {"red: one", "yes"},
				"customFields.Story Points": {hub.Number("1.0"), hub.Number("2")},
			},
			Sets: map[string][3]string{
				"labels": {"alpha", "b, c: d", "#gamma"}, "components": {"a", "b", "c"}, "fixVersions": {"1.0", "2.0", "3"},
				"watchers": {"ann@acme.example", "bob", "carl"},
			},
			Query:    func(is *hub.Issue) string { return "summary=" + fmt.Sprintf("%q", is.Summary) },
			BadQuery: "status=",
			Settle: func(_ context.Context, by time.Duration) error {
				d.pass(by)
				return nil
			},
			Edit: func(ref hub.Ref, change func(*hub.Issue)) error {
				return people(ref, func(f *file) (*file, error) {
					is, bad := f.issue("ACME")
					if bad != nil {
						return nil, bad
					}
					was := is.Clone()
					change(is)
					var p tracker.Patch
					for _, part := range was.Parts().Diff(is.Parts()) {
						switch v := is.Parts()[part]; {
						case part.Elem() == "":
							p.Fields.Set(part, v)
						case v == nil:
							p.Drop.Set(part, true)
						default:
							p.Add.Set(part, v)
						}
					}
					return f.apply(&p, "ACME")
				})
			},
			Comment: func(ref hub.Ref, body string) error {
				return people(ref, func(f *file) (*file, error) {
					sep := ""
					if !strings.Contains(f.text, "## Comments") {
						sep = "\n## Comments\n"
					}
					return f.again(f.text + sep + "\n### Bob\n\n" + body + "\n")
				})
			},
			Delete: func(ref hub.Ref) error {
				l, err := d.c.dir.load(context.Background(), ref)
				if err != nil {
					return err
				}
				if err := os.Remove(d.path(l.path)); err != nil {
					return err
				}
				// A deletion is one when it has lasted, as seen by two scans.
				if err := d.c.dir.scan(context.Background(), false); err != nil {
					return err
				}
				d.pass(absence)
				return nil
			},
			TellsDeletion: true,
		}
	})
}
