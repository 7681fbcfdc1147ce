package main

import (
	"slices"
	"time"

	"github.com/entwine-sync/entwine/tracker"
)

// aside is how far the clock of this program is from the machine's. Only tests
// set it, by the linker (-X main.aside=10m), to see two nodes whose clocks differ.
var aside string

// clock is what a program's times come from.
func clock() time.Time {
	if aside == "" {
		return time.Now()
	}
	d, err := time.ParseDuration(aside)
	if err != nil {
		panic("main.aside is no duration: " + aside)
	}
	return time.Now().Add(d)
}

// longest is how long a request to a tracker may be on its way, in place of what
// its connector says. Only trials set it, by the linker (-X main.longest=8s): they
// need not wait a minute then to learn what became of a lost answer.
var longest string

// hastened are the kinds of trackers, as patient as longest says.
func hastened(specs []tracker.Spec) []tracker.Spec {
	if longest == "" {
		return specs
	}
	d, err := time.ParseDuration(longest)
	if err != nil {
		panic("main.longest is no duration: " + longest)
	}
	specs = slices.Clone(specs)
	for i := range specs {
		specs[i].Habits.Longest = min(specs[i].Habits.Longest, d)
	}
	return specs
}
