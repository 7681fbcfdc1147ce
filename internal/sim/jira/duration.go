package jira

import (
	"fmt"
	"strconv"
	"strings"
)

func (s *Site) assignTimes(i *issue, v any, reasons obj) {
	o, _ := v.(obj)
	for name, to := range map[string]**int{"originalEstimate": &i.Original, "remainingEstimate": &i.Remaining} {
		given, ok := o[name]
		if !ok {
			continue
		}
		n, err := seconds(text(given))
		if err != nil {
			reasons["timetracking"] = "Unable to parse '" + text(given) + "' as a time."
			return
		}
		*to = &n
	}
	if o["originalEstimate"] != nil && o["remainingEstimate"] == nil && len(i.Worklogs) == 0 {
		i.Remaining = i.Original
	}
}

// seconds reads a duration in Jira's words: 1w 2d 3h 4m, minutes without a word.
func seconds(t string) (int, error) {
	sum := 0
	units := map[byte]int{'w': 5 * 8 * 3600, 'd': 8 * 3600, 'h': 3600, 'm': 60}
	words := strings.Fields(t)
	if len(words) == 0 {
		return 0, fmt.Errorf("no duration")
	}
	for _, w := range words {
		unit := 60
		if u, ok := units[w[len(w)-1]]; ok {
			unit, w = u, w[:len(w)-1]
		}
		n, err := strconv.Atoi(w)
		if err != nil || n < 0 {
			return 0, fmt.Errorf("no duration")
		}
		sum += n * unit
	}
	return sum, nil
}

// pretty is a duration in Jira's words.
func pretty(n int) string {
	var l []string
	for _, u := range []struct {
		letter string
		size   int
	}{{"w", 5 * 8 * 3600}, {"d", 8 * 3600}, {"h", 3600}, {"m", 60}} {
		if n >= u.size {
			l = append(l, strconv.Itoa(n/u.size)+u.letter)
			n %= u.size
		}
	}
	if l == nil {
		return "0m"
	}
	return strings.Join(l, " ")
}
