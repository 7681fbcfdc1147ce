package notify

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
)

// Entry is a fault as people are told of it. What a fault has in detail (stacks,
// samples) stays on the node: mail is read by more people than the node's owners.
type Entry struct {
	ID    string    `json:"id"`
	First time.Time `json:"first"`
	Stops string    `json:"stops"`
	Issue string    `json:"issue,omitempty"`
	What  string    `json:"what"`
	ToDo  string    `json:"-"`
	Count int       `json:"-"`
	Again bool      `json:"-"` // they were told of it before; it was over, and is back
}

const (
	mostText    = 600 // signs of a fault's message in a mail
	mostKept    = 160 // of what is said of it again when it is over
	mostEntries = 30  // of each kind in one mail; more are counted
)

func entryOf(f hub.Fault) Entry {
	stops := Stops(f)
	if f.Scope == hub.ScopeIssue {
		stops = strings.TrimSpace("issue " + oneLine(f.Issue, mostKept))
		if f.Connection != "" {
			stops += " in connection " + string(f.Connection)
		}
	}
	return Entry{ID: f.ID, First: f.First, Stops: stops, Issue: oneLine(f.Issue, mostKept), What: oneLine(f.Message, mostText), ToDo: Remedy(f), Count: f.Count}
}

// oneLine brings a text of a tracker or a partner onto one line without signs that
// do something, cut to a length.
func oneLine(s string, most int) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "�"), func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// Message tells one recipient of faults.
type Message struct {
	Node  string
	To    string
	At    time.Time
	New   []Entry
	Over  []Entry
	Still int  // that were told before and are open
	Test  bool // it only shows that it arrives
	after time.Time
}

// ID is the same for the same message, sent again.
func (m Message) ID() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %d", m.Node, m.To, m.after.UnixNano())
	if m.Test {
		fmt.Fprintf(h, " %d", m.At.UnixNano())
	}
	for _, e := range m.New {
		fmt.Fprintf(h, " %q %d", e.ID, e.First.UnixNano())
	}
	for _, e := range m.Over {
		fmt.Fprintf(h, " over %q", e.ID)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16])
}

// Subject is one line.
func (m Message) Subject() string {
	const most = 120
	what := ""
	switch {
	case m.Test:
		what = "notices arrive"
	case len(m.New) == 1:
		what = fmt.Sprintf("%s: %s", m.New[0].Stops, m.New[0].What)
	case len(m.New) > 1:
		what = fmt.Sprintf("%d faults, first %s: %s", len(m.New), m.New[0].Stops, m.New[0].What)
	case len(m.Over) == 1:
		what = "over: " + m.Over[0].Stops
	default:
		what = fmt.Sprintf("%d faults are over", len(m.Over))
	}
	return oneLine(fmt.Sprintf("[Entwine %s] %s", m.Node, what), most)
}

// Text is the body, plain.
func (m Message) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Node %s, %s.\n", m.Node, stamp(m.At))
	if m.Test {
		b.WriteString("\nThis is a test: notices about faults arrive here.\n")
		return b.String()
	}
	if len(m.New) > 0 {
		b.WriteString("\nWhat stands still waits in order; nothing is lost.\n")
	}
	for i, e := range m.New {
		if i == mostEntries {
			fmt.Fprintf(&b, "\nAnd %d more: entwine faults\n", len(m.New)-i)
			break
		}
		fmt.Fprintf(&b, "\n%d. %s\n   %s\n", i+1, e.Stops, e.What)
		times := "once"
		if e.Count > 1 {
			times = fmt.Sprintf("%d times", e.Count)
		}
		fmt.Fprintf(&b, "   Seen %s, first %s.", times, stamp(e.First))
		if e.Again {
			b.WriteString(" It was over meanwhile, and is back.")
		}
		b.WriteString("\n")
		if e.ToDo != "" {
			fmt.Fprintf(&b, "   To do: %s.\n", e.ToDo)
		}
		fmt.Fprintf(&b, "   entwine faults show %s\n", e.ID)
	}
	if len(m.Over) > 0 {
		b.WriteString("\nOver:\n")
	}
	for i, e := range m.Over {
		if i == mostEntries {
			fmt.Fprintf(&b, "- and %d more\n", len(m.Over)-i)
			break
		}
		fmt.Fprintf(&b, "- %s: %s (since %s)\n", e.Stops, oneLine(e.What, mostKept), stamp(e.First))
	}
	switch {
	case m.Still == 1:
		b.WriteString("\nOne fault told earlier is still open: entwine faults\n")
	case m.Still > 1:
		fmt.Fprintf(&b, "\n%d faults told earlier are still open: entwine faults\n", m.Still)
	}
	return b.String()
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
