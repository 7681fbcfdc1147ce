// Package recorded keeps what a connector's test suite and a real tracker said to
// each other, one file for each check, so that the suite can be run again where
// there is no tracker.
package recorded

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/rest"
)

// Folder holds recordings beside the tests that run now: of each check a file
// that is called as the check is, below the first test's name.
type Folder struct {
	Dir  string
	Slim func(*rest.Exchange) // leaves of an exchange what the connector looks at
}

// Seed is what the marks of the recorded suite were made of. To record anew, a new
// one is made: marks must not be found in the tracker of an earlier run.
func (f Folder) Seed(t *testing.T, anew bool) string {
	t.Helper()
	file := filepath.Join(f.Dir, "seed.txt")
	if anew {
		seed := fmt.Sprintf("suite %d\n", time.Now().Unix())
		if err := errors.Join(os.MkdirAll(f.Dir, 0o755), os.WriteFile(file, []byte(seed), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(b))
}

var unsafeInNames = regexp.MustCompile(`[^a-zA-Z0-9]+`)

func (f Folder) file(t *testing.T) string {
	_, name, _ := strings.Cut(t.Name(), "/")
	return filepath.Join(f.Dir, unsafeInNames.ReplaceAllString(name, "-")+".httprec")
}

// Recorder keeps what goes over the wire during the check that runs. Nothing is
// written of one that fails, is skipped or makes no calls.
func (f Folder) Recorder(t *testing.T) *rest.Recorder {
	t.Helper()
	var b bytes.Buffer
	t.Cleanup(func() {
		if t.Failed() || t.Skipped() || b.Len() == 0 {
			return
		}
		list, err := rest.ParseRecording(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			f.Slim(&list[i])
		}
		if err := errors.Join(os.MkdirAll(f.Dir, 0o755), os.WriteFile(f.file(t), list.Bytes(), 0o644)); err != nil {
			t.Fatal(err)
		}
	})
	return rest.Record(&b)
}

// Replay answers as the tracker did in the check that runs; a check of which
// nothing was recorded gets no answers.
func (f Folder) Replay(t *testing.T) *rest.Recorder {
	t.Helper()
	text, err := os.ReadFile(f.file(t))
	if errors.Is(err, fs.ErrNotExist) {
		return rest.Replay(nil)
	} else if err != nil {
		t.Fatal(err)
	}
	list, err := rest.ParseRecording(text)
	if err != nil {
		t.Fatal(err)
	}
	return rest.Replay(list)
}

// KeepHeaders drops all headers but some.
func KeepHeaders(h *http.Header, names ...string) {
	kept := http.Header{}
	for _, name := range names {
		if v := h.Get(name); v != "" {
			kept.Set(name, v)
		}
	}
	*h = kept
}

// Standing is a clock for what is recorded: when names are looked up again must
// not depend on how fast the run is.
func Standing() time.Time { return time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC) }
