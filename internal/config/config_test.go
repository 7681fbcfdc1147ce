package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// kinds are what a node with two kinds of tracker would pass.
var kinds = []Kind{
	{Name: "markdown", Settings: []Setting{
		{Name: "path", Required: true, Path: true}, {Name: "prefix"}, {Name: "author", Default: "entwine"},
	}},
	{Name: "redmine", Settings: []Setting{
		{Name: "url", Required: true}, {Name: "key", Required: true, Secret: true},
	}},
}

func parse(t *testing.T, text string, env ...string) (*Config, Problems) {
	t.Helper()
	c, err := Parse("entwine.yaml", []byte(text), Options{Kinds: kinds, Env: env})
	var ps Problems
	if err != nil && !errors.As(err, &ps) {
		t.Fatalf("error is no list of problems: %v", err)
	}
	if (c == nil) == (len(ps) == 0) {
		t.Fatalf("got config %v and problems %v, want one of the two", c, ps)
	}
	return c, ps
}

func TestExample(t *testing.T) {
	t.Parallel()
	c, ps := parse(t, Example)
	if len(ps) > 0 {
		t.Fatalf("the example has mistakes:\n%v", ps)
	}
	k := c.Connection("acme-globex")
	if k == nil || k.Initiator.Tracker != "acme" || k.Initiator.Trigger == nil || *k.Initiator.Trigger != "label=shared" {
		t.Fatalf("connection is %+v", k)
	}
	if k.Acceptor.Trigger != nil {
		t.Errorf("trigger none gave the query %q", *k.Acceptor.Trigger)
	}
	if want := (Guard{Deletions: 25, Overwrites: 50, Window: 10 * time.Minute}); k.Guard != want {
		t.Errorf("guard is %+v, want %+v", k.Guard, want)
	}
	if got := c.Tracker("acme"); got.Poll != 10*time.Second || got.Settings["author"] != "entwine" || got.Settings["path"] != "acme" {
		t.Errorf("tracker is %v", got)
	}
	if got := c.Tracker("globex").Poll; got != DefaultPoll {
		t.Errorf("poll is %v, want the default", got)
	}
	if c.Node.Data != "data" || c.Node.Control != DefaultControl {
		t.Errorf("node is %+v", c.Node)
	}
}

const good = `
trackers:
  a: {kind: markdown, path: ./a}
  b: {kind: markdown, path: /tmp/b}
connections:
  c:
    initiator: {tracker: a, trigger: all}
    acceptor: {tracker: b}
`

func TestDefaults(t *testing.T) {
	t.Parallel()
	c, err := Parse("/etc/entwine/entwine.yaml", []byte(good), Options{Kinds: kinds})
	if err != nil {
		t.Fatal(err)
	}
	if c.Node.Name != DefaultName || c.Node.Data != "/etc/entwine/data" {
		t.Errorf("node is %+v", c.Node)
	}
	if a, b := c.Tracker("a").Settings["path"], c.Tracker("b").Settings["path"]; a != "/etc/entwine/a" || b != "/tmp/b" {
		t.Errorf("paths are %q and %q", a, b)
	}
	k := c.Connections[0]
	if k.Mode != "basic" || k.Winner != hub.Initiator || *k.Initiator.Trigger != "" || k.Acceptor.Trigger != nil {
		t.Errorf("connection is %+v", k)
	}
	if got := c.Place("connections.c.initiator.trigger").String(); got != "/etc/entwine/entwine.yaml:7:29" {
		t.Errorf("trigger is at %s", got)
	}
	if got := c.Place("trackers.a.author"); got.Line != 3 {
		t.Errorf("what is not given is at %v, want where its tracker is", got)
	}
}

