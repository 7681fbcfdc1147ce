package jtime

import (
	"testing"
	"unicode"
)

func TestZoneData(t *testing.T) {
	t.Parallel()
	db := zones()
	if db.version == "" || len(db.byID) < 600 || len(AvailableZoneIDs()) >= len(AvailableTimeZoneIDs()) {
		t.Fatalf("version %q with %d zones", db.version, len(db.byID))
	}
	longest := 0
	for _, names := range []map[string]string{db.long, db.short} {
		for name, id := range names {
			longest = max(longest, len(name))
			if _, err := ZoneOf(id); err != nil {
				t.Errorf("%s stands for %s: %v", name, id, err)
			}
		}
	}
	for id, e := range db.byID {
		longest = max(longest, len(id))
		rules := e.rules.load()
		if len(rules.wall) != len(rules.at)+1 || len(rules.standard) != len(rules.standardAt)+1 || len(rules.yearly)%2 != 0 {
			t.Errorf("%s: %d changes, %d offsets", id, len(rules.at), len(rules.wall))
		}
		for i := 1; i < len(rules.at); i++ {
			if rules.at[i] <= rules.at[i-1] {
				t.Errorf("%s: change %d is not after the one before", id, i)
			}
		}
		if _, err := e.timeZone().Zone(); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		if e.names == nil || e.names.text[5] == "" {
			t.Errorf("%s has no names", id)
		}
	}
	if longest > longestZoneName {
		t.Errorf("a name of %d bytes, longestZoneName is %d", longest, longestZoneName)
	}
}

// digitOf takes the ranges of decimal digits for runs of ten.
func TestDigits(t *testing.T) {
	t.Parallel()
	for _, r := range unicode.Nd.R16 {
		if (r.Hi-r.Lo+1)%10 != 0 || r.Stride != 1 {
			t.Errorf("%x to %x", r.Lo, r.Hi)
		}
	}
	for _, r := range unicode.Nd.R32 {
		if (r.Hi-r.Lo+1)%10 != 0 || r.Stride != 1 {
			t.Errorf("%x to %x", r.Lo, r.Hi)
		}
	}
	for r, want := range map[rune]int{'0': 0, '9': 9, 'a': -1, '٣': 3, '９': 9, '𝟠': 8, 'Ⅷ': -1} {
		if got := digitOf(r); got != want {
			t.Errorf("%c has the value %d, want %d", r, got, want)
		}
	}
}

// Every day is the inverse of its date, in both calendars.
func TestCivil(t *testing.T) {
	t.Parallel()
	for _, start := range []int64{minEpochDay, -719530, cutoverDay - 800, -400, 10950, 24836, maxEpochDay - 800} {
		for day := start; day < start+800; day++ {
			if y, m, d := dateOf(day); daysOf(y, m, d) != day {
				t.Fatalf("day %d is %d-%d-%d, day %d", day, y, m, d, daysOf(y, m, d))
			}
			if y, m, d := julianDateOf(day); julianDaysOf(y, m, d) != day {
				t.Fatalf("day %d is %d-%d-%d of the Julian calendar, day %d", day, y, m, d, julianDaysOf(y, m, d))
			}
			if y, m, d, _ := hybridDate(day); hybridDay(y, m, d) != day {
				t.Fatalf("day %d is %d-%d-%d of both calendars, day %d", day, y, m, d, hybridDay(y, m, d))
			}
		}
	}
}
