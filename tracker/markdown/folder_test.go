package markdown

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func TestNewFileGetsAKey(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"front matter": {"---\nsummary: a # b\nstatus: open\n---\nText", "---\nkey: ACME-1\nsummary: a # b\nstatus: open\n---\nText"},
		"none":         {"# Title of it\n\nText", "---\nkey: ACME-1\nsummary: Title of it\nstatus: open\nlabels: []\n---\n\n# Title of it\n\nText"},
		"crlf and bom": {bom + "\r\nText", bom + "---\r\nkey: ACME-1\r\nsummary: Text\r\nstatus: open\r\nlabels: []\r\n---\r\n\r\nText"},
		"empty front":  {"---\n---\n", "---\nkey: ACME-1\n---\n"},
		"comment":      {"---\nsummary: a\n---\n\n## Comments\n\n### Bob\nhi", "---\nkey: ACME-1\nsummary: a\n---\n\n## Comments <!-- comments -->\n\n### Bob <!-- comment ID -->\nhi"},
	} {
		t.Run(name, func(t *testing.T) {
			d := setup(t)
			cur := d.head()
			d.write("sub/x.md", c.text)
			cur = d.tells(cur, "ACME-1")
			got := d.read("sub/x.md")
			if i := strings.Index(got, "<!-- comment "); i >= 0 {
				got = got[:i+13] + "ID" + got[i+19:]
			}
			if got != c.want {
				t.Errorf("the file is %q, want %q", got, c.want)
			}
			if is := d.get("ACME-1"); is.Summary == "" && name != "empty front" {
				t.Errorf("no summary: %+v", is)
			}
			d.tells(cur)
		})
	}
}

// What is being copied into the folder is not told in pieces.
func TestHalfCopiedAttachmentIsWaitedFor(t *testing.T) {
	d := setup(t)
	d.write("x.md", issueText("ACME-1", "a"))
	d.tells("", "ACME-1")
	copied := func(so string) {
		d.write("ACME-1.files/large.bin", so)
		d.ok(os.Chtimes(d.path("ACME-1.files/large.bin"), d.now(), d.now()))
	}
	for _, so := range []string{"", "two", "two thirds"} {
		copied(so)
		d.pass(settleTime / 2)
		if _, err := d.c.Get(d.Context(), hub.Ref{ID: "ACME-1"}); hub.CodeOf(err) != hub.Busy {
			t.Errorf("get while %q is there: %v, want Busy", so, err)
		}
	}
	d.pass(settleTime)
	if is := d.get("ACME-1"); len(is.Attachments) != 1 || is.Attachments[0].Size != int64(len("two thirds")) {
		t.Errorf("attachments are %+v", is.Attachments)
	}
}

func TestHalfSavedFileIsWaitedFor(t *testing.T) {
	d := setup(t)
	d.write("x.md", issueText("ACME-1", "a"))
	cur := d.tells("", "ACME-1")
	// From here on our clock is the file system's.
	save := func(rel, text string) {
		d.write(rel, text)
		d.ok(os.Chtimes(d.path(rel), d.now(), d.now()))
	}
	save("x.md", "") // cut off, then written
	cur = d.tells(cur)
	if _, err := d.c.Get(d.Context(), hub.Ref{ID: "ACME-1"}); hub.CodeOf(err) != hub.Busy {
		t.Errorf("get: %v, want Busy", err)
	}
	save("x.md", "---\nkey: ACME-1\nsumm")
	cur = d.tells(cur)
	d.pass(settleTime / 2)
	save("x.md", issueText("ACME-1", "b"))
	cur = d.tells(cur, "ACME-1")
	save("x.md", "---\nkey: ACME-1\nsumm")
	d.pass(settleTime)
	cur = d.tells(cur, "ACME-1 fault")
	if _, err := d.c.Get(d.Context(), hub.Ref{ID: "ACME-1"}); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("get: %v, want Invalid", err)
	}
	save("x.md", issueText("ACME-1", "b"))
	cur = d.tells(cur, "ACME-1")
	save("new.md", "Somebody is typ")
	cur = d.tells(cur)
	d.pass(quietTime)
	cur = d.tells(cur, "ACME-2")
	d.write("empty.md", "\n")
	for _, name := range []string{".x.md.swp", "x.md~", "#x.md#", "4913", ".#x.md", "x.md.tmp", "~$x.md", "x.mdown", ".md", ".hidden.md"} {
		d.write(name, issueText("ACME-9", "backup"))
	}
	d.write(".git/y.md", issueText("ACME-9", "backup"))
	d.tells(cur)
}