// Each mistake is told with its place and with what to do about it.
func TestMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{"unknown key", good + "nod: {}\n", `9:1: unknown key "nod"; did you mean "node"?`},
		{"unknown key without a near one", good + "xyzzy: 1\n", `9:1: unknown key "xyzzy"; there is connections, node, sources, trackers`},
		{"key twice", good + "trackers: {}\n", `9:1: "trackers" is there twice, first in line 2`},
		{"key twice in a tracker", "trackers: {a: {kind: markdown, path: x, path: y}}", `1:41: "path" is there twice, first in line 1`},
		{"unknown kind", "trackers: {a: {kind: redmin}}", `1:22: unknown kind "redmin"; did you mean "redmine"?`},
		{"no kind", "trackers: {a: {path: x}}", `1:15: tracker a has no kind; there is markdown, redmine`},
		{"unknown setting", "trackers: {a: {kind: markdown, path: x, autor: me}}", `1:41: unknown key "autor"; did you mean "author"?`},
		{"missing setting", "trackers: {a: {kind: markdown}}", `1:15: tracker a lacks its setting "path"`},
		{"misspelt setting is told once", "trackers: {a: {kind: markdown, pth: x}}", `1:32: unknown key "pth"; did you mean "path"?`},
		{"null tracker", "trackers:\n  a:\n", `2:3: tracker a has no kind; there is markdown, redmine`},
		{"list instead of a value", "trackers: {a: {kind: markdown, path: [x]}}", `1:38: path must be a single value, not a list`},
		{"list instead of a map", "trackers: [a]", `1:11: trackers must be lines of "name: value", not a list|1:1: no trackers: name at least one below "trackers:"`},
		{"no trackers", "node: {name: x}", `1:1: no trackers: name at least one below "trackers:"`},
		{"empty", "", `1:1: no trackers: name at least one below "trackers:"`},
		{"bad name", "trackers: {\"1 a\": {kind: markdown, path: x}}", `1:12: bad name "1 a": ` + goodNameText},
		{"duration", "trackers: {a: {kind: markdown, path: x, poll: 10}}", `1:47: poll must be a time such as 30s, 5m or 1h, not "10"`},
		{"duration out of bounds", "trackers: {a: {kind: markdown, path: x, poll: 1ms}}", `1:47: poll must be between 100ms and 24h0m0s, not 1ms`},
		{"control for all", good + "node: {control: \"0.0.0.0:80\"}\n", `9:17: control must be an address of this machine alone, 127.0.0.1 or [::1], not "0.0.0.0"`},
		{"unknown tracker", strings.Replace(good, "tracker: b", "tracker: bb", 1), `8:25: no tracker is named "bb"; did you mean "b"?`},
		{"same tracker", strings.Replace(good, "tracker: b", "tracker: a", 1), `8:5: both sides of connection c are the tracker a; name two different ones`},
		{"no acceptor", strings.Replace(good, "    acceptor: {tracker: b}\n", "", 1), `7:5: connection c has no acceptor`},
		{"empty trigger", strings.Replace(good, "trigger: all", "trigger: ''", 1), ``},
		{"null trigger", strings.Replace(good, "trigger: all", "trigger:", 1), `7:37: trigger is empty: write all, none, or a query in the tracker's own language`},
		{"rate", "trackers: {a: {kind: markdown, path: x, rate: 0}}", `1:47: rate must be between 1 and 1000, not 0`},
		{"values of no field", good + "    values: {stat: {New: new}}\n", `9:14: unknown key "stat"; did you mean "status"?`},
		{"values that are no values", good + "    values:\n      status: {New: {a: b}, Old: [x, [y]], Open: }\n", `10:21: New must be a single value, or a list of some|10:34: Old must be a single value, or a list of some|10:50: Open must be a single value, or a list of some`},
		{"mode", good + "    mode: scripts\n", `9:11: mode cannot be "scripts"; did you mean "script"?`},
		{"no rules", good + "    mode: script\n", `7:16: the initiator names no folder with its rules: rules: ./rules/initiator, or rules: database|8:15: the acceptor names no folder with its rules: rules: ./rules/acceptor, or rules: database`},
		{"rules in basic mode", strings.Replace(good, "tracker: b", "tracker: b, rules: ./r", 1), `8:35: rules are for the modes visual and script; in mode basic there are none to write`},
		{"mail by no server", good + "node: {notices: {to: ops@acme.example}}\n", `9:17: say which server takes the mail: server: smtp://mail.example.org`},
		{"mail from nobody", good + "node: {notices: {server: smtp://mail, to: ops@acme.example}}\n", `9:17: say from whom the mail is: from: entwine@example.org`},
		{"mail server", good + "node: {notices: {server: mail.acme.example, from: e@acme.example}}\n", `9:26: server must look like smtp://mail.example.org:587 (STARTTLS) or smtps://mail.example.org (TLS at once); user and password have keys of their own`},
		{"mail address", good + "node: {notices: {server: smtp://mail, from: e@acme.example, to: [ops, \"Ann <a@b.example>\"]}}\n", `9:65: to must be mail addresses such as ops@example.org, not "ops"|9:65: to must be mail addresses such as ops@example.org, not "Ann <a@b.example>"`},
		{"mail of a connection", good + "    notices: ann@acme.example\n", `9:14: say under node which server takes mail: notices: {server: smtp://mail.example.org, from: entwine@example.org}`},
		{"merge key", "x: &x {path: y}\ntrackers: {a: {<<: *x, kind: markdown, path: x}}", `1:1: unknown key "x"; there is connections, node, sources, trackers|2:16: maps cannot be merged with << here; write the keys out`},
		{"tab", good + "\tmode: basic\n", `9:1: this is not YAML: lines are indented with blanks, not with tabs`},
		{"not UTF-8", "trackers: {a: \xff}", `1:15: this is not UTF-8 text`},
		{"large", strings.Repeat("#", maxSize+1), `1:1: the file is larger than 1024 kB: is it the right one?`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, ps := parse(t, tt.text)
			var got []string
			for _, p := range ps {
				got = append(got, strings.TrimPrefix(p.String(), "entwine.yaml:"))
			}
			slices.Sort(got)
			want := strings.Split(tt.want, "|")
			if tt.want == "" {
				want = nil
			}
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
			}
		})
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	c, ps := parse(t, good+"    values:\n      status: {New: new, In Progress: [open, stalled], Feedback: stalled}\n      priority: {Low: 10}\n")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	want := []Same{
		{"status", "New", "new"}, {"status", "In Progress", "open"}, {"status", "In Progress", "stalled"},
		{"status", "Feedback", "stalled"}, {"priority", "Low", "10"},
	}
	if got := c.Connection("c").Values; !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// Trackers and partners are called each through a proxy of their own, or none; a
