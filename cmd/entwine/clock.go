package main

import (
	"slices"
	"time"

	"github.com/entwine-sync/entwine/tracker"
)

// What only tests and trials set, by the linker (-X main.aside=10m).
var (
	// aside is how far the clock of this program is from the machine's, to see two
	// nodes whose clocks differ.
	aside string
	// longest is how long a request to a tracker may be on its way, in place of what
	// its connector says: nobody need wait a minute then to learn what became of a
	// lost answer.
	longest string
	// rounds is how long it is between two looks for what trackers keep silent
	// about, in place of ten minutes.
	rounds string
)

// linked reads one of them; zero if it is not set.
func linked(name, v string) time.Duration {
	if v == "" {
		return 0
	}
	d, err := time.ParseDuration(v)
	if err != nil {
		panic("main." + name + " is no duration: " + v)
	}
	return d
}

// clock is what a program's times come from.
func clock() time.Time { return time.Now().Add(linked("aside", aside)) }

// betweenRounds is zero where the engine is to say.
func betweenRounds() time.Duration { return linked("rounds", rounds) }

// hastened are the kinds of trackers, as patient as longest says.
func hastened(specs []tracker.Spec) []tracker.Spec {
	d := linked("longest", longest)
	if d == 0 {
		return specs
	}
	specs = slices.Clone(specs)
	for i := range specs {
		specs[i].Habits.Longest = min(specs[i].Habits.Longest, d)
	}
	return specs
}
