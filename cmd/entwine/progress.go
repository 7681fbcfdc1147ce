package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// bar shows how far long work has come: one line that is redrawn on a terminal,
// a plain line every few seconds elsewhere. It goes to stderr.
type bar struct {
	w       io.Writer
	columns int // 0: no terminal
	now     func() time.Time

	mu    sync.Mutex
	shown string
	last  time.Time
	began time.Time
	from  int // what was done when it began
}

const (
	redraw = 100 * time.Millisecond // ten times a second is all an eye can read
	replay = 5 * time.Second        // between plain lines
)

func (a *app) bar() *bar {
	b := &bar{w: a.err, now: a.now}
	if columns, ok := terminal(a.err); ok {
		b.columns = columns
	}
	return b
}

// work is how far something has come. Of 0 is work whose end is not known.
type work struct {
	name     string
	done, of int
	note     string // after the figures
	text     string // instead of bar and figures
}

// show draws the line, unless it was drawn a moment ago.
func (b *bar) show(w work) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	if b.began.IsZero() {
		b.began, b.from = now, w.done
		if b.columns == 0 {
			b.last = now // short work needs no line at all
		}
	}
	every := redraw
	if b.columns == 0 {
		every = replay
	}
	if now.Sub(b.last) < every {
		return
	}
	b.last = now
	text := w.line(now.Sub(b.began), b.from)
	if b.columns == 0 {
		fmt.Fprintln(b.w, text)
		return
	}
	if text = cut(text, b.columns-1); text != b.shown {
		fmt.Fprint(b.w, "\r\x1b[2K"+text)
	}
	b.shown = text
}

// end takes the line away; the next work begins a new one.
func (b *bar) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown != "" {
		fmt.Fprint(b.w, "\r\x1b[2K")
	}
	b.shown, b.began, b.last = "", time.Time{}, time.Time{}
}

const barWidth = 10

// line is what is shown: acme-globex  ███████░░░  1,284/1,900  67 %  41/s  15 s left
func (w work) line(since time.Duration, from int) string {
	if w.text != "" {
		return w.name + "  " + w.text
	}
	var parts []string
	if w.of > 0 {
		full := min(barWidth, barWidth*w.done/w.of)
		parts = append(parts, strings.Repeat("█", full)+strings.Repeat("░", barWidth-full),
			thousands(w.done)+"/"+thousands(w.of), fmt.Sprintf("%d %%", 100*w.done/w.of))
	} else {
		parts = append(parts, thousands(w.done))
	}
	if s := since.Seconds(); s >= 1 && w.done > from {
		rate := float64(w.done-from) / s
		parts = append(parts, speed(rate))
		if w.of > w.done {
			parts = append(parts, left(time.Duration(float64(w.of-w.done)/rate*float64(time.Second))))
		}
	}
	if w.note != "" {
		parts = append(parts, w.note)
	}
	return w.name + "  " + strings.Join(parts, "  ")
}

func speed(perSecond float64) string {
	if perSecond < 10 {
		return fmt.Sprintf("%.1f/s", perSecond)
	}
	return thousands(int(perSecond)) + "/s"
}

func left(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%d s left", int(d.Seconds())+1)
	}
	return took(d.Round(time.Second)) + " left"
}
