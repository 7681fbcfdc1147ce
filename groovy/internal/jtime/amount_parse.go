package jtime

import (
	"errors"
	"strconv"
	"strings"
)

// amountScanner reads the parts of a period or a duration: a number and a
// letter each, in the order asked for, in either case.
type amountScanner struct {
	text string
	pos  int
}

func (s *amountScanner) letter(c byte) bool {
	if s.pos < len(s.text) && s.text[s.pos]|0x20 == c|0x20 {
		s.pos++
		return true
	}
	return false
}

func (s *amountScanner) done() bool { return s.pos == len(s.text) }

// sign reads an optional sign.
func (s *amountScanner) sign() (negative bool) {
	if s.pos < len(s.text) && (s.text[s.pos] == '-' || s.text[s.pos] == '+') {
		s.pos++
		return s.text[s.pos-1] == '-'
	}
	return false
}

func (s *amountScanner) digits() string {
	start := s.pos
	for s.pos < len(s.text) && s.text[s.pos] >= '0' && s.text[s.pos] <= '9' {
		s.pos++
	}
	return s.text[start:s.pos]
}

// part reads a number and its letter, or nothing at all.
func (s *amountScanner) part(c byte) string {
	start := s.pos
	s.sign()
	if s.digits() != "" {
		if number := s.text[start:s.pos]; s.letter(c) {
			return number
		}
	}
	s.pos = start
	return ""
}

// ParseDuration is Duration.parse of a text as PT8H6M12.345S or P2DT3H.
func ParseDuration(text string) (Duration, error) {
	fail := func(what string) (Duration, error) {
		return Duration{}, unparsed(text, 0, "Text cannot be parsed to a Duration"+what)
	}
	s := amountScanner{text: text}
	negate := s.sign()
	if !s.letter('P') {
		return fail("")
	}
	days := s.part('D')
	var hours, minutes, seconds, fraction string
	if s.letter('T') {
		hours, minutes = s.part('H'), s.part('M')
		start := s.pos
		if seconds, fraction = s.secondsPart(); s.pos == start && hours == "" && minutes == "" {
			return fail("")
		}
	}
	if !s.done() || days+hours+minutes+seconds == "" {
		return fail("")
	}
	var total int64
	for _, p := range []struct {
		number, name string
		unit         int64
	}{{days, "days", 86400}, {hours, "hours", 3600}, {minutes, "minutes", 60}, {seconds, "seconds", 1}} {
		if p.number == "" {
			continue
		}
		n, err := strconv.ParseInt(p.number, 10, 64)
		if err == nil {
			n, err = mulExact(n, p.unit)
		}
		if err != nil {
			return fail(": " + p.name)
		}
		if total, err = addExact(total, n); err != nil {
			return fail(": overflow")
		}
	}
	nanos, _ := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
	if strings.HasPrefix(seconds, "-") {
		nanos = -nanos
	}
	d, err := DurationOfSeconds(total, nanos)
	if err == nil && negate {
		d, err = d.Negated()
	}
	if err != nil {
		return fail(": overflow")
	}
	return d, nil
}

// secondsPart reads seconds with up to nine digits behind a point or comma.
func (s *amountScanner) secondsPart() (whole, fraction string) {
	start := s.pos
	s.sign()
	if s.digits() != "" {
		whole = s.text[start:s.pos]
		if !s.done() && (s.text[s.pos] == '.' || s.text[s.pos] == ',') {
			s.pos++
			fraction = s.digits()
		}
		if len(fraction) <= 9 && s.letter('S') {
			return whole, fraction
		}
	}
	s.pos = start
	return "", ""
}

// ParsePeriod is Period.parse of a text as P1Y2M3D or P2W.
func ParsePeriod(text string) (Period, error) {
	fail := func() (Period, error) { return Period{}, unparsed(text, 0, "Text cannot be parsed to a Period") }
	s := amountScanner{text: text}
	sign := int32(1)
	if s.sign() {
		sign = -1
	}
	if !s.letter('P') {
		return fail()
	}
	years, months, weeks, days := s.part('Y'), s.part('M'), s.part('W'), s.part('D')
	if !s.done() || years+months+weeks+days == "" {
		return fail()
	}
	var v [4]int32
	for i, number := range []string{years, months, weeks, days} {
		if number == "" {
			continue
		}
		n, err := strconv.ParseInt(number, 10, 32)
		if err == nil {
			v[i], err = mulInt(int32(n), sign)
		}
		if err != nil {
			return fail()
		}
	}
	// Java lets this overflow through as it is.
	week, err := mulInt(v[2], 7)
	if err == nil {
		v[3], err = addInt(v[3], week)
	}
	var e *Error
	if errors.As(err, &e) {
		return Period{}, e
	}
	return Period{v[0], v[1], v[3]}, nil
}
