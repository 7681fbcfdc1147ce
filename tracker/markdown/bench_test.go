package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func many(b *testing.B, n int) string {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "acme")
	for i := range n {
		sub := filepath.Join(dir, fmt.Sprintf("%02d", i%50))
		if i < 50 {
			if err := os.MkdirAll(sub, 0o755); err != nil {
				b.Fatal(err)
			}
		}
		key := fmt.Sprintf("ACME-%d", i+1)
		text := issueText(key, "Login fails on Safari") + strings.Repeat("A line of the description.\n", 40) +
			"\n## Comments <!-- comments -->\n\n### Ann, 2026-01-01 10:00 UTC <!-- comment a1b2c3 -->\n\n" + strings.Repeat("A comment. ", 50) + "\n"
		if err := os.WriteFile(filepath.Join(sub, key+".md"), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

func benchSizes(b *testing.B, run func(b *testing.B, dir string, n int)) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { run(b, many(b, n), n) })
	}
}

// A day ahead, so that no file is looked into again for having been written
// just now; see racyTime.
func ahead() time.Time { return time.Now().Add(24 * time.Hour) }

// How long does a node need for a folder it never saw?
func BenchmarkStartCold(b *testing.B) {
	benchSizes(b, func(b *testing.B, dir string, n int) {
		b.ReportAllocs()
		for b.Loop() {
			if err := os.RemoveAll(filepath.Join(dir, hiddenDir)); err != nil {
				b.Fatal(err)
			}
			f := newFolder(dir, "ACME", ahead, nil)
			if err := f.scan(b.Context(), true); err != nil || len(f.ix.byPath) != n {
				b.Fatal(err, len(f.ix.byPath))
			}
		}
	})
}

// How long does it need to start again, with its index?
func BenchmarkStartWarm(b *testing.B) {
	benchSizes(b, func(b *testing.B, dir string, n int) {
		if err := newFolder(dir, "ACME", ahead, nil).scan(b.Context(), true); err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			f := newFolder(dir, "ACME", ahead, nil)
			if err := f.scan(b.Context(), false); err != nil || len(f.ix.byPath) != n {
				b.Fatal(err, len(f.ix.byPath))
			}
		}
	})
}

// What does a poll cost when nothing changed?
func BenchmarkPollUnchanged(b *testing.B) {
	benchSizes(b, func(b *testing.B, dir string, n int) {
		f := newFolder(dir, "ACME", ahead, nil)
		if err := f.scan(b.Context(), true); err != nil {
			b.Fatal(err)
		}
		cur := f.ix.cursor(f.ix.seq)
		b.ReportAllocs()
		for b.Loop() {
			if err := f.scan(b.Context(), false); err != nil {
				b.Fatal(err)
			}
			if list, _ := f.changes(cur); len(list) > 0 {
				b.Fatal(list)
			}
		}
	})
}

// What does one read cost, and one durable write, in a folder of that size?
func BenchmarkIssue(b *testing.B) {
	benchSizes(b, func(b *testing.B, dir string, _ int) {
		c := &connector{prefix: "ACME", author: "entwine", now: ahead}
		c.dir = newFolder(dir, "ACME", ahead, nil)
		if err := c.dir.scan(b.Context(), true); err != nil {
			b.Fatal(err)
		}
		ref := hub.Ref{ID: "ACME-7"}
		b.Run("get", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if is, err := c.Get(b.Context(), ref); err != nil || is.Summary == "" {
					b.Fatal(err)
				}
			}
		})
		b.Run("set", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p := tracker.Patch{Fields: hub.Issue{Status: fmt.Sprintf("state %d", i)}}
				if _, err := c.Set(b.Context(), tracker.Write{Ref: ref}, p); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("create", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Create(b.Context(), tracker.Write{}, &hub.Issue{Summary: "Login fails"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

// What an issue keeps in memory: its place and stamps, and none of its text.
func TestMemoryOfAnIssue(t *testing.T) {
	const n = 10_000
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	ix := newIndex("x")
	for i := range n {
		key := fmt.Sprintf("ACME-%d", i)
		ix.put(&entry{id: key, path: "sub/" + key + "-login-fails-on-safari.md"})
	}
	each := int64(heap()-before) / n
	runtime.KeepAlive(ix)
	t.Logf("%d bytes for each issue", each)
	if each > 450 {
		t.Errorf("%d bytes for each issue, want no more than 450", each)
	}
}
