package jtime

import (
	"slices"
	"sort"
	"strings"
)

// A TimeZone is a java.util.TimeZone. It is immutable, unlike Java's: setID and
// setRawOffset are not there. Two are equal if Equal says so.
//
// Before 1900 a zone with a history has its present offset, as in Java. After
// 2037 some zones of Java lose rules that this one keeps (Casablanca, Gaza).
type TimeZone struct {
	id    string
	fixed int32      // milliseconds, if rules is nil
	rules *ruleTable // loaded
	names *zoneNames // nil for a custom zone
}

// start1900 is the second from which on java.util.TimeZone knows history.
const start1900 = -2208988800

// TimeZoneOf is TimeZone.getTimeZone: GMT for an id that is unknown, and the
// zone of an offset for one as GMT+2.
func TimeZoneOf(id string) *TimeZone {
	db := zones()
	if e, ok := db.byID[id]; ok {
		return e.timeZone()
	}
	if z, ok := customZone(id); ok {
		return z
	}
	return db.byID["GMT"].timeZone()
}

// TimeZoneOfZone is TimeZone.getTimeZone(zoneId).
func TimeZoneOfZone(z ZoneID) *TimeZone {
	id := z.ID()
	switch {
	case id == "Z":
		id = "UTC"
	case id[0] == '+' || id[0] == '-':
		id = "GMT" + id
	}
	return TimeZoneOf(id)
}

func (e *zoneEntry) timeZone() *TimeZone {
	t := e.rules.load()
	z := &TimeZone{id: e.id, fixed: t.rawMillis, names: e.names}
	if t.count > 0 {
		z.rules = t
	}
	return z
}

// customZone is the zone of GMT+h, GMT+hh, GMT+hmm, GMT+hhmm or GMT+h:mm.
func customZone(id string) (*TimeZone, bool) {
	rest, ok := strings.CutPrefix(id, "GMT")
	if !ok || len(rest) < 2 || len(rest) > 12 || rest[0] != '+' && rest[0] != '-' {
		return nil, false
	}
	hours, minutes, colon := strings.Cut(rest[1:], ":")
	if !digits(hours+minutes) || colon && (len(hours) > 2 || len(minutes) != 2) {
		return nil, false
	}
	h, _ := decimal(hours)
	m, _ := decimal(minutes)
	if !colon && len(hours) > 2 {
		h, m = h/100, h%100
	}
	if h > 23 || m > 59 {
		return nil, false
	}
	b := append2(append2([]byte("GMT"+rest[:1]), int(h)), int(m))
	name := string(b[:6]) + ":" + string(b[6:])
	offset := int32(h*60+m) * 60_000
	if rest[0] == '-' {
		offset = -offset
	}
	return &TimeZone{id: name, fixed: offset}, true
}

// AvailableTimeZoneIDs is TimeZone.getAvailableIDs.
func AvailableTimeZoneIDs() []string {
	var ids []string
	for id := range zones().byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (z *TimeZone) ID() string { return z.id }

// RawOffset is the offset of standard time, in milliseconds.
func (z *TimeZone) RawOffset() int32 { return z.fixed }

// UseDaylightTime reports whether the clocks will go on to be changed.
func (z *TimeZone) UseDaylightTime() bool { return z.rules != nil && len(z.rules.lastRule) > 0 }

// DSTSavings is by how much, in milliseconds.
func (z *TimeZone) DSTSavings() int32 {
	if z.rules == nil {
		return 0
	}
	return z.rules.savingMillis
}

// Offset is getOffset(milliseconds).
func (z *TimeZone) Offset(ms int64) int32 {
	raw, dst := z.offsets(ms)
	return raw + dst
}

// InDaylightTime is inDaylightTime(new Date(ms)).
func (z *TimeZone) InDaylightTime(ms int64) bool {
	_, dst := z.offsets(ms)
	return dst != 0
}

// offsets are the standard offset and the daylight saving at a moment.
func (z *TimeZone) offsets(ms int64) (raw, dst int32) {
	s := floorDiv(ms, 1000)
	if z.rules == nil || s < start1900 {
		return z.fixed, 0
	}
	return z.split(s, ZoneRules{table: z.rules}.OffsetAt(s).seconds)
}

func (z *TimeZone) split(s int64, wall int32) (raw, dst int32) {
	std := ZoneRules{table: z.rules}.StandardOffset(Instant{seconds: s}).seconds
	return std * 1000, (wall - std) * 1000
}

// offsetsByWall are those when the clocks show so many milliseconds since
// 1970-01-01T00:00. What they skip is taken as before the change, of what they
// show twice it is the second.
func (z *TimeZone) offsetsByWall(ms int64) (raw, dst int32) {
	if z.rules == nil {
		return z.fixed, 0
	}
	t, s := z.rules, floorDiv(ms, 1000)
	if wall := int64((ZoneRules{table: t}).OffsetAt(start1900).seconds); s < start1900+wall {
		return z.fixed, 0
	}
	n := len(t.at)
	if len(t.yearly) > 0 && (n == 0 || s > t.at[n-1]+secondsPerDay) {
		year, _, _ := dateOf(floorDiv(s, secondsPerDay))
		wall, at := int32(0), s
		for i, trans := range t.ofYear(year) {
			if i == 0 {
				wall = trans.before.seconds
			}
			if s >= trans.at+int64(trans.after.seconds) {
				wall, at = trans.after.seconds, trans.at
			}
		}
		return z.split(max(at, s-int64(wall)), wall)
	}
	i := sort.Search(n, func(i int) bool { return t.at[i]+int64(t.wall[i+1]) > s })
	wall := t.wall[i]
	at := s - int64(wall)
	if i < n && at >= t.at[i] { // within the gap: still as before it
		at = t.at[i] - 1
	}
	return z.split(at, wall)
}

// The styles of a display name.
const (
	TimeZoneShort int32 = 0
	TimeZoneLong  int32 = 1
)

// DisplayName is getDisplayName(daylight, style, locale), which is in English.
func (z *TimeZone) DisplayName(daylight bool, style int32) string {
	if z.names == nil {
		return z.id
	}
	i := 0
	if daylight {
		i = 2
	}
	if style == TimeZoneShort {
		i++
	}
	return z.names.text[i]
}

// Zone is toZoneId().
func (z *TimeZone) Zone() (ZoneID, error) { return ZoneOfAlias(z.id, ShortZoneIDs) }

// Equal is equals: the same id.
func (z *TimeZone) Equal(o *TimeZone) bool { return z.id == o.id }

// String is what Java prints: the id and the facts of the zone.
func (z *TimeZone) String() string {
	count, last := int64(0), "null"
	if z.rules != nil {
		count = z.rules.count
		if z.UseDaylightTime() {
			last = "java.util.SimpleTimeZone[id=" + z.id + z.facts() + ",startYear=0"
			for i, v := range z.rules.lastRule {
				last += "," + [...]string{"start", "end"}[i/6] + [...]string{"Mode", "Month", "Day", "DayOfWeek", "Time", "TimeMode"}[i%6] + "=" + v
			}
			last += "]"
		}
	}
	return `sun.util.calendar.ZoneInfo[id="` + z.id + `"` + z.facts() + ",transitions=" + itoa(count) + ",lastRule=" + last + "]"
}

func (z *TimeZone) facts() string {
	daylight := "false"
	if z.UseDaylightTime() {
		daylight = "true"
	}
	return ",offset=" + itoa(z.fixed) + ",dstSavings=" + itoa(z.DSTSavings()) + ",useDaylight=" + daylight
}