func TestBrokenFilesDoNotStopTheRest(t *testing.T) {
	d := setup(t)
	cur := d.head()
	for i := range 50 {
		d.write(fmt.Sprintf("bad/%02d.md", i), fmt.Sprintf("---\nkey: ACME-%d\nsummary: a: b\n---\n", 100+i))
	}
	d.write("good.md", issueText("ACME-1", "fine"))
	list, cur := d.changes(cur)
	faults := 0
	for _, ch := range list {
		if ch.Fault != nil {
			faults++
			if want := fmt.Sprintf("acme/bad/%02d.md:3:11: ", faults-1); !strings.HasPrefix(ch.Fault.Message, want) ||
				ch.Fault.Code != hub.Invalid || ch.Fault.Scope != hub.ScopeIssue || ch.Ref.ID != fmt.Sprintf("ACME-%d", 99+faults) {
				t.Errorf("%s: fault %+v, want one at %s", ch.Ref, ch.Fault, want)
			}
		}
	}
	if faults != 50 || len(list) != 51 || d.get("ACME-1").Summary != "fine" {
		t.Fatalf("%d faults of %d changes, want 50 of 51", faults, len(list))
	}
	d.tells(cur)
	_, err := d.c.Set(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-100"}}, tracker.Patch{Fields: hub.Issue{Summary: "x"}})
	d.code(err, hub.Invalid, hub.ScopeIssue)
	if d.read("bad/00.md") != "---\nkey: ACME-100\nsummary: a: b\n---\n" {
		t.Error("the broken file was touched")
	}
	d.write("bad/00.md", issueText("ACME-100", "mended"))
	d.tells(cur, "ACME-100")
}

func TestOtherFaultsOfFiles(t *testing.T) {
	d := setup(t)
	d.write("big.md", strings.Repeat("x", maxSize+1))
	d.write("binary.md", "---\nkey: ACME-1\n---\n\xff\xfe")
	d.write("key.md", "---\nkey: ../x\n---\n")
	d.ok(os.Symlink("/etc/passwd", d.path("link.md")))
	d.ok(os.Symlink("/etc", d.path("dir")))
	d.ok(syscall.Mkfifo(d.path("pipe.md"), 0o644))
	d.tells("", "acme/big.md fault", "ACME-1 fault", "acme/key.md fault")
}

// A file that nobody could read is told to be gone once it is: until then somebody
// is told that it is broken.
func TestABrokenFileIsTakenAway(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	d.write("c.md", "---\nsummary: [\n---\n")
	cur := d.tells("", "ACME-1", "acme/c.md fault")
	d.remove("c.md")
	cur = d.tells(cur)
	d.pass(absence)
	cur = d.tells(cur, "acme/c.md deleted")
	d.write("c.md", "---\nsummary: [\n---\n")
	cur = d.tells(cur, "acme/c.md fault")
	d.write("c.md", "---\nsummary: two\n---\n")
	d.tells(cur, "ACME-2")
}

func TestCopiesAndMoves(t *testing.T) {
	d := setup(t)
	d.write("a.md", strings.Replace(issueText("ACME-1", "one"), "status", "entwine: mark1\nstatus", 1))
	cur := d.tells("", "ACME-1")
	d.write("0-copy.md", d.read("a.md")) // sorts before the original
	cur = d.tells(cur, "ACME-2")
	if is := d.get("ACME-2"); is.Mark != "" || is.Summary != "one" {
		t.Errorf("the copy is %+v", is)
	}
	if d.get("ACME-1").Mark != "mark1" || !strings.Contains(d.read("a.md"), "key: ACME-1\n") {
		t.Error("the original lost its key or mark")
	}
	ref, err := d.c.FindMarked(t.Context(), "mark1")
	d.ok(err)
	if ref.ID != "ACME-1" {
		t.Errorf("the mark finds %s", ref)
	}
	d.move("a.md", "done/renamed.md")
	cur = d.tells(cur)
	d.pass(2 * absence)
	cur = d.tells(cur)
	if d.get("ACME-1").Summary != "one" {
		t.Error("the moved issue is not the same")
	}
	// Moved and copied at once, while nobody looks: one of them keeps the key.
	d.write("p/copy.md", d.read("done/renamed.md"))
	d.move("done/renamed.md", "q/moved.md")
	d.c = d.connect()
	cur = d.tells(cur, "ACME-3")
	if !strings.Contains(d.read("q/moved.md"), "key: ACME-1\n") {
		t.Error("the moved file lost its key to the copy")
	}
	// A key that was deleted by accident comes back.
	d.write("q/moved.md", strings.Replace(d.read("q/moved.md"), "key: ACME-1\n", "", 1))
	cur = d.tells(cur, "ACME-1")
	if !strings.Contains(d.read("q/moved.md"), "key: ACME-1\n") {
		t.Error("the key is not back")
	}
	// A key that was changed by hand is another issue.
	d.write("q/moved.md", issueText("ACME-50", "one"))
	cur = d.tells(cur, "ACME-50")
	d.pass(absence)
	d.tells(cur, "ACME-1 deleted")
	r, err := d.c.Create(t.Context(), tracker.Write{}, &hub.Issue{Summary: "next"})
	d.ok(err)
	if r.Ref.ID != "ACME-51" {
		t.Errorf("the next key is %s", r.Ref)
	}
}

func TestDeletion(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	d.write("b.md", issueText("ACME-2", "two"))
	cur := d.tells("", "ACME-1", "ACME-2")
	text := d.read("a.md")
	d.remove("a.md")
	cur = d.tells(cur)
	_, err := d.c.Get(t.Context(), hub.Ref{ID: "ACME-1"})
	d.code(err, hub.NotFound, hub.ScopeIssue)
	d.pass(absence - 1)
	cur = d.tells(cur)
	d.write("a.md", text) // git checkout and back
	cur = d.tells(cur, "ACME-1")
	d.remove("a.md")
	cur = d.tells(cur)
	d.move(".entwine/marker", "../marker") // unmounted
	for range 3 {
		d.pass(absence)
		for _, err := range d.c.Changes(t.Context(), cur) {
			d.code(err, hub.Unreachable, hub.ScopeTracker)
		}
		_, err = d.c.Get(t.Context(), hub.Ref{ID: "ACME-1"})
		d.code(err, hub.Unreachable, hub.ScopeTracker)
	}
	d.move("../marker", ".entwine/marker")
	cur = d.tells(cur) // being away does not count
	d.pass(absence)
	before := cur
	cur = d.tells(cur, "ACME-1 deleted")
	d.c = d.connect()
	d.tells(before, "ACME-1 deleted")
	d.write("a.md", text)
	cur = d.tells(cur, "ACME-1")
	d.remove("b.md")
	d.c = d.connect() // deleted while nobody ran
	cur = d.tells(cur)
	d.pass(absence)
	d.tells(cur, "ACME-2 deleted")
}

func TestFolderThatIsAway(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	cur := d.tells("", "ACME-1")
	away := d.dir + ".away"
	d.ok(os.Rename(d.dir, away))
	look := func() {
		t.Helper()
		for _, err := range d.c.Changes(t.Context(), cur) {
			d.code(err, hub.Unreachable, hub.ScopeTracker)
		}
		_, err := d.c.Get(t.Context(), hub.Ref{ID: "ACME-1"})
		d.code(err, hub.Unreachable, hub.ScopeTracker)
		_, err = d.c.Create(t.Context(), tracker.Write{}, &hub.Issue{Summary: "x"})
		d.code(err, hub.Unreachable, hub.ScopeTracker)
		_, err = d.c.Check(t.Context())
		d.code(err, hub.Unreachable, hub.ScopeTracker)
	}
	look()
	d.ok(os.Mkdir(d.dir, 0o755)) // the mount point, empty
	look()
	d.pass(2 * absence)
	look()
	d.ok(os.Remove(d.dir))
	d.ok(os.Rename(away, d.dir))
	cur = d.tells(cur)
	d.pass(2 * absence)
	d.tells(cur)
	d.remove(".entwine") // git clean -fdx
	for _, err := range d.c.Changes(t.Context(), cur) {
		d.code(err, hub.Unreachable, hub.ScopeTracker)
	}
	id := d.c.dir.identity
	_, err := d.c.Check(t.Context()) // the owner says that it is the folder
	d.ok(err)
	cur = d.tells(cur)
	d.write("a.md", issueText("ACME-1", "one more"))
	d.tells(cur, "ACME-1")
	if d.c.dir.identity != id {
		t.Error("the folder is another one now")
	}
}

func TestIndexIsKept(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	d.write("b.md", issueText("ACME-7", "two"))
	cur := d.tells("", "ACME-1", "ACME-7")
	d.c = d.connect()
	d.tells(cur)
	d.write("b.md", issueText("ACME-7", "2 more"))
	d.write("c.md", issueText("ACME-8", "new"))
	d.c = d.connect()
	cur = d.tells(cur, "ACME-7", "ACME-8")
	// Its end is torn off, as after a crash: what it said is told again.
	index, err := os.ReadFile(d.path(".entwine/index"))
	d.ok(err)
	d.ok(os.WriteFile(d.path(".entwine/index"), index[:len(index)-20], 0o644))
	d.c = d.connect()
	cur = d.tells(cur, "ACME-8")
	d.c = d.connect()
	d.tells(cur)
	// It is lost, or something else: all is told once, keys go on.
	for _, text := range []string{"", "junk\nmore", "entwine index 1 abc\nE\tx\n"} {
		d.ok(os.WriteFile(d.path(".entwine/index"), []byte(text), 0o644))
		d.c = d.connect()
		d.tells(cur, "ACME-1", "ACME-7", "ACME-8")
	}
	d.remove(".entwine/index")
	d.c = d.connect()
	cur = d.tells(cur, "ACME-1", "ACME-7", "ACME-8")
	r, err := d.c.Create(t.Context(), tracker.Write{}, &hub.Issue{Summary: "next"})
	d.ok(err)
	if r.Ref.ID != "ACME-9" {
		t.Errorf("the next key is %s, want ACME-9", r.Ref)
	}
	cur = d.tells(cur, "ACME-9")
	// Another process writes it.
	d.ok(os.WriteFile(d.path(".entwine/index"), append(index, "N\tX\t1\n"...), 0o644))
	d.write("a.md", issueText("ACME-1", "one more"))
	for _, err := range d.c.Changes(t.Context(), cur) {
		d.code(err, hub.Busy, hub.ScopeTracker)
	}
	list, _ := d.changes(cur)
	if len(list) == 0 {
		t.Error("what another process wrote over is not told again")
	}
}

// A file that shows no sign of its change is looked into again if it was read
// too soon after the change before to be sure.
func TestRacyChange(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	d.time = time.Now().Add(racyTime / 2)
	cur := d.tells("", "ACME-1")
	d.write("a.md", issueText("ACME-1", "two"))
	info, err := os.Stat(d.path("a.md"))
	d.ok(err)
	d.c.dir.ix.byPath["a.md"].at = stampOf(info) // as if the clock of the disk stood still
	d.tells(cur, "ACME-1")
}

// A person saves the file in the instant after we wrote it, before we have taken
// note of that. It is told, however far the clock of the disk is behind ours.
func TestSavedRightAfterOurWrite(t *testing.T) {
	for _, made := range []bool{true, false} {
		d := setup(t)
		d.time = time.Now().Add(10 * time.Minute)
		d.write("a.md", issueText("ACME-1", "one"))
		cur := d.tells("", "ACME-1")
		d.c.dir.disk.hook = func(op, path string) error {
			if op != "syncdir" {
				return nil
			}
			files, err := filepath.Glob(d.path("*.md"))
			d.ok(err)
			for _, f := range files {
				b, err := os.ReadFile(f)
				d.ok(err)
				if strings.Contains(string(b), "summary: ours") {
					d.ok(os.WriteFile(f, []byte(strings.Replace(string(b), "summary: ours", "summary: theirs", 1)), 0o644))
				}
			}
			return nil
		}
		want := "ACME-1"
		if made {
			r, err := d.c.Create(t.Context(), tracker.Write{}, &hub.Issue{Summary: "ours"})
			d.ok(err)
			want = r.Ref.ID
		} else {
			_, err := d.c.Set(t.Context(), tracker.Write{Ref: hub.Ref{ID: want}}, tracker.Patch{Fields: hub.Issue{Summary: "ours"}})
			d.ok(err)
		}
		d.c.dir.disk.hook = nil
		if list, _ := d.changes(cur); !slices.ContainsFunc(list, func(c tracker.Change) bool { return c.Ref.ID == want }) {
			t.Errorf("made %v: %v are told, want %s", made, list, want)
		}
		list, _ := d.changes(d.head())
		if got := d.get(want).Summary; got != "theirs" || len(list) > 0 {
			t.Errorf("made %v: it reads %q", made, got)
		}
		d.c.dir.mu.Lock()
		e := d.c.dir.ix.byID[want]
		d.c.dir.mu.Unlock()
		if b := d.read(e.path); e.digest != digestOf([]byte(b)) {
			t.Errorf("made %v: what somebody saved is not known after a scan", made)
		}
	}
}

// The folder goes away while it is looked at: that is not what shows first.
func TestFolderGoesAwayDuringAScan(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	cur := d.tells("", "ACME-1")
	away := d.dir + ".away"
	for range 3 {
		d.c.dir.disk.hook = func(op, path string) error {
			if op == "list" {
				return errors.Join(os.Rename(d.dir, away), os.Mkdir(d.dir, 0o755))
			}
			return nil
		}
		for _, err := range d.c.Changes(t.Context(), cur) {
			d.code(err, hub.Unreachable, hub.ScopeTracker)
		}
		d.c.dir.disk.hook = nil
		d.ok(os.Remove(d.dir))
		d.ok(os.Rename(away, d.dir))
		d.pass(absence)
	}
	d.tells(cur)
}

func TestKeysOfComments(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one")+"\n## Comments\n\n### Bob\n\nhi\n\n### Bob\n\nhi\n")
	d.ok(os.Chtimes(d.path("a.md"), d.now(), d.now()))
	cur := d.tells("", "ACME-1")
	before := d.get("ACME-1").Comments
	if strings.Contains(d.read("a.md"), "<!--") || len(before) != 2 || before[0].ID == before[1].ID {
		t.Fatalf("comments are %+v in %s", before, d.read("a.md"))
	}
	d.pass(quietTime)
	cur = d.tells(cur, "ACME-1")
	after := d.get("ACME-1").Comments
	if !strings.Contains(d.read("a.md"), "### Bob <!-- comment "+before[1].ID+" -->") || after[0].ID != before[0].ID {
		t.Fatalf("ids are %+v, then %+v in %s", before, after, d.read("a.md"))
	}
	d.tells(cur)
	// The disk does not take it: the ids are the same each time.
	d.write("a.md", d.read("a.md")+"\n### Carl\n\nhello\n")
	d.c.dir.disk.hook = failing("create", "", syscall.EROFS)
	cur = d.tells(cur, "ACME-1")
	third := d.get("ACME-1").Comments[2].ID
	d.tells(cur)
	if got := d.get("ACME-1").Comments[2].ID; got != third || strings.Contains(d.read("a.md"), third) {
		t.Errorf("the id is %s, then %s", third, got)
	}
}

func failing(op, part string, err error) func(string, string) error {
	return func(o, path string) error {
		if o == op && strings.Contains(path, part) {
			return err
		}
		return nil
	}
}

// A disk that fails at any step of any write: the old file stays whole, nothing
// is left behind, and it goes on when the disk is mended.
func TestDiskFails(t *testing.T) {
	for _, c := range []struct {
		err  error
		code hub.Code
	}{{syscall.ENOSPC, hub.Unreachable}, {syscall.EROFS, hub.Denied}, {syscall.EACCES, hub.Denied}, {syscall.EIO, hub.Unreachable}} {
		for _, op := range []string{"create", "write", "sync", "exchange", "place"} {
			t.Run(op+"/"+c.err.Error(), func(t *testing.T) {
				d := setup(t)
				text := issueText("ACME-1", "one")
				d.write("a.md", text)
				cur := d.tells("", "ACME-1")
				d.c.dir.disk.hook = failing(op, "", c.err)
				if op != "place" {
					_, err := d.c.Set(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, tracker.Patch{Fields: hub.Issue{Summary: "x"}})
					d.code(err, c.code, hub.ScopeTracker)
				}
				if op != "exchange" {
					_, err := d.c.Create(t.Context(), tracker.Write{}, &hub.Issue{Summary: "x"})
					d.code(err, c.code, hub.ScopeTracker)
					_, err = d.c.AddAttachment(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, hub.Attachment{Name: "a.txt"}, strings.NewReader("x"))
					d.code(err, c.code, hub.ScopeTracker)
				}
				if got := d.read("a.md"); got != text {
					t.Errorf("the file is %q", got)
				}
				if left := d.temps(); len(left) > 0 {
					t.Errorf("left behind: %v", left)
				}
				d.c.dir.disk.hook = nil
				cur = d.tells(cur)
				_, err := d.c.Set(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, tracker.Patch{Fields: hub.Issue{Summary: "x"}})
				d.ok(err)
				d.tells(cur, "ACME-1")
			})
		}
	}
}

// The index cannot be written: no cursor is given out, and all is told later.
func TestIndexCannotBeWritten(t *testing.T) {
	for err, code := range map[error]hub.Code{syscall.ENOSPC: hub.Unreachable, syscall.EROFS: hub.Denied} {
		d := setup(t)
		d.write("a.md", issueText("ACME-1", "one"))
		cur := d.tells("", "ACME-1")
		d.c.dir.disk.hook = failing("append", "index", err)
		d.write("b.md", issueText("ACME-2", "two"))
		d.remove("a.md")
		for range 3 {
			for ch, err := range d.c.Changes(t.Context(), cur) {
				if err == nil {
					t.Errorf("%s was told", ch.Ref)
				}
				d.code(err, code, hub.ScopeTracker)
			}
			d.pass(absence)
		}
		d.c.dir.disk.hook = nil
		d.tells(cur, "ACME-2", "ACME-1 deleted")
	}
}

// A folder that cannot be listed hides its issues, and they are not missed.
func TestFolderWithinCannotBeRead(t *testing.T) {
	d := setup(t)
	d.write("sub/a.md", issueText("ACME-1", "one"))
	d.write("b.md", issueText("ACME-2", "two"))
	cur := d.tells("", "ACME-2", "ACME-1")
	d.c.dir.disk.hook = failing("list", "sub", syscall.EACCES)
	d.write("b.md", issueText("ACME-2", "two more"))
	for range 3 {
		d.pass(absence)
		told, failed := 0, 0
		for _, err := range d.c.Changes(t.Context(), cur) {
			if err != nil {
				d.code(err, hub.Denied, hub.ScopeTracker)
				failed++
			} else {
				told++
			}
		}
		if told != 1 || failed != 1 {
			t.Errorf("%d changes and %d errors, want one of each", told, failed)
		}
	}
	d.c.dir.disk.hook = nil
	d.tells(cur, "ACME-2")
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("rights do not bind root; TestDiskFails has the same by injection")
	}
	d := setup(t)
	d.write("a.md", issueText("ACME-1", "one"))
	d.tells("", "ACME-1")
	d.ok(os.Chmod(d.dir, 0o555))
	_, err := d.c.Set(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, tracker.Patch{Fields: hub.Issue{Summary: "x"}})
	d.code(err, hub.Denied, hub.ScopeTracker)
	d.ok(os.Chmod(d.dir, 0o755))
	_, err = d.c.Set(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, tracker.Patch{Fields: hub.Issue{Summary: "x"}})
	d.ok(err)
}

