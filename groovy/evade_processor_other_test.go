//go:build !unix

package groovy_test

import (
	"testing"
	"time"
)

var processStart = time.Now()

// processorTime is the time that has passed, where the processor's is not to
// be had.
func processorTime(*testing.T) time.Duration { return time.Since(processStart) }
