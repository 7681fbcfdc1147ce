// Package config reads entwine.yaml: file, environment and defaults become one
// checked struct. Everything that is wrong is reported at once, each with file,
// line and column, and a name that is almost right with the right one.
//
// It knows no tracker: what a kind wants to be told comes in as a Kind. It
// opens nothing but the file itself and the files that secrets are kept in.
//
// Before changing it: a key exists once, as a name that a reader asks for (see
// mapping.go). What nobody asked for is an unknown key, and the names that were
// asked for are what suggestions are made of, so a new key needs no list.
package config

import (
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Config is what a node is to do. All of it is checked: names refer to what is
// there, numbers are within their bounds.
type Config struct {
	File        string // where it was read from
	Node        Node
	Trackers    []Tracker    // by name
	Connections []Connection // by name
	Sources     []Source     // by name

	places map[string]Place
}

// Node says what the node itself needs.
type Node struct {
	Name    string
	Data    string        // folder of its database and attachments
	Store   string        `json:"-"` // address of a PostgreSQL database, password included; "": SQLite in Data
	Lease   time.Duration // how long a process of several counts as alive without a word; zero: the queue's default
	Control string        // address on which the command line reaches it; "" if it cannot
	Hooks   string        // address at which trackers call; "" if none does
	HooksAt string        // by which they find it: https://host/path, in front of /hooks/; "" if nobody said
	Workers int           // steps at a time; zero: the engine's default
	Link    Link
	Notices Notices
}

// String shows a node without its secrets.
func (n Node) String() string {
	if n.Store != "" {
		n.Store = "***"
	}
	type plain Node
	return fmt.Sprintf("%+v", plain(n))
}

// GoString does the same for %#v.
func (n Node) GoString() string { return n.String() }

// LogValue does the same for logs.
func (n Node) LogValue() slog.Value { return slog.StringValue(n.String()) }

// Tracker is one tracker with the settings of its kind, defaults filled in.
type Tracker struct {
	Name      string
	Kind      string
	Poll      time.Duration // how often it is asked for changes
	Rate      int           // requests a second at most; zero: the client's default
	Hook      string        // secret in the address at which it calls; "" if it does not
	Subscribe bool          // the node itself has it call
	Proxy     string        // through which it is called; "direct": none, "": as the environment says
	Except    []string      // hosts that are called without it
	Settings  map[string]string

	secret []string // names of settings that are nobody's business
}

// LogValue shows a tracker without its secrets.
func (t Tracker) LogValue() slog.Value {
	attrs := []slog.Attr{slog.String("name", t.Name), slog.String("kind", t.Kind)}
	for _, k := range slices.Sorted(maps.Keys(t.Settings)) {
		v := t.Settings[k]
		if slices.Contains(t.secret, k) {
			v = "***"
		}
		attrs = append(attrs, slog.String(k, v))
	}
	return slog.GroupValue(attrs...)
}

// String shows a tracker without its secrets.
func (t Tracker) String() string { return t.LogValue().String() }

// GoString does the same for %#v.
func (t Tracker) GoString() string { return t.String() }

// Secrets returns the values that must appear in no log.
func (t Tracker) Secrets() []string {
	var l []string
	if t.Hook != "" {
		l = append(l, t.Hook)
	}
	for _, k := range t.secret {
		if v := t.Settings[k]; v != "" {
			l = append(l, v)
		}
	}
	return l
}

// Connection joins two trackers of the node, or one of them with another node's.
type Connection struct {
	Name      string
	Apart     bool // the other side is on another node; Initiator is ours, whichever side we become
	Initiator Side
	Acceptor  Side
	Limits    Limits
	Mode      string   // basic, visual or script
	Winner    hub.Side // whose value stands where edits crossed
	Merge     bool     // waiting neighbours may be told as one
	Guard     Guard
	FaultItem bool // a failing rule stops the item instead of the connection
	Values    []Same
	Notices   []string // who hears of its faults by mail, besides those who hear of all
}

// Same says that two values of a field mean the same: what one side calls by
// the first, the other calls by the second. Where several are the same as one,
// the first of them in the file is what it becomes.
type Same struct {
	Field               string // status, priority or type
	Initiator, Acceptor string
}

// IsApart reports whether a connection is with another node.
func (c *Config) IsApart(name hub.ConnectionID) bool {
	k := c.Connection(string(name))
	return k != nil && k.Apart
}

// Side returns one of the two sides; of a connection with another node the one
// that is here.
func (c *Connection) Side(s hub.Side) *Side {
	if s == hub.Acceptor && !c.Apart {
		return &c.Acceptor
	}
	return &c.Initiator
}

// Sides yields the sides that are on this node, by the names they have in the
// config.
func (c *Connection) Sides() iter.Seq2[string, *Side] {
	return func(yield func(string, *Side) bool) {
		if c.Apart {
			yield(hereKey, &c.Initiator)
			return
		}
		_ = yield(string(hub.Initiator), &c.Initiator) && yield(string(hub.Acceptor), &c.Acceptor)
	}
}

const hereKey = "here"

// Side is what a connection does with one of its trackers.
type Side struct {
	Tracker string
	Name    string  // what rules call this side, "" for the tracker's name
	URL     string  // of the tracker, if it has one
	Trigger *string // query of the issues to take in, "" for all; nil for none
	Project string  // container for issues made here
	Type    string  // type of issues made here
	Rules   string  // folder with outgoing.groovy and incoming.groovy, or with mapping.yaml in visual mode
	Stored  bool    // the rules live in the database instead
}

// ShortName is what rules of a local connection call the side: on["Short name"].
func (s *Side) ShortName() string {
	if s.Name != "" {
		return s.Name
	}
	return s.Tracker
}

// Guard holds a connection when too much is deleted or overwritten at once.
// Zero is the engine's default, negative means without limit.
type Guard struct {
	Deletions  int // within Window
	Overwrites int // per cent of the connection's pairs within Window
	Window     time.Duration
}

// Tracker returns the tracker of a name, or nil.
func (c *Config) Tracker(name string) *Tracker {
	i := slices.IndexFunc(c.Trackers, func(t Tracker) bool { return t.Name == name })
	if i < 0 {
		return nil
	}
	return &c.Trackers[i]
}

// Connection returns the connection of a name, or nil.
func (c *Config) Connection(name string) *Connection {
	i := slices.IndexFunc(c.Connections, func(k Connection) bool { return k.Name == name })
	if i < 0 {
		return nil
	}
	return &c.Connections[i]
}

// Place returns where a key was given, as "trackers.acme.folder"; of a key that
// was not given, where the nearest one above it was.
func (c *Config) Place(key string) Place {
	for {
		if p, ok := c.places[key]; ok {
			return p
		}
		i := strings.LastIndexByte(key, '.')
		if i < 0 {
			return Place{File: c.File, Line: 1, Column: 1}
		}
		key = key[:i]
	}
}

// Source is a database that rules may read.
type Source struct {
	Name     string
	Kind     string        // sqlite or postgresql
	Path     string        // sqlite: the file
	URL      string        // postgresql: postgres://user@host/database; nobody's business
	Password string        // nobody's business
	Timeout  time.Duration // of one question; zero: the package's default
	Rows     int           // the most of one answer; zero: the package's default
}

// LogValue shows a source without its secrets.
func (s Source) LogValue() slog.Value {
	return slog.GroupValue(slog.String("name", s.Name), slog.String("kind", s.Kind), slog.String("path", s.Path))
}

// String shows a source without its secrets.
func (s Source) String() string { return s.LogValue().String() }

// GoString does the same for %#v.
func (s Source) GoString() string { return s.String() }

// Kind is what config must know of a kind of tracker.
type Kind struct {
	Name     string
	Settings []Setting
}

// Setting is one thing a kind wants to be told.
type Setting struct {
	Name     string
	Required bool
	Secret   bool
	Path     bool // relative to the folder of the config file
	Default  string
}

// Defaults of what a config leaves out.
const (
	DefaultName    = "entwine"
	DefaultData    = "data"
	DefaultControl = "127.0.0.1:0"
	NoControl      = "none"           // the node listens nowhere; commands reach its database while it does not run
	DefaultPoll    = 30 * time.Second // polite towards rate limits, soon enough for people
)
