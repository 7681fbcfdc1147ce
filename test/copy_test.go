package test

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A database that was restored from yesterday's backup, of either side: both hold
// until its owner says so, then compare; nothing is doubled and nothing lost.
func TestRestoredBackup(t *testing.T) {
	if testing.Short() {
		t.Skip("stories of a day")
	}
	t.Parallel()
	for _, name := range []string{"acme", "globex", "acme, both can be called", "globex, both can be called"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			which, more, _ := strings.Cut(name, ", ")
			s := setup{}
			if more != "" {
				s.nodeB = func(string, *wire) string {
					return fmt.Sprintf("  link: {title: Globex Inc., listen: %q}\n", freePort(t))
				}
			}
			a, b, _ := two(t, s)
			sides := map[string]*owner{"acme": a, "globex": b}
			restored, other := sides[which], sides[map[string]string{"acme": "globex", "globex": "acme"}[which]]
			for i := range 3 {
				a.add(fmt.Sprintf("acme %d", i))
				b.add(fmt.Sprintf("globex %d", i))
			}
			agree(t, a, b, 6)
			restored.stop()
			backup := filepath.Join(t.TempDir(), "backup")
			copyData(t, restored, backup)
			restored.serve()
			// The day after: edits and new issues of both sides.
			a.edit("acme 0", "(?m)^status: .*$", "status: by acme")
			b.edit("acme 1", "(?m)^status: .*$", "status: by globex")
			a.edit("globex 0", "(?m)^Text of .*$", "Written by acme.")
			a.add("later acme")
			b.add("later globex")
			waitUntil(t, "the day's edits", []*owner{a, b}, func() bool {
				x, y := a.issues(), b.issues()
				return y["acme 0"].Status == "by acme" && x["acme 1"].Status == "by globex" && strings.Contains(y["globex 0"].Text, "Written by acme.")
			})
			agree(t, a, b, 8)
			restored.kill()
			other.edit("acme 2", "(?m)^status: .*$", "status: while it was down")
			if err := os.RemoveAll(filepath.Join(restored.dir, "data")); err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(filepath.Join(restored.dir, "data"), os.DirFS(backup)); err != nil {
				t.Fatal(err)
			}
			restored.serve()
			restored.edit("globex 2", "(?m)^status: .*$", "status: after the restore")
			const held = "somebody else was here last"
			waitUntil(t, "both to hold", []*owner{a, b}, func() bool { return noted(t, a, held) && noted(t, b, held) })
			if s := other.issues()["globex 2"].Status; s != "open" {
				t.Errorf("held, and yet the other side shows %q", s)
			}
			restored.stop()
			restored.run("node", "restored")
			restored.serve()
			got := agree(t, a, b, 8)
			for name, want := range map[string]string{"acme 0": "by acme", "acme 1": "by globex", "acme 2": "while it was down", "globex 2": "after the restore"} {
				if got[name].Status != want {
					t.Errorf("%s is %q, want %q", name, got[name].Status, want)
				}
			}
			if !strings.Contains(got["globex 0"].Text, "Written by acme.") {
				t.Errorf("globex 0 is %q", got["globex 0"].Text)
			}
			calm(t, a, b)
		})
	}
}

// noted reports whether an owner's node says something in its log.
func noted(t *testing.T, o *owner, text string) bool {
	t.Helper()
	return strings.Contains(o.log.String(), text)
}

// copyData copies the data of a node that does not run.
func copyData(t *testing.T, o *owner, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(filepath.Join(o.dir, "data"))); err != nil {
		t.Fatal(err)
	}
}