// node may listen nowhere.
func TestWaysOut(t *testing.T) {
	t.Parallel()
	c, ps := parse(t, `
node: {control: none, link: {proxy: "socks5://out.example.org:1080", no_proxy: .partner.example}}
trackers:
  a: {kind: markdown, path: ./a, proxy: "${WAY}", no_proxy: [10.0.0.0/8, tracker.example]}
  b: {kind: markdown, path: ./b, proxy: direct}
connections:
  c: {here: {tracker: a, trigger: all}}
`, "WAY=http://bo:secret@proxy.example.org:3128")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if c.Node.Control != "" {
		t.Errorf("control is %q", c.Node.Control)
	}
	if l := c.Node.Link; l.Proxy != "socks5://out.example.org:1080" || !slices.Equal(l.Except, []string{".partner.example"}) {
		t.Errorf("partners: %q except %q", l.Proxy, l.Except)
	}
	a, b := c.Tracker("a"), c.Tracker("b")
	if a.Proxy != "http://bo:secret@proxy.example.org:3128" || !slices.Equal(a.Except, []string{"10.0.0.0/8", "tracker.example"}) || b.Proxy != "direct" {
		t.Errorf("trackers: %q except %q, and %q", a.Proxy, a.Except, b.Proxy)
	}
	if strings.Contains(a.String(), "secret") {
		t.Errorf("a tracker shows its proxy's password: %s", a)
	}
}

