package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/entwine-sync/entwine/hub"
)

func open(t *testing.T) (*Store, string) {
	t.Helper()
	dir := t.TempDir()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s, dir
}

// files lists what is in a store's folder, temporary files included.
func files(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func read(t *testing.T, s *Store, d hub.Digest) string {
	t.Helper()
	r, n, err := s.Open(d)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	if int64(len(b)) != n {
		t.Errorf("Open said %d bytes, there are %d", n, len(b))
	}
	return string(b)
}

func TestPut(t *testing.T) {
	for name, content := range map[string]string{
		"empty": "", "a few bytes": "hello", "more than a buffer": strings.Repeat("0123456789", 3*copySize/10),
	} {
		t.Run(name, func(t *testing.T) {
			s, dir := open(t)
			// One byte at a time, so that reads and writes do not coincide.
			d, n, err := s.Put(t.Context(), iotest.OneByteReader(strings.NewReader(content)))
			if err != nil {
				t.Fatal(err)
			}
			if want := hub.DigestOf([]byte(content)); d != want || n != int64(len(content)) {
				t.Errorf("Put = %s, %d; want %s, %d", d, n, want, len(content))
			}
			if got := read(t, s, d); got != content {
				t.Errorf("read %d other bytes", len(got))
			}
			if list := files(t, dir); len(list) != 1 {
				t.Errorf("files left: %v", list)
			}
		})
	}
}

func TestPut_the_same_from_many_at_once(t *testing.T) {
	s, dir := open(t)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if _, _, err := s.Put(t.Context(), strings.NewReader("shared")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if list := files(t, dir); len(list) != 1 {
		t.Errorf("files: %v, want one", list)
	}
	if got := read(t, s, hub.DigestOf([]byte("shared"))); got != "shared" {
		t.Errorf("read %q", got)
	}
}

func TestPut_leaves_nothing_behind_when_it_fails(t *testing.T) {
	broken := errors.New("connection lost")
	ended, end := context.WithCancel(t.Context())
	end()
	for name, put := range map[string]func(*Store) error{
		"the reader breaks off": func(s *Store) error {
			_, _, err := s.Put(t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)))
			if !errors.Is(err, broken) {
				t.Errorf("got %v, want the reader's error", err)
			}
			return err
		},
		"the context ended": func(s *Store) error {
			_, _, err := s.Put(ended, strings.NewReader("x"))
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want canceled", err)
			}
			return err
		},
		"the content is another": func(s *Store) error {
			_, err := s.PutAs(t.Context(), hub.DigestOf([]byte("right")), strings.NewReader("wrong"))
			if hub.CodeOf(err) != hub.Conflict {
				t.Errorf("got %v, want a conflict", err)
			}
			return err
		},
		"it is too large": func(s *Store) error {
			s.max = 3
			_, _, err := s.Put(t.Context(), strings.NewReader("four"))
			if hub.CodeOf(err) != hub.Invalid {
				t.Errorf("got %v, want invalid", err)
			}
			return err
		},
		"the digest is none": func(s *Store) error {
			_, err := s.PutAs(t.Context(), "sha256:../../etc/passwd", strings.NewReader("x"))
			if hub.CodeOf(err) != hub.Invalid {
				t.Errorf("got %v, want invalid", err)
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, dir := open(t)
			if put(s) == nil {
				t.Error("it was accepted")
			}
			if list := files(t, dir); len(list) != 0 {
				t.Errorf("files left: %v", list)
			}
		})
	}
}

func TestPut_of_exactly_the_largest_size(t *testing.T) {
	s, err := OpenWith(t.TempDir(), Options{MaxSize: 4})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Put(t.Context(), strings.NewReader("four")); err != nil {
		t.Error(err)
	}
}

func TestPutAs(t *testing.T) {
	s, _ := open(t)
	d := hub.DigestOf([]byte("right"))
	if n, err := s.PutAs(t.Context(), d, strings.NewReader("right")); err != nil || n != 5 {
		t.Fatalf("PutAs = %d, %v", n, err)
	}
	if got := read(t, s, d); got != "right" {
		t.Errorf("read %q", got)
	}
}

func TestDrop(t *testing.T) {
	s, dir := open(t)
	d, _, err := s.Put(t.Context(), strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := s.Has(d); !ok || err != nil {
		t.Errorf("Has = %v, %v before", ok, err)
	}
	r, _, err := s.Open(d)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for range 2 { // the second drops nothing
		if err := s.Drop(d); err != nil {
			t.Error(err)
		}
	}
	if ok, err := s.Has(d); ok || err != nil {
		t.Errorf("Has = %v, %v after", ok, err)
	}
	if _, _, err := s.Open(d); hub.CodeOf(err) != hub.NotFound {
		t.Errorf("Open = %v, want not found", err)
	}
	if b, err := io.ReadAll(r); string(b) != "x" || err != nil {
		t.Errorf("an open blob reads %q, %v", b, err)
	}
	if list := files(t, dir); len(list) != 0 {
		t.Errorf("files left: %v", list)
	}
}

func TestDigests_that_are_none(t *testing.T) {
	s, _ := open(t)
	good := string(hub.DigestOf([]byte("x")))
	for _, d := range []string{"", "sha256:", "sha256:..", good[:len(good)-2], good + "00", "md5:" + good[7:],
		strings.ToUpper(good), "sha256:" + strings.ToUpper(good[7:])} {
		if _, _, err := s.Open(hub.Digest(d)); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("Open(%q) = %v, want invalid", d, err)
		}
		if _, err := s.Has(hub.Digest(d)); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("Has(%q) = %v, want invalid", d, err)
		}
		if err := s.Drop(hub.Digest(d)); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("Drop(%q) = %v, want invalid", d, err)
		}
	}
}

func TestOpen_sweeps_what_was_half_written(t *testing.T) {
	s, dir := open(t)
	d, _, err := s.Put(t.Context(), strings.NewReader("whole"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.temp(), "put-123"), []byte("ha"), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if list := files(t, dir); len(list) != 1 {
		t.Errorf("files: %v, want the whole one", list)
	}
	if got := read(t, again, d); got != "whole" {
		t.Errorf("read %q", got)
	}
}

func TestDisk_full_is_said_plainly(t *testing.T) {
	s, _ := open(t)
	_, _, err := s.copy(t.Context(), full{}, strings.NewReader("x"))
	var e *hub.Error
	if !errors.As(err, &e) || e.Code != hub.Busy || e.Scope != hub.ScopeNode || !strings.Contains(e.Message, "disk full") {
		t.Errorf("got %v, want busy, node, disk full", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
}

// Does memory stay the same however large the attachment is? Look at B/op: it
// is the copy buffer, not the 64 MB.
func BenchmarkPut(b *testing.B) {
	s, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	const size = 64 << 20
	chunk := bytes.Repeat([]byte("0123456789abcdef"), 4096)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		var rs []io.Reader
		for range size / len(chunk) {
			rs = append(rs, bytes.NewReader(chunk))
		}
		if _, n, err := s.Put(b.Context(), io.MultiReader(rs...)); err != nil || n != size {
			b.Fatal(n, err)
		}
	}
}
