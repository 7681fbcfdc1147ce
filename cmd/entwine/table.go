package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"
)

// look says how things are shown to people.
type look struct {
	out     io.Writer
	columns int  // of the terminal; 0: none, nothing is cut
	colour  bool // states are coloured
	zone    *time.Location
	now     func() time.Time
}

func lookOf(a *app) look {
	l := look{out: a.out, zone: time.Local, now: a.now}
	if a.utc {
		l.zone = time.UTC
	}
	if columns, ok := terminal(a.out); ok {
		l.columns = columns
		l.colour = a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb"
	}
	return l
}

// terminal returns the width of the terminal that w is, if it is one.
func terminal(w io.Writer) (columns int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil || columns < 20 {
		columns = 80
	}
	return columns, true
}

// time shows a moment: the time of day for today, the date for earlier.
func (l look) time(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	t, now := t.In(l.zone), l.now().In(l.zone)
	if t.Year() == now.Year() && t.YearDay() == now.YearDay() {
		return t.Format("15:04:05")
	}
	return t.Format("2006-01-02 15:04")
}

// zoneName names the zone, for the heading of a column of times.
func (l look) zoneName() string { return l.now().In(l.zone).Format("MST") }

// hue is the colour of a word for a state.
func hue(state string) string {
	switch state {
	case "blocked", "failed", "unreachable", "missing", "open", "stopped":
		return "31" // red: needs somebody
	case "paused", "retrying", "gone", "orphan", "removed over there", "removed here", "held":
		return "33" // amber: look at it
	case "active", "done", "resolved", "running":
		return "32"
	}
	return ""
}

// table is rows of aligned columns, without boxes. The last column gives way
// where the terminal is too narrow.
type table struct {
	look  look
	head  []string
	rows  [][]string
	state int // column whose words are coloured, -1 for none
	right []int
}

func (t *table) add(cells ...string) {
	for i := range cells {
		cells[i] = line(cells[i])
	}
	t.rows = append(t.rows, cells)
}

func (t *table) write() error {
	w := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, c := range row {
			w[i] = max(w[i], width(c))
		}
	}
	t.fit(w)
	var b strings.Builder
	for i, row := range append([][]string{t.head}, t.rows...) {
		t.line(&b, row, w, i > 0)
	}
	_, err := io.WriteString(t.look.out, b.String())
	return err
}

// fit narrows the widest columns until the terminal holds them.
func (t *table) fit(w []int) {
	if t.look.columns == 0 {
		return
	}
	sum := 2 * (len(w) - 1)
	for _, n := range w {
		sum += n
	}
	for sum > t.look.columns {
		i := 0
		for j := range w {
			if w[j] >= w[i] {
				i = j
			}
		}
		if w[i] <= 8 {
			return // narrower than this nobody can read it
		}
		w[i]--
		sum--
	}
}

func (t *table) line(b *strings.Builder, row []string, w []int, coloured bool) {
	for i, c := range row {
		c = cut(c, w[i])
		pad := strings.Repeat(" ", w[i]-width(c))
		if code := hue(c); coloured && t.look.colour && i == t.state && code != "" {
			c = "\x1b[" + code + "m" + c + "\x1b[0m"
		}
		if slices.Contains(t.right, i) {
			c, pad = pad+c, ""
		}
		b.WriteString(c)
		if i < len(row)-1 {
			b.WriteString(pad + "  ")
		}
	}
	b.WriteByte('\n')
}

// answer writes one JSON document.
func (a *app) answer(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s\n", b)
	return err
}

// answerLines writes a JSON document for each row of a list.
func answerLines[T any](a *app, list []T) error {
	for _, v := range list {
		if err := a.answer(v); err != nil {
			return err
		}
	}
	return nil
}

func count(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}
