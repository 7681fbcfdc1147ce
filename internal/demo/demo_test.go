package demo

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/markdown"
)

func all(t *testing.T) []sample {
	t.Helper()
	list, err := samples()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// The samples are many, different, and hold what people put into issues.
func TestSamples(t *testing.T) {
	t.Parallel()
	list := all(t)
	if len(list) < 60 {
		t.Errorf("there are %d samples, want 60 at least", len(list))
	}
	keys, text, comments := map[string]bool{}, "", 0
	for _, s := range list {
		if keys[s.key] || !strings.HasPrefix(s.text, "---\nkey: "+s.key+"\n") {
			t.Errorf("%s is there twice, or named otherwise in %s", s.key, s.path)
		}
		keys[s.key] = true
		text += s.text
		comments = max(comments, strings.Count(s.text, "<!-- comment "))
		for _, line := range []string{"summary: ", "status: ", "labels: ["} {
			if !strings.Contains(s.text, "\n"+line) {
				t.Errorf("%s has no line of %s", s.key, line)
			}
		}
	}
	if comments < 30 {
		t.Errorf("the longest thread has %d comments, want 30", comments)
	}
	for what, has := range map[string]bool{
		"tables": strings.Contains(text, "|---|"), "links": strings.Contains(text, "](https://"), "quotes": strings.Contains(text, "\n> "),
		"nested lists": strings.Contains(text, "\n  - "), "tasks": strings.Contains(text, "- [x] "), "sub-issues": strings.Contains(text, "\nparent: "),
		"code in six languages": len(languages(text)) >= 6, "hebrew": in(text, unicode.Hebrew), "arabic": in(text, unicode.Arabic),
		"japanese": in(text, unicode.Katakana), "hindi": in(text, unicode.Devanagari), "emoji": strings.Contains(text, "🏳️‍🌈"),
	} {
		if !has {
			t.Errorf("the samples have no %s", what)
		}
	}
	for key := range attachments() {
		if !keys[key] {
			t.Errorf("attachments of %s, which is no issue", key)
		}
	}
}

func in(text string, table *unicode.RangeTable) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.Is(table, r) }) >= 0
}

func languages(text string) map[string]bool {
	m := map[string]bool{}
	for _, hit := range regexp.MustCompile("(?m)^```([a-z]+)$").FindAllStringSubmatch(text, -1) {
		m[hit[1]] = true
	}
	return m
}

// What is computed is the same every time, and no larger than trackers allow.
func TestAttachments(t *testing.T) {
	t.Parallel()
	largest := int64(0)
	for key, files := range attachments() {
		for _, f := range files {
			var sums [2]string
			for i := range sums {
				h := sha256.New()
				c := &counter{w: h}
				if err := f.write(c); err != nil {
					t.Fatal(err)
				}
				sums[i], largest = string(h.Sum(nil)), max(largest, c.n)
			}
			if sums[0] != sums[1] {
				t.Errorf("%s of %s is another one each time", f.name, key)
			}
		}
	}
	if largest != traceSize {
		t.Errorf("the largest attachment has %d bytes, want %d", largest, traceSize)
	}
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return c.w.Write(b)
}

// Every sample can be read as an issue.
func TestReadable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	n, err := Prepare(t.Context(), dir, nil)
	if err != nil || n != len(all(t)) {
		t.Fatal(n, err)
	}
	past := time.Now().Add(-time.Minute) // or attachments count as still being copied
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		return errors.Join(err, os.Chtimes(path, past, past))
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := markdown.Spec.New(tracker.Settings{"path": filepath.Join(dir, Acme), "prefix": "ACME"}, tracker.Env{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, s := range all(t) {
		is, err := c.Get(t.Context(), hub.Ref{ID: s.key})
		if err != nil {
			t.Errorf("%s: %v", s.key, err)
			continue
		}
		if is.Summary == "" || is.Description == "" || len(is.Labels) == 0 || len(is.Attachments) != len(s.files) {
			t.Errorf("%s is read as %+v", s.key, is)
		}
		if want := strings.Count(s.text, "<!-- comment "); len(is.Comments) != want {
			t.Errorf("%s has %d comments, want %d", s.key, len(is.Comments), want)
		}
	}
}

func TestPrepare(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := Prepare(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	files, err := CountIssues(filepath.Join(dir, Acme))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, Acme, "team", "ACME-61-meeting.md")); err != nil {
		t.Fatal(err)
	}
	if n, err := Prepare(t.Context(), dir, nil); n != 0 || err != nil {
		t.Errorf("a second time %d samples were written, %v", n, err)
	}
	if again, err := CountIssues(filepath.Join(dir, Acme)); again != files-1 || err != nil {
		t.Errorf("what was deleted is back: %d issues of %d, %v", again, files, err)
	}
}

// Whoever is interrupted while the samples are written goes on.
func TestPrepareInterrupted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stop := func(p Progress) {
		if p.Issues == 20 {
			cancel()
		}
	}
	if n, err := Prepare(ctx, dir, stop); err == nil {
		t.Fatalf("%d samples were written although somebody stopped it", n)
	}
	if _, err := Prepare(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	if n, err := CountIssues(filepath.Join(dir, Acme)); n != len(all(t)) || err != nil {
		t.Errorf("there are %d issues, %v", n, err)
	}
}

// Issues that are there already are left alone.
func TestPrepareOwn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, Acme, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, Acme, "x", "mine.md"), []byte("Mine.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if n, err := Prepare(t.Context(), dir, nil); n != 0 || err != nil {
			t.Errorf("%d samples were put beside them, %v", n, err)
		}
	}
}
