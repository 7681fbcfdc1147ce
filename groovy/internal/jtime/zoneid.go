package jtime

import "strings"

// A ZoneID is a java.time.ZoneId: a [ZoneOffset] or a [ZoneRegion]. Two are
// equal if == says so.
type ZoneID interface {
	ID() string
	Rules() ZoneRules
	String() string
	HashCode() int32
}

// maxOffset is the largest offset, 18 hours.
const maxOffset = 18 * 3600

// A ZoneOffset is a java.time.ZoneOffset; the zero value is UTC.
type ZoneOffset struct{ seconds int32 }

// UTC is ZoneOffset.UTC; MinOffset and MaxOffset are 18 hours away.
var (
	UTC       = ZoneOffset{}
	MinOffset = ZoneOffset{-maxOffset}
	MaxOffset = ZoneOffset{maxOffset}
)

var errOffsetRange = invalid("Zone offset not in valid range: -18:00 to +18:00")

// OffsetOfSeconds is ZoneOffset.ofTotalSeconds.
func OffsetOfSeconds(n int32) (ZoneOffset, error) {
	if n < -maxOffset || n > maxOffset {
		return ZoneOffset{}, errOffsetRange
	}
	return ZoneOffset{n}, nil
}

// OffsetOfHours is ZoneOffset.ofHoursMinutesSeconds.
func OffsetOfHours(hours, minutes, seconds int32) (ZoneOffset, error) {
	outside := func(what string, n, most int32) error {
		return invalid("Zone offset " + what + " not in valid range: value " + itoa(n) + " is not in the range -" + itoa(most) + " to " + itoa(most))
	}
	var err error
	switch {
	case hours < -18 || hours > 18:
		err = outside("hours", hours, 18)
	case hours > 0 && (minutes < 0 || seconds < 0):
		err = invalid("Zone offset minutes and seconds must be positive because hours is positive")
	case hours < 0 && (minutes > 0 || seconds > 0):
		err = invalid("Zone offset minutes and seconds must be negative because hours is negative")
	case hours == 0 && (minutes > 0 && seconds < 0 || minutes < 0 && seconds > 0):
		err = invalid("Zone offset minutes and seconds must have the same sign")
	case minutes < -59 || minutes > 59:
		err = outside("minutes", minutes, 59)
	case seconds < -59 || seconds > 59:
		err = outside("seconds", seconds, 59)
	case (hours == 18 || hours == -18) && minutes|seconds != 0:
		err = errOffsetRange
	}
	return ZoneOffset{hours*3600 + minutes*60 + seconds}, err
}

// ParseOffset is ZoneOffset.of: Z, +h, +hh, +hh:mm, +hhmm, +hh:mm:ss, +hhmmss.
func ParseOffset(id string) (ZoneOffset, error) {
	fail := func(what string) (ZoneOffset, error) {
		return ZoneOffset{}, invalid("Invalid ID for ZoneOffset, " + what + ": " + id)
	}
	if id == "Z" {
		return UTC, nil
	}
	colons := false
	switch utf16Len(id) {
	case 2:
		n := utf8Size(id)
		id = id[:n] + "0" + id[n:]
	case 6, 9:
		colons = true
	case 3, 5, 7:
	default:
		return fail("invalid format")
	}
	var v [3]int32
	for i, pos := 0, 1; pos < len(id); i, pos = i+1, pos+2 {
		if colons && i > 0 {
			if id[pos] != ':' {
				return fail("colon not found when expected")
			}
			pos++
		}
		if i > 2 || digitAt(id, pos) < 0 || digitAt(id, pos+1) < 0 {
			return fail("non numeric characters found")
		}
		v[i] = int32(digitAt(id, pos)*10 + digitAt(id, pos+1))
	}
	switch id[0] {
	case '+':
		return OffsetOfHours(v[0], v[1], v[2])
	case '-':
		return OffsetOfHours(-v[0], -v[1], -v[2])
	}
	return fail("plus/minus not found when expected")
}

func digitAt(s string, i int) int {
	if i < len(s) && s[i] >= '0' && s[i] <= '9' {
		return int(s[i] - '0')
	}
	return -1
}

// OffsetFrom is ZoneOffset.from.
func OffsetFrom(a Accessor) (ZoneOffset, error) {
	if k := a.known(); k.has&hasOffset != 0 {
		return k.offset, nil
	}
	return ZoneOffset{}, notFrom("ZoneOffset", a)
}

func (o ZoneOffset) TotalSeconds() int32 { return o.seconds }
func (o ZoneOffset) Rules() ZoneRules    { return ZoneRules{fixed: o} }
func (o ZoneOffset) ID() string          { return o.String() }
func (o ZoneOffset) HashCode() int32     { return o.seconds }

// CompareTo orders as Java does: the offset that is ahead comes first.
func (o ZoneOffset) CompareTo(p ZoneOffset) int32 { return p.seconds - o.seconds }

// String is Z, +02:00 or with the seconds if there are any.
func (o ZoneOffset) String() string {
	if o.seconds == 0 {
		return "Z"
	}
	return string(o.append(nil))
}

func (o ZoneOffset) append(b []byte) []byte {
	n := int(o.seconds)
	if n < 0 {
		b, n = append(b, '-'), -n
	} else {
		b = append(b, '+')
	}
	b = append2(append(append2(b, n/3600), ':'), n/60%60)
	if n%60 != 0 {
		b = append2(append(b, ':'), n%60)
	}
	return b
}

