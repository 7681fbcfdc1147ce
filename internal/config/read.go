package config

import (
	"fmt"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/entwine-sync/entwine/hub"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// config reads the whole tree.
func (r *reader) config(root *yaml.Node) *Config {
	c := &Config{File: r.file, places: r.places}
	top := r.mapping(root, "", "the config")
	r.node(c, top)
	r.trackers(c, top)
	r.connections(c, top)
	r.sources(c, top)
	top.end()
	return c
}

// child returns the map below a key, an empty one if it is not there.
func (m *mapping) child(name string) *mapping {
	n := m.get(name)
	if n == nil {
		n = &yaml.Node{Kind: yaml.ScalarNode, Line: m.node.Line, Column: m.node.Column}
	}
	return m.r.mapping(n, join(m.path, name), name)
}

func (r *reader) node(c *Config, top *mapping) {
	m := top.child("node")
	m.overrides(nodePrefix, nil)
	c.Node = Node{Name: DefaultName, Data: DefaultData, Control: DefaultControl}
	if v, ok := m.text("name"); ok {
		if !goodName(v) {
			m.wrong("name", "bad name %q: %s", v, goodNameText)
		}
		c.Node.Name = v
	}
	if v, ok := m.text("data"); ok {
		c.Node.Data = v
	}
	c.Node.Data = r.beside(c.Node.Data)
	c.Node.Store = m.store()
	c.Node.Lease = m.duration("lease", 500*time.Millisecond, time.Minute)
	if v, ok := m.text("control"); ok {
		c.Node.Control = v
		if v == NoControl {
			c.Node.Control = ""
		} else {
			m.checkControl(v)
		}
	}
	if v, ok := m.text("hooks"); ok {
		c.Node.Hooks = v
		if _, port, err := net.SplitHostPort(v); err != nil || !isPort(port) {
			m.wrong("hooks", "hooks must be an address to listen on such as 127.0.0.1:8085, not %q", v)
		}
	}
	if v, ok := m.text("hooks_address"); ok {
		c.Node.HooksAt = strings.TrimRight(v, "/")
		if u, err := url.Parse(v); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			m.wrong("hooks_address", "hooks_address must look like https://sync.example.org, not %q", v)
		}
	}
	c.Node.Workers = m.int("workers", "", 1, 1000)
	c.Node.Link = r.link(m)
	c.Node.Notices = r.notices(m)
	if c.Node.HooksAt == "" {
		c.Node.HooksAt = strings.TrimRight(c.Node.Link.Address, "/") // where calls are answered too
	}
	m.end()
}

// beside makes a path relative to the folder of the config file.
func (r *reader) beside(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(r.dir, path)
}

// checkControl refuses addresses that others could reach: who may talk to the
// control address may do everything.
func (m *mapping) checkControl(v string) {
	host, port, err := net.SplitHostPort(v)
	if err != nil {
		m.wrong("control", "control must be an address such as 127.0.0.1:0, not %q", v)
		return
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		m.wrong("control", "control must be an address of this machine alone, 127.0.0.1 or [::1], not %q", host)
	}
	if !isPort(port) {
		m.wrong("control", "%q is no port; 0 takes any that is free", port)
	}
}

func isPort(s string) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return err == nil
}

