package main

import (
	"syscall"
	"time"
)

// used is the most memory this process had, in MB, and its processor time.
func used() (peakMB, seconds float64) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, 0
	}
	cpu := time.Duration(u.Utime.Nano() + u.Stime.Nano())
	return float64(u.Maxrss) / 1024, cpu.Seconds() // Linux counts in kB
}