func (o ZoneOffset) known() known          { return known{has: hasOffset, offset: o} }
func (o ZoneOffset) Supports(f Field) bool { return f == OffsetSeconds }

func (o ZoneOffset) Long(f Field) (int64, error) {
	if f != OffsetSeconds {
		return 0, unsupportedField(f)
	}
	return int64(o.seconds), nil
}

func (o ZoneOffset) Range(f Field) (ValueRange, error) {
	if f != OffsetSeconds {
		return ValueRange{}, unsupportedField(f)
	}
	return f.Range(), nil
}

// AdjustInto replaces the offset of t.
func (o ZoneOffset) AdjustInto(t Temporal) (Temporal, error) {
	return t.With(OffsetSeconds, int64(o.seconds))
}

// A ZoneRegion is a zone with a name, as Europe/Paris, UTC or GMT+2.
type ZoneRegion struct {
	id    string
	rules ZoneRules
}

func (r ZoneRegion) ID() string       { return r.id }
func (r ZoneRegion) Rules() ZoneRules { return r.rules }
func (r ZoneRegion) String() string   { return r.id }
func (r ZoneRegion) HashCode() int32  { return javaHash(r.id) }

// ShortZoneIDs is ZoneId.SHORT_IDS.
var ShortZoneIDs = map[string]string{
	"ACT": "Australia/Darwin", "AET": "Australia/Sydney", "AGT": "America/Argentina/Buenos_Aires",
	"ART": "Africa/Cairo", "AST": "America/Anchorage", "BET": "America/Sao_Paulo", "BST": "Asia/Dhaka",
	"CAT": "Africa/Harare", "CNT": "America/St_Johns", "CST": "America/Chicago", "CTT": "Asia/Shanghai",
	"EAT": "Africa/Addis_Ababa", "ECT": "Europe/Paris", "EST": "-05:00", "HST": "-10:00",
	"IET": "America/Indiana/Indianapolis", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "MIT": "Pacific/Apia",
	"MST": "-07:00", "NET": "Asia/Yerevan", "NST": "Pacific/Auckland", "PLT": "Asia/Karachi",
	"PNT": "America/Phoenix", "PRT": "America/Puerto_Rico", "PST": "America/Los_Angeles",
	"SST": "Pacific/Guadalcanal", "VST": "Asia/Ho_Chi_Minh",
}

// ZoneOf is ZoneId.of.
func ZoneOf(id string) (ZoneID, error) {
	if utf16Len(id) <= 1 || id[0] == '+' || id[0] == '-' {
		o, err := ParseOffset(id)
		if err != nil {
			return nil, err
		}
		return o, nil
	}
	for _, prefix := range []string{"UTC", "GMT", "UT"} {
		rest, ok := strings.CutPrefix(id, prefix)
		if !ok {
			continue
		}
		if rest == "" {
			return ZoneRegion{id: id}, nil
		}
		if rest[0] != '+' && rest[0] != '-' {
			break
		}
		o, err := ParseOffset(rest)
		if err != nil {
			return nil, invalid("Invalid ID for offset-based ZoneId: " + id)
		}
		return prefixed(prefix, o), nil
	}
	if !regionName(id) {
		return nil, invalid("Invalid ID for region-based ZoneId, invalid format: " + id)
	}
	if r, ok := regionOf(id); ok {
		return r, nil
	}
	return nil, &Error{Class: ZoneRulesException, Message: "Unknown time-zone ID: " + id}
}

// ZoneOfAlias is ZoneId.of(id, aliases).
func ZoneOfAlias(id string, aliases map[string]string) (ZoneID, error) {
	if to, ok := aliases[id]; ok {
		id = to
	}
	return ZoneOf(id)
}

// ZoneOfOffset is ZoneId.ofOffset: the zone of a prefix and an offset.
func ZoneOfOffset(prefix string, o ZoneOffset) (ZoneID, error) {
	switch prefix {
	case "":
		return o, nil
	case "GMT", "UTC", "UT":
		return prefixed(prefix, o), nil
	}
	return nil, illegal("prefix should be GMT, UTC or UT, is: " + prefix)
}

func prefixed(prefix string, o ZoneOffset) ZoneRegion {
	if o != UTC {
		prefix += o.String()
	}
	return ZoneRegion{prefix, ZoneRules{fixed: o}}
}

func regionName(id string) bool {
	for i := 0; i < len(id); i++ {
		switch c := id[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || strings.IndexByte("/~._+-", c) >= 0):
		default:
			return false
		}
	}
	return len(id) > 1
}

// regionOf looks an id of the database up.
func regionOf(id string) (ZoneRegion, bool) {
	e, ok := zones().byID[id]
	if !ok || !e.region {
		return ZoneRegion{}, false
	}
	return ZoneRegion{e.id, e.zoneRules()}, true
}

func (e *zoneEntry) zoneRules() ZoneRules {
	t := e.rules.load()
	if len(t.at) == 0 && len(t.yearly) == 0 && len(t.standardAt) == 0 {
		return ZoneRules{fixed: ZoneOffset{t.wall[0]}}
	}
	return ZoneRules{table: t}
}

// ZoneFrom is ZoneId.from.
func ZoneFrom(a Accessor) (ZoneID, error) {
	if z, ok := a.known().anyZone(); ok {
		return z, nil
	}
	return nil, notFrom("ZoneId", a)
}

// NormalizedZone is zone.normalized(): the offset if it never changes.
func NormalizedZone(z ZoneID) ZoneID {
	if r := z.Rules(); r.IsFixedOffset() {
		return r.OffsetAt(0)
	}
	return z
}
