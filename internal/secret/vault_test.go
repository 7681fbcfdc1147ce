package secret

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
)

func TestVault(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "secrets")
	keep := func(v *Vault, name string, change func(string) (string, error)) error {
		return v.Change(t.Context(), name, change)
	}
	if err := keep(NewVault(dir), "acme.oauth2", func(was string) (string, error) {
		if was != "" {
			t.Errorf("kept is %q before anything was", was)
		}
		return "one", nil
	}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "acme.oauth2")); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v, %v", info, err)
	}
	wrong := errors.New("wrong")
	if err := keep(NewVault(dir), "acme.oauth2", func(string) (string, error) { return "two", wrong }); !errors.Is(err, wrong) {
		t.Errorf("got %v, want the change's own error", err)
	}
	if err := keep(NewVault(dir), "acme.oauth2", func(was string) (string, error) {
		if was != "one" {
			t.Errorf("kept is %q after a change that failed, want one", was)
		}
		return "", nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "acme.oauth2")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("nothing is to be kept, and the file is there: %v", err)
	}
	for _, name := range []string{"", ".", "..", "../x", "a/b", `a\b`, ".hidden"} {
		if err := keep(NewVault(dir), name, func(string) (string, error) { return "x", nil }); err == nil {
			t.Errorf("the name %q was taken", name)
		}
	}
}

// Two that share a folder, as two processes do, change one after the other.
func TestVaultTurns(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	const each = 20
	for range 2 {
		v := NewVault(dir)
		for range 3 {
			wg.Go(func() {
				for range each {
					err := v.Change(t.Context(), "n", func(was string) (string, error) {
						n, _ := strconv.Atoi(was) // 0 at first
						return strconv.Itoa(n + 1), nil
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	wg.Wait()
	b, err := os.ReadFile(filepath.Join(dir, "n"))
	if err != nil || string(b) != strconv.Itoa(2*3*each) {
		t.Errorf("counted %s, want %d (%v)", b, 2*3*each, err)
	}
	v := NewVault(dir)
	err = v.Change(t.Context(), "n", func(string) (string, error) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := NewVault(dir).Change(ctx, "n", func(string) (string, error) { return "", nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("the wait for a turn ended with %v", err)
		}
		return "", errors.New("as it was")
	})
	if err == nil {
		t.Error("no error")
	}
}
