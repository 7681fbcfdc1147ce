//go:build unix

package groovy_test

import (
	"syscall"
	"testing"
	"time"
)

// processorTime is what this process has used of the processors so far: on a
// busy machine it does not run on while others have their turn.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