// A branch is checked out and back: what differs is told, and nothing is lost.
func TestGitCheckout(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git here")
	}
	d := setup(t)
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"}, args...)...)
		cmd.Dir = d.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	d.write("a.md", issueText("ACME-1", "one"))
	d.write("b.md", issueText("ACME-2", "two"))
	cur := d.tells("", "ACME-1", "ACME-2")
	git("init", "-q")
	git("add", ".")
	git("commit", "-qm", "x")
	git("checkout", "-qb", "other")
	d.remove("b.md")
	d.write("a.md", issueText("ACME-1", "one on the branch"))
	git("commit", "-qam", "y")
	cur = d.tells(cur, "ACME-1")
	git("checkout", "-q", "main")
	cur = d.tells(cur, "ACME-1", "ACME-2")
	d.pass(2 * absence)
	cur = d.tells(cur)
	git("mv", "a.md", "moved.md")
	git("clean", "-fdq")
	d.tells(cur)
	if _, err := os.Stat(d.path(".entwine/marker")); err != nil {
		t.Errorf("git clean took the marker: %v", err)
	}
}

func TestAttachmentsByHand(t *testing.T) {
	d := setup(t)
	d.write("sub/a.md", issueText("ACME-1", "one"))
	cur := d.tells("", "ACME-1")
	d.write("sub/ACME-1.files/note.md", "not an issue")
	d.write("sub/ACME-1.files/.hidden", "x")
	d.ok(os.Symlink("/etc/passwd", d.path("sub/ACME-1.files/passwd")))
	cur = d.tells(cur, "ACME-1")
	is := d.get("ACME-1")
	if len(is.Attachments) != 1 || is.Attachments[0].Digest != hub.DigestOf([]byte("not an issue")) {
		t.Fatalf("attachments are %+v", is.Attachments)
	}
	d.move("sub/a.md", "elsewhere/b.md") // without the folder
	cur = d.tells(cur)
	if is := d.get("ACME-1"); len(is.Attachments) != 1 {
		t.Errorf("attachments are %+v", is.Attachments)
	}
	for _, id := range []string{"passwd", ".hidden", "../a.md", "/etc/passwd", "../../elsewhere/b.md", ""} {
		if r, err := d.c.OpenAttachment(t.Context(), hub.Ref{ID: "ACME-1"}, id); err == nil {
			t.Errorf("%q can be read", id)
			d.ok(r.Close())
		}
		if _, err := d.c.DropAttachment(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}, id); err == nil {
			t.Errorf("%q can be dropped", id)
		}
	}
	var ids []string
	for _, name := range []string{"../../x.txt", "a.txt", "A.txt", "a.txt", "con", ".bashrc"} {
		r, err := d.c.AddAttachment(t.Context(), tracker.Write{Ref: hub.Ref{ID: "ACME-1"}, Mark: "m" + name},
			hub.Attachment{Name: name}, strings.NewReader(name))
		d.ok(err)
		ids = append(ids, r.ID)
	}
	if got, want := strings.Join(ids, "|"), "_._.._x.txt|a.txt|A (2).txt|a (3).txt|_con|_bashrc"; got != want {
		t.Errorf("files are %s, want %s", got, want)
	}
	cur = d.tells(cur, "ACME-1")
	for _, a := range d.get("ACME-1").Attachments {
		if a.ID == "A (2).txt" && (a.Name != "A.txt" || a.Mark != "mA.txt" || a.Digest != hub.DigestOf([]byte("A.txt"))) {
			t.Errorf("attachment is %+v", a)
		}
	}
	d.remove("sub/ACME-1.files/note.md")
	d.tells(cur, "ACME-1")
	if err := filepath.WalkDir(filepath.Dir(d.dir), func(path string, e os.DirEntry, err error) error {
		if err == nil && !strings.HasPrefix(path, d.dir) && !e.IsDir() {
			return errors.New("outside of the folder: " + path)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

func TestSeveralConnectorsShareAFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "acme")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	open := func() *connector {
		c, err := Spec.New(tracker.Settings{"path": dir}, tracker.Env{})
		if err != nil {
			t.Fatal(err)
		}
		return c.(*connector)
	}
	a, b := open(), open()
	done := make(chan error, 2)
	for _, c := range []*connector{a, b} {
		go func() {
			var err error
			for range 20 {
				if _, e := c.Create(t.Context(), tracker.Write{}, &hub.Issue{Summary: "x"}); e != nil {
					err = e
				}
			}
			done <- err
		}()
	}
	if err := errors.Join(<-done, <-done); err != nil {
		t.Fatal(err)
	}
	n := 0
	for ref, err := range a.Find(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if n++; ref.ID != fmt.Sprintf("ACME-%d", n) {
			t.Errorf("issue %d is %s", n, ref)
		}
	}
	if a.dir != b.dir || n != 40 {
		t.Errorf("%d issues, want 40", n)
	}
}

func TestFind(t *testing.T) {
	d := setup(t)
	d.write("a.md", issueText("ACME-10", "one"))
	d.write("b.md", strings.Replace(issueText("ACME-9", "two words"), "status: open", "status: done\nTeam: \"a b\"\nassignee: Ann <ann@x>", 1))
	d.write("c.md", "broken: [")
	d.head()
	for query, want := range map[string]string{
		"": "ACME-9 ACME-10", "label=ui": "ACME-9 ACME-10", "label=ui AND status=open": "ACME-10", "status!=open": "ACME-9",
		`Team="a b"`: "ACME-9", "assignee=Ann and key=ACME-9": "ACME-9", "project=ACME": "ACME-9 ACME-10", "nothing=x": "",
		`summary = "two words"`: "ACME-9", "project!=ACME": "",
	} {
		var got []string
		for ref, err := range d.c.Find(t.Context(), query) {
			d.ok(err)
			if ref.ID != "ACME-11" { // c.md, which has a text and no front matter
				got = append(got, ref.ID)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q finds %v, want %s", query, got, want)
		}
	}
	for query, at := range map[string]string{
		"status": "column 7", "status=": "column 8", "a=b c=d": "column 5", `a="b`: "column 3", "=x": "column 1", "a=b AND": "column 8",
	} {
		for _, err := range d.c.Find(t.Context(), query) {
			if hub.CodeOf(err) != hub.Invalid || !strings.Contains(err.Error(), at) {
				t.Errorf("%q: %v, want Invalid at %s", query, err, at)
			}
		}
	}
}

func TestCreatedFileReadsWell(t *testing.T) {
	d := setup(t)
	d.time = time.Date(2026, 11, 2, 10, 15, 0, 0, time.UTC)
	r, err := d.c.Create(t.Context(), tracker.Write{Mark: "entwine:p1:initiator"}, &hub.Issue{
		Summary: "Login fails: on Safari", Type: "bug", Labels: []string{"ui", "login"}, Description: "Body.\n",
		Assignee: &hub.User{ID: "5b10", Name: "Ann Smith", Email: "ann@acme.example"},
	})
	d.ok(err)
	_, err = d.c.AddComment(t.Context(), tracker.Write{Ref: r.Ref}, hub.Comment{Body: "Seen too."})
	d.ok(err)
	got := d.read("ACME-1-login-fails-on-safari.md")
	i := strings.Index(got, "<!-- comment ")
	got = got[:i+13] + "ID" + got[i+19:]
	want := `---
key: ACME-1
type: bug
summary: "Login fails: on Safari"
status: open
labels: [ui, login]
assignee: Ann Smith <ann@acme.example>
created: 2026-11-02T10:15:00Z
entwine: entwine:p1:initiator
---

Body.

## Comments <!-- comments -->

### entwine, 2026-11-02 10:15:00 UTC <!-- comment ID -->

Seen too.
`
	if got != want {
		t.Errorf("the file is\n%s\nwant\n%s", got, want)
	}
}