// The configs that the guides show are right.
func TestConfigsOfTheGuides(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for guide, least := range map[string]int{"two-owners": 5, "notices": 1} {
		b, err := os.ReadFile("../../docs/" + guide + ".md")
		if err != nil {
			t.Fatal(err)
		}
		blocks := strings.Split(string(b), "```yaml\n")[1:]
		if len(blocks) < least {
			t.Fatalf("%s has %d configs", guide, len(blocks))
		}
		for _, block := range blocks {
			text, _, _ := strings.Cut(block, "```")
			for _, name := range regexp.MustCompile(`file:[\w.]+`).FindAllString(text, -1) {
				path := filepath.Join(dir, strings.TrimPrefix(name, "file:"))
				if err := os.WriteFile(path, []byte("secret\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				text = strings.ReplaceAll(text, name, "file:"+path)
			}
			if _, ps := parse(t, text); len(ps) > 0 {
				t.Errorf("%s:\n%s\n%v", guide, text, ps)
			}
		}
	}
}

// A config with ten mistakes reports all ten, in the order of the file.
func TestTenMistakes(t *testing.T) {
	t.Parallel()
	_, ps := parse(t, `node:
  nme: x
  control: nowhere
trackers:
  a: {kind: markdwn}
  b: {kind: markdown, path: b, pol: 5s}
  a: {}
  c: {kind: markdown, path: c, poll: soon}
connections:
  k:
    initiator: {tracker: bb}
    acceptor: {tracker: b, trigr: all}
    merge: maybe
	winner: nobody
`)
	if len(ps) != 10 {
		t.Errorf("got %d problems, want 10:\n%v", len(ps), ps)
	}
	for i := 1; i < len(ps); i++ {
		if ps[i].Line < ps[i-1].Line {
			t.Errorf("line %d is told after line %d", ps[i].Line, ps[i-1].Line)
		}
	}
}

func TestEnvironment(t *testing.T) {
	t.Parallel()
	_, ps := parse(t, strings.ReplaceAll(good, "b:", "b-x:")+"\n", "ENTWINE_NODE_NAME=night", "ENTWINE_TRACKERS_A_POLL=3s",
		"ENTWINE_TRACKERS_B_X_PATH=/elsewhere", "ENTWINE_OTHER=1", "HOME=/root")
	if len(ps) == 0 || !strings.Contains(ps.Error(), `no tracker is named "b"`) {
		t.Fatalf("problems are %v", ps)
	}
	c, ps := parse(t, strings.NewReplacer("b:", "b-x:", "tracker: b", "tracker: b-x").Replace(good), "ENTWINE_NODE_NAME=night",
		"ENTWINE_TRACKERS_A_POLL=3s", "ENTWINE_TRACKERS_B_X_PATH=/elsewhere", "ENTWINE_OTHER=1")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if c.Node.Name != "night" || c.Tracker("a").Poll != 3*time.Second || c.Tracker("b-x").Settings["path"] != "/elsewhere" {
		t.Errorf("config is %+v %v", c.Node, c.Trackers)
	}
}

func TestEnvironmentMistakes(t *testing.T) {
	t.Parallel()
	_, ps := parse(t, good, "ENTWINE_NODE_DTA=x", "ENTWINE_TRACKERS_A_PTH=x", "ENTWINE_TRACKERS_Q_PATH=x", "ENTWINE_TRACKERS_B_POLL=never")
	want := []string{
		`environment variable ENTWINE_NODE_DTA: unknown key "dta"; did you mean "data"?`,
		`environment variable ENTWINE_TRACKERS_A_PTH: unknown key "pth"; did you mean "path"?`,
		`environment variable ENTWINE_TRACKERS_B_POLL: poll must be a time such as 30s, 5m or 1h, not "never"`,
		`environment variable ENTWINE_TRACKERS_Q_PATH: it names no tracker of the config; there is A, B`,
	}
	var got []string
	for _, p := range ps {
		got = append(got, p.String())
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSecrets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "key.txt"), []byte("from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	load := func(key string, env ...string) (*Config, error) {
		text := fmt.Sprintf("trackers: {r: {kind: redmine, url: u, key: %q}}", key)
		return Parse(filepath.Join(dir, "entwine.yaml"), []byte(text), Options{Kinds: kinds, Env: env})
	}
	for _, tt := range []struct{ key, want string }{
		{"plain", "plain"}, {"${KEY}", "from-env"}, {"file:key.txt", "from-file"}, {"a${KEY}", "a${KEY}"},
	} {
		c, err := load(tt.key, "KEY=from-env")
		if err != nil {
			t.Errorf("%s: %v", tt.key, err)
			continue
		}
		tr := c.Trackers[0]
		if got := tr.Settings["key"]; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.key, got, tt.want)
		}
		for _, shown := range []string{tr.String(), fmt.Sprintf("%v %+v %#v", tr, tr, tr)} {
			if strings.Contains(shown, tt.want) {
				t.Errorf("%s: the secret is shown in %s", tt.key, shown)
			}
		}
		if got := tr.Secrets(); len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s: secrets are %q", tt.key, got)
		}
	}
	for key, want := range map[string]string{
		"${NOPE}": "which is not set", "file:nope.txt": "cannot be read", "file:.": "is no file that could hold it",
	} {
		if _, err := load(key); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", key, err, want)
		}
	}
}