// hookForm is what a secret in an address is made of; 16 signs of it are more
// than anybody tries out over a network.
var hookForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_-]{16,128}$`) })

// hook reads the secret of a tracker's calls.
func (m *mapping) hook() string {
	v, ok := m.text("hook")
	if ok {
		v, ok = m.reveal("hook", v)
	}
	if ok && !hookForm().MatchString(v) {
		m.wrong("hook", "hook is the secret part of an address: 16 to 128 letters, digits, - and _")
	}
	return v
}

func (r *reader) trackers(c *Config, top *mapping) {
	all := top.child("trackers")
	if len(all.keys) == 0 {
		top.missing("trackers", "no trackers: name at least one below \"trackers:\"")
	}
	var prefixes []string
	for _, name := range all.keys {
		prefixes = append(prefixes, trackerPrefix+envName(name)+"_")
	}
	all.each(func(name string, n *yaml.Node) {
		m := r.mapping(n, join(all.path, name), "tracker "+name)
		m.overrides(trackerPrefix+envName(name)+"_", prefixes)
		t := r.tracker(name, m)
		c.Trackers = append(c.Trackers, t)
		if t.Subscribe && c.Node.HooksAt == "" {
			m.wrong("subscribe", "the tracker must be told where to call: add hooks_address to node, https://sync.example.org for one")
		}
	})
	r.unusedEnv(all.keys)
	slices.SortFunc(c.Trackers, func(a, b Tracker) int { return strings.Compare(a.Name, b.Name) })
}

func (r *reader) tracker(name string, m *mapping) Tracker {
	t := Tracker{Name: name, Poll: DefaultPoll, Settings: map[string]string{}}
	if d := m.duration("poll", 100*time.Millisecond, 24*time.Hour); d > 0 {
		t.Poll = d
	}
	t.Rate = m.int("rate", "", 1, 1000)
	t.Hook = m.hook()
	if t.Subscribe = m.bool("subscribe"); t.Subscribe && t.Hook == "" {
		m.wrong("subscribe", "a tracker that is to call needs a hook, the secret of its calls")
	}
	t.Proxy, t.Except = m.proxy()
	var kinds []string
	for _, k := range r.kinds {
		kinds = append(kinds, k.Name)
	}
	v, ok := m.text("kind")
	if !ok {
		if m.value["kind"] == nil || isNull(resolved(m.value["kind"])) {
			m.missing("kind", fmt.Sprintf("tracker %s has no kind; there is %s", name, strings.Join(kinds, ", ")))
		}
		return t // without a kind its settings mean nothing
	}
	t.Kind = v
	i := slices.IndexFunc(r.kinds, func(k Kind) bool { return k.Name == v })
	if i < 0 {
		m.wrong("kind", "unknown kind %q%s", v, didYouMean(v, kinds))
		return t
	}
	for _, s := range r.kinds[i].Settings {
		r.setting(&t, m, s)
	}
	m.end()
	return t
}

// setting reads one setting of a tracker's kind.
func (r *reader) setting(t *Tracker, m *mapping, s Setting) {
	v, ok := m.text(s.Name)
	if s.Secret {
		t.secret = append(t.secret, s.Name)
	}
	if ok && s.Secret {
		v, ok = m.reveal(s.Name, v)
		if !ok {
			return
		}
	}
	if !ok || v == "" {
		v = s.Default
	}
	if v == "" {
		if s.Required && (m.value[s.Name] == nil || resolved(m.value[s.Name]).Kind == yaml.ScalarNode) {
			m.missing(s.Name, fmt.Sprintf("tracker %s lacks its setting %q", t.Name, s.Name))
		}
		return
	}
	if s.Path {
		v = r.beside(v)
	}
	t.Settings[s.Name] = v
}

var envReference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$`) })

// maxSecret bounds a file with a secret: a private key has a few kB.
const maxSecret = 64 << 10

// reveal follows ${NAME} and file:path to the secret itself.
func (m *mapping) reveal(name, v string) (string, bool) {
	if ref := envReference().FindStringSubmatch(v); ref != nil {
		v = m.r.env[ref[1]]
		if v == "" {
			m.wrong(name, "%s is to come from the environment variable %s, which is not set", name, ref[1])
		}
		return v, v != ""
	}
	path, ok := strings.CutPrefix(v, "file:")
	if !ok {
		return v, true
	}
	path = m.r.beside(path)
	info, err := os.Stat(path)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxSecret) {
		m.wrong(name, "%s: %s is no file that could hold it", name, path)
		return "", false
	}
	b, err := os.ReadFile(path)
	if err != nil {
		m.wrong(name, "%s is to come from a file that cannot be read: %v", name, err)
		return "", false
	}
	v = strings.TrimRight(string(b), "\r\n")
	if v == "" {
		m.wrong(name, "%s is to come from the file %s, which is empty", name, path)
	}
	return v, v != ""
}