// A node started for staging looks, and sends nothing; nothing is lost by that.
func TestStaging(t *testing.T) {
	t.Parallel()
	a, b, sn := overheard(t, setup{})
	a.add("one")
	agree(t, a, b, 1)
	b.stop()
	before := len(sn.all())
	b.serve("--staging")
	b.edit("one", "(?m)^status: .*$", "status: looked at")
	b.add("two")
	a.edit("one", "(?m)^Text of .*$", "Written meanwhile.")
	waitUntil(t, "it to see the new issue", []*owner{b}, func() bool { return strings.Contains(strings.Join(b.files(), " "), "two") && b.has("two") })
	b.stop()
	if n := len(sn.all()) - before; n > 0 {
		t.Errorf("%d messages crossed", n)
	}
	if a.issues()["one"].Status == "looked at" || strings.Contains(b.issues()["one"].Text, "meanwhile") {
		t.Errorf("something was told: %v and %v", a.issues(), b.issues())
	}
	b.serve()
	got := agree(t, a, b, 2)
	if got["one"].Status != "looked at" || !strings.Contains(got["one"].Text, "Written meanwhile.") {
		t.Errorf("in the end it is %v", got["one"])
	}
}

// has reports whether the owner's node has seen an issue: it has a key then.
func (o *owner) has(summary string) bool {
	for _, f := range o.files() {
		b, err := os.ReadFile(f)
		if err == nil && strings.Contains(string(b), "summary: "+summary+"\n") && keyLine.Match(b) {
			return true
		}
	}
	return false
}

// A copy of a node that was started beside it is found out, and becomes a node of
// its own; the original goes on.
func TestCopyOfANode(t *testing.T) {
	t.Parallel()
	a, b, _ := two(t, setup{})
	a.add("one")
	agree(t, a, b, 1)
	b.stop()
	twin := newOwner(t, "globex")
	twin.env = b.env
	if err := errors.Join(os.RemoveAll(filepath.Join(twin.dir, "issues")), os.CopyFS(twin.dir, os.DirFS(b.dir))); err != nil {
		t.Fatal(err)
	}
	b.serve()
	a.edit("one", "(?m)^status: .*$", "status: first")
	agree(t, a, b, 1)
	twin.edit("one", "(?m)^status: .*$", "status: of the copy")
	twin.serve()
	const elsewhere = "holds everything until its owner says whether it is a copy"
	waitUntil(t, "the copy to find itself elsewhere", []*owner{twin}, func() bool { return noted(t, twin, elsewhere) })
	twin.stop()
	twin.run("node", "copy")
	twin.serve()
	a.edit("one", "(?m)^status: .*$", "status: second")
	agree(t, a, b, 1)
	if s := a.issues()["one"].Status; s != "second" {
		t.Errorf("the original shows %q", s)
	}
	if s := twin.issues()["one"].Status; s != "of the copy" {
		t.Errorf("the copy shows %q", s)
	}
	calm(t, b)
}

