package groovy_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// fuzzed is what a script made up by the fuzzer may use: enough to run those
// of testdata, little enough that thousands run in a second.
var fuzzed = groovy.Limits{Steps: 200_000, Memory: 16 << 20, Output: 64 << 10, Depth: 300}

// heapFactor is how many times the memory it was given a script may hold: what
// is counted are the contents of values, not their headers, and the collector
// runs behind.
const heapFactor = 8

// FuzzRun: whatever the source is, compiling and running it ends without a
// panic and within the limits.
func FuzzRun(f *testing.F) {
	for _, src := range testScripts(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 1<<14 {
			return // Nothing new comes with size, only time.
		}
		withinLimits(t, src)
	})
}

// withinLimits runs a source and complains about anything a host must never
// see.
func withinLimits(t *testing.T, src string) {
	t.Helper()
	s, err := groovy.Compile("fuzz.groovy", src, nil)
	if err != nil {
		var list groovy.CompileErrors
		if !errors.As(err, &list) || len(list) == 0 || strings.Contains(list[0].Msg, "internal error") {
			t.Fatalf("%s\ncompile: got %T %v", src, err, err)
		}
		return
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	runFuzzed(t, s, src)
	runtime.ReadMemStats(&after)
	// What was made in all is known for sure and mostly below what may be held
	// at once; only where it is not, the run is worth another look.
	if after.TotalAlloc-before.TotalAlloc < heapFactor*uint64(fuzzed.Memory) {
		return
	}
	if held := heldBy(func() { runFuzzed(t, s, src) }); held > heapFactor*uint64(fuzzed.Memory) {
		t.Errorf("%s\nholds %d MB", src, held>>20)
	}
}

func runFuzzed(t *testing.T, s *groovy.Script, src string) {
	t.Helper()
	var out counter
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	start := time.Now()
	_, err := s.Run(ctx, &groovy.Env{Limits: fuzzed, Stdout: &out})
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("%s\ntook %v", src, took)
	}
	var run *groovy.RunError
	var limit *groovy.LimitError
	switch {
	case errors.As(err, &run):
		// What the host shows of it must be printable as well.
		_ = run.Report()
	case err != nil && !errors.As(err, &limit):
		t.Errorf("%s\nended with %v", src, err)
	}
	if int64(out) > fuzzed.Output {
		t.Errorf("%s\nprinted %d bytes", src, out)
	}
}

// counter is an output that only counts.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// heldBy is the most that f adds to the heap while it runs, looked at every
// millisecond and with a collector that is never far behind.
func heldBy(f func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	var most atomic.Uint64
	look := func() {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		most.Store(max(most.Load(), m.HeapAlloc))
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				look()
			}
		}
	}()
	f()
	close(done)
	<-ended
	look()
	return max(most.Load(), before) - before
}

// testScripts are the scripts of testdata by their order; those that are long
// only make the fuzzer slow.
func testScripts(t testing.TB) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir("testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".groovy") {
			return err
		}
		b, err := os.ReadFile(path)
		if len(b) < 4<<10 {
			all = append(all, string(b))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no scripts in testdata")
	}
	return all
}