func TestNotices(t *testing.T) {
	t.Parallel()
	for server, want := range map[string]string{
		"smtp://mail.acme.example": "mail.acme.example:587 false", "smtps://mail.acme.example": "mail.acme.example:465 true",
		"smtp://127.0.0.1:25": "127.0.0.1:25 false", "smtps://[::1]:1465": "[::1]:1465 true",
	} {
		c, ps := parse(t, good+"    notices: [ann@acme.example, bo@acme.example]\nnode:\n  notices: {server: \""+server+
			"\", user: entwine, password: opensesame, from: e@acme.example, to: ops@acme.example, level: tracker, wait: 2m}\n")
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		n := c.Node.Notices
		if got := fmt.Sprint(n.Address(), " ", n.TLS); got != want {
			t.Errorf("%s: %s, want %s", server, got, want)
		}
		if n.Level != hub.ScopeTracker || n.Wait != 2*time.Minute || n.Digest != 0 || n.Password != "opensesame" || !slices.Equal(n.To, []string{"ops@acme.example"}) {
			t.Errorf("notices are %s", n)
		}
		if got := c.Connection("c").Notices; len(got) != 2 {
			t.Errorf("those of the connection are %q", got)
		}
		if shown := fmt.Sprintf("%v %+v %#v %v", c.Node, c.Node, n, n.LogValue()); strings.Contains(shown, "opensesame") {
			t.Errorf("the password is shown: %s", shown)
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	names := []string{"path", "poll", "prefix", "connection", "kind"}
	for in, want := range map[string]string{
		"pth": "path", "ptah": "path", "Pool": "poll", "connections": "connection", "kidn": "kind", "pre": "prefix", "xyz": "", "": "", "k": "",
	} {
		if got := nearest(in, names); got != want {
			t.Errorf("nearest(%q) is %q, want %q", in, got, want)
		}
	}
}

// Whatever the file holds, there is a config or problems, and every problem has
// a place in the file.
func FuzzParse(f *testing.F) {
	for _, s := range []string{Example, good, "a: &a [*a]", "trackers: {a: {kind: markdown, path: x}}\n\tx", "? [a]\n: b", "%", "\xff", "a: b: c\nd: e: f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse("f", []byte(text), Options{Kinds: kinds, Env: []string{"ENTWINE_NODE_NAME=n"}})
		if err == nil {
			if len(c.Trackers) == 0 {
				t.Fatal("a config without trackers passed")
			}
			return
		}
		var ps Problems
		if !errors.As(err, &ps) || len(ps) == 0 {
			t.Fatalf("error %v is no list of problems", err)
		}
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\u2028") + strings.Count(text, "\u2029") +
			strings.Count(text, "\u0085") + 1
		for _, p := range ps {
			if p.File == "f" && (p.Line < 1 || p.Column < 1 || p.Line > lines+1) {
				t.Fatalf("problem at %d:%d of %d lines: %s", p.Line, p.Column, lines, p.Message)
			}
		}
	})
}
