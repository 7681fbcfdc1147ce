package main

import "time"

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
