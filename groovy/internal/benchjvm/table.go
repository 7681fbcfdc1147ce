package main

import (
	"fmt"
	"math"
	"time"
)

// A key names a figure: of which rule, and what it is.
type key struct{ rule, what string }

// A figure is a number, or the text of a result.
type figure struct {
	value float64
	text  string
}

type figures map[key]figure

func (f figures) set(rule, what string, v float64) { f[key{rule, what}] = figure{value: v} }

var columns = []struct {
	what, title string
	show        func(float64) string
}{
	{"compile", "compile", duration},
	{"run", "one run", duration},
	{"bytes", "allocated per run", size},
}

func table(names []string, ours, jvm figures) {
	for _, c := range columns {
		fmt.Printf("| %s | entwine | JVM | |\n|---|---|---|---|\n", c.title)
		logs, n := 0.0, 0
		for _, name := range names {
			g, j := ours[key{name, c.what}].value, jvm[key{name, c.what}].value
			row(name, g, j, c.show)
			if name != "empty" && name != "loop" && j > 0 {
				logs += math.Log(g / j)
				n++
			}
		}
		if n > 0 {
			fmt.Printf("| the rules, geometric mean | | | %s |\n", ratio(math.Exp(logs/float64(n))))
		}
		fmt.Println()
	}
	fmt.Println("| 16 at once, rule mixed | entwine | JVM | |\n|---|---|---|---|")
	row("time per run", ours[key{"mixed", "sixteen"}].value, jvm[key{"mixed", "sixteen"}].value, duration)
	fmt.Println()
	fmt.Println("| ours alone | allocations per run | memory of a compiled rule |\n|---|---|---|")
	for _, name := range names {
		fmt.Printf("| %s | %.0f | %s |\n", name, ours[key{name, "allocs"}].value, size(ours[key{name, "kept"}].value))
	}
}

func row(title string, ours, jvm float64, show func(float64) string) {
	if jvm == 0 {
		fmt.Printf("| %s | %s | | |\n", title, show(ours))
		return
	}
	fmt.Printf("| %s | %s | %s | %s |\n", title, show(ours), show(jvm), ratio(ours/jvm))
}

func ratio(r float64) string {
	if r < 0.1 {
		return fmt.Sprintf("1/%.0f", 1/r)
	}
	return fmt.Sprintf("%.2f", r)
}

func duration(ns float64) string {
	switch d := time.Duration(ns); {
	case d < 100*time.Microsecond:
		return fmt.Sprintf("%.1f µs", ns/1e3)
	case d < time.Millisecond:
		return fmt.Sprintf("%.0f µs", ns/1e3)
	case d < 100*time.Millisecond:
		return fmt.Sprintf("%.1f ms", ns/1e6)
	}
	return fmt.Sprintf("%.0f ms", ns/1e6)
}

func size(bytes float64) string {
	switch {
	case bytes < 1<<10:
		return fmt.Sprintf("%.0f B", bytes)
	case bytes < 1<<20:
		return fmt.Sprintf("%.1f KiB", bytes/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", bytes/(1<<20))
}
