package jtime

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// zoneText is what testdata/Zones.java wrote: the time zones of a JDK, whose
// rules say more than the files of an operating system (which part of an offset
// is daylight saving, and since when). Tab-separated lines:
//
//	V version
//	R the rules of one or more zones, see parse
//	N long, short, long of summer, short of summer, long of both, short of both
//	Z id, number of the R, number of the N, flags
//	P id, the names a DateTimeFormatter reads as this zone, each after l or s
//
// The flags: u is no zone that parsers of names look through, o is known to
// java.util.TimeZone alone.
//
//go:embed zones.txt
var zoneText string

// A zoneEntry is what is known of an id.
type zoneEntry struct {
	id     string
	rules  *ruleTable
	names  *zoneNames
	region bool // also an id of java.time
	listed bool // among those whose names are known
}

// zoneNames are the display names of a zone.
type zoneNames struct {
	text [6]string // long and short: standard, summer, generic
}

type zoneDatabase struct {
	version string
	byID    map[string]*zoneEntry
	listed  []*zoneEntry // in the order SimpleDateFormat looks through
	long    map[string]string
	short   map[string]string
	folded  func() map[string]string // names and ids as they are, by lower case
}

// zones reads the lines; the rules of a zone are read when they are asked for.
var zones = sync.OnceValue(func() *zoneDatabase {
	db := &zoneDatabase{byID: map[string]*zoneEntry{}, long: map[string]string{}, short: map[string]string{}}
	var rules []*ruleTable
	var names []*zoneNames
	for line := range strings.Lines(zoneText) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		switch kind {
		case "V":
			db.version = rest
		case "R":
			rules = append(rules, &ruleTable{line: rest})
		case "N":
			n := new(zoneNames)
			copy(n.text[:], strings.Split(rest, "|"))
			names = append(names, n)
		case "Z":
			f := append(strings.Split(rest, "\t"), "")
			e := &zoneEntry{f[0], rules[number(f[1])], names[number(f[2])], !strings.Contains(f[3], "o"), !strings.Contains(f[3], "u")}
			db.byID[e.id] = e
			if e.listed {
				db.listed = append(db.listed, e)
			}
		case "P":
			id, list, _ := strings.Cut(rest, "\t")
			for name := range strings.SplitSeq(list, "|") {
				if name[0] == 'l' {
					db.long[name[1:]] = id
				} else {
					db.short[name[1:]] = id
				}
			}
		}
	}
	db.folded = sync.OnceValue(db.fold)
	return db
})

func (db *zoneDatabase) fold() map[string]string {
	m := map[string]string{}
	for _, names := range []map[string]string{db.long, db.short} {
		for name := range names {
			m[strings.ToLower(name)] = name
		}
	}
	for id := range db.byID {
		m[strings.ToLower(id)] = id
	}
	return m
}

// ZoneDataVersion is the version of the time zone data, as 2025a.
func ZoneDataVersion() string { return zones().version }

// AvailableZoneIDs is ZoneId.getAvailableZoneIds, sorted.
func AvailableZoneIDs() []string {
	ids := slices.Collect(maps.Keys(zones().byID))
	ids = slices.DeleteFunc(ids, func(id string) bool { return !zones().byID[id].region })
	slices.Sort(ids)
	return ids
}

// number reads a decimal of the embedded text, which is well formed.
func number(s string) int64 { return numberIn(s, 10) }

func numberIn(s string, base int) int64 {
	n, err := strconv.ParseInt(s, base, 64)
	if err != nil {
		panic("jtime: zones.txt: " + err.Error())
	}
	return n
}

// parse reads the line of the rules: numbers in base 36, instants as seconds
// since the one before.
//
//	standard offset, then pairs of when it changes and to what
//	the wall offsets
//	when the wall offset changes and to which, as a letter
//	the two rules that hold for ever after, if any
//	what java.util.TimeZone says of itself
func (t *ruleTable) parse() {
	f := strings.Split(t.line, "\t")
	var at int64
	for i, cell := range strings.Fields(f[0]) {
		when, offset, pair := strings.Cut(cell, ",")
		if !pair {
			offset = when
		}
		if i > 0 {
			at += numberIn(when, 36)
			t.standardAt = append(t.standardAt, at)
		}
		t.standard = append(t.standard, int32(numberIn(offset, 36)))
	}

	var offsets []int32
	for _, cell := range strings.Fields(f[1]) {
		offsets = append(offsets, int32(numberIn(cell, 36)))
	}
	t.wall = append(t.wall, offsets[0])
	at = 0
	for start, i := 0, 0; i < len(f[2]); i++ {
		if c := f[2][i]; c >= 'A' && c <= 'Z' {
			at += numberIn(f[2][start:i], 36)
			t.at = append(t.at, at)
			t.wall = append(t.wall, offsets[c-'A'])
			start = i + 1
		}
	}

	for _, cell := range strings.Fields(f[3]) {
		p := strings.Split(cell, ",")
		t.yearly = append(t.yearly, yearRule{
			month: int(number(p[0])), day: int(number(p[1])), dow: int(number(p[2])), second: number(p[3]), clock: p[4][0],
			standard: number(p[5]), before: int32(number(p[6])), after: int32(number(p[7])),
		})
	}

	own := strings.Split(f[4], ",")
	t.rawMillis, t.savingMillis, t.count = int32(number(own[0])), int32(number(own[1])), number(own[2])
	t.lastRule = own[3:]
}
