package markdown

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// A real disk that is full, read-only or not there.
func TestRealDisk(t *testing.T) {
	d := setup(t)
	mount := func(flags uintptr) error { return syscall.Mount("tmpfs", d.dir, "tmpfs", flags, "size=256k") }
	if err := mount(0); err != nil {
		t.Skipf("file systems cannot be mounted here: %v; TestDiskFails has the same by injection", err)
	}
	mounted := true
	t.Cleanup(func() {
		if mounted {
			d.ok(syscall.Unmount(d.dir, syscall.MNT_DETACH))
		}
	})
	ref := tracker.Write{Ref: hub.Ref{ID: "ACME-1"}}
	set := func(status string) error {
		_, err := d.c.Set(t.Context(), ref, tracker.Patch{Fields: hub.Issue{Status: status}})
		return err
	}
	_, err := d.c.Check(t.Context())
	d.ok(err)
	d.write("a.md", issueText("ACME-1", "one"))
	cur := d.tells("", "ACME-1")

	f, err := os.Create(d.path("ballast"))
	d.ok(err)
	for err == nil {
		_, err = f.Write(make([]byte, 1024))
	}
	d.ok(f.Close())
	d.code(set("full"), hub.Unreachable, hub.ScopeTracker)
	_, err = d.c.AddAttachment(t.Context(), ref, hub.Attachment{Name: "a"}, strings.NewReader("x"))
	d.code(err, hub.Unreachable, hub.ScopeTracker)
	if got := d.read("a.md"); got != issueText("ACME-1", "one") || len(d.temps()) > 0 {
		t.Errorf("the file is %q, beside it %v", got, d.temps())
	}
	d.remove("ballast")
	d.ok(set("room again"))
	cur = d.tells(cur, "ACME-1")

	d.ok(mount(syscall.MS_REMOUNT | syscall.MS_RDONLY))
	d.code(set("read-only"), hub.Denied, hub.ScopeTracker)
	d.get("ACME-1")
	d.ok(mount(syscall.MS_REMOUNT))
	d.ok(set("writable again"))
	cur = d.tells(cur, "ACME-1")

	// Nothing of ours keeps the disk busy. It comes back with what it had.
	text := map[string]string{}
	for _, rel := range []string{"a.md", ".entwine/marker", ".entwine/index"} {
		text[rel] = d.read(rel)
	}
	d.ok(syscall.Unmount(d.dir, 0))
	for range 3 {
		d.pass(absence)
		for _, err := range d.c.Changes(t.Context(), cur) {
			d.code(err, hub.Unreachable, hub.ScopeTracker)
		}
		d.code(set("away"), hub.Unreachable, hub.ScopeTracker)
	}
	if entries, err := os.ReadDir(d.dir); err != nil || len(entries) > 0 {
		t.Errorf("the mount point has %v, %v", entries, err)
	}
	if err := mount(0); err != nil {
		mounted = false
		t.Fatal(err)
	}
	for rel, s := range text {
		d.write(rel, s)
	}
	d.pass(absence)
	for ch, err := range d.c.Changes(t.Context(), cur) {
		if ch.Deleted || err != nil && hub.CodeOf(err) != hub.Busy {
			t.Errorf("%+v, %v after it came back", ch, err)
		}
	}
	d.ok(set("back again"))
}
