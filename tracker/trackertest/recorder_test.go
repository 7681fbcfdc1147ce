package trackertest

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
)

// recorder is a T that collects what a check says, so that a suite that ought
// to fail does so without failing its own test.
type recorder struct {
	ctx    context.Context // that of the test around it
	mu     sync.Mutex
	failed []string
}

func (r *recorder) Helper()                  {}
func (r *recorder) Context() context.Context { return r.ctx }
func (r *recorder) Logf(string, ...any)      {}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = append(r.failed, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Skipf(string, ...any) { runtime.Goexit() }

// failures makes the checks that want names, and returns what each of those
// that failed said.
func failures(t *testing.T, open func() Subject, want func(check) bool) map[string][]string {
	failed := map[string][]string{}
	for _, c := range checks() {
		if !want(c) {
			continue
		}
		r := &recorder{ctx: t.Context()}
		done := make(chan struct{})
		go func() { // Goexit ends a goroutine, and must not end the test's
			defer close(done)
			one(r, c, open(), func(string) {})
		}()
		<-done
		if len(r.failed) > 0 {
			failed[c.String()] = r.failed
		}
	}
	return failed
}
