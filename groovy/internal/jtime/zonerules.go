package jtime

import (
	"slices"
	"sort"
	"sync"
)

// ZoneRules is a java.time.zone.ZoneRules.
type ZoneRules struct {
	fixed ZoneOffset // if table is nil
	table *ruleTable
}

// A ruleTable is the history of a zone. It is read on first use.
type ruleTable struct {
	once sync.Once
	line string

	standardAt []int64 // when the standard offset changes
	standard   []int32 // one more: before each change, and after the last
	at         []int64 // when the wall offset changes
	wall       []int32
	yearly     []yearRule // none or two, which hold after the last change, sorted

	// Of java.util.TimeZone.
	rawMillis, savingMillis int32
	count                   int64
	lastRule                []string
}

// A yearRule is when in a year the clocks change.
type yearRule struct {
	month, day, dow int // day -1 is the month's last; dow 0 is any
	second          int64
	clock           byte // U, W or S: of which clock the second is
	standard        int64
	before, after   int32
}

func (t *ruleTable) load() *ruleTable {
	t.once.Do(t.parse)
	return t
}

func (r yearRule) epochSecond(year int64) int64 {
	var day int64
	if r.day < 0 {
		day = daysOf(year, r.month, monthLength(year, r.month)+1+r.day)
		if r.dow > 0 {
			day -= floorMod(int64(weekdayOf(day)-r.dow), 7)
		}
	} else {
		day = daysOf(year, r.month, r.day)
		if r.dow > 0 {
			day += floorMod(int64(r.dow-weekdayOf(day)), 7)
		}
	}
	s := day*secondsPerDay + r.second
	switch r.clock {
	case 'W':
		return s - int64(r.before)
	case 'S':
		return s - r.standard
	}
	return s
}

// ofYear are the two changes of a year after the table's end.
func (t *ruleTable) ofYear(year int64) [2]ZoneTransition {
	var two [2]ZoneTransition
	for i, r := range t.yearly {
		two[i] = ZoneTransition{r.epochSecond(year), ZoneOffset{r.before}, ZoneOffset{r.after}}
	}
	return two
}

// afterEnd reports whether a second is ruled by the yearly rules.
func (t *ruleTable) afterEnd(second int64) bool {
	return len(t.yearly) > 0 && (len(t.at) == 0 || second > t.at[len(t.at)-1])
}

// yearOf is the year in which to look for the changes around a second.
func (t *ruleTable) yearOf(second int64) int64 {
	y, _, _ := dateOf(floorDiv(second+int64(t.wall[len(t.wall)-1]), secondsPerDay))
	return y
}

// OffsetAt is the offset at a second since 1970.
func (r ZoneRules) OffsetAt(second int64) ZoneOffset {
	if r.table == nil {
		return r.fixed
	}
	t := r.table
	if t.afterEnd(second) {
		two := t.ofYear(t.yearOf(second))
		switch {
		case second < two[0].at:
			return two[0].before
		case second < two[1].at:
			return two[1].before
		}
		return two[1].after
	}
	return ZoneOffset{t.wall[sort.Search(len(t.at), func(i int) bool { return t.at[i] > second })]}
}

// Offset is getOffset(instant).
func (r ZoneRules) Offset(i Instant) ZoneOffset { return r.OffsetAt(i.seconds) }

// IsFixedOffset reports whether the offset never changes.
func (r ZoneRules) IsFixedOffset() bool {
	return r.table == nil || len(r.table.at) == 0 && len(r.table.yearly) == 0
}

// StandardOffset is the offset without daylight saving.
func (r ZoneRules) StandardOffset(i Instant) ZoneOffset {
	if r.table == nil {
		return r.fixed
	}
	t := r.table
	return ZoneOffset{t.standard[sort.Search(len(t.standardAt), func(k int) bool { return t.standardAt[k] > i.seconds })]}
}

// IsDaylightSavings reports whether the offset is not the standard one.
func (r ZoneRules) IsDaylightSavings(i Instant) bool { return r.Offset(i) != r.StandardOffset(i) }

// DaylightSavings is by how much.
func (r ZoneRules) DaylightSavings(i Instant) Duration {
	return Duration{seconds: int64(r.Offset(i).seconds) - int64(r.StandardOffset(i).seconds)}
}

// Transition is the gap or overlap a local date and time lies in.
func (r ZoneRules) Transition(t LocalDateTime) (ZoneTransition, bool) {
	trans, _, in := r.around(t)
	return trans, in
}

// around finds the transition that t lies in or else the offset at t.
func (r ZoneRules) around(ldt LocalDateTime) (trans ZoneTransition, offset ZoneOffset, in bool) {
	if r.table == nil {
		return trans, r.fixed, false
	}
	t, local := r.table, ldt.local()
	if n := len(t.at); len(t.yearly) > 0 && (n == 0 || local > t.at[n-1]+int64(max(t.wall[n-1], t.wall[n]))) {
		for _, trans = range t.ofYear(int64(ldt.date.year)) {
			if local < trans.localEnd() {
				return trans, trans.before, local >= trans.localStart()
			}
		}
		return trans, trans.after, false
	}
	i := sort.Search(len(t.at), func(i int) bool { return t.at[i]+int64(max(t.wall[i], t.wall[i+1])) > local })
	if i == len(t.at) {
		return trans, ZoneOffset{t.wall[i]}, false
	}
	trans = t.transition(i)
	return trans, trans.before, local >= trans.localStart()
}