func (r *reader) connections(c *Config, top *mapping) {
	all := top.child("connections")
	var names []string
	if t := top.value["trackers"]; t != nil {
		for i, n := 0, resolved(t); n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
			names = append(names, n.Content[i].Value)
		}
	}
	all.each(func(name string, n *yaml.Node) {
		m := r.mapping(n, join(all.path, name), "connection "+name)
		k := Connection{Name: name, Mode: m.oneOf("mode", "basic", "visual", "script")}
		if m.value[hereKey] != nil {
			k.Apart = true
			k.Initiator = r.side(m, hereKey, names, k.Mode)
			k.Limits = m.limits()
			for _, s := range []string{"initiator", "acceptor"} {
				if m.get(s) != nil {
					m.wrong(s, "the other side is on another node, which has its own config: there is only \"here\"")
				}
			}
		} else {
			k.Initiator = r.side(m, "initiator", names, k.Mode)
			k.Acceptor = r.side(m, "acceptor", names, k.Mode)
		}
		if k.Initiator.Tracker != "" && k.Initiator.Tracker == k.Acceptor.Tracker {
			m.r.wrong(m.key["acceptor"], join(m.path, "acceptor"),
				"both sides of connection %s are the tracker %s; name two different ones", name, k.Acceptor.Tracker)
		}
		k.Winner = hub.Side(m.oneOf("winner", string(hub.Initiator), string(hub.Acceptor)))
		k.Merge = m.bool("merge")
		k.Guard = m.guard()
		k.Values = m.sameValues()
		k.FaultItem = m.oneOf("on_rule_fault", "connection", "item") == "item"
		if k.Notices = m.mails("notices"); len(k.Notices) > 0 && c.Node.Notices.Host == "" && !m.r.mended {
			m.wrong("notices", "say under node which server takes mail: notices: {server: smtp://mail.example.org, from: entwine@example.org}")
		}
		m.end()
		for _, side := range []*Side{&k.Initiator, &k.Acceptor} {
			if t := c.Tracker(side.Tracker); t != nil {
				side.URL = t.Settings["url"]
			}
		}
		c.Connections = append(c.Connections, k)
	})
	slices.SortFunc(c.Connections, func(a, b Connection) int { return strings.Compare(a.Name, b.Name) })
}

func (r *reader) side(c *mapping, name string, trackers []string, mode string) Side {
	var s Side
	if n := c.value[name]; n == nil || isNull(resolved(n)) {
		c.asked = append(c.asked, name)
		c.missing(name, fmt.Sprintf("connection %s has no %s", c.path[len("connections."):], name))
		return s
	}
	m := c.child(name)
	v, ok := m.text("tracker")
	switch {
	case !ok && m.value["tracker"] == nil && len(m.keys) > 0:
		m.missing("tracker", "the "+name+" names no tracker")
	case ok && !slices.Contains(trackers, v):
		m.wrong("tracker", "no tracker is named %q%s", v, didYouMean(v, trackers))
	case ok:
		s.Tracker = v
	}
	if v, ok := m.text("trigger"); ok && v != "none" {
		if v == "all" {
			v = ""
		}
		s.Trigger = &v
	} else if n := m.value["trigger"]; n != nil && !ok && resolved(n).Kind == yaml.ScalarNode {
		m.wrong("trigger", "trigger is empty: write all, none, or a query in the tracker's own language")
	}
	if v, ok := m.text("rules"); ok && mode == "basic" {
		m.wrong("rules", "rules are for the modes visual and script; in mode basic there are none to write")
	} else if ok && v == inDatabase {
		s.Stored = true
	} else if ok {
		s.Rules = r.beside(v)
	} else if mode != "basic" && len(m.keys) > 0 {
		m.missing("rules", "the "+name+" names no folder with its rules: rules: ./rules/"+name+", or rules: "+inDatabase)
	}
	s.Name, _ = m.text("name")
	s.Project, _ = m.text("project")
	s.Type, _ = m.text("type")
	m.end()
	return s
}

// inDatabase stands where a folder of rules would be named. A folder that is
// called so is ./database.
const inDatabase = "database"

func (m *mapping) guard() Guard {
	g := m.child("guard")
	defer g.end()
	return Guard{
		Deletions:  g.limit("deletions", "", 1_000_000),
		Overwrites: g.limit("overwrites", "%", 100),
		Window:     g.duration("window", time.Second, 7*24*time.Hour),
	}
}

// sameValues reads which values of the two sides mean the same.
func (m *mapping) sameValues() []Same {
	fields := m.child("values")
	defer fields.end()
	var list []Same
	for _, field := range []string{"status", "priority", "type"} {
		values := fields.child(field)
		values.asked = values.keys
		for _, name := range values.keys {
			for _, other := range values.list(name) {
				list = append(list, Same{Field: field, Initiator: name, Acceptor: other})
			}
		}
	}
	return list
}

// list returns a single value, or several of a list, as they were typed.
func (m *mapping) list(name string) []string {
	n := resolved(m.value[name])
	values := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		values = n.Content
	}
	var list []string
	for _, v := range values {
		if v = resolved(v); v.Kind != yaml.ScalarNode || isNull(v) {
			m.wrong(name, "%s must be a single value, or a list of some", name)
			return nil
		}
		list = append(list, v.Value)
	}
	return list
}
