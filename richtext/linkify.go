package richtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var schemes = []string{"https://", "http://", "ftp://"}

// findURL gives the place of the first bare URL in s, or -1.
func findURL(s string) (start, end int) {
	for i := 0; i < len(s); {
		at := strings.Index(s[i:], "://")
		if at < 0 {
			return -1, -1
		}
		at += i
		for _, scheme := range schemes {
			from := at + len("://") - len(scheme)
			if from < i || !strings.EqualFold(s[from:at+3], scheme) {
				continue
			}
			if wordBefore(s[:from]) {
				continue
			}
			if n := urlLen(s[from:]); n > 0 {
				return from, from + n
			}
		}
		i = at + len("://")
	}
	return -1, -1
}

func wordBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// urlLen is the length of the bare URL s begins with, 0 if there is none.
// Signs at the end and a closing parenthesis that was not opened belong
// to the sentence around it.
func urlLen(s string) int {
	host := -1
	for _, scheme := range schemes {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			host = len(scheme)
		}
	}
	if host < 0 {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(s[host:]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return 0
	}
	end := len(s)
	if n := strings.IndexFunc(s[host:], endsURL); n >= 0 {
		end = host + n
	}
	open := strings.Count(s[host:end], "(") - strings.Count(s[host:end], ")")
	for end > host {
		r, n := utf8.DecodeLastRuneInString(s[:end])
		switch {
		case r == ')' && open < 0:
			open++
		case r == '(':
			open-- // one that it would have closed is closed by nothing now
		case unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/=#)", r):
			return end
		}
		end -= n
	}
	return 0
}

func endsURL(r rune) bool {
	return r <= ' ' || r == 0x7f || r == utf8.RuneError || r == asideOpen || unicode.IsSpace(r) || strings.ContainsRune("<>\"`|\\^{}[]", r)
}

// linkify turns the bare URLs in the texts of runs into links to themselves,
// as every tracker does on the screen.
func linkify(runs []run) []run {
	out := make([]run, 0, len(runs))
	for _, r := range runs {
		t, ok := r.leaf.(Text)
		for ok && !r.marks.link.on {
			from, to := findURL(t.Value)
			if from < 0 {
				break
			}
			if from > 0 {
				out = append(out, run{r.marks, Text{t.Value[:from]}})
			}
			url := t.Value[from:to]
			linked := r.marks
			linked.link = linkMark{on: true, target: cleanTarget(url)}
			out = append(out, run{linked, Text{url}})
			t.Value = t.Value[to:]
			r.leaf = t
		}
		if !ok || t.Value != "" {
			out = append(out, r)
		}
	}
	return out
}