func (t *ruleTable) transition(i int) ZoneTransition {
	return ZoneTransition{t.at[i], ZoneOffset{t.wall[i]}, ZoneOffset{t.wall[i+1]}}
}

// OffsetOf is getOffset(localDateTime): within a transition the one before it.
func (r ZoneRules) OffsetOf(t LocalDateTime) ZoneOffset {
	_, offset, _ := r.around(t)
	return offset
}

// ValidOffsets are none in a gap, two in an overlap, else one.
func (r ZoneRules) ValidOffsets(t LocalDateTime) []ZoneOffset {
	trans, offset, in := r.around(t)
	switch {
	case !in:
		return []ZoneOffset{offset}
	case trans.IsGap():
		return nil
	}
	return []ZoneOffset{trans.before, trans.after}
}

// IsValidOffset reports whether clocks show t at that offset.
func (r ZoneRules) IsValidOffset(t LocalDateTime, o ZoneOffset) bool {
	return slices.Contains(r.ValidOffsets(t), o)
}

// NextTransition is the first after an instant.
func (r ZoneRules) NextTransition(i Instant) (ZoneTransition, bool) {
	if r.table == nil {
		return ZoneTransition{}, false
	}
	t := r.table
	if k := sort.Search(len(t.at), func(k int) bool { return t.at[k] > i.seconds }); k < len(t.at) {
		return t.transition(k), true
	}
	if len(t.yearly) == 0 {
		return ZoneTransition{}, false
	}
	year := t.yearOf(i.seconds)
	for _, trans := range t.ofYear(year) {
		if trans.at > i.seconds {
			return trans, true
		}
	}
	if year >= MaxYear {
		return ZoneTransition{}, false
	}
	return t.ofYear(year + 1)[0], true
}

// PreviousTransition is the last before an instant.
func (r ZoneRules) PreviousTransition(i Instant) (ZoneTransition, bool) {
	if r.table == nil {
		return ZoneTransition{}, false
	}
	t, second := r.table, i.seconds
	if i.nanos > 0 && second < MaxInstant.seconds {
		second++
	}
	if n := len(t.at); len(t.yearly) > 0 && (n == 0 || second > t.at[n-1]) {
		year := t.yearOf(second)
		for y := year; y >= year-1; y-- {
			two := t.ofYear(y)
			for _, trans := range []ZoneTransition{two[1], two[0]} {
				if trans.at < second && (n == 0 || trans.at > t.at[n-1]) {
					return trans, true
				}
			}
		}
	}
	k := sort.Search(len(t.at), func(k int) bool { return t.at[k] >= second })
	if k == 0 {
		return ZoneTransition{}, false
	}
	return t.transition(k - 1), true
}

// A ZoneTransition is a java.time.zone.ZoneOffsetTransition.
type ZoneTransition struct {
	at            int64
	before, after ZoneOffset
}

func (t ZoneTransition) Instant() Instant         { return Instant{seconds: t.at} }
func (t ZoneTransition) EpochSecond() int64       { return t.at }
func (t ZoneTransition) OffsetBefore() ZoneOffset { return t.before }
func (t ZoneTransition) OffsetAfter() ZoneOffset  { return t.after }
func (t ZoneTransition) IsGap() bool              { return t.after.seconds > t.before.seconds }
func (t ZoneTransition) IsOverlap() bool          { return t.after.seconds < t.before.seconds }

func (t ZoneTransition) Duration() Duration {
	return Duration{seconds: int64(t.after.seconds) - int64(t.before.seconds)}
}

// DateTimeBefore and DateTimeAfter are what the clocks show before and after.
func (t ZoneTransition) DateTimeBefore() LocalDateTime { return t.shown(t.before) }
func (t ZoneTransition) DateTimeAfter() LocalDateTime  { return t.shown(t.after) }

func (t ZoneTransition) shown(o ZoneOffset) LocalDateTime {
	local := t.at + int64(o.seconds)
	return LocalDateTime{civilDate(floorDiv(local, secondsPerDay)), clock(floorMod(local, secondsPerDay) * nanosPerSecond)}
}

// The clocks show nothing, or show it twice, from localStart until localEnd.
func (t ZoneTransition) localStart() int64 {
	return t.at + int64(min(t.before.seconds, t.after.seconds))
}
func (t ZoneTransition) localEnd() int64 { return t.at + int64(max(t.before.seconds, t.after.seconds)) }

func (t ZoneTransition) String() string {
	kind := "Overlap"
	if t.IsGap() {
		kind = "Gap"
	}
	return "Transition[" + kind + " at " + t.DateTimeBefore().String() + t.before.String() + " to " + t.after.String() + "]"
}