// A tracker that turns out to be another one: the node neither sends nor takes
// anything, in either direction, until its owner says how that is.
func TestTrackerIsAnotherOne(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"original", "moved", "copy", "itself again"} {
		t.Run(said, func(t *testing.T) {
			t.Parallel()
			a, b, sn := overheard(t, setup{})
			a.add("one")
			b.add("two")
			agree(t, a, b, 2)
			b.stop()
			marker := filepath.Join(b.dir, "issues", ".entwine", "marker")
			was, err := os.ReadFile(marker)
			if err != nil {
				t.Fatal(err)
			}
			last := len(was) - 2 // the last digit of its name, before the end of the line
			other := append([]byte{}, was...)
			if other[last]++; was[last] == '9' || was[last] == 'f' {
				other[last] = '0'
			}
			if err := os.WriteFile(marker, other, 0o600); err != nil {
				t.Fatal(err)
			}
			a.edit("two", "(?m)^status: .*$", "status: by acme")
			waitUntil(t, "acme to have something to tell", []*owner{a}, func() bool { return connOf(a).Events["retrying"]+connOf(a).Events["waiting"] > 0 })
			before := len(sn.all())
			b.serve()
			b.edit("one", "(?m)^status: .*$", "status: by globex")
			b.add("three")
			waitUntil(t, "globex to hold", []*owner{a, b}, func() bool { return noted(t, b, "tracker not recognised") })
			b.stop()
			faults := rows[faultRow](b, "faults")
			if len(faults) != 1 || faults[0].Scope != "tracker" || !strings.Contains(faults[0].Message, "entwine node moved") {
				t.Errorf("faults are %+v", faults)
			}
			b.serve() // held from its first moment on
			waitUntil(t, "it to hold again", []*owner{a, b}, func() bool { return strings.Count(b.log.String(), "tracker not recognised") == 2 })
			b.stop()
			if n := len(sn.all()) - before; n > 0 {
				t.Errorf("%d messages crossed", n)
			}
			if x, y := a.issues(), b.issues(); x["one"].Status != "open" || len(x) != 2 || y["two"].Status != "open" {
				t.Errorf("held, and yet: %v and %v", x, y)
			}
			if said == "itself again" {
				if err := os.WriteFile(marker, was, 0o600); err != nil {
					t.Fatal(err)
				}
			} else {
				b.run("node", said)
			}
			b.serve()
			if said == "copy" {
				a.edit("two", "(?m)^status: .*$", "status: for the original alone")
				b.edit("three", "(?m)^status: .*$", "status: of the copy")
				waitUntil(t, "the copy to look at its tracker", []*owner{b}, func() bool { return b.has("three") })
				calm(t, b)
				if len(sn.all()) > before || len(a.issues()) != 2 || b.issues()["two"].Status != "open" {
					t.Errorf("the copy speaks: %v, %v", a.issues(), b.issues())
				}
				return
			}
			if said != "itself again" { // its place in the changes means nothing to another one
				waitUntil(t, "what is paired to be read", []*owner{a, b}, func() bool { return a.issues()["one"].Status == "by globex" })
				b.stop()
				b.run("bulk", "of-globex")
				b.serve()
			}
			got := agree(t, a, b, 3)
			if got["one"].Status != "by globex" || got["two"].Status != "by acme" {
				t.Errorf("in the end: %v", got)
			}
			calm(t, a, b)
		})
	}
}

// A node that is carried to another place, with another address, holds until its
// owner says that it moved; its partner then calls it there.
func TestNodeThatMoved(t *testing.T) {
	t.Parallel()
	ip := outside(t) // a node that only this machine can call may be carried about
	_, port, err := net.SplitHostPort(freePort(t))
	if err != nil {
		t.Fatal(err)
	}
	a, b, _ := two(t, setup{nodeA: away(ip), nodeB: func(string, *wire) string {
		at := net.JoinHostPort(ip, port)
		return fmt.Sprintf("  link: {title: Globex Inc., listen: %q, address: \"https://%s\"}\n", at, at)
	}})
	a.add("one")
	agree(t, a, b, 1)
	b.stop()
	config, err := os.ReadFile(filepath.Join(b.dir, "entwine.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := net.SplitHostPort(freePort(t))
	if err != nil {
		t.Fatal(err)
	}
	b.write("entwine.yaml", strings.ReplaceAll(string(config), port, other))
	a.edit("one", "(?m)^status: .*$", "status: meanwhile")
	b.edit("one", "(?m)^Text of .*$", "Written while it moved.")
	b.serve()
	waitUntil(t, "it to find itself elsewhere", []*owner{a, b}, func() bool { return openFaults(b) == 1 })
	b.stop()
	faults := rows[faultRow](b, "faults")
	if len(faults) != 1 || !strings.Contains(faults[0].Message, "entwine node moved") || !strings.Contains(faults[0].Message, other) {
		t.Errorf("faults are %+v", faults)
	}
	if a.issues()["one"].Status != "meanwhile" || strings.Contains(a.issues()["one"].Text, "moved") || b.issues()["one"].Status != "open" {
		t.Errorf("held, and yet: %v, %v", a.issues(), b.issues())
	}
	b.run("node", "moved")
	b.serve()
	waitUntil(t, "both edits", []*owner{a, b}, func() bool {
		return strings.Contains(a.issues()["one"].Text, "while it moved") && b.issues()["one"].Status == "meanwhile"
	})
	agree(t, a, b, 1)
	if shown := a.run("connection", "show", "of-acme"); !strings.Contains(shown, other) {
		t.Errorf("its partner calls it elsewhere:\n%s", shown)
	}
	calm(t, a, b)
}
