package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// grown is what is computed of an issue's text: what is long and regular.
func grown(key string) string {
	switch key {
	case "ACME-7":
		return loadTests()
	case "ACME-64":
		return crossing()
	}
	return ""
}

// same gives numbers that are the same in every run.
func same(seed string) *rand.Rand {
	var n uint64
	for _, b := range []byte(seed) {
		n = n*31 + uint64(b)
	}
	return rand.New(rand.NewPCG(n, 7))
}

// loadTests are the comments of a robot, one for each night.
func loadTests() string {
	r := same("load tests")
	var b strings.Builder
	day := time.Date(2026, 9, 20, 2, 30, 0, 0, time.UTC)
	leak := 0.0
	for run := 1; run <= 44; run++ {
		switch {
		case run >= 18 && run < 31:
			leak += 55 + 20*r.Float64() // the leak of October
		case run == 31:
			leak = 0
		}
		streams := 38_000 + r.IntN(4_000)
		p50, p99 := 40+r.IntN(15), 180+r.IntN(70)+int(leak/4)
		fmt.Fprintf(&b, "\n### load-robot, %s UTC\n\nRun %d: **%d** streams, %d MB.\n\n", day.Format("2006-01-02 15:04"),
			run, streams, 900+r.IntN(60)+int(leak))
		fmt.Fprintf(&b, "| | p50 | p99 | lost |\n|---|--:|--:|--:|\n| this night | %d ms | %d ms | %d |\n", p50, p99, int(leak/120))
		if leak > 500 {
			fmt.Fprintf(&b, "\n⚠ Memory grew for %d nights.\n", run-17)
		}
		if run == 31 {
			b.WriteString("\nMemory is back where it was. Somebody closed the stream of hidden tabs.\n")
		}
		day = day.AddDate(0, 0, 1)
	}
	b.WriteString("\n### Bo Larsen, 2026-11-03 07:01 UTC\n\nQuiet for two weeks. The robot may stay.\n")
	return b.String()
}

// crossing is a long text: the stations of a parcel, one after the other.
func crossing() string {
	r := same("crossing")
	places := []string{
		"Lisboa", "Badajoz", "Madrid", "Zaragoza", "Barcelona", "Perpignan", "Lyon", "Genève", "Basel", "Karlsruhe", "Köln",
		"Hamburg", "Flensburg", "Kolding", "Odense", "København", "Malmö", "Göteborg", "Örebro", "Västerås", "Uppsala", "Gävle",
		"Sundsvall", "Umeå", "Luleå", "Haparanda", "Rovaniemi", "Ivalo",
	}
	incidents := []string{
		"The belt stood still for %d minutes, because a label had come off and said nothing.",
		"A lorry waited %d minutes at the weighbridge; it was not too heavy, the weighbridge was wrong.",
		"Somebody counted the parcels of the cage and had %d. The list had one more. It lay on top of the lamp.",
		"The driver took the old road, which is %d kilometres longer and has the better coffee.",
		"Rain. The hall is as dry as it was planned to be, which leaves %d square metres.",
		"Here the parcel met %d others of the same sender, for one night.",
		"The scanner read the code at the first try, as it does %d times out of a hundred.",
	}
	var b strings.Builder
	at := time.Date(2026, 11, 2, 18, 40, 0, 0, time.UTC)
	for i, p := range places {
		fmt.Fprintf(&b, "\n## %d. %s, %s\n\n", i+1, p, at.Format("Monday 15:04"))
		for range 2 + r.IntN(2) {
			fmt.Fprintf(&b, incidents[r.IntN(len(incidents))]+" ", 3+r.IntN(95))
		}
		fmt.Fprintf(&b, "\n\n| in | out | cage | code |\n|---|---|---|---|\n| %s | %s | %c%d | `31` |\n", at.Format("15:04"),
			at.Add(time.Duration(40+r.IntN(200))*time.Minute).Format("15:04"), 'A'+rune(r.IntN(6)), 1+r.IntN(40))
		if i%9 == 4 {
			b.WriteString("\n> What looks like waiting is mostly sorting: one hour here saves three on the road.\n")
		}
		at = at.Add(time.Duration(150+r.IntN(240)) * time.Minute)
	}
	b.WriteString("\nAnd then, on the last morning, a van with a heated seat drove 41 kilometres for it, and nobody was at home.\n")
	b.WriteString("The neighbour was.\n")
	return b.String()
}
